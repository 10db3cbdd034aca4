"""What pots and budgets began with when they came here."""

from collections.abc import Collection
from uuid import UUID, uuid5

from ledgers.models import Transfer
from ledgers.selectors import get_shared
from ledgers.values import AccountKind


def key_of_opening(of: UUID) -> UUID:
    """The ledger's key of what a team's pot or a budget began with: one for each."""
    return uuid5(of, "opening balance")


def opened_with(book_id: UUID, ids: Collection[UUID]) -> dict[UUID, int]:
    """What things began with, by their id, in pence; nothing where nothing was posted."""
    forward = get_shared(book_id, AccountKind.BROUGHT_FORWARD)
    keys = {key_of_opening(one): one for one in ids}
    rows = Transfer.objects.filter(book_id=book_id, key__in=keys)
    posted = {
        keys[key]: -pence if credit_id == forward.id else pence
        for key, credit_id, pence in rows.values_list("key", "credit_id", "pence")
    }
    return {one: posted.get(one, 0) for one in ids}
