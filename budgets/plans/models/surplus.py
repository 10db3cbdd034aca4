"""Money in hand: what is spoken for, the conversation about the rest, a request to repay."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from budgets.people.models.words import WordsField
from budgets.plans.models.budget import Budget
from budgets.plans.values.agreement import RequestStep
from ledgers.models import InBook


class RingFence(InBook):
    """
    Money that is owed already and is nobody's surplus: holiday pay, tax, notice, bookings.

    :ivar source: who keeps it up to date: `by_hand`, or an app with the key of what it is about
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="ring_fences")
    kind = models.CharField(max_length=20)
    pence = models.BigIntegerField()
    words = WordsField(max_length=500)
    source = WordsField(max_length=60, default="by_hand")
    starts_on = models.DateField()
    set_by = models.UUIDField()
    set_at = models.DateTimeField()
    released_by = models.UUIDField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(condition=Q(pence__gt=0), name="plans_ring_fence_pence"),
            models.CheckConstraint(
                condition=Q(released_by__isnull=True, released_at__isnull=True)
                | Q(released_by__isnull=False, released_at__isnull=False),
                name="plans_ring_fence_released",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.pence}p"


class SurplusTalk(InBook):
    """
    A conversation about money above the contingency, opened by a person, with its figures.

    :ivar figures: what the surplus was worked out from, line by line, as it stood
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="surplus_talks")
    as_of_on = models.DateField()
    surplus_pence = models.BigIntegerField()
    figures = models.JSONField()
    words = WordsField(max_length=1000)
    opened_by = models.UUIDField()
    opened_at = models.DateTimeField()
    outcome = WordsField(max_length=1000, blank=True, default="")
    closed_by = models.UUIDField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(
                fields=["budget"], condition=Q(closed_at__isnull=True), name="plans_talk_one_open"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | (Q(closed_by__isnull=False) & ~Q(outcome="")),
                name="plans_talk_closed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.surplus_pence}p on {self.as_of_on}"


class RepaymentRequest(InBook):
    """
    A person's decision to ask for money back (s.33(5)): sum, figures, reason, notice, a reply.

    Nothing is taken by software: the holder pays it, or it is withdrawn.
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="repayment_requests")
    talk = models.ForeignKey(
        SurplusTalk, models.PROTECT, null=True, blank=True, related_name="requests"
    )
    step = models.CharField(
        max_length=9, choices=[(s, s) for s in RequestStep], default=RequestStep.ASKED
    )
    pence = models.BigIntegerField()
    reason = WordsField(max_length=2000)
    figures = models.JSONField()
    asked_on = models.DateField()
    answer_by = models.DateField()
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    reply = WordsField(max_length=4000, blank=True, default="")
    replied_by = models.UUIDField(null=True, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    withdrawn_words = WordsField(max_length=1000, blank=True, default="")
    withdrawn_by = models.UUIDField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(condition=Q(pence__gt=0), name="plans_repayment_pence"),
            models.CheckConstraint(condition=~Q(reason=""), name="plans_repayment_reason"),
            models.CheckConstraint(
                condition=Q(answer_by__gt=F("asked_on")), name="plans_repayment_notice"
            ),
            models.CheckConstraint(
                condition=~Q(step=RequestStep.WITHDRAWN) | Q(withdrawn_at__isnull=False),
                name="plans_repayment_withdrawn",
            ),
            models.UniqueConstraint(
                fields=["budget"],
                condition=Q(step__in=[RequestStep.ASKED, RequestStep.REPLIED]),
                name="plans_repayment_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pence}p asked for"
