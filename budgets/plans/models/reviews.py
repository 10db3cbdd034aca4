"""Care reviews: a light-touch conversation, when the law asks for one or somebody worries."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from budgets.people.models.words import WordsField
from budgets.plans.models.budget import Budget
from budgets.plans.values.agreement import ReviewReason
from ledgers.models import InBook


class CareReview(InBook):
    """
    A review that is booked, asked for, or was held. When the next is due is worked out.

    :ivar due_on: when it has to be held by (regulation 7 of the 2014 regulations)
    :ivar concern: what worries somebody, for staff alone: it may be about who manages the money
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="reviews")
    reason = models.CharField(max_length=8, choices=[(r, r) for r in ReviewReason])
    due_on = models.DateField()
    concern = WordsField(max_length=4000, blank=True, default="")
    booked_for = models.DateTimeField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    matters = WordsField(max_length=4000, blank=True, default="")
    works = WordsField(max_length=4000, blank=True, default="")
    should_change = WordsField(max_length=4000, blank=True, default="")
    opened_by = models.UUIDField()
    opened_at = models.DateTimeField()
    held_by = models.UUIDField(null=True, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    on_paper = models.BooleanField(default=False)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(
                condition=Q(held_on__isnull=True, held_by__isnull=True)
                | Q(held_on__isnull=False, held_by__isnull=False, recorded_at__isnull=False),
                name="plans_review_held",
            ),
            models.UniqueConstraint(
                fields=["budget", "reason"],
                condition=Q(held_on__isnull=True),
                name="plans_review_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} review, due on {self.due_on}"
