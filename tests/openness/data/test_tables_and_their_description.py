"""Headers, codebook, JSON Schema, Data Package and the way back tell one story, because one description tells it."""

import csv
import html
import io
import json
import re

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ikrar.kernel.words import Words
from ikrar.openness import disclosure, domain
from ikrar.openness.models import Snapshot
from ikrar.openness.opendata import converting, schemas, sheets, values
from ikrar.openness.opendata.columns import Column, Kind, Table
from ikrar.openness.opendata.description import BY_NAME, FLAT, PROVED, PUBLICATIONS, TABLES
from ikrar.openness.queries import open_data


def files_of(city):
    rows = Snapshot.objects.filter(declaration=city.declaration).order_by("number")
    return [bytes(row.file) for row in rows]


def test_the_tables_put_every_publication_together_again_byte_for_byte(published):
    originals = files_of(published)
    found = open_data.holding(public_id=published.declaration.public_id)
    told = open_data.sheets_of(found)
    rows = {table.name: sheets.read(table, told[table.name].data) for table in PROVED}
    assert converting.numbers_of(rows) == [1, 2]
    assert [converting.bytes_of(converting.file_of(rows, n)) for n in (1, 2)] == originals


def test_a_publication_of_an_older_release_comes_back_without_what_it_never_had(published):
    file = json.loads(files_of(published)[0])
    del file["announced_for"]
    rows = converting.rows_of([file])
    assert rows["publications"][0]["absent"] == "announced_for"
    assert converting.file_of(rows, 1) == file


def test_a_part_that_no_table_knows_is_never_left_out_silently(published):
    file = json.loads(files_of(published)[0])
    for changed in (file | {"new": 1}, file | {"whole": {**file["whole"], "new": 1}}):
        with pytest.raises(converting.NotAPublication):
            converting.rows_of([changed])


def test_rows_may_be_sorted_by_anybody_without_changing_the_bytes(published):
    rows = converting.rows_of(map(json.loads, files_of(published)))
    turned = {name: list(reversed(lines)) for name, lines in rows.items()}
    assert converting.hash_of(converting.file_of(turned, 2)) == converting.hash_of(
        converting.file_of(rows, 2)
    )


def test_every_published_file_fits_the_json_schema(published):
    schema = schemas.json_schema(address="https://ikrar.example/data/skema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    for file in files_of(published):
        jsonschema.Draft202012Validator(schema).validate(json.loads(file))


def test_headers_package_and_codebook_name_the_same_columns(published, client):
    public_id = published.declaration.public_id
    package = client.get(f"/data/{public_id}/datapackage.json").json()
    codebook = client.get("/kamus-data/").content.decode()
    assert [one["name"] for one in package["resources"]] == [table.name for table in TABLES]
    for one in package["resources"]:
        lines = csv.reader(io.StringIO(client.get(f"/data/{public_id}/{one['path']}").content.decode()))
        described = [field["name"] for field in one["schema"]["fields"]]
        assert next(lines) == described == list(BY_NAME[one["name"]].names)
        part = codebook.partition(f'id="t-{one["name"]}"')[2].partition("</table>")[0]
        assert re.findall(r'<th scope="row" class="mono">([^<]*)</th>', part) == described


def test_the_codebook_says_each_code_in_both_languages(client, db):
    for address, language in (("/kamus-data/", 0), ("/en/kamus-data/", 1)):
        page = client.get(address).content.decode()
        for table in (*TABLES, FLAT):
            for column in table.columns:
                assert html.escape(column.says[language]) in page
                assert all(
                    f'<span class="mono">{code}</span> {html.escape(words[language])}' in page
                    for code, words in column.among
                )


def test_the_flat_sheet_has_the_described_columns(published, client):
    answer = client.get(f"/deklarasi/{published.declaration.public_id}/angka/1.csv")
    lines = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert tuple(lines[0]) == FLAT.names
    kinds = {code for column in FLAT.columns if column.name == "row" for code, _ in column.among}
    assert {line["row"] for line in lines} <= kinds


def test_what_the_description_limits_is_what_the_domain_knows():
    columns = {f"{table.name}.{column.name}": column for table in TABLES for column in table.columns}
    assert columns["publications.reason"].codes == tuple(domain.Reason)
    assert columns["units.standing"].codes == tuple(domain.Standing)
    assert columns["splits.split"].codes == tuple(domain.SPLITS)
    assert set(columns["splits.categories"].codes) == {code for of in domain.SPLITS.values() for code in of}
    assert columns["units.pledged"].least == columns["splits.count"].least == disclosure.LEAST
    assert len({table.name for table in TABLES}) == len(TABLES)
    assert all(table.columns and set(table.key) <= set(table.names) for table in TABLES)


quietly = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
EVERYTHING = Table(
    "everything",
    Words("", ""),
    Words("", ""),
    (
        Column("text", Kind.TEXT, Words("", "")),
        Column("count", Kind.NUMBER, Words("", ""), may_be_empty=True),
        Column("codes", Kind.CODES, Words("", "")),
        Column("maybe", Kind.DAY, Words("", ""), may_be_empty=True),
    ),
    key=("text",),
)
TEXTS = st.text("ab ,;\"'=+-@\t\r\n＝＠é🙂0", max_size=8)
ROWS = st.fixed_dictionaries(
    {
        "text": TEXTS,
        "count": st.none() | st.integers(0, 10**14),
        "codes": st.lists(st.text("abc-/", min_size=1, max_size=5), min_size=1, max_size=3),
        "maybe": st.sampled_from([None, "2026-11-23", "0001-01-01"]),
    }
)


@pytest.mark.pure
@quietly
@given(rows=st.lists(ROWS, max_size=4))
def test_whatever_is_written_is_read_back(rows):
    assert sheets.read(EVERYTHING, sheets.written(EVERYTHING, rows)) == rows


@pytest.mark.pure
@quietly
@given(rows=st.lists(ROWS, min_size=1, max_size=4))
def test_no_cell_begins_like_a_formula(rows):
    plain = sheets.written(EVERYTHING, rows)
    for data, delimiter in ((plain, ","), (sheets.for_spreadsheets(plain), ";")):
        lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter)
        assert not [cell for line in lines for cell in line if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))]


@pytest.mark.pure
@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", 1),
        (b"text,count\r\nx,1\r\n", 1),
        (b"text,count,codes,maybe\r\nx,01,a,\r\n", 2),
        (b"text,count,codes,maybe\r\nx,-1,a,\r\n", 2),
        (b"text,count,codes,maybe\r\nx,1.5,a,\r\n", 2),
        ("text,count,codes,maybe\r\nx,٣,a,\r\n".encode(), 2),
        (b"text,count,codes,maybe\r\nx,1,a\r\n", 2),
        (b'text,count,codes,maybe\r\nx,1,"a\r\n', 0),
        (b"text,count,codes,maybe\r\n\xff,1,a,\r\n", 0),
    ],
)
def test_a_sheet_that_is_not_as_described_is_refused_with_its_line(data, line):
    with pytest.raises(sheets.SheetIsNotAsDescribed) as refused:
        sheets.read(EVERYTHING, data)
    assert refused.value.line == line


@pytest.mark.pure
@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Kind.NUMBER, [0, 7], [-1, True, "1", 1.0]),
        (Kind.DAY, ["2026-11-23"], ["2026-11-31", "23-11-2026", "20261123", 5]),
        (Kind.MOMENT, ["2026-11-23T13:05:00+00:00"], ["2026-11-23T13:05:00", "kemarin", None]),
        (Kind.SHA256, ["ab" * 32], ["AB" * 32, "ab"]),
        (Kind.CODES, [["a"]], [[], [""], "a", [1]]),
        (Kind.TEXT, ["", "a"], [None, 1]),
    ],
)
def test_a_column_holds_only_its_kind(kind, good, bad):
    column = Column("x", kind, Words("", ""))
    assert all(values.fits(column, value) for value in good)
    assert not any(values.fits(column, value) for value in bad)


def test_publications_is_the_table_others_point_to():
    for table in PROVED[1:]:
        [key] = schemas.table_schema(table)["foreignKeys"]
        assert key["reference"] == {"resource": PUBLICATIONS.name, "fields": "publication"}
