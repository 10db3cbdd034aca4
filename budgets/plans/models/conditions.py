"""The conditions of the law as they were decided, and what changed on a budget."""

from typing import ClassVar

from django.db import models

from budgets.people.models.words import WordsField
from budgets.plans.models.budget import Budget
from ledgers.models import InBook


class Condition(InBook):
    """
    One condition of section 31 or 32 of the Care Act 2014, as decided on a day; the newest counts.

    :ivar stands: whether it is met
    :ivar on_paper: decided before and elsewhere; to be confirmed at the next review
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="conditions")
    code = models.CharField(max_length=40)
    stands = models.BooleanField()
    decided_on = models.DateField()
    decided_by = WordsField(max_length=200)
    why = WordsField(max_length=1000, blank=True, default="")
    on_paper = models.BooleanField(default=False)
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta(InBook.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["budget", "code", "-recorded_at"], name="plans_condition_newest")
        ]

    def __str__(self) -> str:
        return f"{self.code}: {'stands' if self.stands else 'does not stand'}"


class BudgetChange(InBook):
    """What changed on a budget: when, by whom, why, in words that the holder may read."""

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="changes")
    code = models.CharField(max_length=40)
    words = WordsField(max_length=1000)
    changed_by = models.UUIDField()
    changed_at = models.DateTimeField()

    class Meta(InBook.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["budget", "-changed_at"], name="plans_change_newest")
        ]

    def __str__(self) -> str:
        return self.words
