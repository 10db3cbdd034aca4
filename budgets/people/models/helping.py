"""Who is tied to a person: who manages their money, and which staff are close to them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from budgets.councils.models import Member, User
from budgets.people.models.persons import Person
from budgets.people.models.words import WordsField
from budgets.people.values import Relation, RepresentativeKind
from ledgers.models import InBook


class Representative(InBook):
    """
    Who manages a person's money with or for them, between two days (the end not included).

    :ivar consented_on: when they agreed to it (Care Act 2014 s.31(4)(b))
    :ivar evidence: what shows that they may, such as "Lasting power of attorney, seen"
    :ivar capacity_decided_on: when it was decided that the person lacks capacity for this (s.32)
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="representatives")
    user = models.ForeignKey(User, models.PROTECT, related_name="represents")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in RepresentativeKind])
    consented_on = models.DateField(null=True, blank=True)
    evidence = WordsField(max_length=500, blank=True, default="")
    capacity_decided_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="people_representative_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id}"


class DeclaredInterest(InBook):
    """A tie between a member of staff and a person, declared or found."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="interests")
    person = models.ForeignKey(Person, models.PROTECT, related_name="interests")
    relation = models.CharField(max_length=10, choices=[(r, r) for r in Relation])
    declared_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["member", "person"], name="people_interest_once"),
        ]

    def __str__(self) -> str:
        return self.relation
