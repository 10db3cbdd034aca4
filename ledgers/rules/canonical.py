"""
What is sealed, byte by byte, the same on every database and in every year.

The content of a row is one JSON object as RFC 8785 writes it: keys in order of the alphabet, no
spaces, ids as 36 lower-case characters, pence as whole numbers, days as 2026-11-27, instants in
UTC to the microsecond as 2026-11-27T10:42:00.000000Z, and null for what is not there.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from ledgers.rules.merkle import leaf_hash, root_of

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
    said = {name: _said(value) for name, value in zip(COLUMNS[what], values, strict=True)}
    said |= {"position": position, "sealed": what.value}
    return as_json(said)


def as_json(said: dict[str, Any]) -> bytes:
    """One JSON object as RFC 8785 writes it; every value of ours is a text, number or null."""
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _said(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return instant(value)
    return value.isoformat() if isinstance(value, date) else value


def instant(at: datetime) -> str:
    """An instant in UTC to the microsecond."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"


def root_over(contents: Iterable[bytes]) -> str:
    """The Merkle root over rows' contents, as 64 hexadecimal digits."""
    return root_of([leaf_hash(content) for content in contents]).hex()


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
