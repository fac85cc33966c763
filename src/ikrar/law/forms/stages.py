"""The day a visitor wants to see on the pages of the stages."""

from django import forms

from ikrar.web.languages import t


class DayForm(forms.Form):
    """Sent by GET: a day in an address tells nothing about a person."""

    hari = forms.DateField(
        label=t("Lihat hari lain", "See another day"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "invalid": t(
                "Tulis hari yang ada, seperti 2024-11-27.", "Write a day that exists, like 2024-11-27."
            )
        },
    )
