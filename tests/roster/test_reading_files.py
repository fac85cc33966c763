import gzip
import io
import json
import tempfile
import zipfile
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from ikrar.roster import models, operations, queries
from ikrar.roster.domain.lists import FileFault, Kind, Reason, State, Verdict
from ikrar.roster.importing import columns, converting, people
from ikrar.roster.importing.words import FAULTS, REASONS
from ikrar.roster.refused import sheet_of_refused
from tests.roster.conftest import ANI, BUDI, CITRA, FEB, HEAD, JAN, A, B, csv, everybody, rows, xlsx

SIASN = [
    "PNS ID",
    "NIP BARU",
    "NIP LAMA",
    "NAMA",
    "GELAR DEPAN",
    "GELAR BELAKANG",
    "TEMPAT LAHIR ID",
    "TEMPAT LAHIR NAMA",
    "TANGGAL LAHIR",
    "JENIS KELAMIN",
    "AGAMA ID",
    "AGAMA NAMA",
    "JENIS KAWIN ID",
    "JENIS KAWIN NAMA",
    "NIK",
    "NOMOR HP",
    "EMAIL",
    "EMAIL GOV",
    "ALAMAT",
    "NPWP NOMOR",
    "BPJS",
    "JENIS PEGAWAI ID",
    "JENIS PEGAWAI NAMA",
    "KEDUDUKAN HUKUM ID",
    "KEDUDUKAN HUKUM NAMA",
    "STATUS CPNS PNS",
    "KARTU ASN VIRTUAL",
    "NOMOR SK CPNS",
    "TANGGAL SK CPNS",
    "TMT CPNS",
    "NOMOR SK PNS",
    "TANGGAL SK PNS",
    "TMT PNS",
    "GOL AWAL ID",
    "GOL AWAL NAMA",
    "GOL AKHIR ID",
    "GOL AKHIR NAMA",
    "TMT GOLONGAN",
    "MK TAHUN",
    "MK BULAN",
    "JENIS JABATAN ID",
    "JENIS JABATAN NAMA",
    "JABATAN ID",
    "JABATAN NAMA",
    "TMT JABATAN",
    "TINGKAT PENDIDIKAN ID",
    "TINGKAT PENDIDIKAN NAMA",
    "PENDIDIKAN ID",
    "PENDIDIKAN NAMA",
    "TAHUN LULUS",
    "KPKN ID",
    "KPKN NAMA",
    "LOKASI KERJA ID",
    "LOKASI KERJA NAMA",
    "UNOR ID",
    "UNOR NAMA",
    "INSTANSI INDUK ID",
    "INSTANSI INDUK NAMA",
    "INSTANSI KERJA ID",
    "INSTANSI KERJA NAMA",
    "SATUAN KERJA INDUK ID",
    "SATUAN KERJA INDUK NAMA",
    "SATUAN KERJA KERJA ID",
    "SATUAN KERJA KERJA NAMA",
    "IS VALID NIK",
    "NAMA SEKOLAH",
    "FLAG IKD",
    "ESELON ID",
    "ESELON NAMA",
]
READ = {
    "NIP BARU": "'" + ANI, "NAMA": "Ani Contoh", "GELAR DEPAN": "Dr.", "GELAR BELAKANG": "M.Si", "EMAIL GOV": "ani@contoh.example",
    "STATUS CPNS PNS": "C", "GOL AKHIR NAMA": "III/a", "JABATAN NAMA": "Analis", "ESELON NAMA": "IV.a", "UNOR ID": "U-1", "UNOR NAMA": A,
}  # fmt: skip


def test_the_siasn_download_is_understood_and_only_mapped_columns_are_kept(lists, capfd, caplog):
    assert len(SIASN) == 69
    planted = {h: f"RAHASIA{i}" for i, h in enumerate(SIASN) if h not in READ}
    view = lists.apply(xlsx(SIASN, [READ.get(h) or planted[h] for h in SIASN]))
    assert view.counts[Verdict.NEW] == 1
    person = queries.official_by_number(number=ANI, on=JAN)
    assert (person.name, person.status, person.echelon) == ("Dr. Ani Contoh, M.Si", "CPNS", "IV.a")
    out = "".join(capfd.readouterr()) + caplog.text
    assert "RAHASIA" not in _dump() + _files() + out


def test_before_it_is_applied_nothing_else_of_the_file_exists_either(lists):
    planted = {h: f"RAHASIA{i}" for i, h in enumerate(SIASN) if h not in READ}
    view = lists.preview(xlsx(SIASN, [READ.get(h) or planted[h] for h in SIASN]))
    assert view.state == State.READY
    assert not list(Path(django_settings.IKRAR_DATA).rglob("upload"))
    assert "RAHASIA" not in _dump() + _files()


def _dump():
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [str(row) for row in cursor.fetchall()]
        return "".join(found)


def _files():
    return "".join(
        p.read_bytes().decode("latin-1") for p in Path(django_settings.IKRAR_DATA).rglob("*") if p.is_file()
    )


def test_after_the_run_no_file_of_it_is_left(lists):
    lists.apply(csv(HEAD, f"{ANI};Ani Contoh;Camat;{A}"))
    assert not [p for p in (Path(django_settings.IKRAR_DATA) / "imports").rglob("*") if p.is_file()]
    assert not models.StagedRow.objects.exists()


def test_a_nominatif_with_titles_totals_and_joined_cells(lists):
    content = xlsx(
        ["DAFTAR URUT KEPANGKATAN"],
        ["KOTA CONTOH"],
        [],
        ["NO", "NAMA/NIP", "PANGKAT", None, "JABATAN", "AGAMA"],
        [None, None, "GOL", "TMT", None, None],
        [1, 2, 3, 4, 5, 6],
        ["A. KELURAHAN CONTOH SATU - KECAMATAN CONTOH"],
        [1, f"Dr. Ani Contoh, M.Si\nNIP. {ANI}", "III/a", "01-04-2020", "Lurah", "-"],
        [2, "Budi Contoh", "III/b", "01-04-2020", "Sekretaris", "-"],
        [None, f"{BUDI[:8]} {BUDI[8:14]} {BUDI[14]} {BUDI[15:]}"],
        ["JUMLAH", 2],
        ["NO", "NAMA/NIP", "PANGKAT", None, "JABATAN", "AGAMA"],
        ["B. KELURAHAN CONTOH DUA - KECAMATAN CONTOH"],
        [3, f"Citra Contoh / {CITRA}", "II/c", "01-04-2020", "Staf", "-"],
    )
    view = lists.apply(content, name="duk.xlsx")
    assert view.counts == {Verdict.NEW: 3, "UNITS": 2}
    assert [(row[0], row[2][-1], row[3]) for row in everybody(JAN)] == [
        ("Budi Contoh", "KELURAHAN CONTOH SATU", "Sekretaris"),
        ("Citra Contoh", "KELURAHAN CONTOH DUA", "Staf"),
        ("Dr. Ani Contoh, M.Si", "KELURAHAN CONTOH SATU", "Lurah"),
    ]


def test_sheets_of_pppk_tell_their_status(lists):
    head = ["NIP", "NAMA", "UNOR NAMA"]
    content = xlsx(
        head,
        [ANI, "Ani Contoh", A],
        sheet="PNS",
        also=[
            ("PPPK", [head, [BUDI, "Budi Contoh", A]]),
            ("PPPK Paruh Waktu", [head, [CITRA, "Citra Contoh", A]]),
        ],
    )
    lists.apply(content)
    assert [row[-1] for row in everybody(JAN)] == ["PNS", "PPPK", "PPPK_PARUH_WAKTU"]


def test_a_merged_unit_column_counts_for_every_row(lists):
    book = Workbook()
    sheet = book.active
    for row in (["NIP", "NAMA", "UNIT KERJA"], [ANI, "Ani Contoh", A], [BUDI, "Budi Contoh", None]):
        sheet.append(row)
    sheet.merge_cells("C2:C3")
    out = io.BytesIO()
    book.save(out)
    lists.apply(out.getvalue())
    assert len({row[2] for row in everybody(JAN)}) == 1
    assert len(everybody(JAN)) == 2


def test_formulas_are_never_run_and_empty_rows_cost_nothing(lists):
    book = Workbook()
    sheet = book.active
    sheet.append(["NO", "NIP", "NAMA", "UNOR NAMA"])
    sheet.append(["=ROW()-1", ANI, "Ani Contoh", A])
    sheet.cell(1_048_576, 1).number_format = "0"
    sheet.row_dimensions[1_000_000].height = 20
    out = io.BytesIO()
    book.save(out)
    assert lists.preview(out.getvalue()).counts[Verdict.NEW] == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_texts_of_every_usual_encoding_and_delimiter(tmp_path, encoding, mark):
    words = (
        mark.join(["NIP", "NAMA", "UNOR NAMA"]) + "\r\n" + mark.join([ANI, "André Contoh", f'"{A}"']) + "\r\n"
    )
    assert [f[4] for f in _converted(tmp_path, words.encode(encoding))] == ["André Contoh"]


def _converted(folder, content, kind=Kind.OFFICIALS):
    (folder / "upload").write_bytes(content)
    (folder / "job.json").write_text(json.dumps({"kind": kind}))
    converting.run("inspect", folder)
    if not (folder / "headers.json").exists():
        return json.loads((folder / "fault.json").read_text())
    headers = [h for s in json.loads((folder / "headers.json").read_text()) for h in s["headers"]]
    (folder / "job.json").write_text(json.dumps({"kind": kind, "columns": columns.propose(headers, kind)}))
    converting.run("convert", folder)
    if not (folder / "rows.jsonl").exists():
        return json.loads((folder / "fault.json").read_text())
    return [json.loads(line) for line in (folder / "rows.jsonl").read_text().splitlines()]


def _zip(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return out.getvalue()


GOOD = xlsx(["NIP", "NAMA"], [ANI, "Ani Contoh"])


def _spoilt(book):
    """One sheet's compressed bytes overwritten."""
    start = book.index(b"xl/worksheets/sheet1.xml") + 40
    return book[:start] + b"\0" * 40 + book[start + 40 :]


BAD = [
    (b"", FileFault.EMPTY),
    (b"%PDF-1.7 not a list", FileFault.TYPE),
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, FileFault.TYPE),
    (gzip.compress(b"NIP;NAMA", mtime=0), FileFault.TYPE),
    (_zip(readme="no sheet"), FileFault.TYPE),
    (GOOD[: len(GOOD) // 2], FileFault.BROKEN),
    (_spoilt(GOOD), FileFault.BROKEN),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, FileFault.BROKEN),
    (_zip(xl__workbook_xml="<x/>", xl__vbaProject_bin="macro"), FileFault.MACROS),
    (_zip(xl__workbook_xml=b"0" * 30_000_000), FileFault.BOMB),
    (b"halo;dunia\n1;2\n", FileFault.NO_HEADER),
    (b"NIP;NAMA\n", FileFault.EMPTY),
]


@pytest.mark.parametrize(("content", "fault"), BAD)
def test_a_bad_file_is_refused_by_name_and_changes_nothing(lists, content, fault):
    view = lists.preview(content)
    assert (view.state, view.refusal) == (State.REFUSED, fault)
    assert not models.Official.objects.exists()
    assert not [p for p in (Path(django_settings.IKRAR_DATA) / "imports").rglob("*") if p.is_file()]


def test_a_cell_in_the_last_corner_of_a_sheet_does_not_eat_the_memory(lists):
    book = Workbook()
    book.active.append(["NIP", "NAMA"])
    book.active["XFD1048576"] = "x"
    out = io.BytesIO()
    book.save(out)
    view = lists.preview(out.getvalue())
    assert view.state == State.REFUSED
    assert view.refusal in {FileFault.TOO_LARGE, FileFault.BROKEN}


def test_an_upload_over_the_limit_is_refused_and_not_kept(lists, settings):
    settings.IKRAR_UPLOAD_BYTES = 1_000_000
    with pytest.raises(operations.FileTooLarge):
        lists.begin(b"x" * 1_000_001)
    assert not list((Path(django_settings.IKRAR_DATA) / "imports").iterdir())


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=200).map(lambda s: ("NIP;NAMA;UNOR NAMA\n" + s).encode()),
        st.binary(max_size=60).map(lambda b: GOOD[:2000] + b + GOOD[2000:]),
    )
)
@example(GOOD)
@example(b'NIP;NAMA\n"')
def test_any_bytes_become_rows_or_a_named_fault(content):
    with tempfile.TemporaryDirectory() as folder:
        found = _converted(Path(folder), content)
    assert isinstance(found, list) or FileFault(found)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.none(),
            st.text(max_size=30),
            st.integers(),
            st.floats(),
            st.booleans(),
            st.dates(),
            st.datetimes(),
        ),
        min_size=4,
        max_size=4,
    )
)
def test_any_cells_become_one_row_or_none(cells):
    header = columns.Header(1, ("NIP", "NAMA", "JABATAN BARU", "TMT"))
    mapping = columns.propose(header.headers, Kind.APPOINTMENT)
    sheet = people.Sheet("x", [(1, header.headers), (2, cells)])
    found = list(people.found_in(sheet, header, mapping, Kind.APPOINTMENT))
    assert len(found) <= 1
    assert all(f.reason == "" or Reason(f.reason) for f in found)


def test_days_are_read_day_before_month(tmp_path):
    content = csv(
        "NIP;NAMA;JABATAN BARU;TMT",
        f"{ANI};Ani Contoh;Camat;03/04/2025",
        f"{BUDI};Budi Contoh;Lurah;04/31/2025",
    )
    found = _converted(tmp_path, content, Kind.APPOINTMENT)
    assert [(row[-1], row[2]) for row in found] == [("2025-04-03", ""), ("", Reason.DATE_WRONG)]


def test_every_fault_and_reason_has_words_in_both_languages():
    assert set(FAULTS) == set(FileFault)
    assert set(REASONS) == set(Reason)
    assert all(words.id != words.en for words in (*FAULTS.values(), *REASONS.values()))


def test_the_unit_file_in_both_shapes(lists):
    first = xlsx(
        ["ID", "NAMA_UNOR", "ID_ATASAN"],
        ["R", "Pemerintah Kota Contoh", None],
        ["S", "Seksi Umum", "L"],
        ["L", "Kelurahan Contoh", "K"],
        ["K", "Kecamatan Contoh", "R"],
        ["X", "Tanpa Atasan", "TIDAK ADA"],
        ["P", "Lingkar Satu", "Q"],
        ["Q", "Lingkar Dua", "P"],
    )
    view = lists.apply(first, kind=Kind.UNITS)
    assert view.counts == {Verdict.UNCHANGED: 1, Verdict.NEW: 3, Verdict.REFUSED: 3}
    assert {r.reason for r in rows(view, Verdict.REFUSED)} == {Reason.PARENT_UNKNOWN, Reason.CIRCLE}
    assert [u.path_names[1:] for u in queries.units(on=JAN)][-1] == (
        "Kecamatan Contoh",
        "Kelurahan Contoh",
        "Seksi Umum",
    )
    second = xlsx(
        ["NO", "HIERARKI", "NAMA", "ESELON-ID", "NAMA-JABATAN", "UNOR-ATASAN-ID", "UNOR-ATASAN", "ID"],
        [1, "1", "Kecamatan Contoh Baru", "31", "Camat", "", "", "K"],
        [2, "1.1", "Seksi Umum", "41", "Kepala", "K", "Kecamatan", "S"],
    )
    view = lists.apply(second, kind=Kind.UNITS, on=FEB)
    assert (view.counts[Verdict.CHANGED], view.counts[Verdict.MOVED]) == (1, 1)
    assert [u.path_names[1:] for u in queries.units(on=JAN)][-1][0] == "Kecamatan Contoh"
    names = {u.path_names[1:] for u in queries.units(on=FEB)}
    assert ("Kecamatan Contoh Baru", "Seksi Umum") in names
    assert ("Kecamatan Contoh Baru", "Kelurahan Contoh") in names
    assert lists.preview(second, kind=Kind.UNITS, on=FEB).changes == 0
    lists.undo(view.public_id)
    assert ("Kecamatan Contoh", "Kelurahan Contoh", "Seksi Umum") in {
        u.path_names[1:] for u in queries.units(on=FEB)
    }
    lists.apply(csv("NIP;NAMA;UNOR ID;UNOR NAMA", f"{ANI};Ani Contoh;S;apa saja"), makes_units=False)
    assert everybody(JAN)[0][2][-1] == "Seksi Umum"


def test_the_refused_rows_come_as_a_sheet_without_formulas(lists, city):
    view = lists.preview(csv(HEAD, f"{ANI};=1+1;Camat;{A}", f"{BUDI};Budi Contoh;Lurah;{B}"))
    sheet = load_workbook(io.BytesIO(sheet_of_refused(public_id=view.public_id))).active
    assert [c.value for c in sheet[2]][1:3] == ["2", "=1+1"]
    assert sheet["C2"].data_type == "s"
