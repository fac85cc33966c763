"""How many signers the overseer draws."""

from django import forms

from ikrar.pledges.domain.drawing import MOST
from ikrar.web.languages import t


class DrawForm(forms.Form):
    count = forms.IntegerField(
        label=t("Berapa orang", "How many people"),
        help_text=t("Menambah kelak boleh; urutannya tetap.", "More may be drawn later; the order stays."),
        min_value=1,
        max_value=MOST,
        initial=20,
    )
