"""fsck holds every entry of a joint commitment against its rows and kept files, and names what was changed."""

import random
from datetime import timedelta

import pytest

from ikrar.commitments.models import (
    CeremonyWitness,
    Commitment,
    CommitmentText,
    Delegate,
    InstitutionSignature,
    Photograph,
    SignedSheet,
)
from ikrar.commitments.operations import photographs, planning, sheets, signatories, signing
from ikrar.commitments.queries.holding import HOLDERS
from ikrar.register import queries
from tests.commitments.conftest import SIX, bodies, picture, speaks
from tests.register.flips import flipped

SHEET = b"%PDF-1.7 lembar yang ditandatangani (contoh) %%EOF\n"
FLIPS = (
    (CommitmentText, "body"), (CommitmentText, "version"), (CommitmentText, "published_at"),
    (Commitment, "title"), (Commitment, "is_ordered"), (Commitment, "opened_at"), (Commitment, "completed_at"),
    (Commitment, "closed_at"), (Commitment, "public_id"), (Commitment, "leaf_hash"),
    (CeremonyWitness, "name"), (CeremonyWitness, "office"),
    (Delegate, "name"), (Delegate, "position"), (Delegate, "named_at"), (Delegate, "reason"), (Delegate, "ended_at"),
    (InstitutionSignature, "nth"), (InstitutionSignature, "signed_at"), (InstitutionSignature, "way"),
    (InstitutionSignature, "leaf_hash"),
    (SignedSheet, "sha256"), (SignedSheet, "file"), (SignedSheet, "entered_at"), (SignedSheet, "confirmed_at"),
    (Photograph, "sha256"), (Photograph, "shown_sha256"), (Photograph, "file"), (Photograph, "attached_at"),
)  # fmt: skip


def findings():
    return [
        f"{one.code} {one.where}" for one in queries.check_log(holders=HOLDERS) if one.code != "nobody-holds"
    ]


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def done(begun, institutions, clock):
    """Three institutions: opened, held, opened again; a representative replaced and one withdrawn; sealed, with the gong."""
    ceremony = begun.ready([institutions[kind] for kind in SIX[:3]])
    on = {"commitment": ceremony.public_id}
    officer, second = ceremony.leader.user, ceremony.second.user
    signing.hold_signing(**on, by=officer, at=clock.forward(minutes=1))
    planning.add_witness(**on, name="Saksi Contoh", office="Bawaslu Contoh", by=officer, at=clock.at)
    signing.open_signing(**on, by=officer, at=clock.forward(minutes=1))
    for minute, place in enumerate((3, 2), start=1):
        one = ceremony.view.signatories[place - 1]
        other = speaks(one.institution_id, f"Pengganti {place} Contoh", at=clock.at)
        named = {"place": place, "representative": other, "reason": "sakit", "by": officer}
        if place == 2:
            gone = {"place": place, "reason": "dinas luar", "by": officer}
            signatories.withdraw_delegate(**on, **gone, at=clock.forward(minutes=minute))
        signatories.name_delegate(**on, **named, at=clock.forward(minutes=minute))
    planning.add_witness(
        **on, name="Saksi Lain Contoh", office="KPU Contoh", by=officer, at=clock.forward(minutes=1)
    )
    photographs.attach(**on, content=picture(), caption="Contoh", by=officer, at=clock.forward(minutes=1))
    for place in (1, 2, 3):
        sheet = {"content": SHEET + bytes([48 + place]), "by": officer}
        sheets.mark(**on, place=place, **sheet, at=clock.forward(minutes=1))
        sheets.confirm(**on, place=place, by=second, at=clock.forward(minutes=1))
    signing.gong(**on, by=officer, at=clock.forward(minutes=1))
    return ceremony


def test_a_whole_ceremony_is_held_and_every_flip_of_its_rows_is_named(done, clock):
    assert len(bodies("commitment-opened")) == 2
    assert len(bodies("commitment-representative")) == 3
    assert findings() == []
    chance, unnoticed = random.Random(5), []
    for model, column in FLIPS:
        row = (
            model.objects.order_by("-pk")
            .exclude(**{column: None})
            .exclude(**({"reason": ""} if column == "reason" else {}))
            .first()
        )
        value = getattr(row, column)
        value = bytes(value) if isinstance(value, memoryview) else value
        model.objects.filter(pk=row.pk).update(**{column: changed(value, chance)})
        if not findings():
            unnoticed.append((model.__name__, column))
        model.objects.filter(pk=row.pk).update(**{column: value})
    assert unnoticed == []
    assert findings() == []


def changed(value, chance):
    """Another value by one byte or bit; a moment by a second at least, for nothing finer is told."""
    if hasattr(value, "astimezone"):
        return value + timedelta(seconds=1 << chance.randrange(12))
    return flipped(value, chance)


@pytest.mark.parametrize("folder", ["sheets", "photographs"])
def test_a_flipped_byte_of_a_kept_file_is_named(done, settings, folder):
    for path in (settings.MEDIA_ROOT / "commitments" / folder).iterdir():
        whole = path.read_bytes()
        path.write_bytes(flipped(whole, random.Random(2)))
        assert findings()
        path.write_bytes(whole)
    assert findings() == []


def test_the_evidence_of_a_passkey_is_held(ceremony):
    assert ceremony.sign(1).status_code == 302
    assert findings() == []
    row = InstitutionSignature.objects.get()
    row.evidence["signature"]["value"] = row.evidence["signature"]["value"][::-1]
    row.save(update_fields=["evidence"])
    assert findings() == [f"changed commitment-signature {row.commitment}"]


def test_a_row_that_is_gone_is_missed(ceremony):
    ceremony.sign(1)
    InstitutionSignature.objects.all().delete()
    assert [one.split()[:2] for one in findings()] == [["no-row", "commitment-signature"]]


def test_what_was_called_off_and_retitled_is_held(begun, institutions, clock):
    begun.ready([institutions[kind] for kind in SIX[:2]], is_open=False)
    officer = begun.leader.user
    planning.edit(
        commitment=begun.public_id, title="Judul lain (contoh)", by=officer, at=clock.forward(minutes=1)
    )
    planning.cancel(commitment=begun.public_id, reason="ditunda", by=officer, at=clock.forward(minutes=1))
    assert findings() == []
    Commitment.objects.update(cancel_reason="ditundA")
    assert [one.split()[:2] for one in findings()] == [
        ["not-entered", "commitment-cancelled"],
        ["no-row", "commitment-cancelled"],
    ]
