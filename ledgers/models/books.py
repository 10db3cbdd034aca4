"""Books, accounts, transfers, holds: facts and the constraints that keep them true."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ledgers.values import MAY_OVERSPEND, STRICT, AccountKind, TransferKind, uuid7


class Book(models.Model):
    """One council's set of accounts, and the key that everything of that council carries."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)


class InBook(models.Model):
    """What belongs to one book. Keys to other such rows must stay in the same book."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    book = models.ForeignKey(Book, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["book", "id"], name="%(app_label)s_%(class)s_in_book")
        ]


class About(models.Model):
    """What a row is about, as a kind and an id: never a name, so that history keeps no person."""

    about_kind = models.CharField(max_length=40)
    about_id = models.UUIDField()

    class Meta:
        abstract = True


class Account(InBook):
    """
    A place where money is, with its totals in pence, written by the database alone.

    :ivar code: which purpose of spending or which rail, for accounts shared by a book
    :ivar overspends: for an overspent account, the budget or fund that it stands beside
    """

    kind = models.CharField(max_length=20, choices=[(k, k) for k in AccountKind])
    code = models.CharField(max_length=40, blank=True, default="")
    overspends = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="overspent"
    )
    debits_posted = models.BigIntegerField(default=0)
    credits_posted = models.BigIntegerField(default=0)
    debits_held = models.BigIntegerField(default=0)
    opened_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(
                fields=["book", "kind", "code"],
                condition=~Q(kind__in=[*STRICT, AccountKind.OVERSPENT]),
                name="ledgers_account_shared_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=STRICT)
                | Q(credits_posted__gte=F("debits_posted") + F("debits_held")),
                name="ledgers_account_floor",
            ),
            models.CheckConstraint(
                condition=Q(debits_posted__gte=0, credits_posted__gte=0, debits_held__gte=0),
                name="ledgers_account_totals",
            ),
            models.CheckConstraint(
                condition=Q(debits_held=0) | Q(kind__in=STRICT), name="ledgers_account_holds"
            ),
            models.CheckConstraint(
                condition=Q(kind=AccountKind.OVERSPENT, overspends__isnull=False)
                | (~Q(kind=AccountKind.OVERSPENT) & Q(overspends__isnull=True)),
                name="ledgers_account_overspends",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=list(AccountKind)), name="ledgers_account_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code or self.id}"

    @property
    def balance_pence(self) -> int:
        """Credits less debits, in pence; what is held still counts."""
        return self.credits_posted - self.debits_posted

    @property
    def available_pence(self) -> int:
        """What may still be spent or promised, in pence."""
        return self.balance_pence - self.debits_held

    @property
    def may_overspend(self) -> bool:
        """Whether a fact that finds too little here is booked beside it, as overspent."""
        return self.kind in MAY_OVERSPEND


class Hold(InBook, About):
    """Money set aside for one thing. What is captured are transfers, what is let go releases."""

    key = models.UUIDField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="holds")
    pence = models.BigIntegerField()
    held_by = models.UUIDField()
    held_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "key"], name="ledgers_hold_key"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="ledgers_hold_pence"),
        ]

    def __str__(self) -> str:
        return f"{self.pence}p held"


class Release(InBook):
    """A hold, or part of one, let go: the money may be spent or promised again."""

    key = models.UUIDField()
    hold = models.ForeignKey(Hold, models.PROTECT, related_name="releases")
    pence = models.BigIntegerField()
    released_by = models.UUIDField()
    released_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "key"], name="ledgers_release_key"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="ledgers_release_pence"),
        ]

    def __str__(self) -> str:
        return f"{self.pence}p released"


class Transfer(InBook, About):
    """
    Pence from one account to another. Never updated, never deleted; a mistake is reversed.

    :ivar key: unique in the book, made by the caller, never expires
    :ivar entry: groups the transfers of one happening
    :ivar hold: the hold that this transfer captures, or part of it
    """

    key = models.UUIDField()
    entry = models.UUIDField()
    kind = models.CharField(max_length=30, choices=[(k, k) for k in TransferKind])
    debit = models.ForeignKey(Account, models.PROTECT, related_name="debits")
    credit = models.ForeignKey(Account, models.PROTECT, related_name="credits")
    pence = models.BigIntegerField()
    hold = models.ForeignKey(
        Hold, models.PROTECT, null=True, related_name="captures", db_index=False
    )
    reverses = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="reversals", db_index=False
    )
    posted_by = models.UUIDField()
    occurred_on = models.DateField()
    posted_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "key"], name="ledgers_transfer_key"),
            models.UniqueConstraint(
                fields=["reverses", "debit", "credit"],
                condition=Q(reverses__isnull=False),
                name="ledgers_transfer_reversed_once",
            ),
            models.CheckConstraint(condition=Q(pence__gt=0), name="ledgers_transfer_pence"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="ledgers_transfer_sides"),
            models.CheckConstraint(
                condition=Q(kind__in=list(TransferKind)), name="ledgers_transfer_kind"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["book", "about_kind", "about_id"], name="ledgers_transfer_about"),
            models.Index(fields=["book", "entry"], name="ledgers_transfer_entry"),
            models.Index(
                fields=["hold"], condition=Q(hold__isnull=False), name="ledgers_transfer_hold"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pence}p"
