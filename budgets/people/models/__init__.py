"""Persons, households, who helps them, where they are, and who has looked at their records."""

from budgets.people.models.absences import Absence
from budgets.people.models.helping import DeclaredInterest, Representative
from budgets.people.models.organisations import Organisation
from budgets.people.models.persons import GroupMember, Household, Person
from budgets.people.models.reads import RecordRead

__all__ = [
    "Absence",
    "DeclaredInterest",
    "GroupMember",
    "Household",
    "Organisation",
    "Person",
    "RecordRead",
    "Representative",
]
