"""What `bench sign` measured, as figures and as tables."""

from ikrar.project.bench.loads import Load, quantile
from ikrar.project.bench.measured import Measured, Run
from ikrar.project.bench.result import Cell, Result, Table

LATER = ("429", "503")  # answers that name when to come back
PARTS = ("gate", "django", "database", "clerk", "wal")


def of_signing(one: Run, measured: Measured) -> Result:
    """The result; anything lost, changed or refused is a fault."""
    figures = _figures(one, measured)
    tables = [_speed(measured, figures), _cost(measured, figures), _kept(figures)]
    if measured.half_waits:
        tables.append(_half_waits(measured))
    if measured.bytes_per_pledge:
        rows: list[tuple[Cell, ...]] = list(measured.bytes_per_pledge.items())
        tables.append(Table("Bytes on disk for each pledge", ("", "bytes"), rows))
    return Result(word="sign", figures=figures, tables=tables, faults=_faults(one, measured))


def _figures(one: Run, measured: Measured) -> dict[str, object]:
    main, given, reckoning = measured.main, one.given, measured.reckoning
    return {
        "pledges_per_second": round(main.per_second, 1),
        "cores": given.cores,
        "limit_per_second_per_core": round(measured.limit.per_second, 1),
        "ratio": _ratio(main, measured, cores=given.cores),
        "acknowledged": reckoning.acknowledged,
        "stored": reckoning.stored,
        **_times(main, ""),
        "limit": measured.limit.program,
        "engine": "sqlite" if one.place.is_sqlite else "postgresql",
        "door": f"{given.door} over TLS" if given.tls else given.door,
        "gates": given.gates,
        "key": given.kind,
        "connections": given.lines,
        "arrivals": given.rate or "closed loop",
        "seconds": round(float(main.told["span"]), 2),
        "refused": main.told["refused"],
        "lost_lines": main.told["lost"],
        "cpu_us_per_pledge": {name: round(main.micros(name), 1) for name in main.spent},
        "ratio_of_cpu": _ratio_of_cpu(one, measured),
        "generator_cpu_share": round(main.generator_share, 3),
        "generator_reaches": round(measured.null.per_second),
        "slowest_second": min(main.told["each_second"][:-1], default=None),
        **(_times(measured.half, "half_") if measured.half else {}),
        **({"half_per_second": round(measured.half.per_second, 1)} if measured.half else {}),
        **({"half_waits": measured.half_waits} if measured.half_waits else {}),
        "django_per_second": round(measured.django.per_second, 1) if measured.django else None,
        "pades_per_second": round(measured.pades.per_second, 1) if measured.pades else None,
        "checkpoint_p50_s": _rounded(quantile(measured.waits, 0.5)),
        "checkpoint_p99_s": _rounded(quantile(measured.waits, 0.99)),
        "unanswered": reckoning.unanswered,
        "receipts_verified": reckoning.receipts - len(reckoning.bad_receipts),
        "ran_out": main.told["ran_out"],
        **({"bytes_per_pledge": measured.bytes_per_pledge} if measured.bytes_per_pledge else {}),
    }


def _times(load: Load, prefix: str) -> dict[str, object]:
    return {f"{prefix}p50_ms": _rounded(load.at(0.5)), f"{prefix}p99_ms": _rounded(load.at(0.99))}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _ratio(load: Load, measured: Measured, *, cores: int) -> float:
    return round(load.per_second / (cores * measured.limit.per_second), 3)


def _ratio_of_cpu(one: Run, measured: Measured) -> float | None:
    """The same by processor time of door and database: what neighbours on the machine take is left out."""
    spent = sum(measured.main.micros(name) for name in (one.given.door, "database"))
    return round(1e6 / spent / measured.limit.per_second, 3) if spent else None


def _speed(measured: Measured, figures: dict[str, object]) -> Table:
    rows: list[tuple[Cell, ...]] = [_row(f"{figures['door']}, {figures['key']}", measured.main, measured)]
    if measured.half:
        rows.append(_row("… at half of that", measured.half, measured))
    if measured.django:
        rows.append(_row("ordinary Django view", measured.django, measured))
    if measured.pades:
        rate = measured.pades.per_second
        rows.append(
            ("one PAdES signature each (pyHanko)", rate, rate / measured.limit.per_second, None, None)
        )
    rows.append((f"limit: {measured.limit.program}, one core", measured.limit.per_second, 1, None, None))
    columns = ("", "a second", "× limit of a core", "p50 ms", "p99 ms")
    cores, engine = figures["cores"], figures["engine"]
    return Table(f"Pledges signed, checked and stored · {engine} · cores: {cores}", columns, rows)


def _row(name: str, load: Load, measured: Measured) -> tuple[Cell, ...]:
    share = load.per_second / measured.limit.per_second
    return (name, load.per_second, share, load.at(0.5), load.at(0.99))


def _cost(measured: Measured, figures: dict[str, object]) -> Table:
    main = measured.main
    rows: list[tuple[Cell, ...]] = [(name, main.micros(name)) for name in PARTS if name in main.spent]
    share, reaches = figures["generator_cpu_share"], figures["generator_reaches"]
    note = (
        f"The generator took {share} of a core and reaches {reaches} a second on a server that does nothing."
    )
    return Table("Processor time of a pledge", ("", "µs"), rows, note)


def _half_waits(measured: Measured) -> Table:
    """A pledge waits in the queue; its batch for the turn to write and for the disk, both within its commit."""
    found = measured.half_waits
    names = list(next(iter(found.values())))
    rows: list[tuple[Cell, ...]] = [(name, *(told[one] for one in names)) for name, told in found.items()]
    return Table("What half the load waited for", ("", *(name.replace("_", " ") for name in names)), rows)


def _kept(figures: dict[str, object]) -> Table:
    names = (
        "acknowledged", "stored", "unanswered", "refused", "lost_lines", "receipts_verified", "checkpoint_p50_s",
        "checkpoint_p99_s", "slowest_second",
    )  # fmt: skip
    return Table("Kept", ("", ""), [(name, _cell(figures[name])) for name in names])


def _cell(value: object) -> Cell:
    return value if isinstance(value, int | float | str) else None


def _faults(one: Run, measured: Measured) -> list[str]:
    told = measured.reckoning.faults()
    lost = sum(int(load.told["lost"]) for load in _loads(measured))
    if measured.reckoning.unanswered > lost:
        told.append(f"{measured.reckoning.unanswered} stored, never answered, and {lost} lines lost")
    if measured.covered_after is None:
        told.append("not every pledge was covered by a checkpoint in time")
    for load in _loads(measured):
        other = {status: n for status, n in load.told["statuses"].items() if status not in LATER}
        if other:
            told.append(f"answers that no honest phone should get: {other} {load.told['samples'][:2]}")
    if measured.main.told["ran_out"] and not one.given.people:
        told.append("the stock ran out before the time: ask for more --people")
    return told


def _loads(measured: Measured) -> list[Load]:
    return [load for load in (measured.main, measured.half, measured.django) if load is not None]
