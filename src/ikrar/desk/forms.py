"""What an officer types at the desk."""

from django import forms

from ikrar.web.languages import t


class PauseForm(forms.Form):
    """Why reminders stop."""

    reason = forms.CharField(
        label=t("Alasan", "Reason"),
        max_length=200,
        help_text=t(
            "Mohon tidak menyebut nama, jenis cuti, atau kesehatan siapa pun.",
            "Please name nobody, and nobody's leave or health.",
        ),
    )
