"""Where a budget is, as a sentence: what happened last, what is next, and for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from budgets.councils import selectors as councils
from budgets.plans.models import Budget, Pause
from budgets.plans.selectors.calendar import Entry
from budgets.plans.values import BudgetState
from budgets.plans.values.conditions import ConditionCode
from web.templatetags.wherewithal import day_words, pounds


@dataclass(frozen=True)
class Where:
    """A banner: its tint, the heading, and what follows from it."""

    tone: str
    heading: str
    words: str


def where(
    budget: Budget,
    *,
    missing: Sequence[ConditionCode],
    asked: int,
    pause: Pause | None,
    coming: Entry | None,
    today: date,
) -> Where:
    """
    The state of a budget in a heading and a sentence.

    :param missing: the conditions that don't stand, of so many that are asked
    :param pause: the suspension that is on
    :param coming: what is paid next
    """
    state = BudgetState(budget.state)
    if state == BudgetState.DRAFT:
        return _draft(budget, today)
    if state == BudgetState.AGREED:
        return _agreed(missing, asked)
    if state == BudgetState.SUSPENDED:
        return _stopped(pause, today)
    if state in (BudgetState.ENDING, BudgetState.ENDED):
        return _ending(budget, today)
    return _active(coming, today)


def _draft(budget: Budget, today: date) -> Where:
    who = councils.name_of(budget.opened_by) or "A colleague"
    day = day_words(timezone.localdate(budget.opened_at), today)
    return Where(
        "honey",
        "It waits to be agreed",
        f"{who} wrote it down on {day}. A manager agrees it, and nothing is paid before.",
    )


def _agreed(missing: Sequence[ConditionCode], asked: int) -> Where:
    if not missing:
        return Where("calm", "It is agreed", "It is paid from its first day on.")
    verb = "is" if len(missing) == 1 else "are"
    return Where(
        "honey",
        f"{len(missing)} of {asked} conditions {verb} open",
        "It is agreed. The law lets us pay once each condition stands.",
    )


def _stopped(pause: Pause | None, today: date) -> Where:
    if pause is None:
        return Where("clay", "Payments are stopped", "")
    since = day_words(pause.starts_on, today)
    return Where("clay", "Payments are stopped", f"Since {since}. {pause.words}".strip())


def _active(coming: Entry | None, today: date) -> Where:
    if coming is None:
        return Where("calm", "It is paid", "There is no next payment: look at its last day.")
    day = day_words(coming.pay_on, today)
    span = f"{day_words(coming.starts_on, today)} to {day_words(coming.ends_on, today)}"
    return Where("calm", f"{pounds(coming.pence)} on {day}", f"The next payment, for {span}.")


def _ending(budget: Budget, today: date) -> Where:
    person, until = budget.person, _until(budget, today)
    if person.died_on:
        died = f"{person.first_name} died on {day_words(person.died_on, today)}"
        return Where("stone", died, until)
    ended = budget.state == BudgetState.ENDED
    return Where("stone", "It has ended" if ended else "It is ending", until)


def _until(budget: Budget, today: date) -> str:
    return f"Its last day: {day_words(budget.ends_on, today)}." if budget.ends_on else ""
