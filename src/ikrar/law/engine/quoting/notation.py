"""How people write provisions: "Ps. 71 ayat (1) UU Pilkada", "PP No 53 Thn 2010", and what that says letter by letter."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 300

Path = tuple[tuple[str, str], ...]  # (("pasal", "71"), ("ayat", "1")): from the whole to the part

_PARTS = {
    "ayat": "ayat",
    "paragraph": "ayat",
    "par": "ayat",
    "huruf": "huruf",
    "hrf": "huruf",
    "letter": "huruf",
    "angka": "angka",
    "butir": "angka",
    "point": "angka",
}
_ARTICLE = re.compile(r"(?<![a-z])(?:pasal|psl|ps|article|art)\.?\s*(\d{1,4}(?:[a-z](?![a-z]))?)")
_PART = re.compile(
    rf"\s*,?\s*(?:({'|'.join(_PARTS)})\.?\s*\(?\s*(\d{{1,3}}|[a-z])(?![a-z0-9])\s*\)?|\(\s*(\d{{1,3}})\s*\)"
    r"|(?<=\))\s?([a-z])(?![a-z0-9]))"
)
_UNTIL = re.compile(r"\s*(?:sampai|s\.?d\.?|-|–)\s*(\d{1,4})(?!\d)")
# What people write → the sign by which the book's codes begin. Longer phrases first.
_SIGNS = tuple(
    (re.compile(rf"(?<![a-z]){phrase}(?![a-z])"), sign)
    for phrase, sign in (
        (r"peraturan pemerintah pengganti undang[- ]?undang|perpu|perppu", " perppu "),
        (r"rancangan undang[- ]?undang|ruu", " ruu "),
        (r"undang[- ]?undang|u\.u\.?|law|act", " uu "),
        (r"peraturan pemerintah|government regulation|p\.p\.", " pp "),
        (r"peraturan presiden|presidential regulation", " perpres "),
        (r"(?:peraturan|perka) (?:kepala )?(?:bkn|badan kepegawaian negara)", " perbkn "),
        (r"peraturan (?:kpu|komisi pemilihan umum)", " pkpu "),
        (r"peraturan bawaslu", " perbawaslu "),
        (r"peraturan (?:menteri dalam negeri|mendagri)", " permendagri "),
        (r"peraturan (?:kepolisian|kapolri|polri)|perkap", " perpol "),
        (r"putusan (?:mk|mahkamah konstitusi)|mahkamah konstitusi", " mk "),
        (r"instruksi jaksa agung", " ija "),
        (r"surat edaran", " se "),
        (r"men(?:teri )?pan[- ]?rb", " menpanrb "),
        (r"(?:surat )?keputusan bersama|joint decree", " skb "),
        (r"sk bawaslu|keputusan bawaslu", " skbawaslu "),
    )
)
_NOISE = frozenset(
    [
        "nomor",
        "no",
        "nr",
        "tahun",
        "thn",
        "th",
        "tentang",
        "juncto",
        "jo",
        "jis",
        "jucto",
        "dan",
        "atau",
        "dalam",
        "dari",
        "pada",
        "atas",
        "yang",
        "republik",
        "indonesia",
        "ri",
        "number",
        "of",
        "the",
        "year",
        "and",
        "on",
        "concerning",
        "sebagaimana",
        "diubah",
        "dengan",
        "terakhir",
    ]
)
_TOKEN = re.compile(r"[a-z]+|\d+")


class QuotationIsEmpty(ValueError):
    """There is nothing to look for."""


class QuotationIsTooLong(ValueError):
    """Longer than any quotation of a provision."""

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length
        self.longest = LONGEST


@dataclass(frozen=True, slots=True)
class Reference:
    """A quotation taken apart: the provisions it names, and the words left for the instrument."""

    paths: tuple[Path, ...]
    words: tuple[str, ...]

    @property
    def names_an_instrument(self) -> bool:
        """Whether the words left look like one, so that an unknown one is not passed over in silence."""
        return any(word.isdigit() or word in _KINDS for word in self.words)


_KINDS = frozenset(
    [
        "uu",
        "pp",
        "perppu",
        "perpres",
        "perbkn",
        "pkpu",
        "perbawaslu",
        "permendagri",
        "perpol",
        "mk",
        "ija",
        "se",
        "skb",
        "skbawaslu",
        "ruu",
    ]
)


def read(text: str) -> Reference:
    """Take a quotation apart; nothing in it is guessed.

    >>> read("Ps. 71 ayat 1 UU No. 10 Tahun 2016")
    Reference(paths=((('pasal', '71'), ('ayat', '1')),), words=('uu', '10', '2016'))
    """
    plain = _plain(text)
    if not plain:
        raise QuotationIsEmpty
    if len(text) > LONGEST:
        raise QuotationIsTooLong(len(text))
    paths, rest = _provisions(plain)
    return Reference(tuple(dict.fromkeys(paths)), words_of(rest))


def words_of(text: str) -> tuple[str, ...]:
    """The words by which an instrument is recognised, in order, without what says nothing.

    >>> words_of("PERBAWASLU7/2022")
    ('perbawaslu', '7', '2022')
    """
    signed = _plain(text)
    for phrase, sign in _SIGNS:
        signed = phrase.sub(sign, signed)
    return tuple(token for token in _TOKEN.findall(signed) if token not in _NOISE)


@lru_cache(maxsize=2048)  # of the book's own names only: what people write is kept nowhere
def name_of(name: str) -> tuple[str, ...]:
    """The words of a name that stands in the book."""
    return words_of(name)


@lru_cache(maxsize=2048)
def path_of(article: str) -> Path:
    """The provision a record of the book names; empty for one that is no numbered provision.

    >>> path_of("Pasal 5 huruf n angka 6")
    (('pasal', '5'), ('huruf', 'n'), ('angka', '6'))
    """
    paths, _ = _provisions(_plain(article))
    return paths[0] if paths else ()


@lru_cache(maxsize=2048)
def last_number(article: str) -> int | None:
    """The end of a record that names a range, as "Pasal 27 sampai 33"."""
    plain = _plain(article)
    first = _ARTICLE.match(plain)
    until = _UNTIL.match(plain, first.end()) if first else None
    return int(until.group(1)) if until else None


def spell(path: Path) -> str:
    """A provision as the statutes write it.

    >>> spell((("pasal", "187a"), ("ayat", "1")))
    'Pasal 187A ayat (1)'
    """
    shown = {"pasal": lambda n: f"Pasal {n.upper()}", "ayat": lambda n: f"ayat ({n})"}
    return " ".join(shown[part](name) if part in shown else f"{part} {name}" for part, name in path)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _provisions(plain: str) -> tuple[list[Path], str]:
    """Every provision named, and the text without them."""
    paths: list[Path] = []
    rest: list[str] = []
    at = 0
    while found := _ARTICLE.search(plain, at):
        rest.append(plain[at : found.start()])
        path, at = _parts(plain, found)
        paths.append(path)
    return paths, " ".join((*rest, plain[at:]))


def _parts(plain: str, article: re.Match[str]) -> tuple[Path, int]:
    path: Path = (("pasal", article.group(1)),)
    at = article.end()
    while found := _PART.match(plain, at):
        path = (*path, _step(*found.groups()))
        at = found.end()
    return path, at


def _step(part: str | None, name: str, bare_number: str, bare_letter: str) -> tuple[str, str]:
    """Article 52(3)j says neither "ayat" nor "huruf"."""
    if part:
        return _PARTS[part], name
    return ("ayat", bare_number) if bare_number else ("huruf", bare_letter)
