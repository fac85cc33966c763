"""An invented nation: a tree of units, officials marked "contoh", and one fixed declaration that is open to sign.

It goes straight into the tables, for measuring alone: nobody planned it, its pledges carry no signature, and `fsck`
would rightly object to them. Use a data folder that is thrown away.
"""

import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from datetime import time as hour
from pathlib import Path

from django.db import transaction

from ikrar.kernel.canonical import Value
from ikrar.kernel.ids import new_id
from ikrar.kernel.zones import JAKARTA
from ikrar.pledges.domain import Ground, State
from ikrar.pledges.models import Declaration, Denominator, Duty, Invitation, PactText, Pledge, Site
from ikrar.pledges.operations.recounting import recount
from ikrar.pledges.operations.texts import publish
from ikrar.project.bench import pouring
from ikrar.project.bench.place import Tell
from ikrar.project.bench.pouring import Said, dialect
from ikrar.project.bench.shape import Tree
from ikrar.register import operations as register
from ikrar.register.domain import whole
from ikrar.register.models import Staged
from ikrar.roster.domain import InstitutionKind, Standing, Status, UnitKind, path_of
from ikrar.roster.models import Edition, Institution, Membership, Official, Placement, Unit

INSTITUTION = "Pemerintah Negeri Contoh"
BODY = "PAKTA INTEGRITAS (contoh)\n\nSaya menyatakan netral.\n\n1. Menjaga netralitas.\n2. Menolak politik uang.\n"
SINCE = date(2020, 1, 1)
LEVELS = 4  # below the root
QUARTER = 900  # seconds
TABLES = (Official, Membership, Unit, Placement, Duty, Pledge, Denominator)


@dataclass(frozen=True, slots=True)
class Person:
    """What a pass says of an official."""

    public_id: str
    name: str
    number: str

    @property
    def number_tail(self) -> str:
        return self.number[-4:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """Handles to the nation; people are numbered from 1 and need no question to the database.

    `first` is what stands before that number in public ids where another nation was planted before.
    """

    declaration: str
    declaration_id: int
    text_sha256: str
    epoch: int
    cut_off_at: datetime
    institution: str
    root: str  # public ids of units
    leaf: str
    sites: tuple[tuple[str, str], ...]  # short address, public id
    first: int
    officials: int
    units: int
    pledged: int
    seconds: float  # in all
    counted: float  # of which to count it for the first time

    def person(self, serial: int) -> Person:
        """The official of that number, 1 to `officials`."""
        nth = self.first + serial
        return Person(f"9{nth:09d}", f"Pegawai Contoh {nth:09d}", f"19000101{nth:010d}")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Officials numbered in a row who go to the same site."""

    first: int
    last: int
    branch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """Where everybody goes, as SQL over the person's number `n`."""

    row: Declaration
    sites: dict[int, Site]
    stretches: Sequence[_Stretch]
    officials: int
    pledged: int
    unit: str
    above: int  # what stands before a person's number in the ids of officials
    before: int  # and in those of duties
    seq: int
    at: datetime

    @property
    def has_pledged(self) -> str:
        """Whether person `n` is one of those spread evenly over the tree."""
        return f"({_up('n', self)} > {_up('n - 1', self)})"


def _up(number: str, plan: _Plan) -> str:
    return f"((({number}) * {plan.pledged} + {plan.officials - 1}) / {plan.officials})"


def remember(path: Path, planted: Planted) -> None:
    """Put the handles down beside a database that is kept, so that the next run finds the nation."""
    path.write_text(json.dumps(asdict(planted), default=datetime.isoformat), encoding="utf-8")


def remembered(path: Path) -> Planted | None:
    """The nation a former run planted here."""
    if not path.exists():
        return None
    said = json.loads(path.read_text(encoding="utf-8"))
    said["cut_off_at"] = datetime.fromisoformat(said["cut_off_at"])
    said["sites"] = tuple(map(tuple, said["sites"]))
    return Planted(**said)


def plant(
    *,
    officials: int,
    units: int,
    at: datetime,
    pledged: int = 0,
    tell: Tell = lambda _done, _of: None,
    fan: int = 0,
    declaration: str = "",
) -> Planted:
    """Fill the database; about a minute for a million officials, nine for the whole nation.

    `fan` is how many units stand below each; without it the tree is four levels deep. `declaration` is its public id.
    """
    began = time.perf_counter()
    pouring.widen()
    tree = Tree(units, fan or max(2, round(units ** (1 / LEVELS))))
    base = pouring.next_id(Unit)
    institution = _units(tree, base=base)
    row = _declaration(institution, declaration or new_id(), at=at)
    stretches = list(_stretches(tree, officials))
    sites = _sites(row, sorted({one.branch for one in stretches}), base=base, at=at)
    plan = _Plan(
        row=row,
        sites=sites,
        stretches=stretches,
        officials=officials,
        pledged=pledged,
        unit=f"{base + tree.first_leaf} + (n - 1) * {tree.leaves} / {officials}",
        above=pouring.next_id(Official) - 1,
        before=pouring.next_id(Duty) - 1,
        seq=Edition.objects.values_list("seq", flat=True).get(id=1),
        at=at,
    )
    _people(plan)
    for one in stretches:
        tell(one.first, officials)
        _duties(plan, one)
        _pledges(plan, one)
    tell(officials, officials)
    _denominators(row, tree, officials=officials, base=base, at=at)
    pouring.settle(TABLES)
    counting = time.perf_counter()
    recount(declaration_id=row.pk, at=at)
    pouring.checkpoint()
    counted = time.perf_counter() - counting
    return _planted(plan, tree, base=base, seconds=time.perf_counter() - began, counted=counted)


def _planted(plan: _Plan, tree: Tree, *, base: int, seconds: float, counted: float) -> Planted:
    row = plan.row
    ends = dict(Unit.objects.filter(pk__in=(base, base + tree.size - 1)).values_list("pk", "public_id"))
    assert row.text is not None
    assert row.cut_off_at is not None
    return Planted(
        declaration=row.public_id,
        declaration_id=row.pk,
        text_sha256=row.text.text_sha256,
        epoch=row.epoch,
        cut_off_at=row.cut_off_at,
        institution=INSTITUTION,
        root=ends[base],
        leaf=ends[base + tree.size - 1],
        sites=tuple((one.short, one.public_id) for one in plan.sites.values()),
        first=plan.above,
        officials=plan.officials,
        units=tree.size,
        pledged=plan.pledged,
        seconds=seconds,
        counted=counted,
    )


def _units(tree: Tree, *, base: int) -> Institution:
    edition, _ = Edition.objects.get_or_create(id=1, defaults={"seq": 1})
    Edition.objects.filter(id=1, seq=0).update(seq=1)
    institution, _ = Institution.objects.get_or_create(
        name=INSTITUTION, defaults={"kind": InstitutionKind.PEMKOT, "is_convenor": not _has_convenor()}
    )
    seq = max(edition.seq, 1)
    paths: list[str] = []
    for place in range(tree.size):
        paths.append(path_of(paths[tree.parent(place)] if place else "", base + place))
    with transaction.atomic():
        Unit.objects.bulk_create(
            [Unit(id=base + place, institution=institution) for place in range(tree.size)], batch_size=500
        )
        Placement.objects.bulk_create(
            [_placement(tree, place, paths[place], base=base, seq=seq) for place in range(tree.size)],
            batch_size=500,
        )
    pouring.checkpoint()
    return institution


def _has_convenor() -> bool:
    return Institution.objects.filter(is_convenor=True).exists()


def _placement(tree: Tree, place: int, path: str, *, base: int, seq: int) -> Placement:
    return Placement(
        unit_id=base + place,
        parent_id=base + tree.parent(place) if place else None,
        name=f"Unit Contoh {place}" if place else "Negeri Contoh",
        kind=UnitKind.PART,
        path=path,
        depth=len(path) // len(path_of("", 1)) - 1,
        begins_on=SINCE,
        since_seq=seq,
    )


def _declaration(institution: Institution, public_id: str, *, at: datetime) -> Declaration:
    sha256 = hashlib.sha256(BODY.encode()).hexdigest()
    day = at.astimezone(JAKARTA).date()
    with transaction.atomic():
        text = PactText.objects.create(
            title="Pakta contoh", version=PactText.objects.count() + 1, template="contoh",
            reading="Kami berikrar netral.\n", body=BODY, text_sha256=sha256, drafted_at=at - timedelta(days=4),
        )  # fmt: skip
        publish(text, at=at - timedelta(days=3))
        # It waits for the clerk since now, and not for three days.
        Staged.objects.filter(kind="pact-text").update(staged_at=whole(at))
        return Declaration.objects.create(
            public_id=public_id, title="Deklarasi Netralitas ASN Negeri Contoh", institution=institution, election="pilkada-2024",
            state=State.FIXED, held_on=day, starts_at=hour(7, 45), text=text, place="Di setiap unit (contoh)",
            created_at=at, fixed_at=at, activated_at=at,
            cut_off_at=datetime.combine(day, hour(23, 59, 59), tzinfo=JAKARTA),
        )  # fmt: skip


def _stretches(tree: Tree, officials: int) -> Iterator[_Stretch]:
    """Who goes to which site: the people of a branch, in at most two rows of numbers."""
    begin, branch = 1, tree.branch(tree.first_leaf)
    for leaf in range(1, tree.leaves + 1):
        here = tree.branch(tree.first_leaf + leaf) if leaf < tree.leaves else -1
        if here != branch:
            end = _before(tree, leaf, officials)
            if end >= begin:
                yield _Stretch(begin, end, branch)
            begin, branch = end + 1, here


def _before(tree: Tree, leaf: int, officials: int) -> int:
    """How many people stand in the leaves before this one: person n is in leaf (n - 1) * leaves // officials."""
    return -(-leaf * officials // tree.leaves)


def _sites(row: Declaration, branches: Sequence[int], *, base: int, at: datetime) -> dict[int, Site]:
    made = {}
    with transaction.atomic():
        for number, branch in enumerate(branches, 1):
            made[branch] = Site.objects.create(
                declaration=row,
                name=f"Lapangan Contoh {number}",
                starts_at=at - timedelta(minutes=30),
                signing_opened_at=at - timedelta(minutes=1),
            )
            Invitation.objects.create(declaration=row, site=made[branch], unit_id=base + branch)
    return made


def _people(plan: _Plan) -> None:
    words, nth = dialect(), f"{plan.above} + n"
    identity: dict[str, Said] = {
        "id": f"{plan.above} + n",
        "public_id": f"'9' || {words.padded(9, nth)}",
        "number": f"'19000101' || {words.padded(10, nth)}",
        "since_seq": str(plan.seq),
    }
    belongs: dict[str, Said] = {
        "official": f"{plan.above} + n",
        "unit": plan.unit,
        "name": f"'Pegawai Contoh ' || {words.padded(9, nth)}",
        "folded_name": f"'pegawai contoh ' || {words.padded(9, nth)}",
        "status": ("%s", [Status.PNS.value]),
        "position": ("%s", ["Pelaksana (contoh)"]),
        "begins_on": ("%s", [pouring.saved(Membership, "begins_on", SINCE)]),
        "since_seq": str(plan.seq),
    }
    pouring.pour(Official, identity, first=1, last=plan.officials)
    pouring.pour(Membership, belongs, first=1, last=plan.officials)


def _duties(plan: _Plan, one: _Stretch) -> None:
    asked = f"CASE WHEN {plan.has_pledged} THEN {pouring.moment()} END"
    at = pouring.saved(Duty, "created_at", plan.at)
    given: dict[str, Said] = {
        "id": f"{plan.before} + n",
        "declaration": str(plan.row.pk),
        "official": f"{plan.above} + n",
        "unit": plan.unit,
        "site": str(plan.sites[one.branch].pk),
        "ground": ("%s", [Ground.INVITED.value]),
        "standing": ("%s", [Standing.BOUND.value]),
        "asked_at": (asked, [at]),
        "created_at": (pouring.moment(), [at]),
    }
    pouring.pour(Duty, given, first=one.first, last=one.last)


def _one_in(kinds: dict[int, str], else_: str) -> str:
    whens = " ".join(f"WHEN (n / 2) / {one} * {one} = n / 2 THEN '{kind}'" for one, kind in kinds.items())
    return f"CASE {whens} ELSE '{else_}' END"


def _pledges(plan: _Plan, one: _Stretch) -> None:
    """Every so many people pledged, within a quarter of an hour; nobody signed anything."""
    words = dialect()
    received = words.seconds_after(f"n * {QUARTER} / {plan.officials}")
    given: dict[str, Said] = {
        "tid": words.padded(32, f"{plan.before} + n"),
        "declaration": str(plan.row.pk),
        "duty": f"{plan.before} + n",
        "unit": plan.unit,
        "site": str(plan.sites[one.branch].pk),
        "key_kind": _one_in({50: "kiosk", 9: "passkey"}, "device-key"),
        "identified_by": _one_in({50: "witness", 9: "passkey"}, "code"),
        "presence": _one_in({20: "late"}, "shown"),
        "statement": words.blob("'{}'"),
        "received_at": (received, [pouring.saved(Pledge, "received_at", plan.at)]),
        "leaf_hash": words.blob(words.padded(32, f"{plan.before} + n")),
    }
    where = f"WHERE {plan.has_pledged}"
    pouring.pour(Pledge, given, first=one.first, last=one.last, where=where)


def _denominators(row: Declaration, tree: Tree, *, officials: int, base: int, at: datetime) -> None:
    counts = {
        leaf: _before(tree, leaf + 1, officials) - _before(tree, leaf, officials)
        for leaf in range(tree.leaves)
    }
    with transaction.atomic():
        Denominator.objects.bulk_create(
            [
                Denominator(declaration=row, unit_id=base + tree.first_leaf + leaf, count=count, frozen_at=at)
                for leaf, count in counts.items()
                if count
            ],
            batch_size=500,
        )
        units: dict[str, Value] = dict(row.denominators.values_list("unit__public_id", "count"))
        body: dict[str, Value] = {
            "declaration": row.public_id,
            "held_on": str(row.held_on),
            "total": officials,
            "units": units,
            "text_sha256": row.text.text_sha256 if row.text else "",
        }
        row.denominator_leaf = register.enter(kind="denominator", body=body, at=at).leaf_hash
        row.save(update_fields=["denominator_leaf"])
    pouring.checkpoint()
