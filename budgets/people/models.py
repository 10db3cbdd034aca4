"""Persons, households, who helps them, and who has looked at their records."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from budgets.councils.models import Member, Team, User
from budgets.people.values import PersonKind, Preference, Relation, RepresentativeKind
from ledgers.models import InBook


class Household(InBook):
    """People who live together, as far as the council knows."""

    reference = models.CharField(max_length=40)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "reference"], name="people_household_ref"),
        ]

    def __str__(self) -> str:
        return self.reference


class Person(InBook):
    """
    Somebody who draws on support: an adult, an unpaid carer in their own right, or a group.

    :ivar cares_for: for a carer, whom they care for
    :ivar user: their own sign-in, if they have one
    """

    reference = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=[(k, k) for k in PersonKind])
    full_name = models.CharField(max_length=200)
    known_as = models.CharField(max_length=80, blank=True, default="")
    date_of_birth = models.DateField(null=True, blank=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="people")
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="people"
    )
    cares_for = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="carers"
    )
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="persons")
    email = models.EmailField(blank=True, default="")
    phone = models.CharField(max_length=30, blank=True, default="")
    prefers = models.CharField(
        max_length=10, choices=[(p, p) for p in Preference], default=Preference.EMAIL
    )
    died_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    added_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "reference"], name="people_person_reference"),
            models.UniqueConstraint(
                fields=["book", "user"], condition=Q(user__isnull=False), name="people_person_user"
            ),
            models.CheckConstraint(condition=~Q(cares_for=F("id")), name="people_person_cares"),
            models.CheckConstraint(
                condition=Q(kind__in=list(PersonKind)), name="people_person_kind"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["book", "full_name"], name="people_person_name")
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def first_name(self) -> str:
        """What to call them in a sentence."""
        if self.known_as or self.kind == PersonKind.GROUP:
            return self.known_as or self.full_name
        return self.full_name.split()[0]


class GroupMember(InBook):
    """A person's place in a group or network that shares a budget."""

    group = models.ForeignKey(Person, models.PROTECT, related_name="group_places")
    person = models.ForeignKey(Person, models.PROTECT, related_name="groups")

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["group", "person"], name="people_group_place_once"),
            models.CheckConstraint(condition=~Q(group=F("person")), name="people_group_other"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.group_id}"


class Representative(InBook):
    """Who manages a person's money with or for them, between two days (the end not included)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="representatives")
    user = models.ForeignKey(User, models.PROTECT, related_name="represents")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in RepresentativeKind])
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


class RecordRead(InBook):
    """Who looked at a person's records, when and what: shown to the person."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="reads")
    read_by = models.UUIDField()
    role = models.CharField(max_length=20)
    what = models.CharField(max_length=60)
    read_at = models.DateTimeField()

    class Meta(InBook.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["book", "person", "-read_at"], name="people_read_person")
        ]

    def __str__(self) -> str:
        return f"{self.what} at {self.read_at}"
