"""
Posting a fact: what has happened is never refused for lack of money.

What a budget or fund has not got is posted from the overspent account beside it, and every
credit fills that first. This, and posting many of them, is where we lock before we post.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Case, F, IntegerField, Q, Value, When

from ledgers import rules
from ledgers.errors import KeyReused, LedgerRefused, NothingToPost
from ledgers.models import Account, Transfer
from ledgers.services.posting import post
from ledgers.values import LOCK_RANK, STRICT, About, AccountKind, Posting, TransferKind

OWN = (*STRICT, AccountKind.OVERSPENT)
"""Accounts that are not a whole council's, so that who locks them keeps few others waiting."""


class Standing(NamedTuple):
    """What a locked account has, in pence, and for which it is the overspent one."""

    id: UUID
    overspends_id: UUID | None
    balance_pence: int
    available_pence: int


def post_fact(posting: Posting) -> list[Transfer]:
    """
    Post what has happened, from available money first and then as overspent.

    :returns: the transfers of this fact: one, or more where it was split
    :raises KeyReused: the key stands for another fact
    """
    if posting.pence <= 0:
        raise NothingToPost
    with transaction.atomic():
        lock([posting.debit_id, posting.credit_id])
        return find_repeat(posting, keys_of(posting.key)) or post_parts(posting)


def reverse(
    transfer: Transfer,
    *,
    key: UUID,
    kind: TransferKind,
    by: UUID,
    occurred_on: date,
    now: datetime,
) -> list[Transfer]:
    """
    Undo one transfer, as a fact: the same pence between the same accounts the other way.

    :raises AlreadyReversed: it was reversed before, under another key
    :raises LedgerRefused: it only filled what was overspent, which is no movement of its own
    """
    debit_id, credit_id = owner(transfer.credit), owner(transfer.debit)
    if debit_id == credit_id:
        raise LedgerRefused
    return post_fact(
        Posting(
            book_id=transfer.book_id,
            debit_id=debit_id,
            credit_id=credit_id,
            pence=transfer.pence,
            key=key,
            kind=kind,
            about=About(transfer.about_kind, transfer.about_id),
            posted_by=by,
            occurred_on=occurred_on,
            posted_at=now,
            reverses_id=transfer.id,
        )
    )


def lock(
    ids: Iterable[UUID], *, kinds: Sequence[AccountKind] = tuple(AccountKind)
) -> dict[UUID, Standing]:
    """
    Lock accounts, and the overspent ones beside them, in the one order.

    :param kinds: those of other kinds are left, to be locked later in that order, if at all
    """
    named = set(ids)
    mine = Q(id__among=named)
    if AccountKind.OVERSPENT in kinds:
        mine |= Q(overspends__id__among=named)
    rank = Case(
        *(When(kind=kind, then=Value(place)) for kind, place in LOCK_RANK.items()),
        output_field=IntegerField(),
    )
    rows = (
        Account.objects.select_for_update(no_key=True)
        .filter(mine, kind__in=kinds)
        .order_by(rank, "id")
    )
    balance = F("credits_posted") - F("debits_posted")
    found = rows.values_list("id", "overspends_id", balance, balance - F("debits_held"))
    return {row[0]: Standing(*row) for row in found}


def owner(account: Account) -> UUID:
    """The budget or fund that an overspent account stands beside; any other is its own."""
    return account.overspends_id or account.id


def keys_of(key: UUID) -> list[UUID]:
    """The keys of the transfers that a fact may be split into, in their order."""
    return [key, uuid5(key, "overspent"), uuid5(key, "overspent again")]


def find_repeat(posting: Posting, keys: Sequence[UUID]) -> list[Transfer]:
    """
    The transfers under these keys, if this fact was posted before.

    :raises KeyReused: they are of another fact
    """
    rows = list(
        Transfer.objects.select_related("debit", "credit").filter(
            book_id=posting.book_id, key__in=keys
        )
    )
    rows.sort(key=lambda row: keys.index(row.key))
    if rows and not all(_is_part(row, posting) for row in rows):
        raise KeyReused(posting.key)
    if rows and sum(row.pence for row in rows) != posting.pence:
        raise KeyReused(posting.key)
    return rows


def _is_part(row: Transfer, posting: Posting) -> bool:
    return (
        row.kind == posting.kind
        and (row.about_kind, row.about_id) == (posting.about.kind, posting.about.id)
        and row.reverses_id == posting.reverses_id
        and (owner(row.debit), owner(row.credit)) == (posting.debit_id, posting.credit_id)
    )


def post_parts(posting: Posting) -> list[Transfer]:
    """Post a fact whose accounts are locked, split by what is available and what is overspent."""
    entry = posting.entry or posting.key
    parts = rules.split_fact(posting.pence, *_rooms(posting))
    return [
        post(replace(posting, debit_id=debit, credit_id=credit, pence=pence, key=key, entry=entry))
        for key, (debit, credit, pence) in zip(keys_of(posting.key), parts, strict=False)
    ]


def _rooms(posting: Posting) -> tuple[list[rules.Room], list[rules.Room]]:
    sides = [posting.debit_id, posting.credit_id]
    found = list(Account.objects.filter(Q(id__in=sides) | Q(overspends__in=sides)))
    here = {account.id: account for account in found}
    beside = {account.overspends_id: account for account in found if account.overspends_id}
    debit_beside, credit_beside = beside.get(posting.debit_id), beside.get(posting.credit_id)
    return (
        rules.room_for_debit(
            posting.debit_id,
            here[posting.debit_id].available_pence,
            debit_beside.id if debit_beside and not posting.hold_id else None,
        ),
        rules.room_for_credit(
            posting.credit_id,
            -credit_beside.balance_pence if credit_beside else 0,
            credit_beside.id if credit_beside else None,
        ),
    )
