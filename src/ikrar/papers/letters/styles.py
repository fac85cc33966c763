"""Styles and lists of a DOCX that hide words or carry some of their own."""

from ikrar.papers.letters.opening import read
from ikrar.papers.letters.walking import W, hides

_LETTERS_OF_A_LABEL = 3  # "a.", "iv)" number; more is a word


def hidden_styles(content: bytes) -> frozenset[str]:
    """Ids of the styles whose words nobody sees, and of those that stand on them."""
    hidden: set[str] = set()
    parents: dict[str, str] = {}
    names: list[str] = []
    condition = 0

    def begins(tag: str, attributes: dict[str, str]) -> None:
        nonlocal condition
        local, value = tag.removeprefix(f"{W} "), attributes.get(f"{W} val", "")
        if local == "style":
            names.append(attributes.get(f"{W} styleId", ""))
        elif local == "tblStylePr":
            condition += 1
        elif local == "basedOn" and names:
            parents[names[-1]] = value
        elif names and not condition and hides(local, value):
            hidden.add(names[-1])

    def ends(tag: str) -> None:
        nonlocal condition
        condition -= tag == f"{W} tblStylePr"

    if content:
        read(content, begins=begins, ends=ends)
    return frozenset(name for name in names if _stands_on(name, parents, hidden))


def _stands_on(name: str, parents: dict[str, str], hidden: set[str]) -> bool:
    seen: set[str] = set()
    while name and name not in seen:
        if name in hidden:
            return True
        seen.add(name)
        name = parents.get(name, "")
    return False


def worded_lists(content: bytes) -> list[str]:
    """Labels of lists that say words: what a list shows stands in no paragraph."""
    found: list[str] = []

    def begins(tag: str, attributes: dict[str, str]) -> None:
        label = attributes.get(f"{W} val", "")
        if tag == f"{W} lvlText" and sum(c.isalpha() for c in label) >= _LETTERS_OF_A_LABEL:
            found.append(label[:60])

    if content:
        read(content, begins=begins)
    return found
