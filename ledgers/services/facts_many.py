"""
Posting many facts at once: those that need no split as one set, the others split in their order.

A fact needs none where the accounts that it touches are calm: nothing is overspent beside them,
and all that leaves them here is there. Then no order of posting could split it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from ledgers.errors import KeyReused, NothingToPost
from ledgers.services.facts import OWN, Standing, find_repeat, keys_of, lock, post_parts
from ledgers.services.facts_split import accounts_of, may_split_at_once, post_split
from ledgers.services.posting_many import MOST, post_many
from ledgers.values import Posting


def post_many_facts(postings: Sequence[Posting]) -> None:
    """
    Post several facts in one transaction, as if one after the other, each once for its key.

    Accounts are locked in the one order; those that a whole council shares last, by the database,
    where nothing has to be split.

    :raises NothingToPost: one has no pence
    :raises KeyReused: a key stands for another fact
    """
    if any(posting.pence <= 0 for posting in postings):
        raise NothingToPost
    ends = {end for posting in postings for end in (posting.debit_id, posting.credit_id)}
    with transaction.atomic():
        splitting = find_restless(postings, lock(ends, kinds=OWN))
        if splitting:
            lock(ends)
        _post_simple([one for one in postings if one.key not in splitting])
        _post_each([one for one in postings if one.key in splitting])


def _post_simple(postings: Sequence[Posting]) -> None:
    try:
        with transaction.atomic():
            for start in range(0, len(postings), MOST):
                post_many(postings[start : start + MOST])
    except KeyReused:  # or a fact was split when it was posted first
        _post_each(postings)


def _post_each(postings: Sequence[Posting]) -> None:
    if not postings:
        return
    lock(end for posting in postings for end in (posting.debit_id, posting.credit_id))
    accounts = accounts_of(postings)
    if may_split_at_once(postings, accounts):
        post_split(postings, accounts)
        return
    for posting in postings:
        if not find_repeat(posting, keys_of(posting.key)):
            post_parts(posting)


def find_restless(postings: Sequence[Posting], own: Mapping[UUID, Standing]) -> set[UUID]:
    """
    The keys of those that may have to be split, and of those whose order among them matters.

    :param own: the pots, budgets and funds among their accounts, and what is overspent beside them
    """
    named = {end for posting in postings for end in (posting.debit_id, posting.credit_id)}
    leaving: Counter[UUID] = Counter()
    for posting in postings:
        leaving[posting.debit_id] += 0 if posting.hold_id else posting.pence
    restless: set[UUID] = set()
    for beside, owner in [(one, one.overspends_id) for one in own.values() if one.overspends_id]:
        if beside.id in named:
            restless |= {beside.id, owner}
        elif beside.balance_pence or leaving[owner] > own[owner].available_pence:
            restless.add(owner)
    return _touching(postings, restless, own)


def _touching(
    postings: Sequence[Posting], restless: set[UUID], own: Mapping[UUID, Standing]
) -> set[UUID]:
    """Those that touch these accounts, or a pot, budget or fund that such a one touches."""
    found: set[UUID] = set()
    spread = bool(restless)
    while spread:
        some = [one for one in postings if restless & {one.debit_id, one.credit_id}]
        found = {one.key for one in some}
        further = {end for one in some for end in (one.debit_id, one.credit_id) if end in own}
        spread = not further <= restless
        restless = restless | further
    return found
