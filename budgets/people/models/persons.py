"""Persons, carers and groups, and who lives with whom."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from budgets.councils.models import Team, User
from budgets.people.models.words import WordsField
from budgets.people.values import PersonKind, Preference
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
    full_name = WordsField(max_length=200)
    known_as = WordsField(max_length=80, blank=True, default="")
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
    phone = WordsField(max_length=30, blank=True, default="")
    prefers = models.CharField(
        max_length=10, choices=[(p, p) for p in Preference], default=Preference.EMAIL
    )
    address = models.TextField(blank=True, default="")
    died_on = models.DateField(null=True, blank=True)
    death_recorded_by = models.UUIDField(null=True, blank=True)
    death_recorded_at = models.DateTimeField(null=True, blank=True)
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
