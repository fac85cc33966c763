"""One YAML file as plain values, and on which line each of them stands.

Only the plain part of YAML is used: a word is a word (`yes`, `on` and 2024-09-25 stay text), true, false, null and whole
numbers are what they look like. So the values of a file and those of its canonical JSON are the same.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

import yaml

from ikrar.kernel.canonical import Value

Path: TypeAlias = "tuple[str | int, ...]"
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_PLAIN: dict[str, Value] = {"true": True, "false": False, "null": None, "~": None, "": None}
_QUOTED = frozenset({"'", '"', "|", ">"})
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")


class TextIsNotYaml(Exception):
    """The file cannot be read as values; says on which line and why."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(line, reason)
        self.line = line
        self.reason = reason


def values(text: str) -> Value:
    """What the file says.

    >>> values('{last_day: 2024-11-23, key: true, days: [1, 2], answer: yes}')
    {'last_day': '2024-11-23', 'key': True, 'days': [1, 2], 'answer': 'yes'}
    """
    return _value(_composed(text))


def line_of(text: str, path: Path) -> int:
    """The line on which the value at this path begins, or the nearest one around it that exists.

    >>> line_of("a: 1", ("a", "b"))
    1
    """
    node = _remembered(text)
    line: int = node.start_mark.line + 1
    for step in path:
        found = _inner(node, step)
        if found is None:
            break
        line, node = found
    return line


@lru_cache(maxsize=1)
def _remembered(text: str) -> yaml.Node:
    """Many faults of one file need one reading."""
    return _composed(text)


def _composed(text: str) -> yaml.Node:
    try:
        node = yaml.compose(text, _Loader)
    except yaml.MarkedYAMLError as e:
        mark = e.problem_mark or e.context_mark
        raise TextIsNotYaml(mark.line + 1 if mark else 1, e.problem or str(e)) from e
    except yaml.YAMLError as e:
        raise TextIsNotYaml(1, str(e)) from e
    if node is None:
        raise TextIsNotYaml(1, "the file is empty")
    return node


def _value(node: yaml.Node) -> Value:
    if isinstance(node, yaml.MappingNode):
        return dict(_pairs(node))
    if isinstance(node, yaml.SequenceNode):
        return [_value(inner) for inner in node.value]
    return _scalar(node) if isinstance(node, yaml.ScalarNode) else None


def _pairs(node: yaml.MappingNode) -> Iterator[tuple[str, Value]]:
    seen: set[str] = set()
    for key, inner in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise TextIsNotYaml(key.start_mark.line + 1, "a key must be a word")
        if key.value in seen:
            raise TextIsNotYaml(key.start_mark.line + 1, f"key {key.value!r} stands twice")
        seen.add(key.value)
        yield key.value, _value(inner)


def _scalar(node: yaml.ScalarNode) -> Value:
    word: str = node.value
    if node.style in _QUOTED:
        return word
    if word in _PLAIN:
        return _PLAIN[word]
    return int(word) if _WHOLE.fullmatch(word) else word


def _inner(node: yaml.Node, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    if isinstance(node, yaml.MappingNode):
        for key, inner in node.value:
            if key.value == step:
                return key.start_mark.line + 1, inner
    return None
