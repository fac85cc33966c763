"""Forms of the public site's staff page."""

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
