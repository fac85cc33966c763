"""Reads what staff type and choose about the roster; saves nothing."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms

from ikrar.roster.domain import ABSENCE_WORDS, INSTITUTION_WORDS, STATUS_WORDS
from ikrar.roster.domain.lists import Kind
from ikrar.roster.importing.columns import SYNONYMS, Field, is_forbidden
from ikrar.roster.importing.words import FIELDS, KINDS
from ikrar.web.languages import t

Choices = Sequence[tuple[str, str]]
LIST_KINDS = (Kind.OFFICIALS, Kind.LOCAL, Kind.UNITS)


class DayInput(forms.DateInput):
    """The browser's own day picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class UploadForm(forms.Form):
    """A list, and what the person says about it."""

    kind = forms.ChoiceField(
        label=t("Jenis daftar", "Kind of list"), choices=[(k, t(*KINDS[k])) for k in LIST_KINDS]
    )
    file = forms.FileField(
        label=t("Berkas", "File"),
        help_text=t(
            "XLSX, XLS, ODS, atau CSV, paling besar 50 MB. Hanya kolom yang Anda pilih yang dibaca; berkas dihapus setelahnya.",
            "XLSX, XLS, ODS or CSV, 50 MB at most. Only the columns you choose are read; the file is deleted afterwards.",
        ),
    )
    effective_on = forms.DateField(
        label=t("Berlaku sejak", "Holds from"),
        widget=DayInput(),
        help_text=t("Hari keadaan di daftar ini mulai berlaku.", "The day from which the list holds."),
    )
    base = forms.ChoiceField(
        label=t("Daftar ini untuk unit", "The list is for"),
        required=False,
        help_text=t(
            "Unit pendek di daftar dicari di bawah unit ini.",
            "Short unit names in the list are looked up below this unit.",
        ),
    )
    status = forms.ChoiceField(
        label=t("Status, bila tidak tertulis di daftar", "Status, where the list does not say"),
        choices=[(s, t(*words)) for s, words in STATUS_WORDS.items()],
    )
    makes_units = forms.BooleanField(
        label=t(
            "Buat unit yang belum ada dari alamat unit", "Make units that do not exist yet from their paths"
        ),
        required=False,
    )
    is_complete = forms.BooleanField(
        label=t(
            "Daftar ini lengkap untuk unit itu: yang tidak tercantum diusulkan keluar",
            "The list is complete for that unit: who is not in it is proposed as left",
        ),
        required=False,
    )

    def __init__(self, *args: Any, units: Choices, is_everywhere: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = [("", t("Seluruh pemerintah daerah", "The whole government"))] if is_everywhere else []
        base = self.fields["base"]
        assert isinstance(base, forms.ChoiceField)
        base.choices = [*whole, *units]
        base.required = not is_everywhere


class AppointmentForm(UploadForm):
    """A list of appointments and its decree."""

    title = forms.CharField(label=t("Nama acara", "Title"), max_length=250)
    decree = forms.CharField(
        label=t("Nomor keputusan", "Decree"),
        max_length=250,
        help_text=t(
            "Misalnya: Keputusan Wali Kota Nomor … Tahun …",
            "For example: Keputusan Wali Kota Nomor … Tahun …",
        ),
    )
    field_order = ("title", "decree", "file", "effective_on", "base")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("kind", "status", "makes_units", "is_complete"):
            del self.fields[name]


class ColumnsForm(forms.Form):
    """What each column means; a forbidden one cannot even be offered."""

    def __init__(
        self, *args: Any, kind: str, headers: Sequence[str], columns: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.headers = [h for h in headers if not is_forbidden(h)]
        self.never_read = [h for h in headers if is_forbidden(h)]
        choices = [
            ("", t("jangan dibaca", "do not read")),
            *((f, t(*FIELDS[f])) for f in SYNONYMS[Kind(kind)]),
        ]
        for place, header in enumerate(self.headers):
            self.fields[f"column{place}"] = forms.ChoiceField(
                label=header, choices=choices, required=False, initial=columns.get(header, "")
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = [value for value in cleaned.values() if value]
        if len(chosen) != len(set(chosen)):
            raise forms.ValidationError(
                t(
                    "Satu arti dipilih untuk dua kolom. Pilih salah satu.",
                    "One meaning is chosen for two columns. Choose one.",
                )
            )
        return cleaned

    def chosen(self) -> dict[str, Field]:
        """Header to field."""
        return {
            header: Field(self.cleaned_data[f"column{place}"])
            for place, header in enumerate(self.headers)
            if self.cleaned_data.get(f"column{place}")
        }


class SearchForm(forms.Form):
    """A few letters of a name."""

    q = forms.CharField(label=t("Cari nama", "Find a name"), max_length=80, required=False)


class AbsenceForm(forms.Form):
    """A lawful absence: days and a reason from the closed list, nothing else."""

    begins_on = forms.DateField(label=t("Hari pertama", "First day"), widget=DayInput())
    last_day = forms.DateField(label=t("Hari terakhir", "Last day"), widget=DayInput())
    reason = forms.ChoiceField(
        label=t("Alasan", "Reason"),
        choices=[(r, t(*words)) for r, words in ABSENCE_WORDS.items()],
        help_text=t(
            "Cuti jenis apa pun dan sakit dicatat sebagai berhalangan sah, tanpa keterangan.",
            "Leave of any kind and illness are recorded as lawfully absent, without more.",
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("begins_on"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error(
                "last_day", t("Hari terakhir mendahului hari pertama.", "The last day is before the first.")
            )
        if last:
            cleaned["ends_before"] = last + timedelta(days=1)
        return cleaned


class ContactForm(forms.Form):
    """The address codes and notices go to."""

    email = forms.EmailField(label=t("Surel", "E-mail"), max_length=254, required=False)


class UnitForm(forms.Form):
    """A new unit below another."""

    name = forms.CharField(label=t("Nama unit", "Unit name"), max_length=200)
    begins_on = forms.DateField(label=t("Ada sejak", "Exists from"), widget=DayInput())


class InstitutionForm(forms.Form):
    """A body that convenes, hosts or witnesses."""

    name = forms.CharField(label=t("Nama lembaga", "Name"), max_length=200)
    kind = forms.ChoiceField(
        label=t("Jenis", "Kind"), choices=[(k, t(*w)) for k, w in INSTITUTION_WORDS.items()]
    )
    is_convenor = forms.BooleanField(
        label=t("Ini pemerintah penyelenggara (hanya satu)", "This is the convening government (only one)"),
        required=False,
    )


class RepresentativeForm(forms.Form):
    """Who speaks for an institution."""

    name = forms.CharField(label=t("Nama", "Name"), max_length=200)
    position = forms.CharField(label=t("Jabatan", "Position"), max_length=200)
    begins_on = forms.DateField(label=t("Sejak", "Since"), widget=DayInput())
