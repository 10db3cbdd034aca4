"""What payments to somebody were for before."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from budgets.plans.models import Budget
from ledgers.models import InBook
from ledgers.values import Purpose


class PayeeMemory(InBook):
    """
    How often money to one payee was said to be for one purpose.

    :ivar budget: whose word it was; empty: of the whole council together
    :ivar payee_key: stands for the payee or for what a statement calls them; not their name
    """

    budget = models.ForeignKey(Budget, models.PROTECT, null=True, blank=True, related_name="+")
    payee_key = models.CharField(max_length=32)
    purpose = models.CharField(max_length=30, choices=[(p, p) for p in Purpose])
    times = models.PositiveIntegerField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(
                fields=["book", "payee_key", "budget", "purpose"],
                condition=Q(budget__isnull=False),
                name="assurance_memory_yours",
            ),
            models.UniqueConstraint(
                fields=["book", "payee_key", "purpose"],
                condition=Q(budget__isnull=True),
                name="assurance_memory_council",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}, {self.times} times"
