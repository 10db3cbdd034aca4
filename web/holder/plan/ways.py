"""The ways between the pages of one budget."""

from typing import Final

from django.urls import reverse

from budgets.plans.models import Budget
from web.menu import Link

WAYS: Final = (
    ("My plan", "{whose} plan", "plan"),
    ("When the money comes", "When the money comes", "plan_calendar"),
    ("Statement", "Statement", "plan_statement"),
    ("Why is there this much?", "Why is there this much?", "plan_why"),
    ("Why is it this much a week?", "Why is it this much a week?", "plan_figures"),
)
"""Each page of a budget: to the person, about them, and its URL name."""


def ways_of(budget: Budget, *, own: bool, here: str = "") -> list[Link]:
    """Every page of this budget but the one that is open."""
    return [
        Link(
            mine if own else theirs.format(name=budget.person.first_name),
            reverse(name, args=[budget.id]),
        )
        for mine, theirs, name in WAYS
        if name != here
    ]
