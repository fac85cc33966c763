"""What organisers type: plans, options, sites, reasons."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from ikrar.kernel.zones import ZONES
from ikrar.law import queries as law
from ikrar.pledges.domain import FORMAT_WORDS, STEP_WORDS
from ikrar.pledges.operations import SiteDetails
from ikrar.roster import queries as roster
from ikrar.web.languages import say, t

REASON_HINT = t(
    "Alasan ini terbuka untuk umum dan tidak dapat dihapus. Mohon tidak menyebut nama, jenis cuti, atau kesehatan siapa pun.",
    "This reason is public and cannot be deleted. Please name nobody, and nobody's leave or health.",
)


def _day() -> forms.DateField:
    return forms.DateField(
        label=t("Hari", "Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def _hour() -> forms.TimeField:
    return forms.TimeField(
        label=t("Jam", "Hour"),
        initial="07:45",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )


class BeginForm(forms.Form):
    """A title is enough."""

    title = forms.CharField(
        label=t("Nama deklarasi", "Name of the declaration"),
        max_length=180,
        help_text=t("Tempat, waktu, dan format boleh menyusul.", "Place, time and format may follow."),
    )
    only_owing = forms.BooleanField(
        label=t(
            "Hanya untuk yang masih berkewajiban (sesi susulan)",
            "Only for those who still owe a pledge (follow-up session)",
        ),
        help_text=t(
            "Pejabat baru, pegawai baru, yang kembali dari berhalangan, dan yang naskahnya diganti, di unit yang diundang.",
            "Newly appointed, new, back from absence, or signed a text that was replaced; in the units invited.",
        ),
        required=False,
    )


class DetailsForm(forms.Form):
    """What the plan says of itself."""

    title = forms.CharField(label=t("Nama deklarasi", "Name of the declaration"), max_length=180)
    level = forms.CharField(
        label=t("Tingkat", "Level"),
        max_length=80,
        required=False,
        help_text=t("Misalnya: Kota, Kecamatan.", "For example: city, district."),
    )
    election = forms.ChoiceField(label=t("Pemilihan", "Election"), required=False)
    summary = forms.CharField(
        label=t("Keterangan", "Notes"),
        help_text=t("Tampil di halaman umum deklarasi.", "Shown on the declaration's public page."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        calendars = [(code, say(one.name)) for code, one in law.calendars().items()]
        self.fields["election"].choices = [("", "—"), *calendars]  # type: ignore[attr-defined]  # a ChoiceField


class DeciderForm(forms.Form):
    """Who decides by when."""

    decider = forms.CharField(label=t("Yang memutuskan", "Who decides"), max_length=120, required=False)
    decide_by = forms.DateField(
        label=t("Paling lambat", "By"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class _OptionForm(forms.Form):
    note_on_it = forms.CharField(
        label=t("Catatan", "Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=1000
    )


class PlaceOptionForm(_OptionForm):
    """A place that may be it."""

    field_order = ("value", "note_on_it")
    value = forms.CharField(label=t("Tempat", "Place"), max_length=200)


class FormatOptionForm(_OptionForm):
    """A way of holding it."""

    field_order = ("value", "note_on_it")
    value = forms.ChoiceField(
        label=t("Format", "Format"), choices=[(f.value, t(w.id, w.en)) for f, w in FORMAT_WORDS.items()]
    )


class TimeOptionForm(_OptionForm):
    """A day and hour that may be it."""

    field_order = ("day", "hour", "note_on_it")
    day = _day()
    hour = _hour()

    def clean(self) -> dict[str, Any]:
        """Day and hour become one answer."""
        cleaned = super().clean() or {}
        if "day" in cleaned and "hour" in cleaned:
            cleaned["value"] = f"{cleaned.pop('day')}T{cleaned.pop('hour'):%H:%M}"
        return cleaned


OPTION_FORMS: dict[str, type[_OptionForm]] = {
    "PLACE": PlaceOptionForm,
    "TIME": TimeOptionForm,
    "FORMAT": FormatOptionForm,
}


class ItemForm(forms.Form):
    """An item of one's own for the checklist."""

    label = forms.CharField(label=t("Yang harus siap", "What must be ready"), max_length=200)
    responsible = forms.CharField(label=t("Penanggung jawab", "Who"), max_length=120, required=False)
    due = forms.DateField(
        label=t("Paling lambat", "By"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class SiteForm(forms.Form):
    """One venue and hour."""

    name = forms.CharField(label=t("Nama lokasi", "Name of the site"), max_length=120)
    venue = forms.CharField(label=t("Tempat", "Venue"), max_length=200, required=False)
    day = forms.DateField(
        label=t("Hari", "Day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=t(
            "Kosongkan untuk mengikuti hari deklarasi.", "Leave empty to follow the declaration's day."
        ),
    )
    hour = forms.TimeField(
        label=t("Jam setempat", "Local hour"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    zone = forms.ChoiceField(label=t("Zona waktu", "Time zone"), choices=list(ZONES.items()))
    leader = forms.CharField(label=t("Pembina apel", "Leader"), max_length=120, required=False)
    reader = forms.CharField(label=t("Pembaca ikrar", "Reader"), max_length=120, required=False)
    screen = forms.CharField(
        label=t("Layar", "Screen"),
        max_length=80,
        required=False,
        help_text=t("Proyektor, laptop, atau ponsel lurah.", "Projector, laptop or the lurah's phone."),
    )
    witnesses = forms.CharField(
        label=t("Saksi", "Witnesses"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=t("Satu baris satu orang: nama, lembaga.", "One a line: name, institution."),
    )

    def clean(self) -> dict[str, Any]:
        """An hour needs a day and a day an hour."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("day")) != bool(cleaned.get("hour")):
            self.add_error(
                "hour", t("Isi hari dan jam, atau kosongkan keduanya.", "Fill in day and hour, or neither.")
            )
        return cleaned

    def details(self) -> SiteDetails:
        data = self.cleaned_data
        starts_at = None
        if data["day"] and data["hour"]:
            starts_at = datetime.combine(data["day"], data["hour"], ZoneInfo(data["zone"])).astimezone(UTC)
        names = ("name", "venue", "zone", "leader", "reader", "screen")
        return SiteDetails(starts_at=starts_at, **{name: data[name] for name in names})

    def people(self) -> list[tuple[str, str]]:
        lines = [line.partition(",") for line in self.cleaned_data["witnesses"].splitlines() if line.strip()]
        return [(name.strip()[:120], office.strip()[:120]) for name, _, office in lines]


class FixedSiteForm(SiteForm):
    """A site of a fixed declaration: another hour or venue needs a reason."""

    reason = forms.CharField(
        label=t("Alasan bila jam atau tempat diubah", "Reason, if hour or venue change"),
        required=False,
        max_length=300,
    )


class BulkSitesForm(forms.Form):
    """One site per unit of a kind."""

    kind = forms.ChoiceField(
        label=t("Satu lokasi untuk setiap", "One site for each"),
        widget=forms.RadioSelect,
        choices=[
            ("DISTRICT", t("kecamatan", "kecamatan (district)")),
            ("VILLAGE", t("kelurahan", "kelurahan (urban village)")),
            ("AGENCY", t("dinas, badan, dan biro", "agency")),
        ],
    )


class StepForm(forms.Form):
    """One more line of the run sheet."""

    kind = forms.ChoiceField(
        label=t("Acara", "Item"), choices=[(k.value, t(w.id, w.en)) for k, w in STEP_WORDS.items()]
    )
    label = forms.CharField(label=t("Sebutan lain", "Called"), max_length=120, required=False)


class PartnerForm(forms.Form):
    """A partner institution and who speaks for it."""

    institution = forms.TypedChoiceField(label=t("Lembaga mitra", "Partner institution"), coerce=int)
    representative = forms.CharField(
        label=t("Diwakili oleh", "Represented by"), max_length=120, required=False
    )
    role = forms.CharField(label=t("Jabatan atau peran", "Office or role"), max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = [(one.id, one.name) for one in roster.institutions() if not one.is_convenor]
        self.fields["institution"].choices = partners  # type: ignore[attr-defined]  # a ChoiceField


class FixForm(forms.Form):
    """The warnings were seen."""

    accepts_warnings = forms.BooleanField(
        label=t("Peringatan di atas sudah saya baca.", "I have read the warnings above."), required=False
    )


class ReasonForm(forms.Form):
    """A reason that stays."""

    reason = forms.CharField(
        label=t("Alasan", "Reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=300,
        help_text=REASON_HINT,
    )


class MoveForm(ReasonForm):
    """Another day, hour or place."""

    field_order = ("held_on", "starts_at", "place", "reason")
    held_on = _day()
    starts_at = _hour()
    place = forms.CharField(label=t("Tempat", "Place"), max_length=200, required=False)


class RehearseForm(forms.Form):
    """When the rehearsal is held."""

    held_on = _day()
    starts_at = _hour()


class DueForm(forms.Form):
    """By when newly appointed people pledge."""

    due_on = forms.DateField(
        label=t("Ditandatangani paling lambat", "To be signed by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class ConfirmDifferencesForm(ReasonForm):
    """Which differences are taken over, and why."""

    field_order = ("confirmed", "reason")
    confirmed = forms.MultipleChoiceField(
        label=t("Perubahan yang dicatat", "Changes to record"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["confirmed"].choices = list(choices)  # type: ignore[attr-defined]  # a ChoiceField
