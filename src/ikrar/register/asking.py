"""Asking the witnesses of the settings for their cosignatures. One that does not answer holds nothing up."""

import contextlib
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from ikrar.register import merkle, publishing, tiles
from ikrar.register import note as notes
from ikrar.register.cosigning import SIZE_TYPE, AddCheckpoint
from ikrar.register.models import Checkpoint, Log, Witness
from ikrar.register.note import Line, Note, VerifierKey
from ikrar.register.shelf import CheckpointIsNewer

TIMEOUT_SECONDS = 2
PAUSE = timedelta(seconds=15)
ANSWER_BYTES = 10_000
CONFLICT = 409


class NotAWitness(ValueError):
    """IKRAR_WITNESSES holds something else than a vkey, an @ and a web address."""


class WitnessRefused(Exception):
    """The witness answered, but not with a cosignature of its key on this checkpoint."""


class WitnessIsElsewhere(Exception):
    """The witness has seen another size than we thought."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


@dataclass(frozen=True, slots=True)
class Asked:
    """One witness and where it answers."""

    key: VerifierKey
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A cosignature, or what went wrong; and the size the witness now stands at."""

    line: Line | None
    size: int
    trouble: str = ""


def configured() -> list[Asked]:
    return [parse_witness(text) for text in settings.IKRAR_WITNESSES]


def parse_witness(text: str) -> Asked:
    """`vkey@url`; only web addresses."""
    vkey, mark, rest = text.partition("@http")
    if not mark or not rest.startswith((":", "s:")):
        raise NotAWitness(text)
    key = notes.parse_vkey(vkey)
    if key.algorithm != notes.COSIGNATURE:
        raise NotAWitness(text)
    return Asked(key, "http" + rest.rstrip("/"))


def ask(log_id: int, *, at: datetime) -> int:
    """Ask all who have not cosigned the newest published checkpoint; how many did."""
    witnesses = configured()
    if not witnesses:
        return 0
    log = Log.objects.get(id=log_id)
    published = log.checkpoints.exclude(published_at=None).order_by("-size")
    row = published.filter(size__lte=publishing.laid_out(log)).first()  # its proof is made from our own tiles
    if row is None:
        return 0
    rows = [(asked, _row_of(log, asked)) for asked in witnesses]
    due = [(asked, seen) for asked, seen in rows if _is_due(seen, row.size, at)]
    if not due:
        return 0
    with ThreadPoolExecutor(len(due)) as pool:
        answers = list(pool.map(lambda one: _ask_one(log, row, one[0], one[1].size), due))
    for (_, seen), answer in zip(due, answers, strict=True):
        _remember(seen, answer, at=at)
    return _add(row, [answer.line for answer in answers if answer.line is not None])


def request(log: Log, row: Checkpoint, *, old: int) -> AddCheckpoint:
    """What this witness needs to see that nothing was taken back."""
    node = tiles.node_reader(publishing.shelf_of(log).read, size=row.size)
    proof = merkle.consistency_proof(old=old, new=row.size, node=node)
    return AddCheckpoint(old, proof, row.note)


def _row_of(log: Log, asked: Asked) -> Witness:
    return Witness.objects.get_or_create(log=log, vkey=str(asked.key))[0]


def _is_due(seen: Witness, size: int, at: datetime) -> bool:
    if seen.size >= size and seen.cosigned_at is not None and not seen.trouble:
        return False
    # A clock that was set back must not silence a witness: a pause longer than PAUSE is no pause.
    return seen.ask_again_at is None or not at < seen.ask_again_at <= at + PAUSE


def _ask_one(log: Log, row: Checkpoint, asked: Asked, old: int) -> Answer:
    try:
        return Answer(_post_twice(log, row, asked, old if old <= row.size else 0), row.size)
    except WitnessIsElsewhere as elsewhere:
        return Answer(None, elsewhere.size, f"the witness stands at {elsewhere.size}, we at {row.size}")
    except (OSError, ValueError, WitnessRefused, notes.NotSignedBy, notes.SignatureDoesNotMatch) as e:
        return Answer(None, old, f"{type(e).__name__}: {e}"[:200])


def _post_twice(log: Log, row: Checkpoint, asked: Asked, old: int) -> Line:
    """A witness that stands elsewhere says so, and gets the proof from there; never from beyond our own tree."""
    try:
        return _post(asked, request(log, row, old=old), row.note)
    except WitnessIsElsewhere as elsewhere:
        if elsewhere.size > row.size:
            raise
        return _post(asked, request(log, row, old=elsewhere.size), row.note)


def _post(asked: Asked, wanted: AddCheckpoint, note: str) -> Line:
    posted = urllib.request.Request(  # noqa: S310 (parse_witness lets only web addresses through)
        asked.url + "/add-checkpoint", data=str(wanted).encode(), method="POST"
    )
    try:
        with urllib.request.urlopen(posted, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310 (the same)
            return _cosignature(response.read(ANSWER_BYTES).decode(), note, asked.key)
    except urllib.error.HTTPError as refused:
        with refused:
            said = refused.read(ANSWER_BYTES).decode(errors="replace").strip()
            if refused.code == CONFLICT and refused.headers.get("Content-Type") == SIZE_TYPE:
                raise WitnessIsElsewhere(int(said)) from refused
            raise WitnessRefused(f"{refused.code} {said}") from refused


def _cosignature(answer: str, note: str, key: VerifierKey) -> Line:
    """The line of this witness's key, checked; lines of other keys are ignored."""
    lines = [notes.parse_line(line) for line in answer.rstrip("\n").split("\n")]
    own = [line for line in lines if (line.name, line.key_id) == (key.name, key.key_id)]
    notes.verify(Note(notes.parse(note).text, tuple(own)), key)
    return own[-1]


def _remember(seen: Witness, answer: Answer, *, at: datetime) -> None:
    seen.size, seen.trouble = answer.size, answer.trouble
    if answer.line is not None:
        seen.cosigned_at, seen.failing_since, seen.ask_again_at = at, None, None
    else:
        seen.failing_since, seen.ask_again_at = seen.failing_since or at, at + PAUSE
    seen.save()


def _add(row: Checkpoint, lines: list[Line]) -> int:
    """Keep the cosignatures and, while this is still the newest checkpoint, publish them."""
    if lines:
        with transaction.atomic():
            row = Checkpoint.objects.select_for_update().select_related("log").get(id=row.id)
            known = row.cosignatures.splitlines(keepends=True)
            row.cosignatures = "".join(dict.fromkeys([*known, *(str(line) for line in lines)]))
            row.save(update_fields=["cosignatures"])
        with contextlib.suppress(CheckpointIsNewer):
            publishing.shelf_of(row.log).write_checkpoint(row.note + row.cosignatures)
    return len(lines)
