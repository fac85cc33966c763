"""Requests, retention and incidents concern everybody: whoever holds the capability for one unit alone sees none of them."""

import pytest
from django.test import Client

from ikrar.privacy.models import DataRequest

DESK = "/meja/privasi/"


@pytest.fixture
def scoped(hall, make_user, confirm):
    """A personnel officer and data protection officer of one unit, and of nothing else."""
    user = make_user("Fajar Contoh", "PERSONNEL", "PRIVACY", scope=hall.unit.public_id)

    def come_in():
        client = Client()
        client.force_login(user)
        return confirm(client)

    return come_in


def test_an_officer_of_one_unit_reads_nobodys_request_and_lets_nothing_go(scoped, ani, oneself):
    oneself(ani).post("/ikrar-saya/permintaan/", {"kind": "access", "words": ""})
    one = f"{DESK}permintaan/{DataRequest.objects.get().public_id}/"
    for address in (
        f"{DESK}permintaan/", one, f"{one}salinan.pdf", f"{one}perpanjang/", f"{DESK}permintaan/kertas/",
        f"{DESK}retensi/", f"{DESK}kejadian/", f"{DESK}kejadian/catat/",
    ):  # fmt: skip
        assert scoped().get(address).status_code == 403, address
    assert scoped().post(f"{DESK}retensi/usul/", {"activity": "request"}).status_code == 403
    assert scoped().post(one, {"outcome": "done", "text": "x"}).status_code == 403
    assert DataRequest.objects.get().answered_at is None


def test_the_copy_of_somebodys_data_is_shown_to_who_has_just_been_confirmed_alone(ani, oneself, make_user):
    oneself(ani).post("/ikrar-saya/permintaan/", {"kind": "access", "words": ""})
    client = Client()
    client.force_login(make_user("Eko Contoh", "PRIVACY"))
    answer = client.get(f"{DESK}permintaan/{DataRequest.objects.get().public_id}/salinan.pdf")
    assert answer["Content-Type"] != "application/pdf"
