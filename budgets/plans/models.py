"""Budgets of every kind, in one table; what is peculiar to a kind extends it elsewhere."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from budgets.people.models import Person
from budgets.plans.values import BudgetKind, BudgetState, HolderKind, KnownFrom
from ledgers.models import Account, InBook
from ledgers.values import Purpose


class Budget(InBook):
    """
    Money agreed for a person's outcomes.

    :ivar account: where the ledger keeps it; for a service fund, the one in force
    :ivar holder_user: the user who manages it, when that is not the person
    """

    reference = models.CharField(max_length=40)
    person = models.ForeignKey(Person, models.PROTECT, related_name="budgets")
    kind = models.CharField(max_length=30, choices=[(k, k) for k in BudgetKind])
    state = models.CharField(
        max_length=10, choices=[(s, s) for s in BudgetState], default=BudgetState.DRAFT
    )
    holder_kind = models.CharField(max_length=20, choices=[(k, k) for k in HolderKind])
    holder_user = models.UUIDField(null=True, blank=True)
    account = models.OneToOneField(Account, models.PROTECT, related_name="+")
    known_from = models.CharField(
        max_length=12, choices=[(k, k) for k in KnownFrom], default=KnownFrom.NOTHING
    )
    known_until = models.DateField(null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "reference"], name="plans_budget_reference"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="plans_budget_days",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=list(BudgetKind)) & Q(state__in=list(BudgetState)),
                name="plans_budget_known",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class AgreedPurpose(InBook):
    """What a budget is for: the person's own words, and the purpose of spending they map to."""

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="purposes")
    purpose = models.CharField(max_length=30, choices=[(p, p) for p in Purpose])
    words = models.CharField(max_length=500)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["budget", "place"], name="plans_purpose_place"),
        ]

    def __str__(self) -> str:
        return self.words
