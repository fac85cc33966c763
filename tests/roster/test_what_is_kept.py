"""What a list leaves behind goes after thirty days, and not a day before."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ikrar.roster import operations
from ikrar.roster.domain.lists import State
from ikrar.roster.models import Import, Membership, StagedRow

GOOD, BAD = "199001012015012001", "12"
LIST = f"NIP BARU;NAMA;JABATAN NAMA;UNOR NAMA\n{GOOD};Ani Contoh;Camat;Seksi A - Kelurahan Contoh\n{BAD};Budi Contoh;Lurah;Seksi A - Kelurahan Contoh".encode()


@pytest.fixture
def applied(lists):
    view = lists.apply(LIST)
    assert [row.name for row in StagedRow.objects.all()] == ["Budi Contoh"]
    return view


def test_refused_rows_go_thirty_days_after_the_list_was_applied(applied, at):
    operations.forget_old_lists(at=at + timedelta(days=30) - timedelta(seconds=1))
    assert StagedRow.objects.count() == 1
    operations.forget_old_lists(at=at + timedelta(days=30))
    assert StagedRow.objects.count() == 0
    assert Membership.objects.count() == 1
    assert Import.objects.get(public_id=applied.public_id).counts["REFUSED"] == 1


def test_the_page_says_so_and_offers_no_empty_sheet(applied, client, as_user, at):
    as_user(client, "PERSONNEL")
    page = reverse("roster:import", args=[applied.public_id])
    sheet = reverse("roster:refused_rows", args=[applied.public_id])
    assert "disimpan 30 hari" in client.get(page).content.decode()
    assert sheet in client.get(page).content.decode()
    operations.forget_old_lists(at=at + timedelta(days=31))
    told = client.get(page).content.decode()
    assert "1 baris yang ditolak sudah dihapus" in told
    assert sheet not in told
    assert "refused rows were deleted" in client.get(f"/en{page}").content.decode()


def test_a_list_that_nobody_applied_is_discarded_with_its_rows(lists, at):
    view = lists.preview(LIST)
    operations.forget_old_lists(at=at + timedelta(days=29))
    assert Import.objects.get(public_id=view.public_id).state == State.READY
    operations.forget_old_lists(at=at + timedelta(days=30))
    assert lists.advance(view.public_id).state == State.DISCARDED
    assert StagedRow.objects.count() == 0
    assert Membership.objects.count() == 0
