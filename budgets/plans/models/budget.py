"""Budgets of every kind, in one table; what is peculiar to a kind extends it elsewhere."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from budgets.councils.models import User
from budgets.people.models import Organisation, Person
from budgets.people.models.words import WordsField
from budgets.plans.values import BudgetKind, BudgetState, HolderKind, KnownFrom
from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.schedule import ContributionMode, Frequency
from ledgers.models import Account, InBook
from ledgers.values import Purpose


class Budget(InBook):
    """
    Money agreed for a person's outcomes.

    :ivar account: where the ledger keeps it; for a service fund, the one in force
    :ivar provider: who holds a service fund, or who gives the care that it pays for, where known
    :ivar ends_on: its last day
    :ivar pays_from: the first day that we pay for; an imported one was paid elsewhere before
    :ivar two_signatures_above_pence: above this two signatories agree; empty: any one may
    :ivar imported_at: taken in from the council's records, where facts are not judged
    """

    reference = models.CharField(max_length=40)
    person = models.ForeignKey(Person, models.PROTECT, related_name="budgets")
    kind = models.CharField(max_length=30, choices=[(k, k) for k in BudgetKind])
    state = models.CharField(
        max_length=10, choices=[(s, s) for s in BudgetState], default=BudgetState.DRAFT
    )
    holder_kind = models.CharField(max_length=20, choices=[(k, k) for k in HolderKind])
    provider = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="budgets"
    )
    account = models.OneToOneField(Account, models.PROTECT, related_name="+")
    account_kind = models.CharField(
        max_length=4, choices=[(a, a) for a in AccountChoice], default=AccountChoice.BANK
    )
    cash_share_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    frequency = models.CharField(
        max_length=11, choices=[(f, f) for f in Frequency], default=Frequency.ONCE
    )
    contribution_mode = models.CharField(
        max_length=5, choices=[(m, m) for m in ContributionMode], default=ContributionMode.NONE
    )
    known_from = models.CharField(
        max_length=12, choices=[(k, k) for k in KnownFrom], default=KnownFrom.NOTHING
    )
    known_until = models.DateField(null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    pays_from = models.DateField(null=True, blank=True)
    first_paid_on = models.DateField(null=True, blank=True)
    two_signatures_above_pence = models.BigIntegerField(null=True, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()
    agreed_on = models.DateField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.UUIDField(null=True, blank=True)
    imported_at = models.DateTimeField(null=True, blank=True)

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
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("opened_by")),
                name="plans_budget_two_people",
            ),
            models.CheckConstraint(
                condition=Q(cash_share_percent__isnull=True) | Q(cash_share_percent__lte=100),
                name="plans_budget_cash_share",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["book", "state", "frequency", "id"], name="plans_budget_to_pay")
        ]

    def __str__(self) -> str:
        return self.reference


class AgreedPurpose(InBook):
    """What a budget is for: the person's own words, and the purpose of spending they map to."""

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="purposes")
    purpose = models.CharField(max_length=30, choices=[(p, p) for p in Purpose])
    words = WordsField(max_length=500)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["budget", "place"], name="plans_purpose_place"),
        ]

    def __str__(self) -> str:
        return self.words


class AgreedOutcome(InBook):
    """What is to become better or stay good, in the person's own words."""

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="outcomes")
    words = WordsField(max_length=500)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["budget", "place"], name="plans_outcome_place"),
        ]

    def __str__(self) -> str:
        return self.words


class BudgetHolder(InBook):
    """
    Who manages a budget between two days (the end not included), with consent and evidence.

    A group's budget has several: its signatories.

    :ivar consented_on: when they agreed to manage it (Care Act 2014 s.31(4)(b))
    :ivar evidence: what shows that they may, such as "Lasting power of attorney, seen"
    :ivar capacity_decided_on: when it was decided that the person lacks capacity for this (s.32)
    :ivar on_paper: taken in from the council's records, where the evidence lies
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="holders")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in HolderKind])
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    full_name = WordsField(max_length=200, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    consented_on = models.DateField(null=True, blank=True)
    evidence = WordsField(max_length=500, blank=True, default="")
    capacity_decided_on = models.DateField(null=True, blank=True)
    on_paper = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    named_by = models.UUIDField()
    named_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="plans_holder_days",
            ),
            models.CheckConstraint(
                condition=~Q(kind=HolderKind.AUTHORISED)
                | Q(capacity_decided_on__isnull=False)
                | Q(on_paper=True),
                name="plans_holder_capacity",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=list(HolderKind)), name="plans_holder_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.budget_id}"
