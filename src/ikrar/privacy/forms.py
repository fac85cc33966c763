"""What a person asks, and what officers write."""

from datetime import datetime
from typing import Any

from django import forms

from ikrar.kernel.zones import JAKARTA
from ikrar.privacy.domain.incidents import EXPOSED_WORDS, STARTS_WORDS, Exposed, LetterTo, StartsFrom
from ikrar.privacy.domain.requests import (
    ANSWER_CHARACTERS,
    GROUNDS,
    OUTCOME_WORDS,
    REQUEST_WORDS,
    WORDS_CHARACTERS,
    Outcome,
    RequestKind,
)
from ikrar.web.languages import t

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


def _moment(label: Any, *, required: bool = True) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        required=required,
        widget=MOMENT,
        input_formats=["%Y-%m-%dT%H:%M"],
        help_text=t("Waktu Indonesia Barat.", "Western Indonesian time."),
    )


def _said(text: Any, *, most: int, rows: int = 5, required: bool = True, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=text,
        max_length=most,
        required=required,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class AskForm(forms.Form):
    """What is asked, in few words."""

    kind = forms.ChoiceField(
        label=t("Yang Anda minta", "What you ask for"),
        choices=[(k, t(*REQUEST_WORDS[k])) for k in RequestKind],
        widget=forms.RadioSelect,
    )
    words = _said(
        t("Keterangan, bila perlu", "In your words, if needed"),
        most=WORDS_CHARACTERS,
        required=False,
        hint=t(
            "Singkat saja. Jangan menulis pilihan politik, kesehatan, atau nama orang lain.",
            "Keep it short. Do not write of political choice, health or other people.",
        ),
    )


class EnterForm(AskForm):
    """A request that came on paper."""

    number = forms.CharField(
        label=t("NIP atau nomor pegawai", "NIP or staff number"),
        max_length=24,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    received_at = _moment(t("Diterima", "Received"))
    field_order = ("number", "received_at", "kind", "words")


class ExtendForm(forms.Form):
    """Why it takes longer, and until when."""

    to = _moment(t("Dijawab paling lambat", "Answered at the latest"))
    reason = _said(t("Alasan, dibaca yang bersangkutan", "Reason, read by the person"), most=300, rows=3)


class CorrectForm(forms.Form):
    """What the list should say; the number and the unit are put right by a list of the office."""

    name = forms.CharField(label=t("Nama tanpa gelar", "Name without titles"), max_length=200)
    title_before = forms.CharField(label=t("Gelar di depan", "Titles before"), max_length=60, required=False)
    title_after = forms.CharField(
        label=t("Gelar di belakang", "Titles after"), max_length=120, required=False
    )
    position = forms.CharField(label=t("Jabatan", "Position"), max_length=250, required=False)
    email = forms.EmailField(
        label=t("Alamat surel dinas", "Office mail address"), max_length=254, required=False
    )


class AnswerForm(forms.Form):
    """The one answer."""

    outcome = forms.ChoiceField(
        label=t("Jawaban", "Answer"),
        choices=[(o, t(*OUTCOME_WORDS[o])) for o in Outcome],
        widget=forms.RadioSelect,
    )
    ground = forms.ChoiceField(
        label=t("Alasan penolakan", "Ground of a refusal"),
        choices=[("", t("tidak ditolak", "not refused"))]
        + [(g, f"{t(*named.words)} ({named.source})") for g, named in GROUNDS.items()],
        required=False,
    )
    text = _said(
        t("Kepada yang bersangkutan", "To the person"),
        most=ANSWER_CHARACTERS,
        rows=8,
        hint=t("Tampil hanya di Ikrar saya.", "Shown in My pledge only."),
    )
    bundle = forms.BooleanField(
        label=t("Lampirkan salinan datanya (PDF)", "Attach a copy of the data (PDF)"), required=False
    )
    file = forms.FileField(label=t("Atau berkas lain (PDF)", "Or another file (PDF)"), required=False)


class IncidentForm(forms.Form):
    """What failed, as far as it is known."""

    what = _said(
        t("Apa yang terjadi", "What happened"),
        most=1000,
        hint=t("Satu kalimat biasa, tanpa nama pegawai.", "One plain sentence, naming nobody."),
    )
    exposed = forms.MultipleChoiceField(
        label=t("Data yang tersangkut", "Data concerned"),
        choices=[(e, t(*EXPOSED_WORDS[e])) for e in Exposed],
        widget=forms.CheckboxSelectMultiple,
    )
    people = forms.IntegerField(
        label=t("Berapa orang, bila diketahui", "How many people, if known"),
        min_value=0,
        max_value=100_000_000,
        required=False,
    )
    known_at = _moment(t("Diketahui", "Became known"))
    known_says = forms.CharField(
        label=t("Menurut siapa (jabatan)", "According to whom (office)"), max_length=120
    )
    happened_at = _moment(t("Terjadi, bila diketahui", "Happened, if known"), required=False)
    happened_says = forms.CharField(
        label=t("Menurut siapa terjadi saat itu", "According to whom it happened then"),
        max_length=120,
        required=False,
    )
    handling = _said(t("Yang sudah dilakukan", "What was done"), most=1000, required=False)


class ClockForm(forms.Form):
    """From which moment the hours run."""

    starts_from = forms.ChoiceField(
        label=t("Jam dihitung sejak", "The hours run from"),
        choices=[(s, t(*STARTS_WORDS[s])) for s in StartsFrom],
        widget=forms.RadioSelect,
    )


class LetterForm(forms.Form):
    """The words of a letter, and whom it reaches."""

    addressee = forms.CharField(label=t("Kepada", "To"), max_length=200, required=False)
    everybody = forms.BooleanField(
        label=t("Semua yang punya alamat di daftar pegawai", "Everybody with an address in the staff list"),
        required=False,
    )
    numbers = _said(
        t("Atau NIP mereka, satu per baris", "Or their numbers, one a line"),
        most=10_000,
        required=False,
        hint=t("Dihapus begitu surat dilepas.", "Deleted as soon as the letter leaves."),
    )
    body = _said(t("Isi surat", "The letter"), most=6000, rows=18)

    def __init__(self, *args: Any, to: LetterTo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("everybody", "numbers") if to is LetterTo.AUTHORITY else ("addressee",):
            del self.fields[name]


def in_jakarta(moment: datetime) -> datetime:
    """What stands in a field of a moment, for its first value."""
    return moment.astimezone(JAKARTA).replace(second=0, microsecond=0)
