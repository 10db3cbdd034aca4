"""What is due for which days, in worked examples with their arithmetic."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from budgets.plans.rules.entitlement import (
    calendar_of_year,
    change_due,
    due_lines,
    due_pence,
    lines_due,
    weekly_part_pence,
)
from budgets.plans.rules.segments import in_force, segments
from budgets.plans.values.schedule import (
    ContributionMode,
    DueLine,
    Facts,
    Frequency,
    Span,
    Terms,
    default_calendar,
)

NET, GROSS, NONE = ContributionMode
FOUR_WEEKLY = default_calendar(Frequency.FOUR_WEEKLY)
MONTHLY = default_calendar(Frequency.MONTHLY)
PERIOD = Span(date(2026, 11, 16), date(2026, 12, 14))
A_HUNDRED = Terms(1, date(2026, 11, 16), 100_00, 20_00)


def short(lines: Iterable[DueLine]) -> list[tuple[int, int, int, int]]:
    return [(line.number, line.days, line.total_pence, line.contribution_pence) for line in lines]


@pytest.mark.parametrize(
    ("weekly_pence", "starts_on", "ends_on", "pence"),
    [
        # £100.00 a week since 1 January 2027
        (100_00, date(2027, 1, 1), date(2027, 1, 8), 100_00),
        (100_00, date(2027, 1, 1), date(2027, 1, 2), 14_29),  # 10000 × 1/7 = 1428.57
        (100_00, date(2027, 1, 2), date(2027, 1, 3), 14_28),  # × 2/7 = 2857.14; less 1429
        (100_00, date(2027, 1, 1), date(2027, 2, 1), 442_86),  # 31 days: × 31/7 = 44285.71
        (100_00, date(2027, 2, 1), date(2027, 3, 1), 400_00),  # 28 days: × 59/7 = 84285.71 → 84286
        (100_00, date(2027, 3, 1), date(2027, 4, 1), 442_85),  # × 90/7 = 128571.43; less 84286
        (
            100_00,
            date(2027, 4, 1),
            date(2027, 5, 1),
            428_58,
        ),  # 30: × 120/7 = 171428.57; less 128571
        (100_00, date(2027, 1, 1), date(2028, 1, 1), 5_214_29),  # 365: × 365/7 = 521428.57
        # February 2028 has 29 days: × 396/7 = 565714.29 until its start, × 425/7 = 607142.86
        (100_00, date(2028, 2, 1), date(2028, 3, 1), 414_29),  # 607143 − 565714
        # £387.45 a week: whole weeks are exact wherever they begin
        (387_45, date(2027, 1, 6), date(2027, 2, 3), 1_549_80),  # 4 × 387.45
        (387_45, date(2027, 1, 1), date(2027, 2, 1), 1_715_85),  # 38745 × 31/7 = 171585.00
        (387_46, date(2027, 1, 1), date(2027, 2, 1), 1_715_89),  # 38746 × 31/7 = 171589.43
        (0, date(2027, 1, 1), date(2028, 1, 1), 0),
        (100_00, date(2027, 1, 1), date(2027, 1, 1), 0),
    ],
)
def test_weekly_pence_by_days(
    weekly_pence: int, starts_on: date, ends_on: date, pence: int
) -> None:
    assert weekly_part_pence(weekly_pence, date(2027, 1, 1), starts_on, ends_on) == pence


def test_four_weeks_of_a_hundred_pounds() -> None:
    """4 × £100.00; of them the person pays 4 × £20.00, and the council 4 × £80.00."""
    (line,) = due_lines([A_HUNDRED], PERIOD)
    assert line == DueLine(1, PERIOD.starts_on, PERIOD.ends_on, 28, 400_00, 80_00)
    assert line.share_pence == 320_00


@pytest.mark.parametrize(("mode", "pence"), [(NET, 320_00), (GROSS, 400_00), (NONE, 400_00)])
def test_the_council_pays_its_share_or_all(mode: ContributionMode, pence: int) -> None:
    lines = due_lines([A_HUNDRED], PERIOD)
    assert lines[0].pence(mode) == pence
    assert due_pence(lines, mode) == pence
    assert due_pence([], mode) == 0


def test_a_start_in_the_middle_of_a_period() -> None:
    """
    From Wednesday 25 November until 13 December 2026: 19 days.

    Total 10000 × 19/7 = 27142.86; contribution 2000 × 19/7 = 5428.57.
    """
    (line,) = due_lines([replace(A_HUNDRED, starts_on=date(2026, 11, 25))], PERIOD)
    assert short([line]) == [(1, 19, 271_43, 54_29)]
    assert line.share_pence == 217_14


def test_a_rise_in_april_in_the_middle_of_a_period() -> None:
    """
    £100.00 rises to £105.00, and the contribution of £20.00 to £21.00, on Thursday 1 April 2027.

    24 days before: 10000 × 24/7 = 34285.71 and 2000 × 24/7 = 6857.14. 4 days after: 10500 × 28/7
    less 10500 × 24/7 = 42000 − 36000, and 2100 × 28/7 less 2100 × 24/7 = 8400 − 7200.
    """
    terms = [
        Terms(1, date(2027, 3, 8), 100_00, 20_00),
        Terms(2, date(2027, 4, 1), 105_00, 21_00),
    ]
    lines = due_lines(terms, Span(date(2027, 3, 8), date(2027, 4, 5)))
    assert short(lines) == [(1, 24, 342_86, 68_57), (2, 4, 60_00, 12_00)]
    assert due_pence(lines, NET) == 322_29  # 34286 − 6857 + 6000 − 1200
    assert due_pence(lines, GROSS) == 402_86


def test_nine_days_in_hospital() -> None:
    """
    Nothing is due from 24 November until 2 December 2026; 28 − 9 = 19 days are: £271.43.

    8 days before: 10000 × 8/7 = 11428.57. 11 after: 40000 less 10000 × 17/7 = 24285.71.
    Contribution: 2000 × 8/7 = 2285.71, and 8000 less 2000 × 17/7 = 4857.14.
    """
    hospital = Span(date(2026, 11, 24), date(2026, 12, 3))
    lines = due_lines([A_HUNDRED], PERIOD, [hospital])
    assert short(lines) == [(1, 8, 114_29, 22_86), (1, 11, 157_14, 31_43)]
    assert due_pence(lines, GROSS) == 271_43
    assert [line.starts_on for line in lines] == [PERIOD.starts_on, hospital.ends_on]


@pytest.mark.parametrize(
    ("pauses", "days"),
    [
        ([Span(date(2026, 11, 20))], [4]),  # nobody knows until when
        ([Span(date(2026, 11, 1), date(2026, 11, 20))], [24]),
        ([Span(date(2026, 11, 1), date(2027, 1, 1))], []),
        ([Span(date(2026, 12, 14))], [28]),
        ([Span(date(2026, 11, 1), date(2026, 11, 16))], [28]),
        ([Span(date(2026, 11, 20), date(2026, 11, 20))], [28]),  # ended on the day it began
        ([Span(date(2026, 12, 1), date(2026, 12, 10)), Span(date(2026, 11, 20))], [4]),
        (  # two that overlap, and one within: 20 November until 3 December
            [
                Span(date(2026, 11, 25), date(2026, 12, 4)),
                Span(date(2026, 11, 20), date(2026, 12, 1)),
                Span(date(2026, 11, 21), date(2026, 11, 22)),
            ],
            [4, 10],
        ),
    ],
)
def test_pauses(pauses: list[Span], days: list[int]) -> None:
    assert [line.days for line in due_lines([A_HUNDRED], PERIOD, pauses)] == days


ONE, TWO, THREE = (
    Terms(1, date(2026, 1, 1), 100_00),
    Terms(2, date(2026, 3, 1), 110_00),
    Terms(3, date(2026, 2, 1), 120_00),
)


@pytest.mark.parametrize(
    ("terms", "day", "number"),
    [
        ([ONE, TWO], date(2025, 12, 31), None),
        ([ONE, TWO], date(2026, 1, 1), 1),
        ([ONE, TWO], date(2026, 2, 28), 1),
        ([ONE, TWO], date(2026, 3, 1), 2),
        ([THREE, ONE, TWO], date(2026, 1, 31), 1),
        ([THREE, ONE, TWO], date(2026, 2, 1), 3),
        ([THREE, ONE, TWO], date(2026, 3, 1), 3),
        ([], date(2026, 3, 1), None),
    ],
)
def test_the_highest_number_that_has_begun_is_in_force(
    terms: list[Terms], day: date, number: int | None
) -> None:
    found = in_force(terms, day)
    assert (found.number if found else None) == number


def test_what_is_superseded_before_it_begins_never_comes_into_force() -> None:
    year = Span(date(2025, 6, 1), date(2027, 1, 1))
    found = [
        (part.terms, part.starts_on, part.ends_on) for part in segments([TWO, ONE, THREE], year)
    ]
    assert found == [
        (ONE, date(2026, 1, 1), date(2026, 2, 1)),
        (THREE, date(2026, 2, 1), date(2027, 1, 1)),
    ]
    assert segments([], year) == []


def test_what_is_due_for_ever_cannot_be_counted() -> None:
    with pytest.raises(ValueError, match="for ever"):
        due_lines([A_HUNDRED], Span(date(2026, 11, 16)))


FACTS = Facts((A_HUNDRED,), NET, pays_from=A_HUNDRED.starts_on)


def test_a_late_rise_is_owed_for_the_days_that_it_reaches_back() -> None:
    """
    £20.00 a week more from Monday 30 November; paid until 13 December: 2 weeks, £40.00.

    The contribution is what it was, so all of it is the council's.
    """
    after = replace(FACTS, terms=(A_HUNDRED, Terms(2, date(2026, 11, 30), 120_00, 20_00)))
    change = change_due(FACTS, after, PERIOD)
    assert (change.pence, change.total_pence, change.contribution_pence) == (40_00, 40_00, 0)
    (line,) = change.lines
    assert (line.starts_on, line.ends_on) == (date(2026, 11, 30), date(2026, 12, 14))
    assert short([line.was, line.becomes]) == [(1, 14, 200_00, 40_00), (2, 14, 240_00, 40_00)]


@pytest.mark.parametrize(("mode", "pence"), [(NET, -10_71), (GROSS, 0)])
def test_a_higher_contribution_lowers_the_share_and_not_the_total(
    mode: ContributionMode, pence: int
) -> None:
    """
    £20.00 a week becomes £25.00 from Sunday 29 November: 15 days.

    2000 × 28/7 less 2000 × 13/7 = 8000 − 3714 = 4286 becomes 2500 × 28/7 less 2500 × 13/7 =
    10000 − 4643 = 5357: £10.71 more. The total isn't touched, not even by a penny.
    """
    before = replace(FACTS, mode=mode)
    after = replace(before, terms=(A_HUNDRED, Terms(2, date(2026, 11, 29), 100_00, 25_00)))
    change = change_due(before, after, PERIOD)
    assert (change.pence, change.total_pence, change.contribution_pence) == (pence, 0, 10_71)


def test_a_stay_in_hospital_that_is_told_late_was_paid_too_much() -> None:
    """
    9 days from 24 November: 10000 × 17/7 less 10000 × 8/7 = 24286 − 11429 = 12857.

    Contribution: 4857 − 2286 = 2571. The council's share was 12857 − 2571 = 10286.
    """
    after = replace(FACTS, pauses=(Span(date(2026, 11, 24), date(2026, 12, 3)),))
    change = change_due(FACTS, after, PERIOD)
    assert (change.pence, change.total_pence, change.contribution_pence) == (
        -102_86,
        -128_57,
        -25_71,
    )
    assert [(line.starts_on, line.ends_on, line.becomes) for line in change.lines] == [
        (date(2026, 11, 24), date(2026, 12, 3), None)
    ]
    back = change_due(after, FACTS, PERIOD)
    assert (back.pence, back.lines[0].was) == (102_86, None)


def test_to_pay_gross_instead_of_net_adds_the_contribution() -> None:
    """4 × £20.00 is what the council pays more; nothing else changes."""
    change = change_due(FACTS, replace(FACTS, mode=GROSS), PERIOD)
    assert (change.pence, change.total_pence, change.contribution_pence) == (80_00, 0, 0)


def test_nothing_is_due_before_the_council_pays_and_after_the_last_day() -> None:
    """From 23 November until Friday 4 December, that day too: 12 days, 24000/7 and 96000/7."""
    facts = replace(FACTS, pays_from=date(2026, 11, 23), ends_on=date(2026, 12, 4))
    assert facts.span == Span(date(2026, 11, 23), date(2026, 12, 5))
    # 10000 × 19/7 − 10000 × 7/7 = 27143 − 10000; 2000 × 19/7 − 2000 = 5429 − 2000
    assert short(lines_due(facts, PERIOD)) == [(1, 12, 171_43, 34_29)]
    assert short(lines_due(facts, Span(date(2026, 1, 1)))) == [(1, 12, 171_43, 34_29)]
    assert lines_due(facts, Span(date(2026, 12, 5), date(2027, 1, 1))) == []


def test_the_payments_of_a_short_budget() -> None:
    """
    £100.00 a week from Wednesday 25 November 2026 until Friday 15 January 2027.

    19 days: 271.43. 28 days: 400.00. 5 days: 10000 × 52/7 − 10000 × 47/7 = 74286 − 67143 = 7143.
    """
    terms = (Terms(1, date(2026, 11, 25), 100_00),)
    facts = Facts(terms, NET, pays_from=terms[0].starts_on, ends_on=date(2027, 1, 15))
    year = calendar_of_year(facts, FOUR_WEEKLY, date(2026, 4, 1), date(2027, 4, 1))
    assert [(due.period.starts_on, due.period.pay_on, due.pence) for due in year] == [
        (date(2026, 11, 25), date(2026, 11, 16), 271_43),
        (date(2026, 12, 14), date(2026, 12, 14), 400_00),
        (date(2027, 1, 11), date(2027, 1, 11), 71_43),
    ]


def test_the_payments_of_a_year_by_the_month() -> None:
    """
    £100.00 a week from 1 January 2027; £7.00 more from 16 April, a Friday.

    April: 10000 × 105/7 − 10000 × 90/7 = 150000 − 128571 = 21429 for 15 days, and 10700 × 120/7
    − 10700 × 105/7 = 183429 − 160500 = 22929 for the other 15. Then months at £107.00.
    """
    terms = (Terms(1, date(2027, 1, 1), 100_00), Terms(2, date(2027, 4, 16), 107_00))
    facts = Facts(terms, NET, pays_from=date(2027, 1, 1))
    year = calendar_of_year(facts, MONTHLY, date(2027, 1, 1), date(2027, 7, 1))
    assert [due.pence for due in year] == [
        442_86,  # 31 days
        400_00,  # 28
        442_85,  # 31: the penny was in January
        443_58,  # 21429 + 22929
        473_85,  # 31: 10700 × 151/7 − 10700 × 120/7 = 230814 − 183429
        458_57,  # 30: 10700 × 181/7 − 10700 × 151/7 = 276671 − 230814
    ]
    assert [due.period.pay_on.day for due in year] == [31, 1, 1, 1, 30, 1]
    assert [line.number for line in year[3].lines] == [1, 2]


def test_the_year_goes_on_where_it_was_paid_until() -> None:
    """Paid until 1 December: the rest of the period, 13 days, 40000 − 21429; then whole ones."""
    facts = replace(FACTS, mode=GROSS)
    year = calendar_of_year(facts, FOUR_WEEKLY, date(2026, 12, 1), date(2026, 12, 15))
    assert [(due.period.days, due.pence) for due in year] == [(13, 185_71), (28, 400_00)]


def test_a_period_that_is_paused_is_there_with_nothing_due() -> None:
    facts = replace(FACTS, pauses=(Span(date(2026, 12, 1), date(2027, 1, 18)),))
    year = calendar_of_year(facts, FOUR_WEEKLY, PERIOD.starts_on, date(2027, 2, 1))
    # 8000 × 15/7 = 17143 for 15 days; nothing; 10000 × 84/7 less 63/7, less contribution: 3 × 8000
    assert [due.pence for due in year] == [171_43, 0, 240_00]
    assert year[1].lines == []


def test_what_is_paid_once_is_due_once() -> None:
    """Six weeks at £80.00 of the council's: £480.00, and no more once it is paid."""
    facts = replace(FACTS, ends_on=date(2026, 12, 27))
    once = default_calendar(Frequency.ONCE)
    (due,) = calendar_of_year(facts, once, date(2026, 1, 1), date(2027, 1, 1))
    assert (due.pence, due.period.pay_on) == (480_00, date(2026, 11, 16))
    assert calendar_of_year(facts, once, due.period.ends_on, date(2028, 1, 1)) == []
