"""What an officer gives when a paper comes back, and a stranger to have one checked."""

from django import forms

from ikrar.papers.domain import NUMBER_CHARACTERS
from ikrar.web.languages import t


class TakeBackForm(forms.Form):
    number = forms.CharField(
        label=t("Nomor surat", "Number of the letter"),
        help_text=t(
            "Persis seperti tertulis di berkas, misalnya 270/12/BKD/2026.",
            "Exactly as it stands in the file, such as 270/12/BKD/2026.",
        ),
        max_length=NUMBER_CHARACTERS,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    file = forms.FileField(
        label=t("PDF yang sudah ditandatangani", "The signed PDF"),
        help_text=t(
            "Berkas asli dari penanda tangan, bukan cetakan yang dipindai atau disimpan ulang.",
            "The signer's original file, not one printed and scanned or saved again.",
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,application/pdf"}),
    )
