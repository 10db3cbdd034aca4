"""What the person pays: the assessment it comes from, what was due, what was paid."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from budgets.people.models.words import WordsField
from budgets.plans.models.budget import Budget
from budgets.plans.models.instalments import Adjustment, Instalment
from budgets.plans.models.statement import BudgetStatement
from budgets.plans.values.agreement import PaidContribution
from ledgers.models import InBook


class FinancialAssessment(InBook):
    """
    What the person can pay in a week, and their disability-related expenses, from a day on.

    The contribution is the first less the second (Care Act 2014 s.17; guidance annex C).
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="assessments")
    starts_on = models.DateField()
    assessed_pence = models.BigIntegerField()
    disability_expenses_pence = models.BigIntegerField(default=0)
    words = WordsField(max_length=1000)
    statement = models.ForeignKey(
        BudgetStatement, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(
                condition=Q(assessed_pence__gte=0, disability_expenses_pence__gte=0),
                name="plans_assessment_pence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessed_pence}p from {self.starts_on}"


class ContributionDue(InBook):
    """
    What the person is to pay for some days; a change of what was due before may lower it.

    :ivar instalment: the period it goes with; else `adjustment` or a change says why
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="contributions_due")
    instalment = models.OneToOneField(
        Instalment, models.PROTECT, null=True, blank=True, related_name="contribution_due"
    )
    adjustment = models.ForeignKey(
        Adjustment, models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    due_on = models.DateField()
    pence = models.BigIntegerField()
    why = WordsField(max_length=1000, blank=True, default="")
    made_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(condition=~Q(pence=0), name="plans_due_pence"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["budget", "due_on"], name="plans_due_day")
        ]

    def __str__(self) -> str:
        return f"{self.pence}p due on {self.due_on}"


class ContributionPaid(InBook):
    """A contribution that was seen; it can come back, for ever (a debit's indemnity)."""

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="contributions_paid")
    key = models.UUIDField()
    pence = models.BigIntegerField()
    paid_on = models.DateField()
    how = models.CharField(max_length=14, choices=[(h, h) for h in PaidContribution])
    words = WordsField(max_length=500, blank=True, default="")
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()
    came_back_on = models.DateField(null=True, blank=True)
    came_back_by = models.UUIDField(null=True, blank=True)
    came_back_words = WordsField(max_length=500, blank=True, default="")

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "key"], name="plans_contribution_key"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="plans_contribution_pence"),
        ]

    def __str__(self) -> str:
        return f"{self.pence}p on {self.paid_on}"
