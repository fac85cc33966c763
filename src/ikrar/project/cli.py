"""`./ikrar WORD …`: one table of words, each a small module of ikrar.project.commands with `run(arguments)`."""

import os
import sys
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module

from ikrar.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Command:
    """What one word does, in both languages; `django` when it needs the product's settings."""

    module: str
    words: Words
    django: bool = True


TABLE: dict[str, Command] = {
    "demo": Command(
        "demo",
        Words("kota contoh yang hidup, dalam semenit", "a living example city, within a minute"),
        django=False,
    ),
    "up": Command(
        "up", Words("menjalankan layanan yang sesungguhnya", "runs the real service"), django=False
    ),
    "gate": Command(
        "gate",
        Words("satu gerbang tanda tangan saja", "one signing gate alone"),
        django=False,
    ),
    "restart": Command(
        "restart",
        Words(
            "mengganti gerbang yang sedang melayani tanpa memutus siapa pun",
            "replaces the running gate without cutting anybody off",
        ),
        django=False,
    ),
    "setup": Command("setup", Words("membuat pengelola pertama", "makes the first administrator")),
    "doctor": Command(
        "doctor",
        Words("memeriksa pemasangan dan memberi saran", "examines the installation and gives remedies"),
    ),
    "backup": Command(
        "backup",
        Words(
            "menyalin basis data, kunci, dan register ke satu arsip",
            "copies database, keys and register into one archive",
        ),
    ),
    "restore": Command(
        "restore",
        Words(
            "memulihkan dari arsip; register lama tidak diteruskan diam-diam",
            "restores an archive; an old register is never continued silently",
        ),
    ),
    "fsck": Command(
        "fsck",
        Words(
            "menghitung ulang seluruh register dari awal", "re-derives the whole register from the ground up"
        ),
    ),
    "register": Command(
        "register", Words("keadaan, kunci, dan gangguan register", "state, keys and outages of the register")
    ),
    "roster": Command(
        "roster", Words("mengimpor daftar pegawai dari berkas", "imports a staff list from a file")
    ),
    "data": Command(
        "data",
        Words(
            "data terbuka: regions, archive",
            "open data: regions, archive",
        ),
    ),
    "audit": Command(
        "audit",
        Words(
            "mengundi penandatangan untuk ditelepon pengawas", "draws signers for the overseer to telephone"
        ),
    ),
    "erase": Command(
        "erase",
        Words(
            "menghapus isi satu ikrar menurut nomor buktinya",
            "erases one pledge, named by its receipt number",
        ),
    ),
    "privacy": Command(
        "privacy",
        Words(
            "catatan pemrosesan dan jadwal retensi sebagai dokumen",
            "the record of processing and the retention schedule as documents",
        ),
    ),
    "law": Command(
        "law",
        Words(
            "hukum sebagai data: check, show, ask, term, quote, diff, book, stages",
            "the law as data: check, show, ask, term, quote, diff, book, stages",
        ),
        django=False,  # it starts Django itself, to tell a broken text properly
    ),
    "papers": Command(
        "papers",
        Words("kertas: check, key, seal", "papers: check, key, seal"),
    ),
    "cluster": Command(
        "cluster",
        Words(
            "tiga basis data dan dua server di mesin ini; induknya dimatikan saat orang menandatangani",
            "three databases and two servers on this machine; the primary is killed while people sign",
        ),
        django=False,
    ),
    "bundle": Command(
        "bundle",
        Words(
            "satu berkas pemasang untuk tempat tanpa jaringan",
            "one file that installs where there is no network",
        ),
        django=False,
    ),
    "test": Command(
        "suite",
        Words(
            "uji pada SQLite dan PostgreSQL; --all untuk semuanya",
            "tests on SQLite and PostgreSQL; --all for everything",
        ),
        django=False,
    ),
    "drill": Command(
        "drill",
        Words(
            "mengganggu layanan dengan sengaja dan menghitung yang hilang",
            "breaks the service on purpose and counts what was lost",
        ),
        django=False,
    ),
    "check": Command(
        "check",
        Words("gaya, tipe, arsitektur, ukuran, dokumen", "style, types, architecture, size, documents"),
        django=False,
    ),
    "lock": Command(
        "lock",
        Words("menyusun ulang daftar pustaka terkunci", "rebuilds the locked list of libraries"),
        django=False,
    ),
    "sbom": Command(
        "sbom",
        Words("dari apa Ikrar tersusun, sebagai CycloneDX", "what Ikrar is made of, as CycloneDX"),
        django=False,
    ),
    "vectors": Command(
        "vectors",
        Words("menyusun ulang vektor uji register", "rebuilds the register's test vectors"),
        django=False,
    ),
    "screenshots": Command(
        "screenshots",
        Words(
            "memotret halaman demo ke docs/screenshots", "takes pictures of the demo into docs/screenshots"
        ),
        django=False,
    ),
    "bench": Command(
        "bench",
        Words(
            "mengukur, dengan batas atau pembanding pada jalan yang sama",
            "measures, with its limit or rival in the same run",
        ),
        django=False,
    ),
    "manage": Command("manage", Words("baris perintah Django", "Django's own command line")),
}


def main(arguments: list[str]) -> int:
    """The exit code of the word; 2 for a word that does not exist."""
    word, *rest = arguments or ["help"]
    if word in ("help", "-h", "--help"):
        return show_help()
    command = TABLE.get(word)
    if command is None:
        return _unknown(word)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ikrar.project.settings")
    if command.django:
        _start_django()
    try:
        code: int = import_module(f"ikrar.project.commands.{command.module}").run(rest)
    except KeyboardInterrupt:
        return 130
    return code


def show_help() -> int:
    print("Ikrar: ./ikrar WORD …\n")
    for word, command in TABLE.items():
        print(f"  {word:<12} {command.words.id}\n  {'':<12} {command.words.en}")
    print("\n  docs/operating.md menjelaskan tiap kata / explains every word.")
    return 0


def _unknown(word: str) -> int:
    near = get_close_matches(word, TABLE, n=1)
    hint = f" Maksud Anda / did you mean: {near[0]}?" if near else ""
    print(f"Kata ini tidak dikenal / unknown word: {word}.{hint} ./ikrar help", file=sys.stderr)
    return 2


def _start_django() -> None:
    import django  # noqa: PLC0415 (words that need no settings start faster without it)

    django.setup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
