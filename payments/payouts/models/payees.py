"""Who is paid, and what becomes of their bank details."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ledgers.models import About, InBook
from payments.payouts.values import PayeeKind


class Payee(InBook, About):
    """
    Who is paid, for one person or budget (`about`); or for a whole council, with its book's id.

    :ivar reference: what the council calls them; made by us where it never did
    :ivar display_name: in any script, as people say it
    :ivar account_name: as the bank holds it, Latin, at most 35 characters
    :ivar details: sort code and account number, encrypted; only the last two digits are shown
    :ivar fingerprint: stands for the account, so that two payees with one account can be seen
    :ivar link: the secret in the link by which the payee types their details, encrypted so that
        it can be handed over again; `link_digest` is its SHA-256, by which it is found
    :ivar silent: nothing is sent to the contact any more, for whoever it was has died
    :ivar care_until: after a change of details nothing is paid before this day
    :ivar changed_on: when the account was last another one, if it ever was
    """

    reference = models.CharField(max_length=40, blank=True, default="")
    kind = models.CharField(max_length=12, choices=[(k, k) for k in PayeeKind])
    display_name = models.CharField(max_length=200)
    account_name = models.CharField(max_length=35, blank=True, default="")
    user_id = models.UUIDField(null=True, blank=True)
    contact = models.BinaryField(null=True, blank=True)
    silent = models.BooleanField(default=False)
    details = models.BinaryField(null=True, blank=True)
    last_two = models.CharField(max_length=2, blank=True, default="")
    fingerprint = models.CharField(max_length=64, blank=True, default="", db_index=True)
    details_given_at = models.DateTimeField(null=True, blank=True)
    care_until = models.DateField(null=True, blank=True)
    changed_on = models.DateField(null=True, blank=True)
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
            models.UniqueConstraint(
                fields=["book", "reference"],
                condition=~Q(reference=""),
                name="payouts_payee_reference",
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
