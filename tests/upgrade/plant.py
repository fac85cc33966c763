"""A small city as a release leaves it behind: `plant.py FACTS`, run inside that release by make.py.

It goes through the operations of the demonstration, plus every kind of key, entry and record that data can hold, and
writes FACTS: what must be the same after every later upgrade. Everybody in it is invented.
"""

import base64
import hashlib
import json
import os
import sys
import tempfile
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

WITNESS = "contoh.example/upgrade/saksi"
SCAN = b"\xff\xd8\xff\xe0 a scanned sheet of the upgrade test \xff\xd9"


def witness(folder):
    """A witness in this very process: started before the settings are read, which name it."""
    from ikrar.register.witness.memory import Memory  # noqa: PLC0415 (the release under test comes first on the path)
    from ikrar.register.witness.program import own_key  # noqa: PLC0415 (likewise)
    from ikrar.register.witness.server import Server  # noqa: PLC0415 (likewise)

    key = own_key(folder, name=WITNESS)
    memory = Memory(folder=folder, key=key, logs={})
    server = Server(("127.0.0.1", 0), memory)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    os.environ["IKRAR_WITNESSES"] = f"{key.verifier}@http://127.0.0.1:{server.server_address[1]}"
    return memory


def plant(facts):
    """Build the city, then tell what it holds."""
    with tempfile.TemporaryDirectory() as folder:
        memory = witness(Path(folder))
        import django  # noqa: PLC0415 (the settings are read here)
        from django.core.management import call_command  # noqa: PLC0415 (likewise)

        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
        now = datetime.now(UTC).replace(microsecond=0)
        stage = small_city(now)
        watch(memory, at=now)
        every_kind(stage, at=now)
        turn_the_key(memory, at=now + timedelta(seconds=8))
        facts.write_text(json.dumps(told(stage, at=now), indent=1, sort_keys=True) + "\n")


def watch(memory, *, at):
    """From here on the witness cosigns what is published."""
    from ikrar.register import note, operations  # noqa: PLC0415 (only once the settings are read)

    key = note.parse_vkey(operations.open_register(at=at))
    memory.logs[key.name] = (*memory.logs.get(key.name, ()), key)


def small_city(now):
    """The demonstration with a handful of people."""
    from django.conf import settings  # noqa: PLC0415 (likewise)

    from demo import build, city, rollcalls  # noqa: PLC0415 (likewise)
    from demo.stage import Stage  # noqa: PLC0415 (likewise)

    city.KECAMATAN = {"Melati": ("Jati", "Meranti")}
    city.OFFICES = {"Sekretariat Kota": 9, "Inspektorat": 5}
    city.SECTIONS = ("Sekretariat", "Seksi Pemerintahan")
    city.KECAMATAN_STAFF, city.KELURAHAN_STAFF = 10, 9
    stage = Stage(now=now, data=Path(settings.IKRAR_DATA))
    for step in (build._people, build._records, rollcalls.closed, rollcalls.today, build._planned):
        step(stage, lambda _: None)
    return stage


def every_kind(stage, *, at):
    """What the demonstration leaves out: passkey, kiosk, paper, a replaced and an erased pledge, and so on."""
    from ikrar.accounts import operations as accounts  # noqa: PLC0415 (likewise)
    from ikrar.pledges import operations  # noqa: PLC0415 (likewise)
    from ikrar.pledges.models import Duty, Pledge  # noqa: PLC0415 (likewise)
    from ikrar.pledges.operations import erasing, telling  # noqa: PLC0415 (likewise)
    from ikrar.register import operations as register  # noqa: PLC0415 (likewise)

    duties = Duty.objects.filter(declaration__public_id=stage.tour["declaration"], standing="BOUND")
    free = duties.filter(pledges=None, refusal=None, site__signing_opened_at__isnull=False)
    of_village = free.filter(unit__placements__path__startswith=path_of(stage, "Kelurahan Jati"))
    people = list(of_village.select_related("official", "site", "unit").order_by("id").distinct())
    at_kiosk(stage, people[:2], at=at)
    on_paper(stage, people[2:3], at=at)
    register.advance(at=at + timedelta(seconds=4))
    with_passkey(people[3], at=at + timedelta(seconds=5))
    with_device(people[0], at=at + timedelta(seconds=6))  # stronger than the kiosk's: it takes its place
    erased = Pledge.objects.filter(key_kind="device-key", disputed=False, effective=True).order_by("id")[3]
    erasing.erase(pledge_id=erased.pk, reason="erasure-request", by=None, at=at + timedelta(seconds=7))
    rehearsal = operations.rehearse(
        declaration=stage.tour["declaration"], held_on=(at + timedelta(days=2)).date(), by=stage.galih, at=at
    )
    assert rehearsal
    telling.tell_signers(at=at + timedelta(seconds=7))
    accounts.seal_day(at=at + timedelta(seconds=7))


def turn_the_key(memory, *, at):
    """A new sealing key; then the clerk comes late, and the outage is entered and cosigned."""
    from ikrar.register import operations as register  # noqa: PLC0415 (likewise)

    register.rotate_key(reason="contoh", at=at)
    watch(memory, at=at)
    for seconds in (60, 64, 68, 72):
        register.advance(at=at + timedelta(seconds=seconds))


def path_of(stage, unit):
    from ikrar.roster.models import Placement  # noqa: PLC0415 (likewise)

    return Placement.objects.filter(unit__public_id=stage.units[unit].public_id).order_by("-id")[0].path


def at_kiosk(stage, duties, *, at):
    from ikrar.pledges.operations import kiosk  # noqa: PLC0415 (likewise)

    wulan = stage.users["wulan@contoh.example"]
    site = duties[0].site.public_id
    opened = kiosk.open_kiosk(site_id=site, witness_unit="", by=wulan, at=at)
    for duty in duties:
        tid = kiosk.identify(token=opened.token, typed=duty.official.number, pin=opened.pin, at=at)
        kiosk.sign(token=opened.token, tid=tid, stage_code="", at=at)


def on_paper(stage, duties, *, at):
    from ikrar.pledges.operations import paper  # noqa: PLC0415 (likewise)

    unit = stage.units["Kelurahan Jati"].public_id
    roll = paper.start_roll(site_id=duties[0].site.public_id, unit=unit, by=stage.citra, at=at)
    number = paper.add_page(roll=roll, content=SCAN, by=stage.citra, at=at)
    paper.match_page(roll=roll, number=number, duties=[duty.pk for duty in duties], by=stage.citra, at=at)
    done = paper.confirm_roll(roll=roll, by=stage.galih, at=at)
    assert done.recorded == len(duties)


def with_device(duty, *, at):
    from demo import phones  # noqa: PLC0415 (likewise)

    assert list(phones.sign([duty], begins_at=at, lasts=timedelta(seconds=1), seed=1)) == [1]


def with_passkey(duty, *, at):
    """An assertion as a browser would make it, with a passkey enrolled two days before."""
    from fido2 import cbor  # noqa: PLC0415 (likewise)
    from fido2.cose import ES256  # noqa: PLC0415 (likewise)

    from ikrar.pledges.domain import passes, statement  # noqa: PLC0415 (likewise)
    from ikrar.pledges.domain.checking import Offer  # noqa: PLC0415 (likewise)
    from ikrar.pledges.domain.signature import Offered  # noqa: PLC0415 (likewise)
    from ikrar.pledges.domain.values import IdentifiedBy, KeyKind  # noqa: PLC0415 (likewise)
    from ikrar.pledges.models import Passkey  # noqa: PLC0415 (likewise)
    from ikrar.pledges.operations import recording  # noqa: PLC0415 (likewise)
    from ikrar.pledges.queries import gate  # noqa: PLC0415 (likewise)

    key = ec.generate_private_key(ec.SECP256R1())
    cose = cbor.encode(dict(ES256.from_cryptography_key(key.public_key())))
    Passkey.objects.create(
        official=duty.official, credential_id=b"upgrade contoh", cose_key=cose, identified_by="code",
        enrolled_at=at - timedelta(days=2),
    )  # fmt: skip
    loaded = gate.site_page(short=duty.site.short).declaration
    given, signer = recording.pass_for(duty, loaded=loaded, identified_by=IdentifiedBy.PASSKEY, at=at)
    clock = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    said = statement.build(given=given, shown=None, device_time=clock)
    told, authenticator = assertion(said, gate.party())
    value = key.sign(authenticator + hashlib.sha256(told).digest(), ec.ECDSA(hashes.SHA256()))
    offered = Offered(
        kind=KeyKind.PASSKEY, value=value, credential_id=b"upgrade contoh", authenticator_data=authenticator,
        client_data=told,
    )  # fmt: skip
    token = passes.encode(given, keys=gate.secrets().pass_keys)
    recording.record_one(
        offer=Offer(
            token=token, statement=said, device_time=clock, signer=signer, signature=offered, stamp=None
        ),
        at=at,
    )


def assertion(said, party):
    challenge = base64.urlsafe_b64encode(hashlib.sha256(said).digest()).rstrip(b"=").decode()
    (origin,) = party.origins
    client = {"type": "webauthn.get", "challenge": challenge, "origin": origin, "crossOrigin": False}
    authenticator = hashlib.sha256(party.rp_id.encode()).digest() + b"\x05" + (1).to_bytes(4, "big")
    return json.dumps(client, separators=(",", ":")).encode(), authenticator


def told(stage, *, at):
    """What a later release must find again."""
    from django.apps import apps  # noqa: PLC0415 (likewise)
    from django.db import connection  # noqa: PLC0415 (likewise)
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415 (likewise)

    import ikrar  # noqa: PLC0415 (likewise)
    from ikrar.kernel.canonical import canonical  # noqa: PLC0415 (likewise)
    from ikrar.pledges import operations  # noqa: PLC0415 (likewise)
    from ikrar.pledges.models import Pledge  # noqa: PLC0415 (likewise)
    from ikrar.pledges.queries.receipts import proof_by_id  # noqa: PLC0415 (likewise)
    from ikrar.register import queries  # noqa: PLC0415 (likewise)

    today = stage.tour["declaration"]
    units = [unit.id for unit in stage.units.values()]
    cards = operations.issue_cards(declaration=today, units=units, by=stage.citra, at=at)
    living = Pledge.objects.filter(erased_at=None).order_by("id")
    proofs = [proof_by_id(pledge_id=pledge.pk) for pledge in living]
    assert all(proof.full for proof in proofs)
    kinds = sorted(set(living.values_list("key_kind", flat=True)))
    assert kinds == ["device-key", "kiosk", "paper", "passkey"], kinds
    ours = [model for model in apps.get_models() if model.__module__.startswith("ikrar.")]
    return {
        "release": ikrar.__version__,
        "at": (at + timedelta(minutes=2)).isoformat(),
        "migrations": sorted(MigrationLoader(connection).graph.leaf_nodes()),
        "counts": {model._meta.label: model._default_manager.count() for model in ours},
        "registers": registers(),
        "receipts": [canonical(file).decode() for proof in proofs for file in (proof.full, proof.shareable)],
        "trust": queries.trust(rehearsal=False),
        "cards": [[card.short, card.code] for card in cards],
    }


def registers():
    """Size and root of every register, by its origin."""
    from ikrar.register.models import Checkpoint, Log  # noqa: PLC0415 (likewise)

    newest = {
        log.origin: Checkpoint.objects.filter(log=log).order_by("-size").first() for log in Log.objects.all()
    }
    return {origin: [row.size, bytes(row.root).hex()] for origin, row in newest.items() if row}


if __name__ == "__main__":
    plant(Path(sys.argv[1]))
