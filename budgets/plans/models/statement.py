"""The personal budget statement with its lines, and the council's own dated rates."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from budgets.people.models.words import WordsField
from budgets.plans.models.budget import Budget
from ledgers.models import InBook


class BudgetStatement(InBook):
    """
    A week's total, the person's contribution, and by the difference the council's share (s.26).

    Never edited: a later number takes its place, from its start on.

    :ivar agreed_by: a second person; until they agree it counts for nothing
    :ivar why: why it is new, in words that the holder reads
    :ivar built_from: what the rate builder was asked, so that a new rate can build it again
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="statements")
    number = models.PositiveIntegerField()
    starts_on = models.DateField()
    total_pence = models.BigIntegerField()
    contribution_pence = models.BigIntegerField(default=0)
    why = WordsField(max_length=1000)
    built_from = models.JSONField(null=True, blank=True)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    agreed_by = models.UUIDField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.UUIDField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["budget", "number"], name="plans_statement_number"),
            models.UniqueConstraint(
                fields=["budget"],
                condition=Q(agreed_at__isnull=True, withdrawn_at__isnull=True),
                name="plans_statement_one_open",
            ),
            models.CheckConstraint(
                condition=Q(total_pence__gt=0, contribution_pence__gte=0)
                & Q(contribution_pence__lte=F("total_pence")),
                name="plans_statement_three_figures",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True, agreed_at__isnull=True)
                | (Q(agreed_at__isnull=False) & ~Q(agreed_by=F("proposed_by"))),
                name="plans_statement_two_people",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="plans_statement_one_end",
            ),
        ]

    def __str__(self) -> str:
        return f"statement {self.number}"

    @property
    def council_pence(self) -> int:
        """The council's share of a week, in pence."""
        return self.total_pence - self.contribution_pence


class StatementLine(InBook):
    """
    One part of a week's total, with its rule and the rates it was worked out from.

    :ivar rates: each rate as it stood: name, value, unit, starts_on, source
    """

    statement = models.ForeignKey(BudgetStatement, models.PROTECT, related_name="lines")
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    words = WordsField(max_length=300)
    rule = WordsField(max_length=1000, blank=True, default="")
    weekly_pence = models.BigIntegerField()
    rates = models.JSONField(default=list)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["statement", "place"], name="plans_line_place"),
        ]

    def __str__(self) -> str:
        return self.words


class Rate(InBook):
    """One of the council's own rates from a day on; the newest that has started is in force."""

    name = WordsField(max_length=40)
    value = models.BigIntegerField()
    unit = models.CharField(max_length=20)
    starts_on = models.DateField()
    source = WordsField(max_length=300)
    set_by = models.UUIDField()
    set_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(condition=Q(value__gte=0), name="plans_rate_value"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["book", "name", "starts_on"], name="plans_rate_day")
        ]

    def __str__(self) -> str:
        return f"{self.name} = {self.value} from {self.starts_on}"
