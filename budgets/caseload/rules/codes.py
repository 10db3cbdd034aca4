"""Codes: one of a few words, in capitals or not, with spaces or dashes for the low line."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from budgets.caseload.errors import CellWrong
from budgets.caseload.rules.wanted import one_of, wanted
from budgets.caseload.rules.words import LINE_END, no_room
from budgets.caseload.values import columns as kinds
from budgets.caseload.values.reading import shown
from budgets.plans.values.purposes import PURPOSE_WORDS
from ledgers.values import Purpose

YES: Final = frozenset({"yes", "y", "true", "1"})
NO: Final = frozenset({"no", "n", "false", "0"})

PART: Final = re.compile(r"(?:\\[\\;]|[^;])+")
ESCAPE: Final = re.compile(r"\\([\\;])")


def read_code(kind: kinds.Code, text: str) -> StrEnum:
    """
    Take one of the codes.

    :raises CellWrong: it is none of them; the sentence lists them
    """
    return _code(kind.codes, text)


def read_codes(kind: kinds.Codes, text: str) -> tuple[StrEnum, ...]:
    """
    Take several codes, each once, in the order of their enumeration.

    :raises CellWrong: one is none of them
    """
    found = {_code(kind.codes, part.strip()) for part in text.split(";") if part.strip()}
    if not found:
        raise CellWrong(f"Write {wanted(kind)}.")
    return tuple(code for code in kind.codes if code in found)


def _code(codes: Iterable[StrEnum], text: str) -> StrEnum:
    plain = re.sub(r"[\s_-]+", "_", text.casefold())
    for code in codes:
        if plain == code:
            return code
    raise CellWrong(f"“{shown(text)}” is not one that we know. Write one of {one_of(codes)}.")


def read_yes_no(kind: kinds.YesNo, text: str) -> bool:
    """
    Take yes or no, y or n, true or false, 1 or 0.

    :raises CellWrong: anything else
    """
    if text.casefold() in YES:
        return True
    if text.casefold() in NO:
        return False
    raise CellWrong(f"Write {wanted(kind)}.")


def read_purposes(kind: kinds.Purposes, text: str) -> tuple[tuple[Purpose, str], ...]:
    r"""
    Take purposes with a person's own words: `learning: the make-up course; transport`.

    Where there are no words, the purpose's plain ones stand. A semicolon within words is written
    `\;`, and a backslash before one `\\`.

    :raises CellWrong: none, an unknown one, or more words than there is room for
    """
    one_line = LINE_END.sub(" ", text)
    found = tuple(_purpose(part) for part in PART.findall(one_line) if part.strip())
    if not found:
        raise CellWrong(f"Write {wanted(kind)}.")
    return found


def _purpose(part: str) -> tuple[Purpose, str]:
    code, _, written = part.partition(":")
    purpose = Purpose(_code(Purpose, code.strip()))
    words = ESCAPE.sub(r"\1", written.strip()) or PURPOSE_WORDS[purpose]
    if len(words) > kinds.LONGEST_WORDS:
        raise CellWrong(no_room(kinds.LONGEST_WORDS, len(words)))
    return purpose, words


def write_purposes(purposes: Iterable[tuple[Purpose, str]]) -> str:
    """Write purposes so that `read_purposes` takes the same from it."""
    return ";".join(
        purpose if words == PURPOSE_WORDS[purpose] else f"{purpose}: {_escaped(words)}"
        for purpose, words in purposes
    )


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace(";", "\\;")
