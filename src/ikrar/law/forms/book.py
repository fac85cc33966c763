"""Searching the law book, and asking whether a record was in force on a day. Both by GET; nothing is kept."""

from django import forms

from ikrar.web.languages import t


class SearchForm(forms.Form):
    """Words or a code."""

    cari = forms.CharField(
        label=t("Cari kode atau kata", "Search by code or words"),
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
        help_text=t(
            "Misalnya SKB-K4, UU 7/2017, cuti, atau foto bersama.",
            "For example SKB-K4, UU 7/2017, leave, or photo.",
        ),
    )


class OnDayForm(forms.Form):
    """The day a reader asks about."""

    pada = forms.DateField(
        label=t("Berlaku pada hari", "In force on the day"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "invalid": t(
                "Tulis hari yang ada, seperti 2024-11-27.", "Write a day that exists, like 2024-11-27."
            )
        },
    )
