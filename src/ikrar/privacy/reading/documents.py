"""The record of processing and the retention schedule as Indonesian Markdown for docs/kelengkapan."""

from collections.abc import Iterable, Mapping

from ikrar.privacy.domain.activities import KEEPING_WORDS, SUBJECT_WORDS, Activity, KeepingKind, Record

OPEN = "belum ditetapkan kantor · **perlu konfirmasi**"
RECORD_HEAD = """# Catatan pemrosesan data pribadi

Dibuat dari `src/ikrar/privacy/texts/processing.yaml` oleh `./ikrar privacy record`; `./ikrar check` membandingkannya.
Halaman umumnya: `/privasi/pemrosesan/`. Tingkat keyakinan dasar: A dibaca pada teksnya, B sumber tepercaya, C sumber
lain, D belum diperiksa; selain A ditandai **perlu konfirmasi**. Pengendali data: instansi yang menjalankan Ikrar
(`IKRAR_OFFICE`).
"""
RETENTION_HEAD = f"""# Jadwal retensi

Dibuat dari `src/ikrar/privacy/texts/processing.yaml` oleh `./ikrar privacy retention`; `./ikrar check` membandingkannya.

Lama simpan menurut jadwal retensi arsip (JRA) tidak ditemukan dalam undang-undang; kantor menetapkannya dalam berkas
`IKRAR_RETENTION` beserta kode JRA dan keputusannya. Tanpa baris di sana tertulis "{OPEN.replace("**", "")}", dan tidak
ada yang pernah diusulkan musnah. Yang jatuh tempo diusulkan seorang petugas, disetujui petugas lain, lalu dimusnahkan
sedikit demi sedikit; setiap pemusnahan menjadi satu entri register.

| Data | Disimpan | Dihitung sejak | Cara memusnahkan |
|---|---|---|---|
"""


def record_document(record: Record) -> str:
    """One section per activity."""
    sections = [_section(number, one) for number, one in enumerate(record.activities, start=1)]
    return "\n".join([RECORD_HEAD, *sections, _without(record.without)])


def retention_document(record: Record, periods: Mapping[str, str] | None = None) -> str:
    """One row per activity; `periods` tells what an office has decided, by code."""
    rows = [
        f"| {one.name.id} | {kept(one, periods or {})} | {one.keeping.since.id} | {one.how.id} |\n"
        for one in record.activities
    ]
    return RETENTION_HEAD + "".join(rows)


def kept(one: Activity, periods: Mapping[str, str]) -> str:
    """How long, in words."""
    if one.keeping.kind is KeepingKind.SCHEDULE:
        return periods.get(one.code, OPEN)
    words = KEEPING_WORDS[one.keeping.kind].id
    if one.keeping.kind is KeepingKind.BY_ITSELF:
        return f"{words}, {in_days(one.keeping.after)}"
    return words


def in_days(after: str) -> str:
    """`sesudah 30 hari`; nothing at all is at once."""
    return f"sesudah {after.removesuffix(' days')} hari" if after else "seketika"


def _section(number: int, one: Activity) -> str:
    basis = "; ".join(
        f"{b.instrument} {b.article} ({b.confidence})"
        + (" **perlu konfirmasi**" if b.needs_confirmation else "")
        for b in one.basis
    )
    lines = {
        "Tujuan": one.purpose.id,
        "Dasar": basis,
        "Data siapa": SUBJECT_WORDS[one.of].id,
        "Data": one.data.id,
        "Tidak dikumpulkan": one.left_out.id,
        "Yang dapat melihat": one.seen_by.id,
        "Lama simpan": f"{kept(one, {})}; sejak {one.keeping.since.id}",
        "Pemusnahan": one.how.id,
        "Tabel": ", ".join(f"`{table}`" for table in one.tables),
    }
    body = "\n".join(f"| {word} | {said} |" for word, said in lines.items())
    return f"## {number}. {one.name.id}\n\n| | |\n|---|---|\n{body}\n"


def _without(tables: Iterable[str]) -> str:
    shown = ", ".join(f"`{table}`" for table in sorted(tables))
    return f"## Tabel tanpa data pribadi\n\n{shown}.\n"
