"""What the personnel office gives to erase a pledge."""

from django import forms

from ikrar.pledges.domain.erasure import ERASURE_WORDS, ErasureReason
from ikrar.web.languages import t


class ReceiptNumberForm(forms.Form):
    """Which pledge; the number goes in the body, never in an address."""

    number = forms.CharField(
        label=t("Nomor bukti", "Receipt number"),
        help_text=t(
            "Tertera pada bukti dan surat pemberitahuan, misalnya 001199-7.",
            "It stands on the receipt and in the letter, for instance 001199-7.",
        ),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class EraseForm(forms.Form):
    """The decision, with its reason from the closed list."""

    number = forms.CharField(max_length=20, widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=t("Alasan, tercatat di register", "Reason, entered in the register"),
        choices=[(r, t(*ERASURE_WORDS[r])) for r in ErasureReason],
        widget=forms.RadioSelect,
    )
