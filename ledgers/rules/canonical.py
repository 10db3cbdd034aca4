"""
What is sealed, byte by byte, the same on every database and in every year.

The content of a row is one JSON object as RFC 8785 writes it: keys in order of the alphabet, no
spaces, ids as 36 lower-case characters, pence as whole numbers, days as 2026-11-27, instants in
UTC to the microsecond as 2026-11-27T10:42:00.000000Z, and null for what is not there.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

CHAIN: Final = b"\x02"
"""Begins what a seal's chain is the hash of: no leaf and no node begins so."""

NO_SEAL: Final = "0" * 64
"""The chain before the first seal of a book."""


class Sealed(StrEnum):
    """What kinds of rows are sealed: everything of a book that never changes."""

    ACCOUNT = "account"
    HOLD = "hold"
    RELEASE = "release"
    TRANSFER = "transfer"


COLUMNS: Final[dict[Sealed, tuple[str, ...]]] = {
    Sealed.ACCOUNT: ("book_id", "code", "id", "kind", "opened_at", "overspends_id"),
    Sealed.HOLD: (
        "about_id", "about_kind", "account_id", "book_id", "held_at", "held_by", "id", "key",
        "pence",
    ),
    Sealed.RELEASE: ("book_id", "hold_id", "id", "key", "pence", "released_at", "released_by"),
    Sealed.TRANSFER: (
        "about_id", "about_kind", "book_id", "credit_id", "debit_id", "entry", "hold_id", "id",
        "key", "kind", "occurred_on", "pence", "posted_at", "posted_by", "reverses_id",
    ),
}  # fmt: skip
"""The columns of each kind of row that its seal covers, in order of the alphabet."""


@dataclass(frozen=True, slots=True)
class SealFacts:
    """A seal as it is chained and published; `chain` covers all of it and all before it."""

    book_id: UUID
    number: int
    first: int
    last: int
    root: str
    sealed_at: datetime


def content_of(what: Sealed, position: int, values: Sequence[Any]) -> bytes:
    """The bytes of one row, whose values stand in the order of `COLUMNS`."""
    said = [SAID[type(value)](value) for value in values]
    said.insert(PLACES[what], str(position))
    return (FORMS[what] % tuple(said)).encode()


def as_json(said: dict[str, Any]) -> bytes:
    """One JSON object as RFC 8785 writes it; every value of ours is a text, number or null."""
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def instant(at: datetime) -> str:
    """An instant in UTC to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _form(what: Sealed) -> str:
    each = dict.fromkeys([*COLUMNS[what], "position"], "%s") | {"sealed": f'"{what.value}"'}
    return "{" + ",".join(f'"{name}":{said}' for name, said in sorted(each.items())) + "}"


SAID: Final[dict[type, Callable[[Any], str]]] = {
    UUID: '"{}"'.format,
    int: str,
    str: lambda value: json.dumps(value, ensure_ascii=False),
    datetime: lambda value: f'"{instant(value)}"',
    date: lambda value: f'"{value.isoformat()}"',
    type(None): lambda _: "null",
}
"""How each type of value is written in JSON."""

FORMS: Final = {what: _form(what) for what in Sealed}
"""What stays the same in every row of a kind; rows come in their hundred thousands."""

PLACES: Final = {what: sorted([*COLUMNS[what], "position"]).index("position") for what in Sealed}


def chain_of(seal: SealFacts, before: str) -> str:
    """What a seal hands on to the next: the hash of itself and of the chain before it."""
    said = {
        "book_id": str(seal.book_id),
        "first": seal.first,
        "last": seal.last,
        "number": seal.number,
        "root": seal.root,
        "sealed_at": instant(seal.sealed_at),
    }
    return sha256(CHAIN + bytes.fromhex(before) + as_json(said)).hexdigest()
