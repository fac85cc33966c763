"""Forms of the public site."""

import re

from django import forms

from ikrar.web.languages import t


class CorrectionForm(forms.Form):
    """Why figures are published again."""

    note = forms.CharField(
        label=t("Apa yang dibetulkan, dan mengapa?", "What is corrected, and why?"),
        help_text=t(
            "Diterbitkan bersama angkanya. Jangan menyebut nama orang.",
            "Published with the figures. Do not name anybody.",
        ),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PaperForm(forms.Form):
    """A checkpoint as it stands on signed minutes."""

    ukuran = forms.IntegerField(
        label=t("Jumlah catatan", "Number of entries"),
        min_value=1,
        max_value=10**15,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    akar = forms.CharField(
        label=t("Akar, dalam kelompok empat", "Root, in groups of four"),
        help_text=t("Spasi dan huruf besar tidak menjadi soal.", "Blanks and capitals do not matter."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_akar(self) -> str:
        """Sixty-four hexadecimal digits, as the minutes print them."""
        root = re.sub(r"\s", "", str(self.cleaned_data["akar"])).lower()
        if not re.fullmatch(r"[0-9a-f]{64}", root):
            raise forms.ValidationError(
                t(
                    "Akar terdiri dari 16 kelompok berisi empat angka atau huruf a sampai f.",
                    "A root has 16 groups of four digits or letters a to f.",
                )
            )
        return root
