"""Photographs illustrate: fingerprinted, compared with all before, shown without camera and place, never proof."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ikrar.commitments.domain import pictures
from ikrar.commitments.models import Photograph
from ikrar.web import photographs
from tests.commitments.conftest import entries, named, picture


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def attach(ceremony, content, *, caption="Para wakil di panggung", name="foto.jpg"):
    return ceremony.leader.post(
        f"{ceremony.desk}foto/", {"photograph": named(content, name), "caption": caption}
    )


def with_place():
    """The metadata of a phone that tells where it was."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Merek Contoh", 6
    exif.get_ifd(0x8825)[1], exif.get_ifd(0x8825)[2] = "S", (6.0, 10.0, 0.0)
    return exif


def test_a_photograph_is_shown_as_an_illustration_without_camera_or_place(ceremony, nobody):
    assert attach(ceremony, picture(1, exif=with_place())).status_code == 302
    kept = Photograph.objects.get()
    shown = nobody.get(f"{ceremony.shown}foto/{kept.public_id}.jpg")
    drawn = shown.getvalue()
    assert b"Merek" not in drawn
    assert not Image.open(io.BytesIO(drawn)).getexif()
    assert (kept.width, kept.height) == (480, 640)
    page = nobody.get(ceremony.shown).content.decode()
    assert "Ilustrasi, bukan bukti." in page
    [entry] = entries("commitment-photograph")
    assert entry["body"]["sha256"] == kept.sha256
    assert "caption" not in entry["body"]


def test_the_same_picture_is_refused_with_any_metadata_and_under_any_commitment(ceremony):
    attach(ceremony, picture(2, kind="PNG"), name="foto.png")
    again = attach(ceremony, picture(2, kind="PNG"), name="lain.png")
    assert (again.status_code, "sudah pernah dipakai" in again.content.decode()) == (409, True)
    dressed = attach(ceremony, picture(2, kind="PNG", compress_level=1), name="lain.png")
    assert dressed.status_code == 409
    assert Photograph.objects.count() == len(entries("commitment-photograph")) == 1


def test_one_that_looks_like_another_is_told_and_stays_told(ceremony, nobody):
    attach(ceremony, picture(3))
    ceremony.leader.post(f"{ceremony.desk}foto/", {})
    smaller = Image.open(io.BytesIO(picture(3))).resize((320, 240))
    drawn = io.BytesIO()
    smaller.save(drawn, "JPEG", quality=60)
    assert attach(ceremony, drawn.getvalue()).status_code == 302
    told = ceremony.leader.get(f"{ceremony.desk}acara/").content.decode()
    assert "foto ini mirip dengan foto pada" in told
    assert "Mirip dengan foto pada" in nobody.get(ceremony.shown).content.decode()
    attach(ceremony, picture(4))
    assert [p.resembles_id is not None for p in Photograph.objects.order_by("id")] == [False, True, False]


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"GIF89a", 422),
        (b"\xff\xd8\xff\xe0 half", 422),
        (picture(5)[:2000], 422),
        (b"<svg/>", 422),
        (b"\xff\xd8\xff" + bytes(12_000_001), 413),
    ],
)
def test_what_is_no_photograph_is_refused(ceremony, content, status):
    assert attach(ceremony, content).status_code == status
    assert not Photograph.objects.exists()


def bomb(wide, high, kind="1"):
    """A small file that would be a large picture."""
    drawn = io.BytesIO()
    Image.new(kind, (wide, high)).save(drawn, "PNG")
    assert len(drawn.getvalue()) < 1_000_000
    return drawn.getvalue()


def test_a_picture_made_to_fill_the_memory_is_refused_by_what_its_head_says(ceremony, monkeypatch):
    monkeypatch.setattr(photographs, "decoded", None)  # nothing may be decoded here
    monkeypatch.setattr(photographs, "_apart", None)  # nor in a child
    for size in ((20_000, 20_000), (8_000, 8_000)):
        answer = attach(ceremony, bomb(*size), name="foto.png")
        assert (answer.status_code, "60 juta piksel" in answer.content.decode()) == (413, True)
    assert not Photograph.objects.exists()


def test_a_large_one_is_decoded_in_a_child_of_its_own_within_limits(ceremony, monkeypatch):
    here, large = photographs.decoded, picture(8, size=(1_400, 1_000), exif=with_place())
    seen_here = here(large, edge=960, quality=72)
    monkeypatch.setattr(photographs, "decoded", None)  # not in the process that answers pages
    assert attach(ceremony, large).status_code == 302
    kept = Photograph.objects.get()
    assert (kept.width, kept.height) == (seen_here.width, seen_here.height) == (686, 960)
    assert kept.pixels_sha256 == seen_here.pixels_sha256
    cut = attach(ceremony, large[:-9_000])
    assert (cut.status_code, "JPEG atau PNG yang utuh" in cut.content.decode()) == (422, True)
    small = photographs.Limits(memory=150_000_000)
    with pytest.raises(photographs.PhotographTooLarge):
        photographs.look(bomb(7_000, 7_000, "RGB"), edge=960, quality=72, limits=small)
    assert Photograph.objects.count() == 1


def test_a_withdrawn_photograph_is_gone_but_known_if_it_comes_again(
    ceremony, nobody, tmp_path, django_capture_on_commit_callbacks
):
    attach(ceremony, picture(6))
    kept = Photograph.objects.get()
    address = f"{ceremony.desk}foto/{kept.public_id}/tarik/"
    assert ceremony.leader.post(address, {"reason": ""}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert ceremony.leader.post(address, {"reason": "Ada wajah anak"}).status_code == 302
    assert nobody.get(f"{ceremony.shown}foto/{kept.public_id}.jpg").status_code == 404
    assert "Ilustrasi, bukan bukti" not in nobody.get(ceremony.shown).content.decode()
    assert not list((tmp_path / "media" / "commitments" / "photographs").iterdir())
    assert attach(ceremony, picture(6)).status_code == 409
    assert ceremony.leader.post(address, {"reason": "Lagi"}).status_code == 404


def test_before_the_text_is_public_there_is_nothing_to_illustrate(begun):
    assert attach(begun, picture(7)).status_code == 409


@given(st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1))
def test_the_distance_of_likenesses_is_one(a, b):
    one, other = f"{a:016x}", f"{b:016x}"
    assert pictures.distance(one, one) == 0
    assert pictures.distance(one, other) == pictures.distance(other, one) <= 64


def likeness(image):
    return pictures.likeness(image.convert("L").resize(photographs.GREY, Image.Resampling.LANCZOS).tobytes())


@given(st.integers(1, 400), st.integers(40, 95))
def test_a_smaller_copy_stays_near_and_another_picture_does_not(seed, quality):
    first = Image.open(io.BytesIO(picture(seed, size=(240, 180))))
    drawn = io.BytesIO()
    first.resize((160, 120)).save(drawn, "JPEG", quality=quality)
    copy = Image.open(io.BytesIO(drawn.getvalue()))
    other = Image.open(io.BytesIO(picture(seed + 1000, size=(240, 180))))
    assert pictures.distance(likeness(first), likeness(copy)) <= pictures.NEAR
    assert pictures.distance(likeness(first), likeness(other)) > pictures.NEAR
