"""Payees, payments and the moves they made, bank files and their answers."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ledgers.models import About, Account, Hold, InBook
from payments.outside.values import Rail
from payments.payouts.values import Leaves, PaidHow, PayeeKind, PaymentState


class PayoutSettings(InBook):
    """What payouts need of a council's policy, from a day on; written from above."""

    starts_on = models.DateField()
    rail = models.CharField(max_length=20, choices=[(r, r) for r in Rail])
    care_days = models.PositiveIntegerField()
    paid_after_bank_days = models.PositiveIntegerField()
    set_at = models.DateTimeField()

    class Meta(InBook.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["book", "starts_on"], name="payouts_settings_day")
        ]

    def __str__(self) -> str:
        return f"{self.rail} from {self.starts_on}"


class Payee(InBook, About):
    """
    Who is paid, for one person or budget (`about`).

    :ivar display_name: in any script, as people say it
    :ivar account_name: as the bank holds it, Latin, at most 35 characters
    :ivar details: sort code and account number, encrypted; only the last two digits are shown
    :ivar fingerprint: stands for the account, so that two payees with one account can be seen
    :ivar link: the secret in the link by which the payee types their details, encrypted so that
        it can be handed over again; `link_digest` is its SHA-256, by which it is found
    :ivar care_until: after a change of details nothing is paid before this day
    """

    kind = models.CharField(max_length=12, choices=[(k, k) for k in PayeeKind])
    display_name = models.CharField(max_length=200)
    account_name = models.CharField(max_length=35, blank=True, default="")
    user_id = models.UUIDField(null=True, blank=True)
    contact = models.BinaryField(null=True, blank=True)
    details = models.BinaryField(null=True, blank=True)
    last_two = models.CharField(max_length=2, blank=True, default="")
    fingerprint = models.CharField(max_length=64, blank=True, default="", db_index=True)
    details_given_at = models.DateTimeField(null=True, blank=True)
    care_until = models.DateField(null=True, blank=True)
    link_digest = models.CharField(max_length=64, blank=True, default="")
    link = models.BinaryField(null=True, blank=True)
    link_ends_at = models.DateTimeField(null=True, blank=True)
    named_by = models.UUIDField()
    named_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(
                fields=["link_digest"], condition=~Q(link_digest=""), name="payouts_payee_link"
            ),
            models.CheckConstraint(
                condition=Q(details__isnull=True)
                | (Q(details_given_at__isnull=False) & ~Q(fingerprint="") & ~Q(last_two="")),
                name="payouts_payee_details",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["book", "about_kind", "about_id"], name="payouts_payee_about")
        ]

    def __str__(self) -> str:
        return self.display_name


class PayeeChange(InBook):
    """New bank details for a payee who had some: asked by one, agreed by another."""

    payee = models.ForeignKey(Payee, models.PROTECT, related_name="changes")
    details = models.BinaryField()
    account_name = models.CharField(max_length=35)
    last_two = models.CharField(max_length=2)
    fingerprint = models.CharField(max_length=64)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    agreed = models.BooleanField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="payouts_change_two_people",
            ),
            models.CheckConstraint(
                condition=Q(agreed__isnull=True, decided_by__isnull=True, decided_at__isnull=True)
                | Q(agreed__isnull=False, decided_by__isnull=False, decided_at__isnull=False),
                name="payouts_change_decided",
            ),
            models.UniqueConstraint(
                fields=["payee"], condition=Q(agreed__isnull=True), name="payouts_change_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"change for {self.payee_id}"


class BankFile(InBook):
    """
    The payments of a day, written out for the bank; kept as it was sent, encrypted.

    :ivar left_out: what the bank would not have taken, as payment, column and why
    """

    message_id = models.CharField(max_length=35)
    pay_on = models.DateField()
    count = models.PositiveIntegerField()
    total_pence = models.BigIntegerField()
    pain001 = models.BinaryField()
    csv = models.BinaryField()
    left_out = models.JSONField(default=list)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "message_id"], name="payouts_file_message"),
        ]

    def __str__(self) -> str:
        return self.message_id


class BankAnswer(InBook):
    """
    A file that the bank answered with, known by its SHA-256 so that it counts once.

    :ivar applied: payments that moved; `unchanged` are rows that said what we knew
    :ivar waiting: rows of payments that the bank has and has not finished
    """

    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    applied = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=list)
    read_by = models.UUIDField()
    read_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "digest"], name="payouts_answer_once"),
        ]

    def __str__(self) -> str:
        return self.digest


class Payment(InBook, About):
    """
    Pence from an account to somebody, and where they are.

    :ivar hold: the money set aside for it, when it comes from a pot
    :ivar tries: how often it was sent; each try has ledger keys of its own
    :ivar reason_code: why it came back, in the bank's code
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
    hold = models.ForeignKey(Hold, models.PROTECT, null=True, blank=True, related_name="+")
    rail = models.CharField(max_length=20, choices=[(r, r) for r in Rail], blank=True, default="")
    bank_file = models.ForeignKey(
        BankFile, models.PROTECT, null=True, blank=True, related_name="payments"
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
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["book", "about_kind", "about_id"], name="payouts_payment_about"),
            models.Index(
                fields=["book", "pay_on"],
                condition=Q(state=PaymentState.APPROVED),
                name="payouts_payment_waiting",
            ),
            models.Index(
                fields=["book", "sent_at"],
                condition=Q(state=PaymentState.SENT),
                name="payouts_payment_on_its_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pence}p {self.state}"


class PaymentMove(InBook):
    """One step of a payment, kept: when, by whom, and the bank's reason if it came back."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="moves")
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
