"""The words of `./ikrar papers` and how one is found. The module of a word is loaded only when it is asked for."""

import argparse
import sys
from difflib import get_close_matches
from importlib import import_module

from ikrar.kernel.words import Words

MISUSED = 2
WORDS: dict[str, Words] = {
    "check": Words("memeriksa apa yang dibuktikan sebuah PDF", "checks what a PDF proves"),
    "key": Words(
        "kunci segel: sidiknya, dan menggantinya", "the seal's key: its fingerprint, and replacing it"
    ),
    "seal": Words("menyegel sebuah PDF", "seals a PDF"),
}


def run(arguments: list[str]) -> int:
    """The exit code of the word; without one, or with `help`, the list of words."""
    word, *rest = arguments or ["help"]
    if word in ("help", "-h", "--help"):
        return _show_help()
    if word not in WORDS:
        return _unknown(word)
    module = import_module(f"ikrar.project.commands.papers.{word}")
    described = f"{WORDS[word].id} / {WORDS[word].en}"
    parser = argparse.ArgumentParser(prog=f"./ikrar papers {word}", description=described)
    module.add(parser)
    code: int = module.run(parser.parse_args(rest))
    return code


def _show_help() -> int:
    print("./ikrar papers WORD …\n")
    for word, words in WORDS.items():
        print(f"  {word:<8} {words.id}\n  {'':<8} {words.en}")
    print("\n  ./ikrar papers WORD --help")
    return 0


def _unknown(word: str) -> int:
    near = get_close_matches(word, WORDS, n=1)
    hint = f" Maksud Anda / did you mean: {near[0]}?" if near else ""
    print(f"Kata ini tidak dikenal / unknown word: {word}.{hint} ./ikrar papers help", file=sys.stderr)
    return MISUSED
