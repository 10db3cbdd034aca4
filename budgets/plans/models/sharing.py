"""What the signatories of a shared budget agree to spend."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from budgets.people.models.words import WordsField
from budgets.plans.models.budget import Budget
from ledgers.models import InBook


class SharedDecision(InBook):
    """
    A group's decision to spend: by any one signatory, or by two together above the agreed sum.

    :ivar needs_two: as the budget's rule was when it was asked
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="shared_decisions")
    words = WordsField(max_length=500)
    pence = models.BigIntegerField()
    needs_two = models.BooleanField()
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    agreed_by = models.UUIDField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.UUIDField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(condition=Q(pence__gt=0), name="plans_decision_pence"),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True)
                | Q(needs_two=False)
                | ~Q(agreed_by=F("asked_by")),
                name="plans_decision_two_people",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="plans_decision_one_end",
            ),
        ]

    def __str__(self) -> str:
        return self.words
