"""The verbs of cards: opening, stopping, starting again, ending. No rail is told yet."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ledgers.models import Account
from ledgers.services.facts import lock
from ledgers.values import About
from payments.cards import selectors
from payments.cards.models import Card, CardStop
from payments.cards.values import CardState


def open_card(*, account: Account, about: About, by: UUID, now: datetime) -> Card:
    """
    Give an account a card, or find the one that it has; stopped, if the account's cards are.

    An account has one card at a time; another is opened when the first is ended.
    """
    with transaction.atomic():
        lock([account.id])
        return selectors.find_card(account) or Card.objects.create(
            book_id=account.book_id,
            account=account,
            about_kind=about.kind,
            about_id=about.id,
            state=CardState.STOPPED if selectors.is_stopped(account) else CardState.ACTIVE,
            opened_by=by,
            opened_at=now,
        )


def stop(*, account: Account, reason: str, by: UUID, now: datetime) -> CardStop:
    """
    Let no card of this account spend anything, later ones too, until it is started again.

    Each reason stops it once. The account is locked, so what is being bought is decided before
    this or refused.
    """
    with transaction.atomic():
        lock([account.id])
        row, _ = CardStop.objects.get_or_create(
            book_id=account.book_id,
            account=account,
            reason=reason,
            started_at=None,
            defaults={"stopped_by": by, "stopped_at": now},
        )
        Card.objects.filter(account=account, state=CardState.ACTIVE).update(state=CardState.STOPPED)
    return row


def start(*, account: Account, reason: str, by: UUID, now: datetime) -> int:
    """Undo a stop; its card spends again when no other reason stops it. Returns how many."""
    with transaction.atomic():
        lock([account.id])
        undone = CardStop.objects.filter(account=account, reason=reason, started_at=None).update(
            started_by=by, started_at=now
        )
        if not selectors.is_stopped(account):
            Card.objects.filter(account=account, state=CardState.STOPPED).update(
                state=CardState.ACTIVE
            )
    return undone


def end_card(*, account: Account, by: UUID, now: datetime) -> Card | None:
    """End the card of an account for ever, if it has one; what it has is not touched."""
    with transaction.atomic():
        lock([account.id])
        card = selectors.find_card(account)
        if card:
            card.state, card.ended_by, card.ended_at = CardState.ENDED, by, now
            card.save(update_fields=["state", "ended_by", "ended_at"])
    return card
