"""What is typed for a pact text."""

from typing import Any

from django import forms

from ikrar.law.domain import PactTemplate
from ikrar.pledges.domain import TextIsHidden
from ikrar.pledges.domain.texts import normalised
from ikrar.web.languages import say, t


class SlotsForm(forms.Form):
    """One field per slot of a shipped template."""

    def __init__(self, *args: Any, template: PactTemplate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for slot in template.slots:
            self.fields[slot.name] = forms.CharField(
                label=say(slot.label), initial=slot.default, max_length=200
            )


class WordsForm(forms.Form):
    """The words themselves."""

    reading = forms.CharField(
        label=t("Ikrar, dibacakan bersama", "The pledge, read aloud together"),
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=8000,
    )
    body = forms.CharField(
        label=t("Pakta, ditandatangani masing-masing", "The pact, signed by each"),
        widget=forms.Textarea(attrs={"rows": 22}),
        max_length=16000,
    )

    def clean_reading(self) -> str:
        return _readable(self.cleaned_data["reading"])

    def clean_body(self) -> str:
        return _readable(self.cleaned_data["body"])


def _readable(words: str) -> str:
    try:
        return normalised(words)
    except TextIsHidden:
        raise forms.ValidationError(
            t(
                "Ada tanda arah atau tanda kendali yang tidak terlihat. Ketik ulang bagian itu.",
                "There are invisible direction or control characters. Type that part again.",
            ),
        ) from None


class ApproveForm(forms.Form):
    """Exactly these words."""

    text_sha256 = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
