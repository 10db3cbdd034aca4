"""What may be asked back, and what never: the ombudsman's complaints as stories."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.plans.errors import (
    BalanceUnknown,
    NothingToAskBack,
    NoticeTooShort,
    RepaymentAboveSurplus,
    RepaymentReasonMissing,
)
from budgets.plans.rules.surplus import check_repayment, surplus_of
from budgets.plans.values.surplus import RING_FENCE_WORDS, Figure, RingFenceKind, Surplus
from ledgers.errors import Refusal

TODAY = date(2026, 11, 22)
IN_TIME = date(2026, 12, 6)
PENCE = st.integers(0, 5_000_00)


def surplus(left_pence: int | None = 3_000_00, **other: int) -> Surplus | None:
    """200.00 a week, 8 weeks of it kept in hand: 1,600.00; nothing just paid."""
    just_paid, weekly = other.pop("just_paid", 0), other.pop("weekly", 200_00)
    return surplus_of(
        left_pence=left_pence,
        ring_fenced={RingFenceKind(kind): pence for kind, pence in other.items()},
        weekly_pence=weekly,
        contingency_weeks=8,
        instalment_just_paid_pence=just_paid,
    )


@pytest.mark.parametrize(
    ("left", "other", "above"),
    [
        (3_000_00, {}, 1_400_00),  # 3,000 - 8 × 200
        (1_600_00, {}, 0),
        (1_600_01, {}, 1),
        (3_000_00, {"just_paid": 800_00}, 600_00),  # 3,000 - 800 - 1,600
        # 3,000 - 300 holiday - 120 tax - 200 notice - 450 booking - 1,600 = 330
        (3_000_00, {"holiday": 300_00, "tax": 120_00, "notice": 200_00, "booking": 450_00}, 330_00),
        (3_000_00, {"redundancy": 1_400_00, "wages": 100_00}, 0),  # 100 short, never below nothing
        (-50_00, {}, 0),
        (500_00, {"weekly": 0}, 500_00),
    ],
)
def test_above_all_that_is_spoken_for(left: int, other: dict[str, int], above: int) -> None:
    found = surplus(left, **other)
    assert found is not None
    assert found.surplus_pence == above


def test_every_figure_is_there_to_be_followed() -> None:
    found = surplus(tax=120_00, holiday=300_00, just_paid=800_00)
    assert found is not None
    assert list(found.figures()) == [
        Figure("What is left", 3_000_00),
        Figure("The payment that has just come", -800_00),
        Figure("Holiday pay that is owed", -300_00),
        Figure("Tax and National Insurance due", -120_00),
        Figure("8 weeks, to keep in hand", -1_600_00),
    ]
    assert sum(figure.pence for figure in found.figures()) == found.surplus_pence == 180_00
    assert set(RING_FENCE_WORDS) == set(RingFenceKind)


def refusal(found: Surplus | None, pence: int, **other: object) -> Refusal | None:
    """What is refused, when 14 days and a reason are given unless said otherwise."""
    asked = {"reason": "You needed fewer hours in summer.", "answer_by": IN_TIME, **other}
    try:
        check_repayment(pence=pence, surplus=found, today=TODAY, **asked)  # type: ignore[arg-type]
    except Refusal as refused:
        return refused
    return None


def test_money_was_taken_back_without_figures_or_a_word() -> None:
    """Lancashire (22 014 616): recouped with no warning, and too little said about the sum."""
    assert isinstance(refusal(None, 900_00), BalanceUnknown)
    assert isinstance(refusal(surplus(), 900_00, reason=""), RepaymentReasonMissing)
    assert isinstance(refusal(surplus(), 900_00, reason=" \n "), RepaymentReasonMissing)
    refused = refusal(surplus(holiday=300_00), 1_500_00)
    assert isinstance(refused, RepaymentAboveSurplus)
    assert refused.sentence == (
        "Of £3,000.00 that is left, £1,900.00 is spoken for, "
        "so at most £1,100.00 can be asked back."
    )
    assert refusal(surplus(holiday=300_00), 1_100_00) is None


def test_it_was_not_said_how_much_and_when() -> None:
    """Lancashire (18 012 467): neither the sum nor the day was told before it was taken."""
    assert isinstance(refusal(surplus(), 0), NothingToAskBack)
    assert isinstance(refusal(surplus(), -1), NothingToAskBack)
    refused = refusal(surplus(), 900_00, answer_by=TODAY + timedelta(days=3))
    assert isinstance(refused, NoticeTooShort)
    assert refused.sentence == "Give at least 14 days to answer: until 6 December 2026 or later."
    assert isinstance(
        refusal(surplus(), 900_00, answer_by=IN_TIME - timedelta(days=1)), NoticeTooShort
    )
    assert refusal(surplus(), 900_00, answer_by=IN_TIME) is None


def test_a_councils_own_notice_counts() -> None:
    days = TODAY + timedelta(days=28)
    assert isinstance(refusal(surplus(), 1, notice_days=29, answer_by=days), NoticeTooShort)
    assert refusal(surplus(), 1, notice_days=28, answer_by=days) is None


def test_holiday_and_redundancy_pay_that_was_owed_was_asked_back() -> None:
    """West Berkshire (24 014 783): assistants were owed redundancy pay, and didn't get it."""
    # 3,000 - 560 holiday - 840 redundancy - 1,600 = 0: not a penny can be asked back.
    owed = surplus(holiday=560_00, redundancy=840_00)
    assert isinstance(refusal(owed, 1), RepaymentAboveSurplus)


def test_the_payment_of_this_week_looked_like_money_nobody_needed() -> None:
    # 2,400 in hand, of which 800 came today for the next four weeks: 2,400 - 800 - 1,600 = 0.
    assert isinstance(refusal(surplus(2_400_00, just_paid=800_00), 1), RepaymentAboveSurplus)


def test_what_was_spent_within_the_plan_is_gone() -> None:
    """All was spent on support: nothing is left, so nothing is asked back, whatever was paid."""
    assert isinstance(refusal(surplus(0), 1), RepaymentAboveSurplus)
    assert isinstance(refusal(surplus(-20_00), 1), RepaymentAboveSurplus)


@given(
    st.integers(-1_000_00, 20_000_00),
    st.dictionaries(st.sampled_from(RingFenceKind), PENCE),
    PENCE,
    PENCE,
    st.integers(0, 12),
    st.integers(1, 20_000_00),
)
def test_whoever_is_asked_can_still_pay_all_that_they_owe(
    left: int,
    owed: dict[RingFenceKind, int],
    weekly: int,
    just_paid: int,
    weeks: int,
    asked: int,
) -> None:
    found = surplus_of(
        left_pence=left,
        ring_fenced=owed,
        weekly_pence=weekly,
        contingency_weeks=weeks,
        instalment_just_paid_pence=just_paid,
    )
    assert found is not None
    assert found.surplus_pence == max(0, sum(figure.pence for figure in found.figures()))
    if refusal(found, asked) is None:
        assert left - asked >= sum(owed.values()) + just_paid + weekly * weeks
