"""Which instalments a budget is due by a pay day, from what is known of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from budgets.plans.rules.entitlement import lines_due
from budgets.plans.rules.instalments import Extra, Line, Weekly, extra_lines, regular_lines
from budgets.plans.rules.periods import periods
from budgets.plans.values.agreement import InstalmentKind, LineCode
from budgets.plans.values.schedule import Calendar, Facts, Period, Span


@dataclass(frozen=True, slots=True)
class DueInstalment:
    """One instalment that is due, with its lines; wholly paused days have none."""

    kind: InstalmentKind
    period: Period
    lines: list[Line]
    contribution_pence: int

    @property
    def pence(self) -> int:
        """What the council pays: the sum of its lines."""
        return sum(line.pence for line in self.lines)


@dataclass(frozen=True, slots=True)
class Known:
    """
    All that decides what one budget is due beside what was planned before.

    :ivar since: the day until which instalments were planned; none before the first
    :ivar extras: what goes out, or is taken, beside what is due for days
    :ivar figures: the week's figures of each statement, by its number
    """

    facts: Facts
    calendar: Calendar
    since: date | None
    extras: Sequence[Extra]
    figures: Mapping[int, Weekly]

    @property
    def days_left(self) -> Span:
        """The days that the council pays for and that are in no instalment yet."""
        whole = self.facts.span
        return Span(self.since or whole.starts_on, whole.ends_on)


def instalments_due(known: Known, pay_on: date) -> list[DueInstalment]:
    """
    Every instalment that is due to be paid by a day, the first period first.

    Single sums, arrears and what is taken of an over-payment go with the last of them; without
    any, single sums that are due make an instalment of their own, and once no other comes, arrears.
    """
    planned = [(period, _regular(known, period)) for period in _periods(known, pay_on)]
    extras = [one for one in known.extras if one.due_on is None or one.due_on <= pay_on]
    if not planned:
        is_over = known.days_left.is_empty
        return _singles([one for one in extras if is_over or _is_single(one)], pay_on)
    period, lines = planned[-1]
    room = sum(line.pence for line in lines)
    planned[-1] = (period, [*lines, *extra_lines(extras, period, room)])
    return [
        DueInstalment(InstalmentKind.REGULAR, period, lines, _contribution(known, period))
        for period, lines in planned
    ]


def _periods(known: Known, pay_on: date) -> Iterator[Period]:
    if known.days_left.is_empty:
        return
    for period in periods(known.calendar, known.days_left):
        if period.pay_on > pay_on:
            return
        yield period


def _regular(known: Known, period: Period) -> list[Line]:
    due = lines_due(known.facts, Span(period.starts_on, period.ends_on))
    lines = regular_lines(due, known.facts.mode, known.figures)
    # A share of a few pence a week can round to a penny below nothing for a day or two.
    return lines if sum(line.pence for line in lines) >= 0 else []


def _contribution(known: Known, period: Period) -> int:
    due = lines_due(known.facts, Span(period.starts_on, period.ends_on))
    return sum(one.contribution_pence for one in due)


def _singles(extras: Iterable[Extra], pay_on: date) -> list[DueInstalment]:
    single = Period(pay_on, pay_on + timedelta(days=1), pay_on)
    lines = extra_lines(extras, single, 0)
    return [DueInstalment(InstalmentKind.SINGLE, single, lines, 0)] if lines else []


def _is_single(extra: Extra) -> bool:
    return extra.code not in (LineCode.ARREARS, LineCode.OVERPAYMENT, LineCode.WAGES)
