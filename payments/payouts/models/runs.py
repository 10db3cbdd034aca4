"""Pay runs: what a council pays on one day, and who agreed to it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ledgers.models import InBook
from payments.payouts.values import RunState

PREPARING = (RunState.DRAFT, RunState.CALCULATED)
UNSENT = (*PREPARING, RunState.APPROVED, RunState.SENDING)
AGREED = (RunState.APPROVED, RunState.SENDING, RunState.SENT, RunState.CLOSED)
LEAVING = (RunState.SENDING, RunState.SENT, RunState.CLOSED)

INCLUDED = Q(held="") | Q(released_at__isnull=False)
"""The lines that would be paid: not held back, or released."""


class PayRun(InBook):
    """
    What a council pays on one day: calculated, approved by a second officer, then sent.

    :ivar follows: the run of which this one pays again what failed or came back
    :ivar compared_with: the run before, of which the lines say what changed since
    :ivar count: how many lines would be paid; `total_pence` is what they come to
    :ivar digest: SHA-256 of all lines, sheet by sheet; approving freezes it
    """

    pay_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=[(s, s) for s in RunState], default=RunState.DRAFT
    )
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )
    compared_with = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+"
    )
    count = models.PositiveIntegerField(default=0)
    total_pence = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True, default="")
    prepared_by = models.UUIDField()
    prepared_at = models.DateTimeField()
    calculated_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.UUIDField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    sending_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    abandoned_by = models.UUIDField(null=True, blank=True)
    abandoned_at = models.DateTimeField(null=True, blank=True)
    abandoned_why = models.CharField(max_length=500, blank=True, default="")

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(
                fields=["book", "pay_on"],
                condition=Q(follows__isnull=True) & ~Q(state=RunState.ABANDONED),
                name="payouts_run_one_a_day",
            ),
            models.UniqueConstraint(
                fields=["follows"],
                condition=Q(state__in=list(UNSENT)),
                name="payouts_run_one_follow_up",
            ),
            models.CheckConstraint(condition=Q(state__in=list(RunState)), name="payouts_run_state"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("prepared_by")),
                name="payouts_run_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state=RunState.CALCULATED)
                | (Q(calculated_at__isnull=False) & ~Q(digest="")),
                name="payouts_run_calculated",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=list(AGREED),
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                    calculated_at__isnull=False,
                    count__gt=0,
                )
                | Q(state__in=list(PREPARING), approved_by__isnull=True, approved_at__isnull=True)
                | Q(state=RunState.ABANDONED),
                name="payouts_run_approved",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[RunState.SENDING, RunState.SENT, RunState.CLOSED],
                    sending_at__isnull=False,
                )
                | Q(
                    state__in=[*PREPARING, RunState.APPROVED, RunState.ABANDONED],
                    sending_at__isnull=True,
                ),
                name="payouts_run_sending",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[RunState.SENT, RunState.CLOSED], sent_at__isnull=False)
                | (~Q(state__in=[RunState.SENT, RunState.CLOSED]) & Q(sent_at__isnull=True)),
                name="payouts_run_sent",
            ),
            models.CheckConstraint(
                condition=Q(state=RunState.CLOSED, closed_at__isnull=False)
                | (~Q(state=RunState.CLOSED) & Q(closed_at__isnull=True)),
                name="payouts_run_closed",
            ),
            models.CheckConstraint(
                condition=(
                    Q(
                        state=RunState.ABANDONED,
                        abandoned_by__isnull=False,
                        abandoned_at__isnull=False,
                    )
                    & ~Q(abandoned_why="")
                )
                | (
                    ~Q(state=RunState.ABANDONED)
                    & Q(abandoned_by__isnull=True, abandoned_at__isnull=True, abandoned_why="")
                ),
                name="payouts_run_abandoned",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pay_on} {self.state}"
