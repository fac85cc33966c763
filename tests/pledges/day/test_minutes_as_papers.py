"""Minutes as an office files them: PDF and DOCX, with photographs, in volumes, issued and seen only by the entitled."""

import io
import re
import shutil
import subprocess
import zipfile
from hashlib import sha256
from threading import Event

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader

from ikrar.accounts.models import AuditRow
from ikrar.papers.domain import DOCX, PDF
from ikrar.papers.letters import Minutes, RollOfUnit, text_of
from ikrar.papers.queries import issued_file, papers_of
from ikrar.pledges.papers import volumes, waiting
from ikrar.pledges.views import minutes as minutes_view
from tests.pledges.day.conftest import MORNING

PLACE = b"Jalan Rahasia 7"  # what a camera might note beside a picture


def url(city, name="minutes-about"):
    return reverse(f"pledges:{name}", args=[city.declaration.public_id])


def words_of(pdf):
    read = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return re.sub(r"\s+", " ", read)


def photograph(kind="JPEG", size=(64, 48)):
    drawn, found = io.BytesIO(), Image.new("RGB", size, "#0b6b57")
    exif = Image.Exif()
    exif[0x010E] = PLACE.decode()
    found.save(drawn, kind, exif=exif)
    return drawn.getvalue()


def asked(client, city, do="pdf", **more):
    return client.post(url(city), {"site": "", "captions": "", "do": do} | more)


@pytest.mark.parametrize("name", ["citra", "budi", "gita", "dewi"])
def test_the_page_is_closed_to_who_may_not_see_every_name(signed_in, city, now, name):
    client = signed_in(name)
    assert client.get(url(city)).status_code == 403
    assert asked(client, city, "issue-pdf").status_code == 403
    assert client.post(url(city, "minutes-stop")).status_code == 403


def test_the_minutes_hold_what_the_letter_rules_ask_for(signed_in, city, now):
    city.sign(city.duties[city.one.pk][0])
    words = words_of(asked(signed_in("eka"), city).content)
    for said in ("BERITA ACARA", "Nomor: ……", "Senin tanggal dua puluh tiga bulan November tahun dua ribu dua puluh enam",
                 "Pangkat/golongan", "Dilakukan di hadapan", "Tono Contoh", "Bawaslu Kota Contoh", "rangkap",
                 "No Nama NIP (4) Jabatan Status Cara Waktu Nomor bukti", "Lampiran 2. Naskah yang ditandatangani",
                 "Lampiran 3. Pembacaan ikrar", "Rini Contoh", "tidak tersertifikasi"):  # fmt: skip
        assert said in words, said
    assert "Foto kegiatan" not in words
    assert not re.search(r"\d{18}", words)


def test_the_personnel_office_finds_the_list_of_those_present(signed_in, city, now):
    address = reverse("pledges:site-attendance", args=[city.site.public_id])
    eka = signed_in("eka")
    assert address in eka.get(url(city)).content.decode()
    assert address in eka.get(url(city, "after")).content.decode()
    assert eka.get(address)["Content-Type"] == PDF


def test_the_same_minutes_as_docx(signed_in, city, now):
    city.sign(city.duties[city.one.pk][0])
    made = asked(signed_in("eka"), city, "docx")
    assert made["Content-Type"] == DOCX
    assert made["Content-Disposition"].endswith(f'berita-acara-{city.declaration.public_id}.docx"')
    words = text_of(made.content)
    assert "Nomor: ……" in words
    assert words.count("Menandatangani ") >= 1
    assert len(re.findall(r"^\d+ Sari Contoh \d+ \d{4} ", words, re.MULTILINE)) == 24
    assert AuditRow.objects.get(act="minutes.made").detail == {"people": 24}


def test_photographs_are_marked_as_illustrations_and_say_nothing_of_where(signed_in, city, now):
    content = photograph()
    assert PLACE in content
    file = SimpleUploadedFile("apel.jpg", content, content_type="image/jpeg")
    made = asked(signed_in("eka"), city, photographs=[file], captions="Pembacaan ikrar").content
    words = words_of(made)
    assert "Lampiran 4. Foto kegiatan" in words
    assert "Ilustrasi, bukan bukti." in words
    assert "Ilustrasi 1. Pembacaan ikrar" in words
    assert sha256(content).hexdigest() in words.replace(" ", "")
    (shown,) = [
        image
        for page in PdfReader(io.BytesIO(made)).pages
        for image in page.images
        if image.image.width == 64
    ]
    assert PLACE not in shown.data


def test_a_photograph_stands_in_the_docx_as_well(signed_in, city, now):
    file = SimpleUploadedFile("apel.png", photograph("PNG"), content_type="image/png")
    made = asked(signed_in("eka"), city, "docx", photographs=[file]).content
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        images = [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
    assert any(image.startswith(b"\xff\xd8") for image in images)
    assert not any(PLACE in image for image in images)


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"<svg/>", photograph()[:200], b"\xff\xd8\xff" + b"\x00" * 100], ids=range(5)
)
def test_what_is_no_photograph_is_refused_by_its_name(signed_in, city, now, content):
    file = SimpleUploadedFile("laporan.jpg", content or b" ", content_type="image/jpeg")
    refused = asked(signed_in("eka"), city, photographs=[file])
    assert refused.status_code == 422
    assert "laporan.jpg" in refused.content.decode()
    assert not AuditRow.objects.filter(act="minutes.made").exists()


def test_too_many_photographs_and_a_picture_that_fills_the_memory_are_refused(signed_in, city, now):
    many = [SimpleUploadedFile(f"{n}.jpg", photograph()) for n in range(7)]
    refused = asked(signed_in("eka"), city, photographs=many)
    assert (refused.status_code, "Paling banyak 6 foto" in refused.content.decode()) == (422, True)
    drawn = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(drawn, "PNG")
    besar = SimpleUploadedFile("besar.png", drawn.getvalue(), content_type="image/png")
    refused = asked(signed_in("eka"), city, photographs=[besar])
    assert (refused.status_code, "besar.png" in refused.content.decode()) == (422, True)


@pytest.mark.parametrize(("do", "media"), [("issue-pdf", PDF), ("issue-docx", DOCX)])
def test_issued_minutes_are_kept_and_listed_where_the_office_works(signed_in, city, now, do, media):
    eka = signed_in("eka")
    assert asked(eka, city, do, site=city.site.public_id).status_code == 302
    (paper,) = papers_of(subject=city.declaration.public_id)
    assert (paper.kind, paper.media) == ("MINUTES", media)
    assert (
        paper.title == "Berita acara Deklarasi Netralitas ASN Kota Contoh · Halaman Kantor Wali Kota Contoh"
    )
    assert sha256(issued_file(public_id=paper.public_id)).hexdigest() == paper.sha256
    assert paper.sha256[:16] in eka.get(url(city)).content.decode()
    assert (
        paper.sha256[:16]
        in signed_in("citra")
        .get(reverse("pledges:plan-letters", args=[city.declaration.public_id]))
        .content.decode()
    )


def test_issued_minutes_are_opened_by_who_sees_names_alone_and_that_is_noted(signed_in, city, now):
    asked(signed_in("eka"), city, "issue-docx")
    (paper,) = papers_of(subject=city.declaration.public_id)
    address = reverse("papers:issued-file", args=[paper.public_id])
    citra = signed_in("citra")  # organises, and sees papers
    assert citra.get(reverse("papers:paper", args=[paper.public_id])).status_code == 200
    assert citra.get(address).status_code == 403
    assert signed_in("eka").get(address).status_code == 200
    assert AuditRow.objects.filter(act="paper.opened", subject=paper.public_id).count() == 1


@pytest.fixture
def cut_small(monkeypatch):
    """Five names are a long roll, ten fill a volume; the threads that drew, to wait for."""
    threads, begin = [], waiting.begin
    monkeypatch.setattr(minutes_view, "LONG_ROLL", 5)
    monkeypatch.setattr(minutes_view, "VOLUME", 10)
    monkeypatch.setattr(volumes, "VOLUME", 10)
    monkeypatch.setattr(waiting, "begin", lambda *said, **more: threads.append(begin(*said, **more)))
    return threads


def test_a_long_roll_goes_into_volumes_whose_hashes_the_minutes_print(signed_in, city, now, cut_small):
    eka = signed_in("eka")
    assert eka.get(url(city, "minutes")).status_code == 202
    cut_small[0].join(120)
    made = eka.get(url(city, "minutes"))
    assert made["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        names = [name.partition("/")[2] for name in archive.namelist()]
        files = {name: archive.read(f"berita-acara/{name}") for name in names}
    assert names == [
        "BACA-DULU.txt",
        "SHA256SUMS",
        "berita-acara.pdf",
        *(f"lampiran-1-jilid-0{n}.pdf" for n in (1, 2, 3)),
    ]
    body = words_of(files["berita-acara.pdf"]).replace(" ", "")
    for name in names[3:]:
        digest = sha256(files[name]).hexdigest()
        assert digest in body
        assert f"{digest}  {name}" in files["SHA256SUMS"].decode()
        assert words_of(files[name]).count("Sari Contoh") == 8
    assert "SariContoh" not in body
    assert asked(eka, city, "issue-pdf").status_code == 302
    (paper,) = papers_of(subject=city.declaration.public_id)
    assert issued_file(public_id=paper.public_id) == files["berita-acara.pdf"]


def test_long_minutes_with_photographs_are_drawn_once_for_each_choice_of_them(
    signed_in, city, now, cut_small
):
    eka, said = signed_in("eka"), "Pembacaan ikrar"

    def with_photograph(do="pdf", captions=said):
        return asked(
            eka, city, do, photographs=[SimpleUploadedFile("apel.jpg", photograph())], captions=captions
        )

    waits = with_photograph()
    assert waits.status_code == 202
    address = re.search(r'content="3;url=([^"]+\?foto=[0-9a-f]{16})"', waits.content.decode())[1]
    cut_small[0].join(120)
    made = eka.get(address).content
    assert with_photograph().content == made
    assert with_photograph("issue-pdf").status_code == 302
    (paper,) = papers_of(subject=city.declaration.public_id)
    assert "Ilustrasi 1. Pembacaan ikrar" in words_of(issued_file(public_id=paper.public_id))
    assert len(cut_small) == 1
    assert eka.get(url(city, "minutes") + "?foto=0123456789abcdef").status_code == 302
    assert eka.get(url(city, "minutes")).status_code == 202
    cut_small[1].join(120)
    with zipfile.ZipFile(io.BytesIO(eka.get(url(city, "minutes")).content)) as archive:
        assert "Ilustrasi" not in words_of(archive.read("berita-acara/berita-acara.pdf"))


def test_long_minutes_can_be_stopped_between_two_volumes(signed_in, city, now, cut_small, monkeypatch):
    eka, drawn, may_end = signed_in("eka"), [], Event()

    def set_slowly(template, data, *, at):
        drawn.append(template)
        assert may_end.wait(60)
        return b"%PDF"

    monkeypatch.setattr(volumes, "draw_apart", set_slowly)
    shown = eka.get(url(city, "minutes"))
    assert "Hentikan" in shown.content.decode()
    assert eka.post(url(city, "minutes-stop")).status_code == 302
    may_end.set()
    cut_small[0].join(60)
    assert drawn == ["volume"]
    assert waiting.ready(city.declaration.public_id, at=now.at) is None
    assert waiting.progress(city.declaration.public_id) is None


def test_whoever_waits_is_told_how_far_it_is(settings):
    tell = waiting.teller("A", at=MORNING)
    tell(3, 33)
    assert waiting.progress("A") == (3, 33)
    assert waiting.stop("A")
    with pytest.raises(waiting.Stopped):
        tell(4, 33)
    assert not waiting.stop("B")


def roll(name, count):
    rows = tuple(
        (str(n), "Ani Contoh", "1002", "Staf", "Menandatangani", "", "", "") for n in range(1, count + 1)
    )
    return RollOfUnit(name=name, path="", signed=count, rows=rows)


@pytest.mark.pure
def test_a_unit_is_not_torn_unless_it_is_larger_than_a_volume(monkeypatch):
    monkeypatch.setattr(volumes, "VOLUME", 10)
    found = object.__new__(Minutes)
    object.__setattr__(found, "units", (roll("A", 4), roll("B", 7), roll("C", 25), roll("D", 3)))
    cut = volumes.volumes(found)
    assert [(one.holds, one.people) for one in cut] == [
        ("A", 4),
        ("B", 7),
        ("C", 10),
        ("C (lanjutan, dari nomor 11)", 10),
        ("C (lanjutan, dari nomor 21) sampai D", 8),
    ]
    assert [row[0] for row in cut[3].units[0].rows] == [str(n) for n in range(11, 21)]


@pytest.mark.foreign
def test_other_peoples_tools_read_the_minutes(signed_in, city, now, tmp_path):
    missing = [tool for tool in ("pdfinfo", "pdffonts", "mutool") if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"{', '.join(missing)} is not installed (poppler-utils, mupdf-tools)")
    file = tmp_path / "berita-acara.pdf"
    picture = SimpleUploadedFile("apel.jpg", photograph(), content_type="image/jpeg")
    file.write_bytes(asked(signed_in("eka"), city, photographs=[picture]).content)
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in file.read_bytes()
    told = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    assert "Tagged:          yes" in told
    fonts = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout
    assert all(" yes yes" in line for line in fonts.splitlines()[2:])
    read = subprocess.run(["mutool", "draw", "-F", "txt", file], capture_output=True, text=True, check=True)
    assert "Lampiran 4. Foto kegiatan" in read.stdout
    assert "error" not in read.stderr.casefold()
