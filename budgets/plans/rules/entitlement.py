"""
What is due for which days, to the penny, from weekly sums.

Pennies are counted cumulatively: until a day, as much is due as the week's sum times the days
since the first statement began, by seven and rounded; for a span, what is due until its end less
what is due until its start. So however a time is split, its parts add up to the whole, and 28
days are exactly four weeks. A month is paid by its days.
"""

from collections.abc import Collection, Iterable
from datetime import date
from itertools import pairwise

from budgets.plans.rules.periods import periods
from budgets.plans.rules.segments import segments
from budgets.plans.values.changes import Change, ChangeLine
from budgets.plans.values.schedule import (
    Calendar,
    ContributionMode,
    Due,
    DueLine,
    Facts,
    Segment,
    Span,
    Terms,
)

DAYS = 7


def weekly_part_pence(weekly_pence: int, anchor_on: date, starts_on: date, ends_on: date) -> int:
    """
    What is due of a weekly sum for the days from `starts_on` until the day before `ends_on`.

    :param anchor_on: the day from which pennies are counted
    """
    anchor = anchor_on.toordinal()
    until_end = _pence_until(weekly_pence, ends_on.toordinal() - anchor)
    return until_end - _pence_until(weekly_pence, starts_on.toordinal() - anchor)


def _pence_until(weekly_pence: int, days: int) -> int:
    """Rounded half up."""
    return (2 * weekly_pence * days + DAYS) // (2 * DAYS)


def due_lines(terms: Iterable[Terms], span: Span, pauses: Collection[Span] = ()) -> list[DueLine]:
    """
    What is due for a span, a line for each stretch under one statement; none for paused days.

    :raises ValueError: the span has no end
    """
    if span.ends_on is None:
        raise ValueError("What is due for ever can't be counted.")
    return _lines(segments(terms, span, pauses), span.starts_on, span.ends_on)


def _lines(pieces: Iterable[Segment], starts_on: date, ends_on: date) -> list[DueLine]:
    lines = []
    for piece in pieces:
        first = max(starts_on, piece.starts_on)
        after = ends_on if piece.ends_on is None else min(ends_on, piece.ends_on)
        if first < after:
            lines.append(_line(piece, first, after))
    return lines


def _line(piece: Segment, starts_on: date, ends_on: date) -> DueLine:
    terms, anchor_on = piece.terms, piece.anchor_on
    return DueLine(
        terms.number,
        starts_on,
        ends_on,
        (ends_on - starts_on).days,
        weekly_part_pence(terms.total_pence, anchor_on, starts_on, ends_on),
        weekly_part_pence(terms.contribution_pence, anchor_on, starts_on, ends_on),
    )


def due_pence(lines: Iterable[DueLine], mode: ContributionMode) -> int:
    """What the council pays out for these lines."""
    return sum(line.pence(mode) for line in lines)


def lines_due(facts: Facts, span: Span) -> list[DueLine]:
    """
    What is due for a span; nothing for days before the council pays, and after the end.

    :raises ValueError: neither the span nor the budget has an end
    """
    return due_lines(facts.terms, span.within(facts.span), facts.pauses)


def change_due(before: Facts, after: Facts, span: Span) -> Change:
    """
    What new facts make of days already paid: what is due by the new less what was by the old.

    :param span: the days already paid
    :raises ValueError: the span has no end, nor has a budget
    """
    lines = (*lines_due(before, span), *lines_due(after, span))
    bounds = sorted({day for line in lines for day in (line.starts_on, line.ends_on)})
    compared = [_compare(before, after, *days) for days in pairwise(bounds)]
    return Change(tuple(line for line in compared if line.moves_money))


def _compare(before: Facts, after: Facts, starts_on: date, ends_on: date) -> ChangeLine:
    """Compare what is due for days in which neither side changes: one line each at the most."""
    days = Span(starts_on, ends_on)
    was, becomes = lines_due(before, days), lines_due(after, days)
    return ChangeLine(
        starts_on,
        ends_on,
        due_pence(becomes, after.mode) - due_pence(was, before.mode),
        next(iter(was), None),
        next(iter(becomes), None),
    )


def calendar_of_year(facts: Facts, calendar: Calendar, from_on: date, until_on: date) -> list[Due]:
    """
    What is due for each period that begins before `until_on`, in order.

    :param from_on: where what was paid already ends; the first period begins here, or where the
        council begins to pay. The last period is whole, also where it goes on after `until_on`
    :raises ValueError: it is paid once, and nobody knows until when
    """
    ahead = facts.span.within(Span(from_on))
    pieces = segments(facts.terms, ahead, facts.pauses)
    year = []
    for period in periods(calendar, ahead):
        if period.starts_on >= until_on:
            break
        lines = _lines(pieces, period.starts_on, period.ends_on)
        year.append(Due(period, lines, due_pence(lines, facts.mode)))
    return year
