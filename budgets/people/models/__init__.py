"""Persons, households, who helps them, and who has looked at their records."""

from budgets.people.models.helping import DeclaredInterest, Representative
from budgets.people.models.persons import GroupMember, Household, Person
from budgets.people.models.reads import RecordRead

__all__ = [
    "DeclaredInterest",
    "GroupMember",
    "Household",
    "Person",
    "RecordRead",
    "Representative",
]
