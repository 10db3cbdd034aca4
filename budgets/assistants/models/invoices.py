"""Bills of helpers who work for themselves: a sum, words, from whom, and who agreed it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from budgets.assistants.models.engagements import Engagement
from budgets.people.models.words import WordsField
from budgets.plans.models import Budget
from ledgers.models import InBook
from ledgers.values import Purpose
from payments.payouts.models import Payee


class Invoice(InBook):
    """
    What a helper who works for themselves, or a micro-provider, asks for, agreed by the holder.

    :ivar key: made by whoever sends it, so that sent twice it is there once
    :ivar engagement: of a helper who is known by name; none for a business
    :ivar number: the helper's own, if they have one
    """

    key = models.UUIDField()
    budget = models.ForeignKey(Budget, models.PROTECT, related_name="invoices")
    engagement = models.ForeignKey(
        Engagement, models.PROTECT, null=True, blank=True, related_name="invoices"
    )
    payee = models.ForeignKey(Payee, models.PROTECT, related_name="+")
    pence = models.BigIntegerField()
    purpose = models.CharField(max_length=30, choices=[(p, p) for p in Purpose])
    number = WordsField(max_length=40, blank=True, default="")
    words = WordsField(max_length=500)
    sent_by = models.UUIDField()
    sent_at = models.DateTimeField()
    agreed_by = models.UUIDField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.UUIDField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_words = WordsField(max_length=500, blank=True, default="")

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "key"], name="assistants_invoice_key"),
            models.UniqueConstraint(
                fields=["book", "payee", "number"],
                condition=~Q(number="") & Q(refused_at__isnull=True),
                name="assistants_invoice_number_once",
            ),
            models.CheckConstraint(condition=Q(pence__gt=0), name="assistants_invoice_pence"),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True) | Q(refused_at__isnull=True),
                name="assistants_invoice_decided_once",
            ),
            models.CheckConstraint(
                condition=Q(refused_at__isnull=True) | ~Q(refused_words=""),
                name="assistants_invoice_kind_reason",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["budget", "-sent_at"], name="assistants_invoice_budget")
        ]

    def __str__(self) -> str:
        return f"{self.pence}p: {self.words}"
