"""Questions about cards."""

from django.db.models import QuerySet

from ledgers.models import Account
from payments.cards.models import Card, CardStop
from payments.cards.values import CardState


def find_card(account: Account) -> Card | None:
    """The card of an account, unless it never had one or has none any more."""
    return Card.objects.filter(account=account).exclude(state=CardState.ENDED).first()


def is_stopped(account: Account) -> bool:
    """Whether cards of this account may spend nothing now."""
    return list_stops(account).exists()


def list_stops(account: Account) -> QuerySet[CardStop]:
    """Why cards of this account are stopped now, oldest first."""
    return CardStop.objects.filter(account=account, started_at=None).order_by("id")
