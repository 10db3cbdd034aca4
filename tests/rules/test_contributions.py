"""What a person pays, and where they stand with it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.plans.errors import ContributionAboveTotal
from budgets.plans.rules.contributions import arrears_of, weekly_contribution_pence
from budgets.plans.values.contributions import PeriodDue

TODAY = date(2026, 11, 22)
FOUR_WEEKS = timedelta(days=28)
PENCE = st.integers(0, 10_000_00)


@pytest.mark.parametrize(
    ("assessed", "expenses", "total", "weekly"),
    [
        (45_20, 12_70, 220_00, 32_50),  # 45.20 - 12.70
        (45_20, 0, 220_00, 45_20),
        (12_70, 45_20, 220_00, 0),  # never below nothing
        (220_00, 0, 220_00, 220_00),  # all of it, and not a penny more
        (0, 0, 0, 0),
    ],
)
def test_what_they_can_pay_less_what_their_disability_costs(
    assessed: int, expenses: int, total: int, weekly: int
) -> None:
    pence = weekly_contribution_pence(
        assessed_pence=assessed, disability_expenses_pence=expenses, total_pence=total
    )
    assert pence == weekly


def test_nobody_pays_more_than_their_support_costs() -> None:
    with pytest.raises(ContributionAboveTotal) as refused:
        weekly_contribution_pence(
            assessed_pence=230_01, disability_expenses_pence=10_00, total_pence=220_00
        )
    assert refused.value.sentence == (
        "A contribution of £220.01 is more than the support costs, £220.00 a week. "
        "Look at the assessment again."
    )


@given(PENCE, PENCE, PENCE)
def test_a_contribution_is_within_nothing_and_the_total(
    assessed: int, expenses: int, over: int
) -> None:
    total = assessed + over
    pence = weekly_contribution_pence(
        assessed_pence=assessed, disability_expenses_pence=expenses, total_pence=total
    )
    assert 0 <= pence <= total


def four_weekly(*pence: int, last_on: date = TODAY - timedelta(days=1)) -> list[PeriodDue]:
    """Periods of four weeks, the oldest first, the last due on a day."""
    days = [last_on - FOUR_WEEKS * back for back in reversed(range(len(pence)))]
    return [PeriodDue(day, one) for day, one in zip(days, pence, strict=True)]


@pytest.mark.parametrize(
    ("dues", "paid", "owed", "ahead", "missed"),
    [
        ((130_00, 130_00, 130_00), 390_00, 0, 0, 0),
        ((130_00, 130_00, 130_00), 260_00, 130_00, 0, 1),
        ((130_00, 130_00, 130_00), 0, 390_00, 0, 3),
        # Each time a pound short: 3 × 1.00 is open, all of it of the last period.
        ((130_00, 130_00, 130_00), 387_00, 3_00, 0, 1),
        # 100.00 fills nothing whole: 130 - 100 = 30 of the first, and all of the second.
        ((130_00, 130_00), 100_00, 160_00, 0, 2),
        ((130_00,), 150_00, 0, 20_00, 0),
        # 60.00 less after a change back in time: 130 + 130 - 60 - 200 = 0.
        ((130_00, 130_00, -60_00), 200_00, 0, 0, 0),
        ((130_00, 130_00, -60_00), 0, 200_00, 0, 2),
        ((-60_00,), 0, 0, 60_00, 0),
        ((), 0, 0, 0, 0),
    ],
)
def test_where_somebody_stands(
    dues: tuple[int, ...], paid: int, owed: int, ahead: int, missed: int
) -> None:
    stands = arrears_of(dues=four_weekly(*dues), paid_pence=paid, today=TODAY)
    assert (stands.owed_pence, stands.ahead_pence, stands.missed) == (owed, ahead, missed)


def test_what_is_due_today_is_not_missed_yet() -> None:
    dues = four_weekly(130_00, 130_00, last_on=TODAY)
    assert arrears_of(dues=dues, paid_pence=130_00, today=TODAY).missed == 0
    tomorrow = arrears_of(dues=dues, paid_pence=130_00, today=TODAY + timedelta(days=1))
    assert (tomorrow.owed_pence, tomorrow.missed) == (130_00, 1)


@given(st.lists(st.integers(-500_00, 500_00), max_size=15), PENCE, st.randoms())
def test_due_is_paid_and_owed_to_the_penny(dues: list[int], paid: int, mixer: object) -> None:
    periods = four_weekly(*dues)
    stands = arrears_of(dues=periods, paid_pence=paid, today=TODAY)
    assert stands.due_pence == sum(dues) == paid + stands.owed_pence - stands.ahead_pence
    assert (stands.missed > 0) == (stands.owed_pence > 0)
    mixer.shuffle(periods)  # type: ignore[attr-defined]
    assert arrears_of(dues=periods, paid_pence=paid, today=TODAY) == stands
