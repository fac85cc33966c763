"""The one description of the published tables.

Headers, codebook, JSON Schema, Data Package and the way back to the register's bytes are all read off it, so none of
them can tell another story (docs/decisions/0090).
"""

from ikrar.kernel.words import Words
from ikrar.openness.disclosure import LEAST
from ikrar.openness.domain import (
    CATEGORY_WORDS,
    REASON_WORDS,
    SPLIT_WORDS,
    SPLITS,
    STANDING_WORDS,
    VERSION,
)
from ikrar.openness.opendata.columns import (
    AS_OF,
    MISSING,
    PEOPLE,
    PLACE,
    PLEDGED,
    PUBLICATION,
    Column,
    Kind,
    Table,
    inside,
    sure,
    text,
)

PUBLICATIONS = Table(
    "publications",
    Words("Terbitan", "Publications"),
    Words(
        "Satu baris untuk setiap terbitan angka, dengan jumlah seluruh deklarasi.",
        "One row for each publication of figures, with the whole of the declaration.",
    ),
    (
        Column(PUBLICATION.name, PUBLICATION.kind, PUBLICATION.says, at=("number",), least=1),
        Column(
            "version",
            Kind.TEXT,
            Words("versi susunan berkas", "version of the file's form"),
            at=("v",),
            among=((VERSION, Words("versi ini", "this version")),),
        ),
        text("licence", "lisensi data", "licence of the data", "licence"),
        text("declaration", "pengenal deklarasi", "the declaration's id", "declaration", "id"),
        text("title", "judul deklarasi", "the declaration's title", "declaration", "title"),
        text("institution", "penyelenggara", "who convened it", "declaration", "institution"),
        Column(
            "held_on",
            Kind.DAY,
            Words("hari pelaksanaan", "the day it is held"),
            at=("declaration", "held_on"),
            may_be_empty=True,
        ),
        Column(
            "text_sha256",
            Kind.SHA256,
            Words("sidik naskah yang ditandatangani", "hash of the text that is signed"),
            at=("declaration", "text_sha256"),
            may_be_empty=True,
        ),
        Column(
            "reason",
            Kind.TEXT,
            Words("mengapa terbit", "why it was published"),
            at=("reason",),
            among=tuple((code.value, words) for code, words in REASON_WORDS.items()),
        ),
        text("note", "alasan pembetulan", "reason of a correction", "note"),
        Column("published_at", Kind.MOMENT, Words("saat terbit", "when it was published"), at=("as_of",)),
        Column(
            "announced_for",
            Kind.MOMENT,
            Words(
                "saat terbit yang diumumkan lebih dahulu; kosong untuk pembetulan",
                "when it was announced to appear; empty for corrections",
            ),
            at=("announced_for",),
            may_be_empty=True,
            may_be_absent=True,
        ),
        inside(PEOPLE, "whole", "people"),
        inside(PLEDGED, "whole", "pledged"),
        inside(MISSING, "whole", "missing"),
        inside(AS_OF, "whole", "as_of"),
        Column(
            "splits_as_of",
            Kind.MOMENT,
            Words("saat rincian itu benar", "the moment at which the splits were true"),
            at=("splits", "as_of"),
            may_be_empty=True,
        ),
        text("register", "nama register", "name of the register", "register", "origin"),
        Column(
            "register_size",
            Kind.NUMBER,
            Words(
                "jumlah catatan pada titik periksa saat terbit", "entries at the checkpoint when published"
            ),
            at=("register", "size"),
            may_be_empty=True,
        ),
        text(
            "register_root",
            "akar titik periksa itu, heksadesimal",
            "root of that checkpoint, hexadecimal",
            "register",
            "root",
            empty=True,
        ),
        text(
            "cannot_prove_id",
            "yang tidak dapat dibuktikan register (Indonesia)",
            "what the register cannot prove (Indonesian)",
            "cannot_prove",
            "id",
        ),
        text(
            "cannot_prove_en",
            "yang tidak dapat dibuktikan register (Inggris)",
            "what the register cannot prove (English)",
            "cannot_prove",
            "en",
        ),
        Column(
            "sha256",
            Kind.SHA256,
            Words(
                "sidik berkas JSON terbitan ini, seperti tercatat di register",
                "hash of this publication's JSON file, as it stands in the register",
            ),
        ),
        text(
            "absent",
            "kolom yang belum ada pada terbitan dari rilis lama, dengan + di antaranya",
            "columns that a publication of an older release does not have, with + between them",
            empty=True,
        ),
    ),
    key=("publication",),
)
UNITS = Table(
    "units",
    Words("Unit", "Units"),
    Words(
        "Satu baris untuk setiap unit dalam setiap terbitan, dengan semua yang di bawahnya.",
        "One row for each unit in each publication, with everything below it.",
    ),
    (
        PUBLICATION,
        PLACE,
        text(
            "id",
            "pengenal unit; akhiran /own berarti orang yang langsung di unit itu",
            "the unit's id; the ending /own means people directly in that unit",
            "id",
        ),
        text("name", "nama unit", "the unit's name", "name"),
        text("above", "pengenal unit di atasnya", "id of the unit above", "above", empty=True),
        PEOPLE,
        PLEDGED,
        MISSING,
        AS_OF,
        Column(
            "standing",
            Kind.TEXT,
            Words("bagaimana angkanya diterbitkan", "how its figure is published"),
            at=("standing",),
            among=tuple((code.value, words) for code, words in STANDING_WORDS.items()),
        ),
    ),
    key=("publication", "id"),
    member="units",
)
GROUPS = Table(
    "groups",
    Words("Unit yang digabung", "Units joined"),
    Words(
        "Unit bertetangga yang mendapat satu angka bersama, agar angka kecil tidak terbaca.",
        "Neighbouring units that have one figure together, so that no small number can be read.",
    ),
    (
        PUBLICATION,
        PLACE,
        Column(
            "units",
            Kind.CODES,
            Words("pengenal unit-unitnya, dengan + di antaranya", "ids of the units, with + between them"),
            at=("units",),
        ),
        sure(PLEDGED),
        sure(MISSING),
        sure(AS_OF),
    ),
    key=("publication", "units"),
    member="together",
)
SPLITS_TABLE = Table(
    "splits",
    Words("Rincian", "Splits"),
    Words(
        "Seluruh deklarasi menurut kunci, cara dikenali, kehadiran, dan yang dihitung terpisah; tidak per unit.",
        "The whole declaration by key, identification, presence and what is counted apart; never by unit.",
    ),
    (
        PUBLICATION,
        PLACE,
        Column(
            "split",
            Kind.TEXT,
            Words("nama rincian", "name of the split"),
            among=tuple((name, SPLIT_WORDS[name]) for name in SPLITS),
        ),
        Column(
            "categories",
            Kind.CODES,
            Words(
                "golongan, atau beberapa yang digabung dengan + di antaranya",
                "the category, or several that were joined with + between them",
            ),
            at=("of",),
            among=tuple(
                {code: words for name in SPLITS for code, words in CATEGORY_WORDS[name].items()}.items()
            ),
        ),
        Column("count", Kind.NUMBER, Words("jumlah orang", "number of people"), at=("count",), least=LEAST),
    ),
    key=("publication", "split", "categories"),
    member="splits",
)
ARRIVALS = Table(
    "arrivals",
    Words("Waktu", "Time"),
    Words(
        "Berapa ikrar diterima dalam setiap rentang waktu; rentang yang sepi digabung.",
        "How many pledges came in each span of time; quiet spans are joined.",
    ),
    (
        PUBLICATION,
        PLACE,
        Column("from", Kind.MOMENT, Words("awal rentang", "begin of the span"), at=("from",)),
        Column(
            "until",
            Kind.MOMENT,
            Words("akhir rentang, tidak termasuk", "end of the span, itself left out"),
            at=("until",),
        ),
        Column("count", Kind.NUMBER, Words("jumlah ikrar", "number of pledges"), at=("count",), least=LEAST),
    ),
    key=("publication", "from"),
    member="arrivals",
)
REGIONS = Table(
    "regions",
    Words("Kode wilayah", "Region codes"),
    Words(
        "Kode Kemendagri untuk penyelenggara dan, bila ditetapkan pengelola, untuk unit. Ditambahkan saat diunduh; "
        "tidak ikut dibuktikan register.",
        "Ministry of Home Affairs codes of the convening government and, where the operator assigned them, of units. "
        "Added at download; not part of what the register proves.",
    ),
    (
        Column(
            "subject",
            Kind.TEXT,
            Words("milik siapa kode itu", "whose code it is"),
            among=(
                ("institution", Words("penyelenggara", "who convened it")),
                ("unit", Words("unit", "unit")),
            ),
        ),
        text(
            "id",
            "pengenal unit; kosong untuk penyelenggara",
            "id of the unit; empty for who convened it",
            empty=True,
        ),
        Column(
            "code",
            Kind.TEXT,
            Words("kode Kemendagri bertitik, misalnya 31.71.01", "the ministry's dotted code, as 31.71.01"),
        ),
        text("name", "nama wilayah dengan wilayah di atasnya", "name of the region with those above it"),
        Column(
            "level",
            Kind.NUMBER,
            Words(
                "1 provinsi, 2 kabupaten/kota, 3 kecamatan, 4 kelurahan/desa",
                "1 province, 2 regency or city, 3 district, 4 village",
            ),
            least=1,
        ),
    ),
    key=("subject", "id"),
)

PROVED = (PUBLICATIONS, UNITS, GROUPS, SPLITS_TABLE, ARRIVALS)
TABLES = (*PROVED, REGIONS)
BY_NAME = {table.name: table for table in TABLES}

# The flat file of one publication: everything in one sheet, told apart by its first column.
FLAT = Table(
    "flat",
    Words("Satu lembar", "One sheet"),
    Words(
        "Semua bagian satu terbitan dalam satu lembar, dibedakan oleh kolom row.",
        "All parts of one publication in one sheet, told apart by the column row.",
    ),
    (
        Column(
            "row",
            Kind.TEXT,
            Words("jenis baris", "kind of row"),
            among=(
                ("whole", Words("seluruh deklarasi", "the whole declaration")),
                ("unit", Words("unit", "unit")),
                ("together", Words("unit yang digabung", "units joined")),
                *((name, SPLIT_WORDS[name]) for name in SPLITS),
                ("arrivals", Words("rentang waktu", "span of time")),
            ),
        ),
        text(
            "id",
            "pengenal unit atau golongan; pada baris gabungan beberapa dengan +",
            "id of the unit or category; in joined rows several with +",
            empty=True,
        ),
        text("name", "nama", "name", empty=True),
        text("above", "pengenal unit di atasnya", "id of the unit above", empty=True),
        Column(PEOPLE.name, PEOPLE.kind, PEOPLE.says, may_be_empty=True),
        Column(PLEDGED.name, PLEDGED.kind, PLEDGED.says, may_be_empty=True, least=LEAST),
        Column(MISSING.name, MISSING.kind, MISSING.says, may_be_empty=True, least=LEAST),
        Column(
            "standing",
            Kind.TEXT,
            Words("bagaimana angkanya diterbitkan", "how its figure is published"),
            may_be_empty=True,
            among=tuple((code.value, words) for code, words in STANDING_WORDS.items()),
        ),
        Column(
            "as_of",
            Kind.MOMENT,
            Words(
                "saat angka itu benar; pada arrivals awal rentang",
                "the moment at which the figure was true; in arrivals the begin of the span",
            ),
            may_be_empty=True,
        ),
        Column(
            "until",
            Kind.MOMENT,
            Words("pada arrivals: akhir rentang", "in arrivals: the end of the span"),
            may_be_empty=True,
        ),
    ),
    key=(),
)
