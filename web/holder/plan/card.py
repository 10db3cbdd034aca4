"""A budget on the home: what is left, when more comes, or what it waits for."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import QuerySet

from budgets.plans.models import Budget, Ending, Instalment, Pause
from budgets.plans.rules.conditions import conditions_for
from budgets.plans.selectors import conditions, pauses
from budgets.plans.selectors.calendar import Entry, find_next
from budgets.plans.selectors.ending import find_ending
from budgets.plans.selectors.left import Left
from budgets.plans.selectors.reviews import SOON_WEEKS, NextReview, next_review
from budgets.plans.values import BudgetState, HolderKind, KnownFrom
from payments.payouts.values import PaymentState
from web.holder.plan.lasting import Lasting, lasting_of, weeks_words
from web.holder.plan.words import DECIDING, KIND, condition_words, short_day


@dataclass(frozen=True)
class BudgetCard:
    """
    One budget on the home.

    :ivar before: the soft line before the sum
    :ivar pence: what is left; empty where nobody knows, or nothing is paid yet
    :ivar known: as of when that is known, where it isn't today
    :ivar paid: the last instalment that arrived, where nobody knows what is left
    :ivar missing: what is still to be decided before anything is paid, in plain words
    :ivar review: the next review, once it is booked, near or late
    :ivar settled: how many of `conditions` are decided
    """

    budget: Budget
    kind: str
    before: str
    pence: int | None = None
    spent_more_pence: int = 0
    known: str = ""
    weeks: str = ""
    lasting: Lasting | None = None
    comes: Entry | None = None
    paid: Instalment | None = None
    deciding: bool = False
    missing: list[str] = field(default_factory=list)
    settled: int = 0
    conditions: int = 0
    pause: Pause | None = None
    ending: Ending | None = None
    review: NextReview | None = None
    waits_for_details: bool = False


def card_of(
    budget: Budget,
    *,
    own: bool,
    left: Left | None,
    weekly_pence: int | None,
    waits: bool,
    today: date,
) -> BudgetCard:
    """
    What the home shows of a budget.

    :param waits: whether the money waits for somebody to say where it is paid
    """
    if budget.state in DECIDING:
        return _deciding(budget, own=own)
    name = budget.person.first_name
    paused = budget.state == BudgetState.SUSPENDED
    comes = None if paused else find_next(budget, today)
    has = f"{name}, you have" if own else f"{name} has"
    next_or_last = "comes next" if comes else "came last"
    comes_or_came = f"{name}, this {next_or_last}" if own else f"This {next_or_last} for {name}"
    return BudgetCard(
        budget=budget,
        kind=KIND[budget.kind],
        before=has if left else comes_or_came,
        pence=max(left.pence, 0) if left else None,
        spent_more_pence=max(-left.pence, 0) if left else 0,
        known=_known(budget, left, today),
        weeks=weeks_words(left) if left else "",
        lasting=lasting_of(left, weekly_pence, comes, today) if left else None,
        comes=comes,
        paid=None if left else _last_paid(budget),
        pause=pauses.find_suspension(budget) if paused else None,
        ending=find_ending(budget),
        review=_review(budget, today),
        waits_for_details=waits,
    )


def _deciding(budget: Budget, *, own: bool) -> BudgetCard:
    asked = len(conditions_for(HolderKind(budget.holder_kind)))
    missing = conditions.list_missing(budget)
    name = budget.person.first_name
    return BudgetCard(
        budget=budget,
        kind=KIND[budget.kind],
        before=f"{name}, we are still deciding" if own else f"We are still deciding for {name}",
        deciding=True,
        missing=[condition_words(code, budget, own=own) for code in missing],
        settled=asked - len(missing),
        conditions=asked,
    )


def _known(budget: Budget, left: Left | None, today: date) -> str:
    """As of when a balance is known, when it isn't today's."""
    if left is None or left.known_from == KnownFrom.CARD:
        return ""
    since = short_day(left.known_until, today)
    paid = _arrived(budget).filter(pay_on__gt=left.known_until).exists()
    return f"As of your last statement, {since}{', with what came since' if paid else ''}."


def _review(budget: Budget, today: date) -> NextReview | None:
    """The next review, once it is booked, near or late."""
    review = next_review(budget, today)
    if review is None:
        return None
    near = review.due.due_on <= today + timedelta(weeks=SOON_WEEKS)
    return review if review.booked_for or near else None


def _last_paid(budget: Budget) -> Instalment | None:
    return _arrived(budget).order_by("-pay_on", "-id").first()


def _arrived(budget: Budget) -> "QuerySet[Instalment]":
    return budget.instalments.filter(cancelled_at=None, payment__state=PaymentState.PAID)
