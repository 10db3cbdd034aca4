"""Accounts to and from which nothing is paid."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ledgers.models import Account, InBook


class HeldBack(InBook):
    """An account to or from which nothing is paid until it is let go, and why."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=40)
    held_by = models.UUIDField()
    held_at = models.DateTimeField()
    let_go_by = models.UUIDField(null=True, blank=True)
    let_go_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(
                fields=["account", "reason"],
                condition=Q(let_go_at__isnull=True),
                name="payouts_held_back_once",
            ),
        ]

    def __str__(self) -> str:
        return self.reason
