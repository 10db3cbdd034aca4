"""Which lines are movements that the books have already."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final
from uuid import UUID

from budgets.assurance.values import GivenLine
from ledgers.values import Purpose

DAYS_APART: Final = 5
"""So far may the day on a statement be from the day in the books."""


@dataclass(frozen=True, slots=True)
class Movement:
    """
    Money that came to a budget or left it, as the books have it.

    :ivar entry: the ledger's name for it; one line alone is this movement
    :ivar pence: below nothing where it left
    :ivar payee_id: where it went to, if that is known
    :ivar purpose: what the holder told that it was for
    :ivar exactly: known from another statement, so that the day is the same
    """

    entry: UUID
    budget_id: UUID
    pence: int
    on: date
    about_kind: str
    about_id: UUID
    payee_id: UUID | None = None
    purpose: Purpose | None = None
    exactly: bool = False


def match(lines: Iterable[GivenLine], movements: Iterable[Movement]) -> dict[str, Movement]:
    """
    By line, the movement that it is: same direction and pence, near in time, each once.

    The nearest days first; among those as near, in the order of days and references, so that the
    same lines always give the same. Payees may not differ where both are known.
    """
    near: dict[tuple[UUID, int], list[Movement]] = {}
    for one in sorted(movements, key=lambda one: (one.on, one.entry)):
        near.setdefault((one.budget_id, one.pence), []).append(one)
    pairs = sorted(_pairs(lines, near), key=lambda pair: pair[0])
    found: dict[str, Movement] = {}
    taken: set[UUID] = set()
    for _, nearest in groupby(pairs, key=lambda pair: pair[0][0]):
        for _, line, movement in nearest:
            if line.line_id not in found and movement.entry not in taken:
                found[line.line_id] = movement
                taken.add(movement.entry)
    return found


Rank = tuple[int, date, str, date, UUID]


def _pairs(
    lines: Iterable[GivenLine], near: dict[tuple[UUID, int], list[Movement]]
) -> Iterator[tuple[Rank, GivenLine, Movement]]:
    for line in lines:
        said = line.content
        for one in near.get((said.budget_id, said.pence), ()):
            apart = abs((said.booked_on - one.on).days)
            if apart <= _most_apart(line, one) and _same_payee(line, one):
                yield (apart, said.booked_on, line.line_id, one.on, one.entry), line, one


def _most_apart(line: GivenLine, movement: Movement) -> int:
    """Lines of statements are told from each other before they come here, by how many there are."""
    if movement.exactly:
        return 0 if line.statement_id is None else -1
    return DAYS_APART


def _same_payee(line: GivenLine, movement: Movement) -> bool:
    """Of money that came in the payee is the holder, whatever the statement calls the sender."""
    told = line.content.payee_id
    unknown = told is None or movement.payee_id is None
    return unknown or line.content.pence > 0 or told == movement.payee_id
