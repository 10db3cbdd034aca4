"""The laws of what is due: parts add up to the whole, and what is the same moves no penny."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from budgets.plans.rules.entitlement import (
    calendar_of_year,
    change_due,
    due_lines,
    due_pence,
    lines_due,
)
from budgets.plans.rules.segments import in_force
from budgets.plans.values.schedule import (
    ContributionMode,
    DueLine,
    Facts,
    Frequency,
    Span,
    Terms,
    default_calendar,
)

NUMBERS = st.integers(0, 500)
MODES = st.sampled_from(ContributionMode)


def a_day(number: int) -> date:
    """The days of the laws: counted from 1 January 2026."""
    return date(2026, 1, 1) + timedelta(days=number)


def whole(span: Span) -> list[date]:
    return [span.starts_on + timedelta(days=n) for n in range((span.ends_on - span.starts_on).days)]


@st.composite
def budgets(draw: st.DrawFn) -> tuple[Terms, ...]:
    """Up to six statements, begun in any order, with any figures."""
    found = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        total = draw(st.integers(0, 2_000_00))
        contribution = draw(st.integers(0, total))
        found.append(Terms(number, a_day(draw(NUMBERS)), total, contribution))
    return tuple(found)


@st.composite
def stretches(draw: st.DrawFn) -> Span:
    starts_on = draw(NUMBERS)
    return Span(a_day(starts_on), a_day(starts_on + draw(st.integers(0, 200))))


PAUSES = st.lists(stretches(), max_size=4).map(tuple)


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    pays_from = draw(NUMBERS)
    ends_on = draw(st.none() | st.integers(0, 400).map(lambda days: a_day(pays_from + days)))
    return Facts(draw(budgets()), draw(MODES), a_day(pays_from), ends_on, draw(PAUSES))


def figures(lines: Iterable[DueLine]) -> tuple[int, int, int, int]:
    found = list(lines)
    return (
        sum(line.days for line in found),
        sum(line.total_pence for line in found),
        sum(line.contribution_pence for line in found),
        sum(line.share_pence for line in found),
    )


@given(budgets(), stretches(), PAUSES, st.lists(NUMBERS, max_size=8))
def test_however_a_span_is_split_its_parts_add_up(
    terms: tuple[Terms, ...], span: Span, pauses: tuple[Span, ...], cuts: list[int]
) -> None:
    within = {day for day in map(a_day, cuts) if span.starts_on < day < span.ends_on}
    bounds = sorted({span.starts_on, span.ends_on} | within)
    parts = [due_lines(terms, Span(*days), pauses) for days in pairwise(bounds)]
    assert figures(line for part in parts for line in part) == figures(
        due_lines(terms, span, pauses)
    )


@given(budgets(), stretches(), PAUSES)
def test_each_day_is_due_by_the_statement_in_force_unless_it_is_paused(
    terms: tuple[Terms, ...], span: Span, pauses: tuple[Span, ...]
) -> None:
    found = {day: line.number for line in due_lines(terms, span, pauses) for day in whole(line)}
    paused = {day for pause in pauses for day in whole(pause)}
    wanted = {
        day: standing.number
        for day in whole(span)
        if day not in paused and (standing := in_force(terms, day))
    }
    assert found == wanted


@given(budgets(), stretches(), PAUSES)
def test_a_line_is_never_a_penny_away_from_its_days(
    terms: tuple[Terms, ...], span: Span, pauses: tuple[Span, ...]
) -> None:
    weekly = {statement.number: statement for statement in terms}
    for line in due_lines(terms, span, pauses):
        weeks, agreed = Fraction(line.days, 7), weekly[line.number]
        assert abs(line.total_pence - agreed.total_pence * weeks) < 1
        assert abs(line.contribution_pence - agreed.contribution_pence * weeks) < 1
        assert line.contribution_pence >= 0
        assert line.total_pence >= 0


@given(budgets(), NUMBERS, st.integers(1, 30))
def test_weeks_are_exact(terms: tuple[Terms, ...], starts_on: int, weeks: int) -> None:
    (standing, *_) = terms
    (line,) = due_lines(
        [replace(standing, starts_on=a_day(0))],
        Span(a_day(starts_on), a_day(starts_on + 7 * weeks)),
    )
    assert line.total_pence == standing.total_pence * weeks
    assert line.contribution_pence == standing.contribution_pence * weeks


@given(facts(), stretches())
def test_what_the_person_pays_for_alone_costs_the_council_nothing(paid: Facts, span: Span) -> None:
    alone = tuple(replace(each, contribution_pence=each.total_pence) for each in paid.terms)
    assert {line.share_pence for line in lines_due(replace(paid, terms=alone), span)} <= {0}


@given(facts(), facts(), stretches())
def test_a_change_is_the_difference_and_there_and_back_is_nothing(
    before: Facts, after: Facts, span: Span
) -> None:
    there, back = change_due(before, after, span), change_due(after, before, span)
    old, new = lines_due(before, span), lines_due(after, span)
    assert there.pence == due_pence(new, after.mode) - due_pence(old, before.mode)
    assert there.total_pence == figures(new)[1] - figures(old)[1]
    assert there.contribution_pence == figures(new)[2] - figures(old)[2]
    assert there.pence + back.pence == 0
    assert there.total_pence + back.total_pence == 0
    assert there.contribution_pence + back.contribution_pence == 0


@given(facts(), facts(), stretches())
def test_a_change_names_each_day_once(before: Facts, after: Facts, span: Span) -> None:
    lines = change_due(before, after, span).lines
    assert all(span.starts_on <= line.starts_on < line.ends_on <= span.ends_on for line in lines)
    assert all(first.ends_on <= second.starts_on for first, second in pairwise(lines))


@given(facts(), stretches(), st.integers(0, 200), st.integers(0, 200))
def test_new_statements_that_say_the_same_move_no_penny(
    before: Facts, span: Span, first: int, second: int
) -> None:
    """A statement is superseded by another, and that by one with the old figures."""
    last = max(before.terms, key=lambda statement: statement.number)
    starts_on = last.starts_on + timedelta(days=first)
    other = Terms(last.number + 1, starts_on, last.total_pence + 10_00, last.contribution_pence)
    again = replace(last, number=last.number + 2, starts_on=starts_on)
    same = change_due(before, replace(before, terms=(*before.terms, other, again)), span)
    assert same.lines == ()

    later = replace(again, starts_on=starts_on + timedelta(days=second))
    there = change_due(before, replace(before, terms=(*before.terms, other, later)), span)
    assert all(
        starts_on <= line.starts_on < line.ends_on <= later.starts_on for line in there.lines
    )


@given(facts(), st.sampled_from(["weekly", "fortnightly", "four_weekly", "monthly"]), NUMBERS)
def test_the_payments_of_a_year_add_up(paid: Facts, frequency: str, from_on: int) -> None:
    calendar = default_calendar(Frequency(frequency))
    year = calendar_of_year(paid, calendar, a_day(from_on), a_day(from_on + 365))
    covered = Span(
        a_day(from_on), max([due.period.ends_on for due in year], default=a_day(from_on))
    )
    assert sum(due.pence for due in year) == due_pence(lines_due(paid, covered), paid.mode)
    assert all(due.pence == due_pence(due.lines, paid.mode) for due in year)
    whole_year = Span(a_day(from_on), a_day(from_on + 365))
    assert due_pence(lines_due(paid, whole_year), ContributionMode.GROSS) <= sum(
        due_pence(due.lines, ContributionMode.GROSS) for due in year
    )
