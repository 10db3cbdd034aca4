"""Roots as they are kept outside: one line of JSON each, readable by people and by `verify`."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from ledgers.rules.canonical import SealFacts, as_json, instant


@dataclass(frozen=True, slots=True)
class KeptRoot:
    """
    A seal as somebody outside wrote it down.

    :ivar position: the last position that it covers
    :ivar sealed_at: in UTC, as RFC 8785 would have it written here
    """

    book_id: UUID
    number: int
    position: int
    root: str
    chain: str
    sealed_at: str


def as_line(seal: SealFacts, chain: str, council: str) -> str:
    """A seal for keeping outside: whose, which, up to where, root, chain and when."""
    said = {
        "book": str(seal.book_id),
        "chain": chain,
        "council": council,
        "number": seal.number,
        "position": seal.last,
        "root": seal.root,
        "sealed_at": instant(seal.sealed_at),
    }
    return as_json(said).decode()


def kept_root(seal: SealFacts, chain: str) -> KeptRoot:
    """What somebody outside should have written down of this seal."""
    return read_line(as_line(seal, chain, ""))


def read_line(line: str) -> KeptRoot:
    """
    Read one line back.

    :raises ValueError: it is not such a line
    """
    try:
        said = json.loads(line)
        return KeptRoot(
            book_id=UUID(str(said["book"])),
            number=int(said["number"]),
            position=int(said["position"]),
            root=str(said["root"]),
            chain=str(said["chain"]),
            sealed_at=str(said["sealed_at"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"This is no root that was kept: {line[:80]}") from error


def read_roots(lines: Iterable[str]) -> list[KeptRoot]:
    """
    Every root among these lines; other lines are words around them, as in an e-mail.

    :raises ValueError: a line begins like a root and is none
    """
    return [read_line(line) for line in map(str.strip, lines) if line.startswith("{")]
