"""What an officer gives when entering paper."""

from collections.abc import Iterable

from django import forms

from ikrar.web.languages import t


class StartRollForm(forms.Form):
    site = forms.ChoiceField(label=t("Lokasi", "Site"))
    unit = forms.ChoiceField(label=t("Unit pada lembar", "Unit on the sheets"))

    def __init__(
        self,
        *args: object,
        sites: Iterable[tuple[str, str]] = (),
        units: Iterable[tuple[str, str]] = (),
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own long signature
        self.fields["site"].choices = list(sites)  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["unit"].choices = list(units)  # type: ignore[attr-defined]  # a ChoiceField


class ScanForm(forms.Form):
    scan = forms.FileField(
        label=t("Satu halaman hasil pindai", "One scanned page"),
        help_text=t("JPEG, PNG, atau PDF, paling besar 12 MB.", "JPEG, PNG or PDF, at most 12 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
    )


class MatchForm(forms.Form):
    """Who signed on a page. The boxes stand in the table of the page itself."""

    page = forms.IntegerField(min_value=1)
    duties = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: object, duties: Iterable[int] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own long signature
        self.fields["duties"].choices = [(str(d), "") for d in duties]  # type: ignore[attr-defined]  # a ChoiceField
