"""What a person types on "Ikrar saya", and an officer who decides a dispute."""

from django import forms

from ikrar.pledges.domain.values import DECLINE_WORDS, OUTCOME_WORDS, Decline, Outcome
from ikrar.web.languages import t


class CodeForm(forms.Form):
    """The code on the card."""

    code = forms.CharField(
        label=t("Kode kartu", "Card code"),
        max_length=32,
        help_text=t("13 huruf dan angka pada kartu Anda.", "13 letters and digits on your card."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class NumberForm(forms.Form):
    """A NIP, to which a one-time code is sent."""

    number = forms.CharField(
        label=t("NIP atau nomor pegawai", "NIP or staff number"),
        max_length=24,
        help_text=t(
            "Kode dikirim ke alamat surel yang sudah lama tercatat di daftar kepegawaian.",
            "The code goes to the mail address that has long been in the staff list.",
        ),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class OneTimeForm(NumberForm):
    """The code from the letter, with the number it was sent for."""

    code = forms.CharField(
        label=t("Kode sekali pakai", "One-time code"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )


class DeclineForm(forms.Form):
    """Not signing, from the closed list."""

    reason = forms.ChoiceField(
        label=t("Alasan Anda", "Your reason"),
        choices=[(d, t(*DECLINE_WORDS[d])) for d in Decline],
        widget=forms.RadioSelect,
        initial=Decline.NO_REASON_GIVEN,
    )


class DecisionForm(forms.Form):
    """What an officer decides, and why; the person reads it."""

    outcome = forms.ChoiceField(
        label=t("Keputusan", "Decision"),
        choices=[(o, t(*OUTCOME_WORDS[o])) for o in Outcome],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=t("Alasan, dibaca oleh yang bersangkutan", "The reason, read by the person concerned"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
