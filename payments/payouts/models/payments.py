"""Payments, and the moves they made."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ledgers.models import About, Account, Hold, InBook
from payments.outside.values import Rail
from payments.payouts.models.bank_files import BankFile
from payments.payouts.models.payees import Payee
from payments.payouts.values import Leaves, PaidHow, PaymentState


class Payment(InBook, About):
    """
    Pence from an account to somebody, and where they are.

    :ivar payee: empty when it is money that the council keeps, on a card or in a managed account
    :ivar earned: wages, tax, pension or notice already earned: paid though an end is held back
    :ivar hold: the money set aside for it, when it comes from a pot
    :ivar tries: how often it was sent; each try has ledger keys of its own
    :ivar reason_code: why it came back, in the bank's code
    :ivar payee_by: who chose to pay it another way after it came back, and so doesn't approve it
    """

    key = models.UUIDField()
    source_account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    to_account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    payee = models.ForeignKey(Payee, models.PROTECT, null=True, blank=True, related_name="payments")
    pence = models.BigIntegerField()
    pay_on = models.DateField()
    leaves = models.CharField(max_length=8, choices=[(x, x) for x in Leaves])
    state = models.CharField(
        max_length=10, choices=[(s, s) for s in PaymentState], default=PaymentState.PLANNED
    )
    earned = models.BooleanField(default=False)
    hold = models.ForeignKey(
        Hold, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    rail = models.CharField(max_length=20, choices=[(r, r) for r in Rail], blank=True, default="")
    bank_file = models.ForeignKey(
        BankFile, models.PROTECT, null=True, blank=True, related_name="payments", db_index=False
    )
    tries = models.PositiveSmallIntegerField(default=0)
    planned_by = models.UUIDField()
    planned_at = models.DateTimeField()
    approved_by = models.UUIDField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    paid_how = models.CharField(
        max_length=10, choices=[(p, p) for p in PaidHow], blank=True, default=""
    )
    reason_code = models.CharField(max_length=35, blank=True, default="")
    payee_by = models.UUIDField(null=True, blank=True)
    payee_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "key"], name="payouts_payment_key"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="payouts_payment_pence"),
            models.CheckConstraint(
                condition=Q(state__in=list(PaymentState)), name="payouts_payment_state"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[PaymentState.PLANNED, PaymentState.CANCELLED])
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="payouts_payment_approved",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PaymentState.SENT, PaymentState.PAID])
                | Q(sent_at__isnull=False),
                name="payouts_payment_sent",
            ),
            models.CheckConstraint(
                condition=~Q(state=PaymentState.PAID) | Q(paid_at__isnull=False),
                name="payouts_payment_paid",
            ),
            models.CheckConstraint(
                condition=~Q(leaves=Leaves.RUN)
                | Q(approved_by__isnull=True)
                | ~Q(approved_by=F("planned_by")),
                name="payouts_payment_two_people",
            ),
            models.CheckConstraint(
                condition=Q(payee_by__isnull=True)
                | Q(approved_by__isnull=True)
                | ~Q(approved_by=F("payee_by"))
                | ~Q(state__in=[PaymentState.APPROVED, PaymentState.SENT, PaymentState.PAID]),
                name="payouts_payment_another_way",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["book", "about_kind", "about_id"], name="payouts_payment_about"),
            models.Index(
                fields=["book", "pay_on"],
                condition=Q(state=PaymentState.PLANNED),
                name="payouts_payment_planned",
            ),
            models.Index(
                fields=["book", "id"],
                condition=Q(state=PaymentState.APPROVED),
                name="payouts_payment_waiting",
            ),
            models.Index(
                fields=["book", "sent_at"],
                condition=Q(state=PaymentState.SENT),
                name="payouts_payment_on_its_way",
            ),
            models.Index(
                fields=["hold"], condition=Q(hold__isnull=False), name="payouts_payment_hold"
            ),
            models.Index(
                fields=["bank_file"],
                condition=Q(bank_file__isnull=False),
                name="payouts_payment_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pence}p {self.state}"

    @property
    def is_kept(self) -> bool:
        """Whether it is money that we keep, so that no rail carries it."""
        return self.payee_id is None


class PaymentMove(InBook):
    """One step of a payment, kept: when, by whom, and the bank's reason if it came back."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="moves", db_index=False)
    state = models.CharField(max_length=10, choices=[(s, s) for s in PaymentState])
    moved_by = models.UUIDField()
    moved_at = models.DateTimeField()
    reason_code = models.CharField(max_length=35, blank=True, default="")

    class Meta(InBook.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["payment", "moved_at"], name="payouts_move_payment")
        ]

    def __str__(self) -> str:
        return self.state
