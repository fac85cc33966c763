"""What goes into the minutes besides what is counted: of which site, and photographs for their annex."""

from collections.abc import Sequence
from typing import Any

from django import forms

from ikrar.pledges.papers.pictures import MOST
from ikrar.pledges.queries import DeclarationView
from ikrar.pledges.queries.albums import Offered
from ikrar.web.languages import t


class ManyFilesInput(forms.ClearableFileInput):
    """Several files in one field."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """All the files that were chosen."""

    def __init__(self, **kwargs: Any) -> None:
        chooser = ManyFilesInput(attrs={"multiple": True, "accept": "image/jpeg,image/png"})
        super().__init__(required=False, widget=chooser, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        return [super(ManyFilesField, self).clean(one, initial) for one in data or []]


class MinutesForm(forms.Form):
    """The minutes of the whole declaration or of a site."""

    site = forms.ChoiceField(label=t("Lokasi", "Site"), required=False)
    chosen = forms.MultipleChoiceField(
        label=t(
            "Foto dari komitmen bersama deklarasi ini", "Photographs of this declaration's joint commitments"
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=t(
            "Ilustrasi, bukan bukti. Sidiknya tercatat di register.",
            "Illustrations, not proof. Their fingerprints are in the register.",
        ),
    )
    photographs = ManyFilesField(
        label=t("Foto untuk lampiran", "Photographs for the annex"),
        help_text=t(
            f"Paling banyak {MOST}, JPEG atau PNG. Ditandai sebagai ilustrasi; berkas aslinya tidak disimpan.",
            f"At most {MOST}, JPEG or PNG. Marked as illustrations; the files themselves are not kept.",
        ),
    )
    captions = forms.CharField(
        label=t("Keterangan foto, satu per baris", "Captions, one a line"),
        required=False,
        max_length=1_200,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, plan: DeclarationView, offered: Sequence[Offered] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offered = {one.id: one for one in offered}
        if offered:
            names = [(one.id, f"{one.caption} ({one.album})") for one in offered]
            self.fields["chosen"].choices = names  # type: ignore[attr-defined]  # a ChoiceField
        else:
            del self.fields["chosen"]
        sites = [(one.public_id, one.name) for one in plan.sites if one.cancelled_at is None]
        whole = ("", str(t("Seluruh deklarasi", "The whole declaration")))
        self.fields["site"].choices = [whole, *sites]  # type: ignore[attr-defined]  # a ChoiceField

    def pictures(self) -> list[tuple[str, bytes, str]]:
        """Name, content and caption of each file."""
        captions = [line.strip() for line in self.cleaned_data["captions"].splitlines()]
        given = self.cleaned_data["photographs"]
        return [
            (file.name, file.read(), captions[nth] if nth < len(captions) else "")
            for nth, file in enumerate(given)
        ]

    def album(self) -> list[Offered]:
        """The photographs that were chosen from albums."""
        return [self._offered[one] for one in self.cleaned_data.get("chosen", [])]
