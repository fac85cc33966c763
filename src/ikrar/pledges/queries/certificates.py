"""Who may have a certificate, and what stands on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from ikrar.pledges.models import Pledge
from ikrar.pledges.queries import receipts
from ikrar.pledges.queries.receipts import Proof


class NoCertificate(Exception):
    """There is no pledge that counts, it is disputed, or no checkpoint covers it yet."""


@dataclass(frozen=True, slots=True)
class CertificateView:
    """What one certificate says; the name as the person's own receipt opens it."""

    proof: Proof
    title: str
    text_title: str
    name: str
    institution: str
    number_tail: str
    index: int

    def marks(self, *, is_demo: bool) -> list[str]:
        found = ["LATIHAN · REHEARSAL"] if self.proof.is_rehearsal else []
        return [*found, "CONTOH · DEMO"] if is_demo else found


def certificate_of(*, official_id: int, declaration: str) -> CertificateView:
    """The official's own at this declaration; raises `NoCertificate`."""
    rows = _rows().filter(duty__official=official_id, declaration__public_id=declaration)
    pledge = rows.first()
    if pledge is None:
        raise NoCertificate
    return _view(pledge)


def pledge_ids(*, declaration: str, unit_ids: frozenset[int]) -> list[int]:
    """The pledges of these units that may have a certificate, in the order of the roll."""
    rows = _rows().filter(declaration__public_id=declaration, unit__in=unit_ids)
    return list(rows.order_by("unit", "id").values_list("id", flat=True))


def certificate_by_id(*, pledge_id: int) -> CertificateView:
    """The same by the row; raises `NoCertificate`."""
    pledge = _rows().filter(id=pledge_id).first()
    if pledge is None:
        raise NoCertificate
    return _view(pledge)


def erased_among(*, pledges: Iterable[int]) -> set[int]:
    """Those of these pledges that were erased."""
    return set(
        Pledge.objects.filter(id__in=list(pledges), erased_at__isnull=False).values_list("id", flat=True)
    )


def _rows() -> QuerySet[Pledge]:
    rows = Pledge.objects.filter(effective=True, disputed=False, erased_at=None, duty__isnull=False)
    return rows.select_related("declaration__text", "duty")


def _view(pledge: Pledge) -> CertificateView:
    proof = receipts.proof(pledge)
    if proof.shareable is None:
        raise NoCertificate
    text, opened = pledge.declaration.text, pledge.signer_shown or {}
    index = proof.shareable["index"]
    assert isinstance(index, int)
    return CertificateView(
        proof=proof,
        title=pledge.declaration.title,
        text_title=text.title if text else "",
        name=opened.get("name", ""),
        institution=opened.get("institution", ""),
        number_tail=opened.get("number_tail", ""),
        index=index,
    )
