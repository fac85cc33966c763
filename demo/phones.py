"""Invented officials sign: real keys, real statements, through the same operation as every phone."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ikrar.pledges.domain import passes, presence, statement
from ikrar.pledges.domain.checking import Offer
from ikrar.pledges.domain.presence import Shown
from ikrar.pledges.domain.signature import Offered
from ikrar.pledges.domain.values import IdentifiedBy, KeyKind, PresenceLevel
from ikrar.pledges.models import Duty
from ikrar.pledges.operations import recording
from ikrar.pledges.queries import gate
from ikrar.register import operations as register
from ikrar.roster import queries as roster
from ikrar.roster.queries import OfficialView

BATCH = 100
STAMPED_SHARE = 0.93  # the rest came without a stage code


class NotRecorded(Exception):
    """The product refused a pledge of the demonstration."""


def sign(duties: Sequence[Duty], *, begins_at: datetime, lasts: timedelta, seed: int) -> Iterator[int]:
    """Everybody of `duties` signs within the time; yields how many are done. The clerk is called along."""
    random_ = random.Random(seed)
    sites = {duty.site.id: duty.site.short for duty in duties if duty.site is not None}
    pages = {site: gate.site_page(short=short) for site, short in sites.items()}
    ids = [duty.official_id for duty in duties]
    people = {view.id: view for view in roster.officials(ids=ids, on=begins_at.date())}
    moments = sorted(begins_at + lasts * random_.random() for _ in duties)
    pairs = iter(zip(duties, moments, strict=True))
    done = 0
    while batch := list(islice(pairs, BATCH)):
        at = batch[-1][1]
        offers = [
            _offer(
                people[duty.official_id],
                page=pages[duty.site_id or 0],
                at=at,
                stamped=random_.random() < STAMPED_SHARE,
            )
            for duty, _ in batch
        ]
        for answer in recording.record(batch=offers, at=at):
            if isinstance(answer, Exception):
                raise NotRecorded from answer
        register.advance(at=at + timedelta(seconds=1))
        done += len(batch)
        yield done


def _offer(who: OfficialView, *, page: gate.SitePage, at: datetime, stamped: bool) -> Offer:
    given, signer = recording.pass_of(who, loaded=page.declaration, identified_by=IdentifiedBy.CODE)
    shown = Shown(page.site, presence.window_at(at), PresenceLevel.SHOWN) if stamped else None
    clock = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    body = statement.build(given=given, shown=shown, device_time=clock)
    key = ec.generate_private_key(ec.SECP256R1())
    secrets = gate.secrets()
    return Offer(
        token=passes.encode(given, keys=secrets.pass_keys),
        statement=body,
        device_time=clock,
        signer=signer,
        signature=Offered(
            kind=KeyKind.DEVICE,
            key=key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
            value=key.sign(body, ec.ECDSA(hashes.SHA256())),
        ),
        stamp=presence.stamp(shown, tid=given.tid, secret=secrets.stamp) if shown else None,
    )
