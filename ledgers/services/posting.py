"""Posting a decision: it may be refused for lack of money."""

from django.db import transaction

from ledgers.errors import KeyReused, NothingToPost
from ledgers.models import Transfer
from ledgers.services.rows import insert
from ledgers.values import Posting

CONTENT = (
    "kind",
    "debit_id",
    "credit_id",
    "pence",
    "hold_id",
    "reverses_id",
    "about_kind",
    "about_id",
)
"""What a key stands for. When and by whom it is asked again may differ."""


def post(posting: Posting) -> Transfer:
    """
    Post both sides or neither, once for each key.

    :raises NotEnoughMoney: the debited account would fall below nothing
    :raises KeyReused: the key stands for another movement
    :raises HoldSpent: the hold to capture has less left, or is on another account
    :raises AlreadyReversed: what this reverses was reversed before
    """
    if posting.pence <= 0:
        raise NothingToPost
    row = as_transfer(posting)
    with transaction.atomic():
        if insert(row):
            return row
        first = Transfer.objects.get(book_id=posting.book_id, key=posting.key)
    check_same(first, row)
    return first


def check_same(first: Transfer, row: Transfer) -> None:
    """
    Compare what is asked for under a key with what was.

    :raises KeyReused: the key stands for another movement
    """
    if any(getattr(first, name) != getattr(row, name) for name in CONTENT):
        raise KeyReused(row.key)


def as_transfer(posting: Posting) -> Transfer:
    """The row that this posting will be; it is its own entry unless it says otherwise."""
    return Transfer(
        book_id=posting.book_id,
        key=posting.key,
        entry=posting.entry or posting.key,
        kind=posting.kind,
        debit_id=posting.debit_id,
        credit_id=posting.credit_id,
        pence=posting.pence,
        hold_id=posting.hold_id,
        reverses_id=posting.reverses_id,
        about_kind=posting.about.kind,
        about_id=posting.about.id,
        posted_by=posting.posted_by,
        occurred_on=posting.occurred_on,
        posted_at=posting.posted_at,
    )
