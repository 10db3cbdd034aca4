"""How a fact is split between a budget and the overspent account beside it."""

from collections import deque
from collections.abc import Sequence
from uuid import UUID

Room = tuple[UUID, int | None]
"""An account and how many pence fit on it; `None` when all do."""


def room_for_debit(account: UUID, available: int, overspent: UUID | None) -> list[Room]:
    """Where money may be taken from: what is available first, the rest is overspent."""
    if overspent is None:
        return [(account, None)]
    return [(account, max(available, 0)), (overspent, None)]


def room_for_credit(account: UUID, owed: int, overspent: UUID | None) -> list[Room]:
    """Where money goes: what is overspent is filled first."""
    if overspent is None:
        return [(account, None)]
    return [(overspent, max(owed, 0)), (account, None)]


def split_fact(
    pence: int, debits: Sequence[Room], credits: Sequence[Room]
) -> list[tuple[UUID, UUID, int]]:
    """
    Deal a sum over rooms on both sides, in order; not a penny is lost.

    :returns: (debit, credit, pence) for each part, at most three
    """
    parts = []
    taking, giving = deque(_dealt(pence, debits)), deque(_dealt(pence, credits))
    while taking:
        (debit, left), (credit, room) = taking.popleft(), giving.popleft()
        moved = min(left, room)
        parts.append((debit, credit, moved))
        if left > moved:
            taking.appendleft((debit, left - moved))
        if room > moved:
            giving.appendleft((credit, room - moved))
    return parts


def _dealt(pence: int, rooms: Sequence[Room]) -> list[tuple[UUID, int]]:
    dealt = []
    for account, room in rooms:
        share = pence if room is None else min(room, pence)
        if share > 0:
            dealt.append((account, share))
        pence -= share
    return dealt
