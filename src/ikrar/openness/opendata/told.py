"""The public page of figures as plain text: the same numbers, written the same way, from the download alone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from ikrar.kernel.words import Words
from ikrar.openness.domain import (
    CATEGORY_WORDS,
    REASON_WORDS,
    SPLIT_WORDS,
    SPLITS,
    STANDING_WORDS,
    Reason,
    Standing,
)
from ikrar.web import formats

Line = Mapping[str, Any]
OR = Words(" atau ", " or ")
OWN = "/own"
INDENT = "  "
WORDS = {
    "pledged": Words("orang telah berikrar", "people have pledged"),
    "of": Words("dari {n} orang yang wajib", "of {n} who have the duty"),
    "missing": Words("{n} belum", "{n} have not"),
    "hidden": Words("disembunyikan (< 5)", "hidden (< 5)"),
    "bound": Words("wajib {n}", "bound {n}"),
    "as_of": Words("Keadaan pukul {at}", "As of {at}"),
    "units": Words("Menurut unit", "By unit"),
    "joined": Words("digabung:", "joined:"),
    "directly": Words("(langsung di bawahnya)", "(directly in it)"),
    "when": Words("Ikrar diterima menurut waktu", "Pledges received by time"),
    "way": Words("Dari terbitan ke terbitan", "From publication to publication"),
    "short": Words("{n} dari {m} orang telah berikrar", "{n} of {m} people have pledged"),
    "kept": Words("Angkanya disembunyikan.", "The figure is hidden."),
    "number": Words("terbitan nomor {n}", "publication number {n}"),
}


def page(files: Sequence[Mapping[str, Any]], *, english: bool) -> str:
    """All that the page says in numbers: the newest of these publications, and the way to it."""
    newest = _Teller(files[-1], english=english)
    way = [_Teller(file, english=english).in_short() for file in files]
    return "\n".join([*newest.lines(), "", newest.say("way"), *way]) + "\n"


class _Teller:
    """Writes one publication in one language."""

    def __init__(self, file: Mapping[str, Any], *, english: bool) -> None:
        self.file, self.english = file, english
        self.below: dict[str | None, list[Line]] = defaultdict(list)
        known = {unit["id"]: unit for unit in file["units"]}
        for unit in file["units"]:
            self.below[unit["above"] if unit["above"] in known else None].append(unit)
        self.known = known
        self.groups: dict[str | None, list[Line]] = defaultdict(list)
        for group in file["together"]:
            above = known[group["units"][0]]["above"] if group["units"][0] in known else None
            self.groups[above if above in known else None].append(group)

    def lines(self) -> Iterator[str]:
        declaration = self.file["declaration"]
        reason = REASON_WORDS[Reason(self.file["reason"])]
        yield declaration["title"]
        yield declaration["institution"]
        yield f"{self.say('number', n=self.file['number'])}: {self.one(reason)}. {self.file['note']}".rstrip()
        yield ""
        yield from self.whole()
        yield ""
        yield self.say("units")
        yield from self.units(None, 1)
        for name in SPLITS:
            yield from self.split(name)
        yield from self.arrivals()

    def whole(self) -> Iterator[str]:
        whole = self.file["whole"]
        if whole["pledged"] is None:
            yield self.say("hidden")
        else:
            share = self.share(whole["pledged"], whole["pledged"] + whole["missing"])
            yield f"{self.number(whole['pledged'])} {self.say('pledged')}"
            yield f"{self.say('of', n=self.number(whole['people']))} ({share}). {self.say('missing', n=self.number(whole['missing']))}."
        yield self.say("as_of", at=self.moment(self.file["as_of"]))

    def in_short(self) -> str:
        """The whole in one line, as the page's line of days has it."""
        whole, at = self.file["whole"], self.moment(self.file["as_of"])
        if whole["pledged"] is None:
            return f"{INDENT}{at}  {self.say('kept')}"
        told = self.say("short", n=self.number(whole["pledged"]), m=self.number(whole["people"]))
        return f"{INDENT}{at}  {told} ({self.share(whole['pledged'], whole['pledged'] + whole['missing'])})"

    def units(self, above: str | None, depth: int) -> Iterator[str]:
        for unit in self.below[above]:
            yield f"{INDENT * depth}{self.name(unit)}  {self.amount(unit)}"
            yield from self.units(unit["id"], depth + 1)
        for group in self.groups[above]:
            names = " + ".join(self.joined(key) for key in group["units"] if key in self.known)
            people = group["pledged"] + group["missing"]
            counts = f"{self.number(group['pledged'])} / {self.number(people)}"
            yield f"{INDENT * depth}{self.say('joined')} {names}  {counts}"

    def split(self, name: str) -> Iterator[str]:
        parts = self.file["splits"].get(name)
        if parts:
            yield ""
            yield self.one(SPLIT_WORDS[name])
        total = sum(part["count"] for part in parts or ())
        for part in parts or ():
            words = [self.one(CATEGORY_WORDS[name][code]) for code in part["of"]]
            count = f"{self.number(part['count'])} ({self.share(part['count'], total)})"
            yield f"{INDENT}{self.one(OR).join(words)}  {count}"

    def arrivals(self) -> Iterator[str]:
        if self.file["arrivals"]:
            yield ""
            yield self.say("when")
        for span in self.file["arrivals"]:
            begins = formats.clock(datetime.fromisoformat(span["from"]), english=self.english)
            yield f"{INDENT}{begins} – {self.moment(span['until'])}  {self.number(span['count'])}"

    def name(self, unit: Line) -> str:
        own = f" {self.say('directly')}" if unit["id"].endswith(OWN) else ""
        return f"{unit['name']}{own}"

    def joined(self, key: str) -> str:
        """A unit's name among others of a group, as the page writes it there."""
        return f"{self.known[key]['name']} (langsung)" if key.endswith(OWN) else str(self.known[key]["name"])

    def amount(self, unit: Line) -> str:
        if unit["pledged"] is not None:
            return f"{self.number(unit['pledged'])} / {self.number(unit['people'])}"
        standing = self.one(STANDING_WORDS[Standing(unit["standing"])])
        return f"{standing} {self.say('bound', n=self.number(unit['people']))}"

    def say(self, word: str, **told: object) -> str:
        return self.one(WORDS[word]).format(**told)

    def one(self, words: Words) -> str:
        return words.en if self.english else words.id

    def share(self, part: int, whole: int) -> str:
        return formats.percent(part / whole, english=self.english)

    def number(self, value: int) -> str:
        return formats.thousands(value, english=self.english)

    def moment(self, text: str) -> str:
        return formats.moment(datetime.fromisoformat(text), english=self.english)
