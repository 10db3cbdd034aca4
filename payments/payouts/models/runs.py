"""Pay runs: what leaves together, line by line, and the sheets in which it leaves."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ledgers.models import Account, InBook
from payments.payouts.models.payees import Payee
from payments.payouts.models.payments import Payment
from payments.payouts.values import LineChange, RunState

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


class RunLine(InBook):
    """
    One payment in a run, as it was calculated; frozen once the run is approved.

    Payee and accounts are copies of its payment's keys, which are guarded there: asking after them
    once more for 117,000 lines would take longer than calculating them.

    :ivar fingerprint: stands for the account that would be paid; empty without one
    :ivar before_pence: what the same account was paid for the same in the run before
    :ivar held: why it is held back: a `HeldCode`, or the reason for which an account is stopped
    :ivar living: the one line by which its payment leaves; not of an abandoned run, nor of what
        came back and is paid again by another
    """

    run = models.ForeignKey(PayRun, models.PROTECT, related_name="lines", db_index=False)
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="lines", db_index=False)
    payee = models.ForeignKey(
        Payee,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    source_account = models.ForeignKey(
        Account, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    to_account = models.ForeignKey(
        Account, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    pence = models.BigIntegerField()
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    change = models.CharField(max_length=8, choices=[(c, c) for c in LineChange])
    before_pence = models.BigIntegerField(default=0)
    held = models.CharField(max_length=40, blank=True, default="")
    held_words = models.CharField(max_length=500, blank=True, default="")
    held_by = models.UUIDField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    released_words = models.CharField(max_length=500, blank=True, default="")
    released_by = models.UUIDField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    living = models.BooleanField(default=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["run", "payment"], name="payouts_line_once"),
            models.UniqueConstraint(
                fields=["payment"], condition=Q(living=True), name="payouts_line_living"
            ),
            models.CheckConstraint(condition=Q(pence__gt=0), name="payouts_line_pence"),
            models.CheckConstraint(
                condition=Q(held_by__isnull=True, held_at__isnull=True, held_words="")
                | (
                    Q(held_by__isnull=False, held_at__isnull=False)
                    & ~Q(held_words="")
                    & ~Q(held="")
                ),
                name="payouts_line_held",
            ),
            models.CheckConstraint(
                condition=Q(released_by__isnull=True, released_at__isnull=True, released_words="")
                | (
                    Q(released_by__isnull=False, released_at__isnull=False)
                    & ~Q(released_words="")
                    & ~Q(held="")
                ),
                name="payouts_line_released",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pence}p {self.held}"

    @property
    def is_included(self) -> bool:
        """Whether it would be paid: not held back, or released."""
        return not self.held or self.released_at is not None

    def fits(self, payment: Payment) -> bool:
        """Whether a payment still is what the line says: how much, from where, to whom."""
        return (
            payment.payee_id == self.payee_id
            and payment.source_account_id == self.source_account_id
            and payment.to_account_id == self.to_account_id
            and payment.pence == self.pence
        )


class RunSheet(InBook):
    """
    A thousand lines of a run: what is checked and sent in one step.

    :ivar first: the payment of its first line; `last` that of its last, by id
    :ivar digest: SHA-256 of its lines; the run's digest is made of those of its sheets
    :ivar done_at: when its step was made; what could not leave then leaves when it can
    :ivar changed_at: when a step found that it is not what was approved, so that all of it waits
    """

    run = models.ForeignKey(PayRun, models.PROTECT, related_name="sheets", db_index=False)
    number = models.PositiveIntegerField()
    first = models.UUIDField()
    last = models.UUIDField()
    count = models.PositiveIntegerField()
    pence = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    done_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["run", "number"], name="payouts_sheet_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["run"],
                condition=Q(changed_at__isnull=False),
                name="payouts_sheet_changed",
            )
        ]

    def __str__(self) -> str:
        return f"sheet {self.number} of {self.run_id}"
