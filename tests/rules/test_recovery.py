"""The rules of recovery budgets, as tables."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.recovery import errors, rules
from budgets.recovery.values import Progress, RequestState
from ledgers.values import Purpose
from payments.payouts.values import PaymentState


@pytest.mark.parametrize(
    ("words", "purpose"),
    [
        ("A make-up course at the college", Purpose.LEARNING),
        ("Driving lessons and taxi fares", Purpose.TRANSPORT),
        ("A laptop for my class", Purpose.LEARNING),
        ("A washing machine", Purpose.EQUIPMENT),
        ("A weekend away, a rest", Purpose.BREAKS),
        ("Swimming at the pool", Purpose.GETTING_OUT),
        ("Something for mum", Purpose.OTHER),
        ("买一台电脑", Purpose.OTHER),
        ("", Purpose.OTHER),
    ],
)
def test_words_are_mapped_to_a_purpose(words: str, purpose: Purpose) -> None:
    assert rules.guess_purpose(words) == purpose


@pytest.mark.parametrize(
    ("pence", "given_before", "refusal"),
    [
        (300_00, 0, None),
        (300_01, 0, errors.OverDelegation),
        (300_00, 300_00, None),
        (300_00, 300_01, errors.PersonYearLimit),
        (1, 600_00, errors.PersonYearLimit),
    ],
)
def test_the_delegation_includes_its_limits(
    pence: int, given_before: int, refusal: type[Exception] | None
) -> None:
    limits = {"grant_limit": 300_00, "person_year_limit": 600_00}
    if refusal is None:
        rules.check_delegation(pence=pence, given_in_year=given_before, **limits)
    else:
        with pytest.raises(refusal):
            rules.check_delegation(pence=pence, given_in_year=given_before, **limits)


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 11, 22), date(2025, 11, 23)),
        (date(2028, 2, 29), date(2027, 3, 1)),
        (date(2027, 2, 28), date(2026, 3, 1)),
        (date(2026, 1, 1), date(2025, 1, 2)),
        (date(2026, 12, 31), date(2026, 1, 1)),
    ],
)
def test_the_twelve_months_that_end_with_a_day(day: date, first: date) -> None:
    assert rules.year_before(day) == first


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_twelve_months_are_never_longer_than_a_year(day: date) -> None:
    assert 363 <= (day - rules.year_before(day)).days <= 365


@pytest.mark.parametrize(
    ("payment", "details", "lapsed", "progress"),
    [
        (PaymentState.APPROVED, False, False, Progress.WAITING_FOR_DETAILS),
        (PaymentState.APPROVED, True, False, Progress.PROMISED),
        (PaymentState.SENT, True, False, Progress.ON_ITS_WAY),
        (PaymentState.PAID, True, False, Progress.THERE),
        (PaymentState.FAILED, True, False, Progress.CAME_BACK),
        (PaymentState.RETURNED, True, False, Progress.CAME_BACK),
        (PaymentState.CANCELLED, False, True, Progress.LAPSED),
        (PaymentState.CANCELLED, False, False, Progress.CANCELLED),
    ],
)
def test_progress_is_read_from_the_payment(
    payment: PaymentState, details: bool, lapsed: bool, progress: Progress
) -> None:
    told = rules.progress_of(
        request=RequestState.AUTHORISED, payment=payment, details_given=details, lapsed=lapsed
    )
    assert told == progress


@pytest.mark.parametrize(
    "state", [state for state in RequestState if state != RequestState.AUTHORISED]
)
def test_before_it_is_authorised_the_asking_says(state: RequestState) -> None:
    told = rules.progress_of(request=state, payment=None, details_given=False, lapsed=False)
    assert told.value == state.value
