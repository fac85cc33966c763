"""Our words on other packages' fields."""

from typing import Any

from django import forms


def name_field(form: forms.Form, field: str, label: Any) -> None:
    form.fields[field].label = label
    form.fields[field].widget.attrs.pop("placeholder", None)
