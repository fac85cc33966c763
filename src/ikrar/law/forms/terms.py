"""What a visitor says of an event: a day, for some rules an hour, and who says so. All by GET; nothing of it is kept."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django import forms

from ikrar.kernel.words import Words
from ikrar.kernel.zones import ZONES
from ikrar.law.domain import Term, Unit
from ikrar.law.engine import terms as engine
from ikrar.web.languages import t

ZONE_CHOICES = [(letters, letters) for letters in ZONES.values()]
SAYS: dict[str, Words] = {
    "pelapor": Words("pelapor", "the reporter"),
    "terlapor": Words("terlapor", "the person reported"),
    "atasan": Words("atasan", "the superior"),
    "pengawas": Words("pengawas pemilu", "the election overseers"),
    "dokumen": Words("tanggal pada dokumen", "the date on a document"),
}
BAD_DAY = t("Tulis hari yang ada, seperti 2024-11-27.", "Write a day that exists, like 2024-11-27.")
BAD_HOUR = t("Tulis jam seperti 14:30.", "Write an hour like 14:30.")


def _day(label: object, *, required: bool = False, help_text: object = "") -> forms.DateField:
    return forms.DateField(
        label=label,  # type: ignore[arg-type]  # settled when it is shown
        help_text=help_text,  # type: ignore[arg-type]  # likewise
        required=required,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": BAD_DAY, "required": t("Isi harinya.", "Give the day.")},
    )


class ChoosingForm(forms.Form):
    """The front door: a rule and a day."""

    aturan = forms.ChoiceField(label=t("Tenggat yang mana?", "Which term?"))
    hari = _day(t("Terjadi pada hari", "It happened on"))

    def __init__(
        self, *args: object, groups: list[tuple[str, list[tuple[str, str]]]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own
        self.fields["aturan"].choices = groups  # type: ignore[attr-defined]  # a choice field


class EventForm(forms.Form):
    """The event of one rule; the hour only where the rule runs in hours."""

    hari = _day("", required=True)
    jam = forms.TimeField(
        label=t("Jam", "Hour"),
        required=False,
        input_formats=["%H:%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": BAD_HOUR},
    )
    zona = forms.ChoiceField(
        label=t("Zona waktu", "Time zone"), choices=ZONE_CHOICES, required=False, initial="WIB"
    )

    def __init__(self, *args: object, term: Term, label: str, has_zone: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own
        self.fields["hari"].label = label
        if term.unit is not Unit.HOURS:
            del self.fields["jam"]
        if not has_zone:
            del self.fields["zona"]

    def event(self) -> engine.Event:
        """What the filled form says; a rule in hours takes its moment where one was given."""
        zone = engine.zone_of(self.cleaned_data.get("zona") or "WIB")
        hour: time | None = self.cleaned_data.get("jam")
        if hour is None:
            return engine.on_day(self.cleaned_data["hari"], zone=zone)
        return engine.at_moment(_moment(self.cleaned_data["hari"], hour, zone), zone=zone)


class FactsForm(forms.Form):
    """Act, posting and being known, twice: two people may say two things."""

    perbuatan = _day(t("Perbuatan terjadi pada", "The act happened on"))
    unggahan = _day(t("Diunggah pada", "It was posted on"))
    diketahui = _day(t("Diketahui pada", "It became known on"))
    menurut = forms.ChoiceField(label=t("menurut", "according to"), required=False)
    diketahui2 = _day(t("Diketahui pada, menurut pihak lain", "Known on, according to somebody else"))
    menurut2 = forms.ChoiceField(label=t("menurut", "according to"), required=False)
    ditemukan = _day(t("Ditemukan pengawas pada", "Found by the overseers on"))
    zona = forms.ChoiceField(
        label=t("Zona waktu", "Time zone"), choices=ZONE_CHOICES, required=False, initial="WIB"
    )

    def __init__(self, *args: object, term: Term, has_zone: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own
        choices = [(code, t(*words)) for code, words in SAYS.items()]
        for name in ("menurut", "menurut2"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field
        if not has_zone:
            del self.fields["zona"]
        starting = engine.starts_from_facts(term)
        if engine.FactKind.FOUND not in starting:
            del self.fields["ditemukan"]
        if engine.FactKind.KNOWN not in starting:
            for name in ("diketahui", "menurut", "diketahui2", "menurut2"):
                del self.fields[name]

    def facts(self) -> list[engine.Fact]:
        """The days that were given, each with who asserts it."""
        overseers = SAYS["pengawas"]
        asserted = (
            (engine.FactKind.ACT, "perbuatan", SAYS.get(self._said("menurut"))),
            (engine.FactKind.POSTED, "unggahan", SAYS.get(self._said("menurut"))),
            (engine.FactKind.KNOWN, "diketahui", SAYS.get(self._said("menurut"))),
            (engine.FactKind.KNOWN, "diketahui2", SAYS.get(self._said("menurut2"))),
            (engine.FactKind.FOUND, "ditemukan", overseers),
        )
        zone = engine.zone_of(self._said("zona") or "WIB")
        return [
            engine.Fact(kind, engine.on_day(self.cleaned_data[name], zone=zone, by=by))
            for kind, name, by in asserted
            if self.cleaned_data.get(name)
        ]

    def _said(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or "")


def _moment(day: object, hour: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, hour, tzinfo=zone)  # type: ignore[arg-type]  # a date field's value
