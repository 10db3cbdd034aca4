"""Statements that holders bring, and how to read those of a bank that we don't know."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from budgets.plans.models import Budget
from ledgers.models import InBook


class BankStatement(InBook):
    """
    A file of a bank or card, known by its SHA-256; the file itself is not kept.

    :ivar reader: which bank's export it was, which format, or `mapped`
    :ivar from_on: the first day that it tells of
    :ivar until_on: the last one
    :ivar opening_pence: what it says was there before its first line, where it says so
    :ivar read: how many lines it has; `new` of them were not known before
    :ivar trouble: what doesn't add up, in words
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="bank_statements")
    digest = models.CharField(max_length=64)
    reader = models.CharField(max_length=30)
    from_on = models.DateField()
    until_on = models.DateField()
    opening_pence = models.BigIntegerField(null=True, blank=True)
    closing_pence = models.BigIntegerField(null=True, blank=True)
    read = models.PositiveIntegerField()
    new = models.PositiveIntegerField(default=0)
    linked = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=500, blank=True, default="")
    brought_by = models.UUIDField()
    brought_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(
                fields=["book", "budget", "digest"], name="assurance_statement_once"
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="assurance_statement_days"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["budget", "-until_on"], name="assurance_statement_day")
        ]

    def __str__(self) -> str:
        return f"{self.reader} until {self.until_on}"


class ColumnMap(InBook):
    """
    Which column of an unknown bank's file is which, as the holder tapped it.

    :ivar head: stands for the names of the columns
    :ivar columns: by what we ask for, the place of its column
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="+")
    head = models.CharField(max_length=32)
    columns = models.JSONField()
    told_by = models.UUIDField()
    told_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "budget", "head"], name="assurance_map_once"),
        ]

    def __str__(self) -> str:
        return self.head
