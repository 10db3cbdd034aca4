"""The ways between the pages of one budget."""

from collections.abc import Iterator
from typing import Final

from django.urls import reverse

from budgets.people.values import PersonKind
from budgets.plans.models import Budget
from budgets.plans.values.schedule import ContributionMode
from web.holder.plan.words import DECIDING, belonging_to
from web.menu import Link

WAYS: Final = (
    ("My plan", "{whose} plan", "plan"),
    ("When the money comes", "When the money comes", "plan_calendar"),
    ("Statement", "Statement", "plan_statement"),
    ("Where the money went", "Where the money went", "spending"),
    ("Why is there this much?", "Why is there this much?", "plan_why"),
    ("Why is it this much a week?", "Why is it this much a week?", "plan_figures"),
    ("My own part", "{whose} own part", "plan_contributions"),
    ("What we decide together", "What we decide together", "plan_sharing"),
    ("Money we talk about", "Money we talk about", "plan_money"),
    ("My reviews, and worries", "Reviews, and worries", "plan_reviews"),
    ("My personal assistants", "{whose} personal assistants", "my_assistants"),
    ("Hours to agree", "Hours to agree", "hours"),
    ("Wages and holiday", "Wages and holiday", "wages"),
    ("Who helps me", "Who helps", "plan_helping"),
)
"""Each page of a budget: to the person, about them, and its URL name."""


def ways_of(budget: Budget, *, own: bool, here: str = "") -> list[Link]:
    """Every page of this budget that has something to show, but the one that is open."""
    left_out = {here, *_empty(budget), *_unemployed(budget)}
    whose = belonging_to(budget.person)
    return [
        Link(mine if own else theirs.format(whose=whose), reverse(name, args=[budget.id]))
        for mine, theirs, name in WAYS
        if name not in left_out
    ]


def _unemployed(budget: Budget) -> Iterator[str]:
    """The pages of an employer, where nobody ever worked for them."""
    if not budget.engagements.exists():
        yield "wages"


def _empty(budget: Budget) -> Iterator[str]:
    """The pages on which this budget has nothing."""
    if budget.person.died_on:
        yield from ("plan_calendar", "plan_figures", "plan_contributions", "plan_money")
        yield from ("plan_sharing", "plan_reviews")
    if budget.state in DECIDING:
        yield from ("plan_calendar", "plan_statement", "plan_why", "plan_contributions")
    if budget.contribution_mode == ContributionMode.NONE:
        yield "plan_contributions"
    if budget.person.kind != PersonKind.GROUP and budget.two_signatures_above_pence is None:
        yield "plan_sharing"
    if not (budget.surplus_talks.exists() or budget.repayment_requests.exists()):
        yield "plan_money"
