"""What all words of `./ikrar law` share: how they are found, told, and refused.

The module of a word offers two functions and is loaded only when its word is asked for:

    add(parser)              its own arguments; `--json` and `--en` are here already
    answer(asked) -> Told    what it has to say; `asked.at` is the moment, `asked.today` the day in Jakarta

With `--json` one JSON object goes to standard output, an error too (the problem shape of the HTTP API). Without, lines for
a person go to standard output and errors to standard error. Exit codes: 0 answered, 1 refused in a sentence, 2 the
command was not understood.
"""

import argparse
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from importlib import import_module
from typing import Any, NoReturn

from ikrar.kernel.words import Words

ANSWERED, MISUSED = 0, 2  # and 1 for what is refused (refusing.py)
DAY = re.compile(r"\d{4}-\d\d-\d\d")
WORDS: dict[str, Words] = {
    "check": Words("memeriksa seluruh data hukum dan menghitungnya", "checks all law data and counts it"),
    "show": Words("satu catatan menurut kodenya", "one record by its code"),
    "ask": Words("bolehkah ini, pada hari itu?", "may this be done, on that day?"),
    "term": Words("kapan sebuah tenggat berakhir", "when a term ends"),
    "holidays": Words("hari libur yang dipakai dalam hitungan", "the days off that terms are counted with"),
    "quote": Words("memeriksa kutipan peraturan pada suatu hari", "checks a quoted rule on a day"),
    "diff": Words("beda antara dua versi hukum", "the difference between two versions of the law"),
    "book": Words("seluruh buku hukum sebagai PDF", "the whole law book as a PDF"),
    "stages": Words("tahapan pemilihan pada suatu hari", "the stages of the elections on a day"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One answer twice: `plain` is what `--json` prints, `lines` what a person reads."""

    plain: Mapping[str, Any]
    lines: Iterable[str]
    code: int = ANSWERED


class CommandNotUnderstood(Exception):
    """The arguments do not fit the word; carries argparse's reason and the usage line."""

    def __init__(self, reason: str, usage: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.usage = usage


class Parser(argparse.ArgumentParser):
    """Raises where argparse would end the process, so that `--json` holds for mistakes too."""

    def error(self, message: str) -> NoReturn:
        raise CommandNotUnderstood(message, self.format_usage().strip())


def day(text: str) -> date:
    """The type of every argument that is a day.

    >>> day("2024-11-27")
    datetime.date(2024, 11, 27)
    """
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    told = f"“{text}”: tulis hari yang ada, seperti 2024-11-27 / write a day that exists, like 2024-11-27"
    raise argparse.ArgumentTypeError(told)


def run(arguments: list[str]) -> int:
    """The exit code of the word; without one, or with `help`, the list of words."""
    word, *rest = arguments or ["help"]
    if word in ("help", "-h", "--help"):
        return _show_help()
    if word not in WORDS:
        return _unknown(word)
    as_json = "--json" in rest
    try:
        told = _told(word, rest)
    except CommandNotUnderstood as mistake:
        return _misused(mistake, as_json=as_json)
    except Exception as refusal:  # noqa: BLE001 (what no table knows is raised again there)
        from ikrar.project.commands.law import refusing  # noqa: PLC0415 (may not be loaded before Django starts)

        return refusing.tell(refusal, as_json=as_json)
    try:
        _print(told, as_json=as_json)
    except BrokenPipeError:
        _hush()
    return told.code


def _told(word: str, rest: list[str]) -> Told:
    _start()
    from django.utils import timezone  # noqa: PLC0415 (Django has only now been started)

    from ikrar.kernel.zones import JAKARTA  # noqa: PLC0415
    from ikrar.web.languages import speaking  # noqa: PLC0415

    module = import_module(f"ikrar.project.commands.law.{word}")
    parser = Parser(prog=f"./ikrar law {word}", description=f"{WORDS[word].id} / {WORDS[word].en}")
    parser.add_argument("--json", action="store_true", help="satu objek JSON / one JSON object")
    parser.add_argument("--en", action="store_true", help="kalimat dalam bahasa Inggris / English sentences")
    module.add(parser)
    asked = parser.parse_args(rest)
    asked.at = timezone.now()
    asked.today = asked.at.astimezone(JAKARTA).date()
    with speaking("en" if asked.en else "id"):
        told: Told = module.answer(asked)
        return Told(told.plain, list(told.lines), told.code)


def _start() -> None:
    import django  # noqa: PLC0415 (the list of words needs no settings)

    django.setup()  # reads the law texts, which may refuse

    from ikrar.project import wiring  # noqa: PLC0415 (needs what was just started)

    wiring.wire()


def _print(told: Told, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(told.plain, ensure_ascii=False, indent=2), flush=True)
        return
    for line in told.lines:
        print(line)
    sys.stdout.flush()


def _hush() -> None:
    """Whoever read the lines has enough of them (`| head`); what is left goes nowhere, without a complaint."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _misused(mistake: CommandNotUnderstood, *, as_json: bool) -> int:
    if as_json:
        title = "Perintah ini tidak dimengerti / this command was not understood"
        told = {"type": "about:blank", "code": "CommandNotUnderstood", "status": 400, "title": title}
        print(json.dumps(told | {"detail": mistake.reason, "remedy": mistake.usage}, ensure_ascii=False))
    else:
        print(f"Tidak dimengerti / not understood: {mistake.reason}\n{mistake.usage}", file=sys.stderr)
    return MISUSED


def _show_help() -> int:
    print("./ikrar law WORD … [--json] [--en]\n")
    for word, words in WORDS.items():
        print(f"  {word:<8} {words.id}\n  {'':<8} {words.en}")
    print("\n  ./ikrar law WORD --help")
    return ANSWERED


def _unknown(word: str) -> int:
    near = get_close_matches(word, WORDS, n=1)
    hint = f" Maksud Anda / did you mean: {near[0]}?" if near else ""
    print(f"Kata ini tidak dikenal / unknown word: {word}.{hint} ./ikrar law help", file=sys.stderr)
    return MISUSED
