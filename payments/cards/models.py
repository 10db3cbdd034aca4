"""Cards and what stops them: a purchase is decided from one card row and one account row."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ledgers.models import About, Account, InBook
from payments.cards.values import CardState


class Card(InBook, About):
    """
    A card that spends what an account has, for the budget that it is about.

    :ivar state: stopped exactly as long as a stop of its account is open
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=[(s, s) for s in CardState], default=CardState.ACTIVE
    )
    opened_by = models.UUIDField()
    opened_at = models.DateTimeField()
    ended_by = models.UUIDField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(
                fields=["account"],
                condition=~Q(state=CardState.ENDED),
                name="cards_card_one_open",
            ),
            models.CheckConstraint(condition=Q(state__in=list(CardState)), name="cards_card_state"),
            models.CheckConstraint(
                condition=Q(state=CardState.ENDED, ended_by__isnull=False, ended_at__isnull=False)
                | (~Q(state=CardState.ENDED) & Q(ended_by__isnull=True, ended_at__isnull=True)),
                name="cards_card_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} card"


class CardStop(InBook):
    """An account whose cards spend nothing until it is started again, and why; later cards too."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=40)
    stopped_by = models.UUIDField()
    stopped_at = models.DateTimeField()
    started_by = models.UUIDField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(
                fields=["account", "reason"],
                condition=Q(started_at__isnull=True),
                name="cards_stop_once",
            ),
            models.CheckConstraint(
                condition=Q(started_by__isnull=True, started_at__isnull=True)
                | Q(started_by__isnull=False, started_at__isnull=False),
                name="cards_stop_started",
            ),
        ]

    def __str__(self) -> str:
        return self.reason
