"""The joint commitment of the demonstration: six invented institutions signed one text, in order, with witnesses."""

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from PIL import Image, ImageDraw

from demo.stage import Stage
from ikrar.commitments import queries
from ikrar.commitments.models import RepresentativeKey
from ikrar.commitments.operations import (
    ceremony,
    notices,
    passkeys,
    photographs,
    planning,
    sheets,
    signatories,
    signing,
    texts,
)
from ikrar.kernel.zones import JAKARTA
from ikrar.pledges.domain import armour
from ikrar.pledges.queries import gate
from ikrar.register import operations as register
from ikrar.roster import operations as roster
from ikrar.roster import queries as people
from ikrar.roster.domain import InstitutionKind

TITLE = "Komitmen Bersama Menjaga Netralitas (contoh)"
WORDS = """KOMITMEN BERSAMA

Dalam rangka pemilihan yang jujur, adil, dan damai di Provinsi Contoh, kami menyatakan komitmen bersama untuk:

1. Menjaga netralitas aparatur di lembaga kami masing-masing, dengan tidak berpihak dari segala bentuk pengaruh mana pun.
2. Mencegah penggunaan fasilitas negara dan politik uang, serta menindaklanjuti laporan sesuai ketentuan yang berlaku.
3. Bertukar informasi dan mengawasi bersama, sejak masa kampanye sampai penetapan hasil.
4. Menjaga ketertiban dan rasa aman masyarakat.

Demikian komitmen ini dibuat dengan sebenarnya dan dilaksanakan dengan penuh tanggung jawab.
"""
SIX = (
    ("Pemerintah Provinsi Contoh", InstitutionKind.PEMPROV, "Sekretaris Daerah", "Ratna Wijaya (contoh)"),
    ("KPU Provinsi Contoh", InstitutionKind.KPU, "Ketua", "Bayu Pratama (contoh)"),
    ("Bawaslu Provinsi Contoh", InstitutionKind.BAWASLU, "Ketua", "Endah Lestari (contoh)"),
    ("Kodam Contoh", InstitutionKind.TNI, "Kepala Staf", "Panji Saputra (contoh)"),
    ("Polda Contoh", InstitutionKind.POLRI, "Wakil Kepala", "Hendra Gunawan (contoh)"),
    ("Kejaksaan Tinggi Contoh", InstitutionKind.KEJAKSAAN, "Asisten Intelijen", "Mega Anggraini (contoh)"),
)
POLICE, POLRI = 5, "Kepolisian Negara Republik Indonesia"
LETTER = "Surat Polda Contoh B/12/XI/2026 (contoh)"
ON_PAPER = 5  # the place of the institution whose representative signed on paper
SCAN = b"%PDF-1.4\n% lembar tanda tangan contoh\n%%EOF\n"
Told = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Device:
    """An invented representative's device with its passkey."""

    private: ec.EllipticCurvePrivateKey
    credential_id: bytes

    @property
    def spki(self) -> bytes:
        return self.private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    def assertion(self, statement: bytes) -> Mapping[str, bytes]:
        """What the device answers when its owner says yes."""
        party = gate.party()
        (origin,) = party.origins
        challenge = armour.url64(hashlib.sha256(statement).digest())
        told = {"type": "webauthn.get", "challenge": challenge, "origin": origin, "crossOrigin": False}
        client = json.dumps(told).encode()
        authenticator = hashlib.sha256(party.rp_id.encode()).digest() + b"\x05" + bytes(4)
        signed = authenticator + hashlib.sha256(client).digest()
        value = self.private.sign(signed, ec.ECDSA(hashes.SHA256()))
        return {"value": value, "authenticator_data": authenticator, "client_data": client}


def signed_together(stage: Stage, told: Told) -> None:
    """Plan it, publish it, sign it, strike the gong."""
    begins_at = stage.now - timedelta(hours=3)
    made = planning.begin(title=TITLE, by=stage.galih, at=begins_at - timedelta(days=9))
    devices = _plan(stage, made, at=begins_at - timedelta(days=9))
    told(0.3)
    signing.open_signing(commitment=made, by=stage.galih, at=begins_at)
    for place, device in devices.items():
        _sign(stage, made, place, device, at=begins_at + timedelta(minutes=2 * place))
        told(0.3 + place * 0.1)
    after = begins_at + timedelta(minutes=15)
    signing.gong(commitment=made, by=stage.galih, at=after)
    caption = "Gambar contoh: enam wakil di panggung"
    photographs.attach(commitment=made, content=_drawn(), caption=caption, by=stage.galih, at=after)
    register.advance(at=after + timedelta(seconds=4))
    stage.tour["ceremony"] = ceremony.open_screen(commitment=made, by=stage.galih, at=after)
    stage.tour["commitment"] = made


def planned_next(stage: Stage) -> dict[str, str]:
    """Two more of the first three institutions: one whose text is public, one that is open; their ids."""
    at = stage.now - timedelta(days=2)
    made = {name: _of_three(stage, f"Komitmen {name} (contoh)", at=at) for name in ("public", "open")}
    signing.open_signing(commitment=made["open"], by=stage.galih, at=stage.now)
    return made


def _of_three(stage: Stage, title: str, *, at: datetime) -> str:
    made = planning.begin(title=title, by=stage.galih, at=at)
    known = {one.name: one for one in people.institutions()}
    for place, (name, *_) in enumerate(SIX[:3], start=1):
        signatories.add(commitment=made, institution=known[name].public_id, by=stage.galih, at=at)
        [row] = people.representatives(institution_id=known[name].id, on=at.astimezone(JAKARTA).date())
        signatories.name_delegate(commitment=made, place=place, representative=row.id, by=stage.galih, at=at)
    _publish(stage, made, at=at)
    return made


def _publish(stage: Stage, made: str, *, at: datetime) -> None:
    texts.draft(commitment=made, body=WORDS, by=stage.citra, at=at)
    draft = queries.commitment(public_id=made).draft
    assert draft is not None
    for user in (stage.citra, stage.galih):
        texts.approve(commitment=made, text_sha256=draft.text_sha256, by=user, at=at)


def _plan(stage: Stage, made: str, *, at: datetime) -> dict[int, Device]:
    held_on = stage.now.astimezone(JAKARTA).date()
    planning.edit(
        commitment=made, title=TITLE, held_on=held_on, place="Aula Provinsi Contoh", by=stage.galih, at=at
    )
    planning.add_witness(
        commitment=made, name="Prof. Utami Contoh", office="Universitas Contoh", by=stage.galih, at=at
    )
    devices = {place: _named(stage, made, place, at=at) for place in range(1, len(SIX) + 1)}
    _told(stage, made, at=at)
    _publish(stage, made, at=at)
    return devices


def _told(stage: Stage, made: str, *, at: datetime) -> None:
    """The police told by letter how its certificates are written; another officer compared it."""
    notices.tell(commitment=made, place=POLICE, organisation=POLRI, source=LETTER, by=stage.galih, at=at)
    waiting = queries.commitment(public_id=made).signatories[POLICE - 1].waiting_notice
    assert waiting is not None
    notices.confirm(commitment=made, place=POLICE, notice=waiting.id, by=stage.citra, at=at)


def _named(stage: Stage, made: str, place: int, *, at: datetime) -> Device:
    name, kind, office, person = SIX[place - 1]
    body = roster.add_institution(name=name, kind=kind, by=None, at=at)
    roster.add_representative(
        institution_id=body.id, name=person, position=office, begins_on=at.date(), by=None, at=at
    )
    signatories.add(commitment=made, institution=body.public_id, by=stage.galih, at=at)
    [row] = people.representatives(institution_id=body.id, on=stage.now.astimezone(JAKARTA).date())
    signatories.name_delegate(commitment=made, place=place, representative=row.id, by=stage.galih, at=at)
    device = Device(ec.generate_private_key(ec.SECP256R1()), secrets.token_bytes(16))
    if place != ON_PAPER:
        RepresentativeKey.objects.create(
            representative_id=row.id,
            credential_id=device.credential_id,
            spki=device.spki,
            enrolled_at=at + timedelta(days=6),
        )
    return device


def _sign(stage: Stage, made: str, place: int, device: Device, *, at: datetime) -> None:
    if place == ON_PAPER:
        sheets.mark(commitment=made, place=place, content=SCAN, by=stage.galih, at=at)
        sheets.confirm(commitment=made, place=place, by=stage.citra, at=at + timedelta(minutes=1))
        return
    offer = passkeys.offer(commitment=made, place=place, at=at)
    given = device.assertion(offer.statement.as_bytes())
    passkeys.sign(
        commitment=made,
        place=place,
        nonce=offer.statement.nonce,
        credential_id=device.credential_id,
        at=at,
        **given,
    )


def _drawn() -> bytes:
    """A drawn stage with six figures: in the demonstration no photograph shows anybody."""
    picture = Image.new("RGB", (1200, 675), "#eef4f1")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 470, 1200, 675), fill="#c9d9d2")
    pen.rectangle((120, 90, 1080, 300), fill="#0b6b57")
    pen.rectangle((160, 130, 1040, 260), fill="#dff0ea")
    for nth in range(len(SIX)):
        middle = 200 + nth * 160
        pen.ellipse((middle - 34, 330, middle + 34, 398), fill="#8a6f5a")
        pen.rounded_rectangle((middle - 56, 402, middle + 56, 560), radius=28, fill="#3d524b")
    out = BytesIO()
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()
