"""Splitting many facts in their order in memory, so that they are posted as one set."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from django.db.models import Q

from ledgers import rules
from ledgers.models import Account, Transfer
from ledgers.services.facts import keys_of
from ledgers.services.posting_many import MOST, post_many
from ledgers.values import MAY_OVERSPEND, STRICT, Posting


def may_split_at_once(postings: Sequence[Posting], accounts: Iterable[Account]) -> bool:
    """
    Whether these can be split before any is posted.

    Not where one captures a hold, was posted before, stands twice, or takes from a pot: then
    what the books say after each of them matters.
    """
    floors = {one.id for one in accounts if one.kind in STRICT and one.kind not in MAY_OVERSPEND}
    keys = [key for posting in postings for key in keys_of(posting.key)]
    if any(one.hold_id or one.reverses_id or one.debit_id in floors for one in postings):
        return False
    if len(set(keys)) < len(keys):
        return False
    return not Transfer.objects.filter(book_id=postings[0].book_id, key__among=set(keys)).exists()


def accounts_of(postings: Iterable[Posting]) -> list[Account]:
    """The accounts that these touch, and the overspent ones beside them."""
    sides = {end for posting in postings for end in (posting.debit_id, posting.credit_id)}
    return list(Account.objects.filter(Q(id__among=sides) | Q(overspends__id__among=sides)))


def post_split(postings: Sequence[Posting], accounts: Iterable[Account]) -> None:
    """Post facts as if one after the other; all their accounts are locked."""
    parts = list(_Standings(accounts).split(postings))
    for start in range(0, len(parts), MOST):
        post_many(parts[start : start + MOST])


class _Standings:
    """What accounts have, followed from posting to posting."""

    def __init__(self, accounts: Iterable[Account]) -> None:
        several = list(accounts)
        self._available = {one.id: one.available_pence for one in several}
        self._beside: dict[UUID, UUID] = {
            one.overspends_id: one.id for one in several if one.overspends_id
        }

    def split(self, postings: Iterable[Posting]) -> Iterator[Posting]:
        """The parts of each, in order."""
        for posting in postings:
            sides = self._rooms(posting)
            entry = posting.entry or posting.key
            cut = rules.split_fact(posting.pence, *sides)
            for key, (debit, credit, pence) in zip(keys_of(posting.key), cut, strict=False):
                self._available[debit] -= pence
                self._available[credit] += pence
                yield replace(
                    posting, debit_id=debit, credit_id=credit, pence=pence, key=key, entry=entry
                )

    def _rooms(self, posting: Posting) -> tuple[list[rules.Room], list[rules.Room]]:
        debit, credit = posting.debit_id, posting.credit_id
        filling = self._beside.get(credit)
        owed = -self._available[filling] if filling else 0
        return (
            rules.room_for_debit(debit, self._available[debit], self._beside.get(debit)),
            rules.room_for_credit(credit, owed, filling),
        )
