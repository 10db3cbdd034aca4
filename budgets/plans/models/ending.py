"""How a budget ends: what is settled first, what is left, and what becomes of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from budgets.people.models.words import WordsField
from budgets.plans.models.budget import Budget
from budgets.plans.models.surplus import RepaymentRequest, RingFence
from budgets.plans.values.agreement import EndReason, StepKind
from ledgers.models import InBook


class Ending(InBook):
    """
    A budget's ending, from the day it was begun until all is settled.

    :ivar written_off_pence: what a person decided to leave where it is, and why
    """

    budget = models.OneToOneField(Budget, models.PROTECT, related_name="ending")
    reason = models.CharField(max_length=12, choices=[(r, r) for r in EndReason])
    words = WordsField(max_length=1000, blank=True, default="")
    begun_by = models.UUIDField()
    begun_at = models.DateTimeField()
    written_off_pence = models.BigIntegerField(default=0)
    written_off_words = WordsField(max_length=1000, blank=True, default="")
    written_off_by = models.UUIDField(null=True, blank=True)
    written_off_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.UUIDField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(
                condition=Q(written_off_pence=0, written_off_by__isnull=True)
                | (
                    Q(written_off_pence__gt=0, written_off_by__isnull=False)
                    & ~Q(written_off_words="")
                ),
                name="plans_ending_written_off",
            ),
        ]

    def __str__(self) -> str:
        return f"ending: {self.reason}"


class EndingStep(InBook):
    """Something that is paid before what is left is counted; settled in the order of its place."""

    ending = models.ForeignKey(Ending, models.PROTECT, related_name="steps")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=[(k, k) for k in StepKind])
    words = WordsField(max_length=500)
    pence = models.BigIntegerField()
    ring_fence = models.ForeignKey(
        RingFence, models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_by = models.UUIDField()
    added_at = models.DateTimeField()
    settled_on = models.DateField(null=True, blank=True)
    settled_pence = models.BigIntegerField(null=True, blank=True)
    settled_by = models.UUIDField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["ending", "place"], name="plans_step_place"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="plans_step_pence"),
        ]

    def __str__(self) -> str:
        return self.words


class MoneyReturn(InBook):
    """Money that left the holder for the council, and when it arrived there."""

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="money_returns")
    request = models.ForeignKey(
        RepaymentRequest, models.PROTECT, null=True, blank=True, related_name="returns"
    )
    key = models.UUIDField()
    pence = models.BigIntegerField()
    left_on = models.DateField()
    arrived_on = models.DateField(null=True, blank=True)
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "key"], name="plans_return_key"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="plans_return_pence"),
        ]

    def __str__(self) -> str:
        return f"{self.pence}p back on {self.left_on}"
