"""Who somebody is, in the words of staff; one person may wear several hats."""

from collections.abc import Iterable
from dataclasses import dataclass

from ikrar.kernel.words import Words
from ikrar.law.domain import Group


@dataclass(frozen=True, slots=True)
class Hat:
    """What somebody ticks. `usually` is the employment an office is held in, where none is ticked beside it."""

    code: str
    words: Words
    groups: frozenset[Group]
    hint: Words | None = None
    usually: Group | None = None


EMPLOYMENTS = (
    Hat("pns", Words("PNS", "Permanent civil servant (PNS)"), frozenset({Group.PNS})),
    Hat("cpns", Words("CPNS", "Probationary civil servant (CPNS)"), frozenset({Group.CPNS})),
    Hat("pppk", Words("PPPK", "Contract civil servant (PPPK)"), frozenset({Group.PPPK})),
    Hat(
        "pppk-pw",
        Words("PPPK paruh waktu", "Part-time contract civil servant (PPPK)"),
        frozenset({Group.PPPK_PW}),
    ),
    Hat(
        "pjlp",
        Words("PJLP, PPNPN, atau honorer", "Contract or honorary worker (PJLP, PPNPN)"),
        frozenset({Group.PJLP}),
        Words("Bekerja di kantor pemerintah, bukan ASN.", "Working at a government office, not as ASN."),
    ),
    Hat("tni", Words("Prajurit TNI", "Member of the armed forces"), frozenset({Group.TNI})),
    Hat("polri", Words("Anggota Polri", "Police officer"), frozenset({Group.POLRI})),
)
OFFICES = (
    Hat(
        "pejabat",
        Words("Pejabat struktural atau fungsional", "Structural or functional official"),
        frozenset({Group.OFFICIAL}),
        Words(
            "Misalnya kepala dinas, camat, kepala seksi, auditor.", "Say a head of office, camat or auditor."
        ),
    ),
    Hat("lurah", Words("Lurah", "Lurah"), frozenset({Group.OFFICIAL, Group.LURAH}), usually=Group.PNS),
    Hat("jaksa", Words("Jaksa", "Prosecutor"), frozenset({Group.JAKSA}), usually=Group.PNS),
    Hat(
        "pj",
        Words("Penjabat (Pj) atau Plt kepala daerah", "Acting head of a region (Pj, Plt)"),
        frozenset({Group.OFFICIAL, Group.ACTING_HEAD}),
        usually=Group.PNS,
    ),
    Hat("kepala-daerah", Words("Kepala daerah", "Head of a region"), frozenset({Group.HEAD})),
    Hat(
        "desa",
        Words("Kepala desa, perangkat desa, atau anggota BPD", "Village head, village staff or council"),
        frozenset({Group.KADES}),
    ),
    Hat("rt-rw", Words("Pengurus RT atau RW", "Officer of an RT or RW"), frozenset({Group.RT_RW})),
)
HATS = {hat.code: hat for hat in (*EMPLOYMENTS, *OFFICES)}


def groups_of(codes: Iterable[str]) -> frozenset[Group]:
    """Everybody somebody is; an office without an employment beside it counts as held by who usually holds it.

    >>> sorted(group.value for group in groups_of(["lurah"]))
    ['LURAH', 'OFFICIAL', 'PNS']
    >>> sorted(group.value for group in groups_of(["tni", "pj"]))
    ['ACTING-HEAD', 'OFFICIAL', 'TNI']
    """
    worn = [HATS[code] for code in codes]
    groups = frozenset(group for hat in worn for group in hat.groups)
    if any(hat in EMPLOYMENTS for hat in worn):
        return groups
    return groups | {hat.usually for hat in worn if hat.usually}
