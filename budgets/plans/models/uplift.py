"""An uplift: many budgets raised from one day, previewed, agreed by a second person, applied."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from budgets.people.models.words import WordsField
from budgets.plans.models.budget import Budget
from budgets.plans.models.statement import BudgetStatement
from ledgers.models import InBook


class Uplift(InBook):
    """
    A percentage, or a new rate, for budgets chosen by filters, from a day on.

    Undone only by another uplift.

    :ivar percent_points: hundredths of a percent: 450 is 4.5 %
    :ivar new_rate_pence: a new hourly rate for statements that were built from it
    """

    words = WordsField(max_length=300)
    filters = models.JSONField(default=dict)
    percent_points = models.IntegerField(null=True, blank=True)
    new_rate_pence = models.BigIntegerField(null=True, blank=True)
    starts_on = models.DateField()
    prepared_by = models.UUIDField()
    prepared_at = models.DateTimeField()
    agreed_by = models.UUIDField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.UUIDField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(
                condition=Q(percent_points__isnull=False, new_rate_pence__isnull=True)
                | Q(percent_points__isnull=True, new_rate_pence__gt=0),
                name="plans_uplift_one_way",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("prepared_by")),
                name="plans_uplift_two_people",
            ),
            models.CheckConstraint(
                condition=Q(applied_at__isnull=True) | Q(agreed_at__isnull=False),
                name="plans_uplift_agreed",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="plans_uplift_one_end",
            ),
        ]

    def __str__(self) -> str:
        return self.words


class UpliftLine(InBook):
    """
    What an uplift makes of one budget, as previewed, and the statement that came of it.

    :ivar problem: why it can't be applied to this budget, in words; empty when it can
    """

    uplift = models.ForeignKey(Uplift, models.PROTECT, related_name="lines")
    budget = models.ForeignKey(Budget, models.PROTECT, related_name="+")
    old_pence = models.BigIntegerField()
    new_pence = models.BigIntegerField()
    contribution_pence = models.BigIntegerField()
    problem = models.CharField(max_length=300, blank=True, default="")
    statement = models.OneToOneField(
        BudgetStatement, models.PROTECT, null=True, blank=True, related_name="uplift_line"
    )

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["uplift", "budget"], name="plans_uplift_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.old_pence}p to {self.new_pence}p"
