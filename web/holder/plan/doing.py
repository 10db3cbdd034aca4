"""What there is to do about a budget, each thing with its way to be done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from budgets.plans.models import Budget
from budgets.plans.selectors.contributions import find_arrears
from budgets.plans.selectors.left import known_day
from budgets.plans.selectors.payees import find_payee
from budgets.plans.selectors.sharing import list_to_sign
from budgets.plans.selectors.surplus import find_open_request
from budgets.plans.values import BudgetState
from budgets.plans.values.agreement import RequestStep
from budgets.plans.values.schedule import ContributionMode
from ledgers.values import Viewer
from web.holder.plan.words import is_paid_out
from web.holder.wages.waiting import bills_and_wages
from web.holder.work.waiting import agree_words, waiting_in
from web.templatetags.wherewithal import day_words, pounds

GRACE: Final = timedelta(days=28)
"""For so long nobody is asked about their own part."""
PAID: Final = (BudgetState.AGREED, BudgetState.ACTIVE, BudgetState.ENDING)
"""What is paid, or will be as soon as it may."""


@dataclass(frozen=True)
class Todo:
    """
    One thing to do.

    :ivar posts: whether its button does something, rather than leading to a page
    :ivar shifts: the hours that its button agrees
    :ivar other: the kind way out beside the button, and where it leads
    """

    budget: Budget
    title: str
    words: str
    button: str
    address: str
    posts: bool = False
    shifts: tuple[UUID, ...] = ()
    other: str = ""
    other_address: str = ""


def list_todos(
    budget: Budget, viewer: Viewer, *, own: bool, waits: bool, now: datetime
) -> list[Todo]:
    """
    What waits for the holder, the most pressing first; after a death, nothing does.

    :param waits: whether the money waits for somebody to say where it is paid
    """
    if budget.person.died_on or budget.state == BudgetState.ENDED:
        return []
    return [
        *_hours(budget, viewer),
        *_bills_and_wages(budget),
        *_where_to_pay(budget, waits=waits),
        *_repayment(budget, now),
        *_signatures(budget, viewer),
        *_contribution(budget, own, now),
    ]


def waits_for_details(budget: Budget) -> bool:
    """Whether its money can't be paid because nobody has told us where to."""
    if budget.state not in PAID or budget.person.died_on or not is_paid_out(budget):
        return False
    payee = find_payee(budget)
    return payee is None or payee.details is None


def _hours(budget: Budget, viewer: Viewer) -> Iterator[Todo]:
    """One tap for all of somebody's hours; where some need a look of their own, the way there."""
    address = reverse("hours", args=[budget.id])
    for group in waiting_in(viewer, budget):
        one_tap = len(group.all) == len(group.rows)
        yield Todo(
            budget,
            group.title,
            group.days if one_tap else f"{group.days}. Some of it needs a second look.",
            agree_words(len(group.rows)) if one_tap else "Look at the hours",
            reverse("hours_agree", args=[budget.id]) if one_tap else address,
            posts=one_tap,
            shifts=tuple(group.all) if one_tap else (),
            other="Something’s not right" if one_tap else "",
            other_address=address,
        )


def _bills_and_wages(budget: Budget) -> Iterator[Todo]:
    for one in bills_and_wages(budget):
        yield Todo(budget, one.title, one.words, one.button, one.address)


def _where_to_pay(budget: Budget, *, waits: bool) -> Iterator[Todo]:
    if not waits:
        return
    yield Todo(
        budget,
        "Tell us where to pay it",
        "It takes two minutes. Have your bank card by you.",
        "Say where to pay it",
        reverse("plan_where", args=[budget.id]),
        posts=True,
    )


def _repayment(budget: Budget, now: datetime) -> Iterator[Todo]:
    request = find_open_request(budget)
    if request is None or request.step != RequestStep.ASKED:
        return
    until = day_words(request.answer_by, timezone.localdate(now))
    yield Todo(
        budget,
        f"We asked about {pounds(request.pence)}",
        f"Tell us what you think by {until}. Nothing is taken by itself.",
        "Read it and answer",
        reverse("plan_money", args=[budget.id]),
    )


def _signatures(budget: Budget, viewer: Viewer) -> Iterator[Todo]:
    for one in list_to_sign(viewer).filter(budget=budget):
        yield Todo(
            budget,
            f"Sign {pounds(one.pence)}?",
            one.words,
            "Look at it",
            reverse("plan_sharing", args=[budget.id]),
        )


def _contribution(budget: Budget, own: bool, now: datetime) -> Iterator[Todo]:  # noqa: FBT001
    """What is open for longer than the days of grace, where we can know that it wasn't paid."""
    today = timezone.localdate(now)
    mode = budget.contribution_mode
    known = known_day(budget, today) if mode == ContributionMode.NET else today
    if mode == ContributionMode.NONE or known is None:
        return
    if not find_arrears(budget, known - GRACE).owed_pence:
        return
    whose = "your" if own else "the"
    yield Todo(
        budget,
        f"{pounds(find_arrears(budget, known).owed_pence)} of {whose} own part is still open",
        "Is it hard to pay? Call us, and we find a way together.",
        "See what is open",
        reverse("plan_contributions", args=[budget.id]),
    )
