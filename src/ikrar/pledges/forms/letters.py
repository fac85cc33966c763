"""What an organiser writes into a letter of invitation."""

from typing import Any

from django import forms

from ikrar.pledges.papers.letter import NOTES, Wanted
from ikrar.pledges.queries import DeclarationView
from ikrar.web.languages import t

UNITS, PARTNERS, OWN = "units", "partners", "own"
MOST_LINES = 40
SUBJECT = "Undangan Pembacaan Ikrar dan Penandatanganan Pakta Integritas Netralitas"
NATURES = ("Biasa", "Penting", "Segera", "Sangat Segera")


class LinesField(forms.CharField):
    """One entry a line."""

    def __init__(self, *, rows: int, **kwargs: Any) -> None:
        super().__init__(
            required=False, max_length=4_000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs
        )

    def clean(self, value: Any) -> Any:
        lines = tuple(" ".join(line.split()) for line in super().clean(value).splitlines() if line.strip())
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(str(t("Paling banyak 40 baris.", "At most 40 lines.")))
        return lines


class LetterForm(forms.Form):
    """Everything a letter needs but its number, its day and its signature."""

    site = forms.ChoiceField(label=t("Lokasi", "Site"), required=False)
    to = forms.ChoiceField(label=t("Kepada", "To"), initial=UNITS)
    addressees = LinesField(
        rows=3,
        label=t("Yang dituju, satu per baris", "Addressees, one a line"),
        help_text=t("Dipakai bila memilih “Tulis sendiri”.", "Used with “Written here”."),
    )
    nature = forms.ChoiceField(
        label=t("Sifat", "Nature"), choices=[(one, one) for one in NATURES], initial="Penting"
    )
    subject = forms.CharField(label=t("Hal", "Subject"), max_length=200, initial=SUBJECT)
    place = forms.CharField(
        label=t("Tempat surat dibuat", "Where the letter is made"), max_length=80, required=False
    )
    agenda = LinesField(rows=5, label=t("Susunan acara, satu per baris", "Order of the day, one a line"))
    notes = LinesField(
        rows=4,
        label=t("Yang perlu diperhatikan, satu per baris", "Please note, one a line"),
        initial="\n".join(NOTES),
    )
    office = forms.CharField(
        label=t("Jabatan penanda tangan", "Office of the signatory"),
        max_length=120,
        initial="Sekretaris Daerah",
    )
    copies = LinesField(rows=3, label=t("Tembusan, satu per baris", "Copies to, one a line"))

    def __init__(self, *args: Any, plan: DeclarationView, steps: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._plan = plan
        sites = [one for one in plan.sites if one.cancelled_at is None]
        whole = [("", str(t("Semua lokasi", "All sites")))] if len(sites) != 1 else []
        choices = [
            (UNITS, t("Unit yang diundang", "The units invited")),
            *([(PARTNERS, t("Lembaga mitra", "Partner institutions"))] if plan.co_hosts else []),
            (OWN, t("Tulis sendiri", "Written here")),
        ]
        self.fields["site"].choices = [*whole, *((one.public_id, one.name) for one in sites)]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["to"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["agenda"].initial = "\n".join(steps)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("to") == OWN and not found.get("addressees"):
            self.add_error(
                "addressees", str(t("Tulis kepada siapa surat ini.", "Write whom the letter is for."))
            )
        return found

    def wanted(self) -> Wanted:
        data = self.cleaned_data
        return Wanted(
            nature=data["nature"],
            subject=data["subject"],
            place=data["place"],
            addressees=self._addressees(),
            agenda=data["agenda"],
            notes=data["notes"],
            office=data["office"],
            copies=data["copies"],
        )

    def _addressees(self) -> tuple[str, ...]:
        if self.cleaned_data["to"] == PARTNERS:
            return tuple(
                f"{host.role} {host.institution_name}".strip()
                if host.role
                else f"Pimpinan {host.institution_name}"
                for host in self._plan.co_hosts
            )
        return self.cleaned_data["addressees"] if self.cleaned_data["to"] == OWN else ()
