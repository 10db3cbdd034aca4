"""The parts of one budget's page: figures, conditions, pay days, single sums, history."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Q

from budgets.plans.models import Budget, BudgetChange, BudgetHolder, BudgetStatement, Condition
from budgets.plans.rules.conditions import conditions_for
from budgets.plans.selectors import conditions as decided
from budgets.plans.selectors.calendar import Entry, year_of
from budgets.plans.selectors.history import list_changes
from budgets.plans.values import HolderKind
from budgets.plans.values.agreement import LineCode
from budgets.plans.values.conditions import CONDITION_WORDS, ConditionCode
from budgets.plans.values.purposes import PURPOSE_WORDS
from payments.payouts.values import bank_day_from
from web.budgets.words import HOLDER_WORDS, LINE_WORDS, PAYMENT_WORDS

PAST: Final = timedelta(weeks=9)
AHEAD: Final = timedelta(weeks=26)
USUAL: Final = (LineCode.SUPPORT, LineCode.CONTRIBUTION)
MOST_DAYS, MOST_CHANGES = 6, 50


@dataclass(frozen=True)
class Figures:
    """
    The statements of a budget.

    :ivar now: what counts today, or will from the budget's start on
    :ivar coming: agreed, and from a later day on
    :ivar waiting: proposed, and nobody has agreed it
    """

    now: BudgetStatement | None
    coming: Sequence[BudgetStatement]
    waiting: BudgetStatement | None
    newest_starts_on: date | None = None

    @property
    def shown(self) -> BudgetStatement | None:
        """What stands on the page as the week's figures."""
        return self.now or next(iter(self.coming), None) or self.waiting

    @property
    def later(self) -> Sequence[BudgetStatement]:
        """What is agreed for days after those of the figures that are shown."""
        return [one for one in self.coming if one is not self.shown]


def figures_of(budget: Budget, today: date) -> Figures:
    """Every statement in its place, with its lines, in two queries."""
    rows = budget.statements.filter(withdrawn_at=None).prefetch_related("lines")
    newest_first = list(rows.order_by("-number"))
    agreed = [one for one in newest_first if one.agreed_at]
    return Figures(
        now=next((one for one in agreed if one.starts_on <= today), None),
        coming=[one for one in reversed(agreed) if one.starts_on > today],
        waiting=next((one for one in newest_first if not one.agreed_at), None),
        newest_starts_on=max((one.starts_on for one in agreed), default=None),
    )


@dataclass(frozen=True)
class ConditionRow:
    """One condition of the law and the newest decision about it."""

    code: ConditionCode
    words: str
    decision: Condition | None

    @property
    def status(self) -> tuple[str, str]:
        """The status word and its tint."""
        if self.decision is None:
            return "Open", "honey"
        return ("Stands", "calm") if self.decision.stands else ("Does not stand", "clay")

    @property
    def is_open(self) -> bool:
        """Whether it stops the money."""
        return self.decision is None or not self.decision.stands


def condition_rows(budget: Budget) -> list[ConditionRow]:
    """Each condition that the law asks for this holder."""
    newest = decided.newest(budget)
    asked = conditions_for(HolderKind(budget.holder_kind))
    return [ConditionRow(code, CONDITION_WORDS[code], newest.get(code)) for code in asked]


@dataclass(frozen=True)
class PayDay:
    """
    One pay day as the page shows it.

    :ivar lines: what is in it, where that is more than the week's figures
    :ivar own_pence: what the person adds themselves
    """

    entry: Entry
    word: str
    tone: str
    lines: list[tuple[str, Any]]
    own_pence: int


def pay_days(budget: Budget, today: date) -> list[PayDay]:
    """
    What was paid lately and what comes next; what is late comes with the next pay run.

    Nothing comes any more for somebody who has died: what is owed is settled at the end.
    """
    entries = year_of(budget, from_on=today - PAST, until=today + AHEAD)
    past = [one for one in entries if not one.is_to_come]
    coming = [_not_before(one, today) for one in entries if one.is_to_come]
    if budget.person.died_on:
        coming = []
    return [_pay_day(one) for one in [*past[-MOST_DAYS:], *coming[:MOST_DAYS]]]


def _not_before(entry: Entry, today: date) -> Entry:
    return replace(entry, pay_on=bank_day_from(max(entry.pay_on, today)))


def _pay_day(entry: Entry) -> PayDay:
    word, tone = "", ""
    if entry.state:
        word, tone = PAYMENT_WORDS[entry.state]
    elif not entry.is_to_come:
        word, tone = "Nothing due", "stone"
    own = [-line.pence for line in entry.lines if line.code == LineCode.CONTRIBUTION]
    usual = all(line.code in USUAL for line in entry.lines) and len(entry.lines) == len(own) + 1
    lines = [] if usual else [(LINE_WORDS[LineCode(line.code)], line) for line in entry.lines]
    return PayDay(entry, word, tone, lines, sum(own))


def holders_of(budget: Budget, today: date) -> list[tuple[BudgetHolder, str]]:
    """Who manages it now or will, each with what they are called."""
    rows = budget.holders.filter(Q(ends_on=None) | Q(ends_on__gt=today))
    return [(one, HOLDER_WORDS[one.kind]) for one in rows.order_by("starts_on", "named_at", "id")]


def purposes_of(budget: Budget) -> list[tuple[str, str]]:
    """What it is for: the words, and the kind of thing."""
    rows = budget.purposes.order_by("place")
    return [(one.words, PURPOSE_WORDS[one.purpose]) for one in rows]


def history_of(budget: Budget) -> list[BudgetChange]:
    """What changed, the newest first, each with `who`."""
    return list(list_changes(budget)[:MOST_CHANGES])
