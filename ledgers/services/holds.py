"""Setting money aside, and what becomes of it."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction

from ledgers.errors import KeyReused, NothingToPost
from ledgers.models import Account, Hold, Release, Transfer
from ledgers.selectors import held_pence
from ledgers.services.facts import find_repeat, keys_of, lock, post_parts
from ledgers.services.posting import post
from ledgers.services.rows import insert
from ledgers.values import About, Posting, TransferKind


def hold(*, account: Account, pence: int, key: UUID, about: About, by: UUID, now: datetime) -> Hold:
    """
    Set pence of an account aside for one thing: check and reservation in one step.

    :raises NotEnoughMoney: less than that is available
    :raises KeyReused: the key stands for another hold
    """
    if pence <= 0:
        raise NothingToPost
    row = Hold(
        book_id=account.book_id,
        account=account,
        pence=pence,
        key=key,
        about_kind=about.kind,
        about_id=about.id,
        held_by=by,
        held_at=now,
    )
    with transaction.atomic():
        if insert(row):
            return row
        first = Hold.objects.get(book_id=account.book_id, key=key)
    asked = (account.id, pence, about.kind, about.id)
    if (first.account_id, first.pence, first.about_kind, first.about_id) != asked:
        raise KeyReused(key)
    return first


def release(*, held: Hold, key: UUID, by: UUID, now: datetime, pence: int | None = None) -> Release:
    """
    Let a hold go, all that is left of it or some pence; an overspent account is filled first.

    :raises HoldSpent: less than that is still held
    :raises NothingToPost: nothing of it is held any more
    :raises KeyReused: the key stands for another release
    """
    with transaction.atomic():
        lock([held.account_id])
        first = Release.objects.filter(book_id=held.book_id, key=key).first()
        if first:
            return _same_release(first, held, pence)
        freed = held_pence(held) if pence is None else pence
        if freed <= 0:
            raise NothingToPost
        row = Release(
            book_id=held.book_id, hold=held, pence=freed, key=key, released_by=by, released_at=now
        )
        if not insert(row):  # the key was used for a hold of another account meanwhile
            raise KeyReused(key)
        _fill_overspent(row)
    return row


def _same_release(first: Release, held: Hold, pence: int | None) -> Release:
    if first.hold_id != held.id or (pence is not None and first.pence != pence):
        raise KeyReused(first.key)
    return first


def _fill_overspent(freed: Release) -> None:
    beside = Account.objects.filter(overspends=freed.hold.account_id).first()
    owed = -beside.balance_pence if beside else 0
    if beside is None or owed <= 0:
        return
    post(
        Posting(
            book_id=freed.book_id,
            debit_id=freed.hold.account_id,
            credit_id=beside.id,
            pence=min(owed, freed.pence),
            key=uuid5(freed.key, "overspent"),
            kind=TransferKind.OVERSPENT_FILLED,
            about=About(freed.hold.about_kind, freed.hold.about_id),
            posted_by=freed.released_by,
            occurred_on=freed.released_at.date(),
            posted_at=freed.released_at,
        )
    )


def capture(
    *,
    held: Hold,
    credit: Account,
    pence: int,
    key: UUID,
    kind: TransferKind,
    by: UUID,
    occurred_on: date,
    now: datetime,
) -> list[Transfer]:
    """
    Move held money to another account; what is more than was held is posted as a fact.

    :returns: the transfers of this capture: one, or more where it was split
    :raises NotEnoughMoney: more than was held, from an account that may not be overspent
    :raises KeyReused: the key stands for another movement
    """
    if pence <= 0:
        raise NothingToPost
    whole = Posting(
        book_id=held.book_id,
        debit_id=held.account_id,
        credit_id=credit.id,
        pence=pence,
        key=key,
        kind=kind,
        about=About(held.about_kind, held.about_id),
        posted_by=by,
        occurred_on=occurred_on,
        posted_at=now,
        entry=key,
    )
    beyond = uuid5(key, "beyond")
    with transaction.atomic():
        lock([held.account_id, credit.id])
        done = find_repeat(whole, [*keys_of(key), *keys_of(beyond)])
        if done:
            return done
        inside = min(pence, held_pence(held))
        if inside <= 0:
            return post_parts(whole)
        rows = post_parts(replace(whole, pence=inside, hold_id=held.id))
        if pence > inside:
            rows += post_parts(replace(whole, pence=pence - inside, key=beyond))
    return rows
