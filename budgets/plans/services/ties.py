"""Refusing staff who would decide on their own money, or on that of somebody close to them."""

from uuid import UUID

from budgets.councils.models import Member
from budgets.councils.selectors import find_member
from budgets.people import selectors as people
from budgets.people.models import Person
from budgets.plans.errors import OwnBudget


def check_may_decide(person: Person, by: Member) -> None:
    """
    Refuse staff who would decide on their own money, or on that of somebody close to them.

    :raises OwnBudget: they are the person, live with them, or declared a tie
    """
    if people.has_tie(by, person):
        raise OwnBudget


def check_user_may_decide(person: Person, user_id: UUID) -> None:
    """
    The same for whoever is known by their user's id; the service itself has no ties.

    :raises OwnBudget: they are the person, live with them, or declared a tie
    """
    member = find_member(person.book_id, user_id)
    if member:
        check_may_decide(person, member)
