"""
Posting a fact: what has happened is never refused for lack of money.

What a budget or fund has not got is posted from the overspent account beside it, and every
credit fills that first. This is the one place that locks before it posts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Case, IntegerField, Q, Value, When

from ledgers import rules
from ledgers.errors import KeyReused, NothingToPost
from ledgers.models import Account, Transfer
from ledgers.services.posting import post
from ledgers.values import LOCK_RANK, About, Posting, TransferKind


def post_fact(posting: Posting) -> list[Transfer]:
    """
    Post what has happened, from available money first and then as overspent.

    :returns: the transfers of this fact: one, or more where it was split
    :raises KeyReused: the key stands for another fact
    """
    return post_many_facts([posting])[0]


def post_many_facts(postings: Sequence[Posting]) -> list[list[Transfer]]:
    """Post several facts in one transaction, after locking all their accounts in the one order."""
    if any(posting.pence <= 0 for posting in postings):
        raise NothingToPost
    with transaction.atomic():
        lock(account for p in postings for account in (p.debit_id, p.credit_id))
        return [_find_repeat(posting) or _post_parts(posting) for posting in postings]


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
    """
    return post_fact(
        Posting(
            book_id=transfer.book_id,
            debit_id=transfer.credit.overspends_id or transfer.credit_id,
            credit_id=transfer.debit.overspends_id or transfer.debit_id,
            pence=transfer.pence,
            key=key,
            kind=kind,
            about=About(transfer.about_kind, transfer.about_id),
            posted_by=by,
            occurred_on=occurred_on,
            posted_at=now,
            entry=transfer.entry,
            reverses_id=transfer.id,
        )
    )


def lock(ids: Iterable[UUID]) -> dict[UUID, Account]:
    """Lock accounts, and the overspent ones beside them, in the one order."""
    named = set(ids)
    rank = Case(
        *(When(kind=kind, then=Value(place)) for kind, place in LOCK_RANK.items()),
        output_field=IntegerField(),
    )
    rows = (
        Account.objects.select_for_update(no_key=True)
        .filter(Q(id__in=named) | Q(overspends__in=named))
        .order_by(rank, "id")
    )
    return {account.id: account for account in rows}


def _keys(key: UUID) -> list[UUID]:
    return [key, uuid5(key, "overspent"), uuid5(key, "overspent again")]


def _find_repeat(posting: Posting) -> list[Transfer]:
    rows = list(
        Transfer.objects.select_related("debit", "credit")
        .filter(book_id=posting.book_id, key__in=_keys(posting.key))
        .order_by("id")
    )
    if rows and not all(_is_part(row, posting) for row in rows):
        raise KeyReused(posting.key)
    if rows and sum(row.pence for row in rows) != posting.pence:
        raise KeyReused(posting.key)
    return rows


def _is_part(row: Transfer, posting: Posting) -> bool:
    return (
        row.kind == posting.kind
        and row.about_id == posting.about.id
        and (row.debit.overspends_id or row.debit_id) == posting.debit_id
        and (row.credit.overspends_id or row.credit_id) == posting.credit_id
    )


def _post_parts(posting: Posting) -> list[Transfer]:
    entry = posting.entry or posting.key
    parts = rules.split_fact(posting.pence, *_rooms(posting))
    return [
        post(replace(posting, debit_id=debit, credit_id=credit, pence=pence, key=key, entry=entry))
        for key, (debit, credit, pence) in zip(_keys(posting.key), parts, strict=False)
    ]


def _rooms(posting: Posting) -> tuple[list[rules.Room], list[rules.Room]]:
    sides = [posting.debit_id, posting.credit_id]
    found = list(Account.objects.filter(Q(id__in=sides) | Q(overspends__in=sides)))
    here = {account.id: account for account in found}
    beside = {account.overspends_id: account for account in found}
    debit_beside, credit_beside = beside.get(posting.debit_id), beside.get(posting.credit_id)
    return (
        rules.room_for_debit(
            posting.debit_id,
            here[posting.debit_id].available_pence,
            debit_beside.id if debit_beside else None,
        ),
        rules.room_for_credit(
            posting.credit_id,
            -credit_beside.balance_pence if credit_beside else 0,
            credit_beside.id if credit_beside else None,
        ),
    )
