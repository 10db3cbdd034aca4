"""What leaves with a pay run, line by line, and the sheets in which it leaves."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ledgers.models import Account, InBook
from payments.payouts.models.payees import Payee
from payments.payouts.models.payments import Payment
from payments.payouts.models.runs import PayRun
from payments.payouts.values import LineChange


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
