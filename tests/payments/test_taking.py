"""Where a bank answers failures only, days without one are the answer."""

from datetime import UTC, date, datetime, timedelta

import pytest

from budgets.councils import services as councils
from payments.payouts import services as payouts
from payments.payouts.models import Payment
from payments.payouts.values import (
    PaidHow,
    PaymentState,
    bank_day_after,
    bank_day_before,
    bank_day_from,
    is_bank_day,
    london_day,
)
from tests.factories import NOW, World
from tests.payments.worlds import Sums, again, answers_csv, make_file, ready_for_file, sums

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def sent(world: World, now: datetime = MONDAY) -> Payment:
    (payment,) = ready_for_file(world)
    make_file(world, now)
    return again(payment)


@pytest.mark.parametrize(("days", "state"), [(1, "sent"), (2, "paid"), (9, "paid")])
def test_after_two_bank_days_it_is_taken_as_paid(by_file: World, days: int, state: str) -> None:
    payment = sent(by_file)
    payouts.take_as_paid(book_id=by_file.book_id, now=MONDAY + timedelta(days=days))
    assert again(payment).state == state


def test_it_is_marked_as_taken_and_clears(by_file: World) -> None:
    payment = sent(by_file)
    week = MONDAY + timedelta(days=7)
    assert payouts.take_as_paid(book_id=by_file.book_id, now=week) == 1
    assert payouts.take_as_paid(book_id=by_file.book_id, now=week) == 0
    assert again(payment).paid_how == PaidHow.TAKEN
    assert sums(by_file, payment) == Sums(pot=11_999_00, held=0, clearing=0, there=1_00)


def test_what_was_taken_can_still_come_back(by_file: World) -> None:
    payment = sent(by_file)
    week = MONDAY + timedelta(days=7)
    payouts.take_as_paid(book_id=by_file.book_id, now=week)
    payouts.read_bank_answers(
        book_id=by_file.book_id,
        data=answers_csv((payment, "failed", "AC01", week.date())),
        by=by_file.finance.user_id,
        now=week,
    )
    assert sums(by_file, payment) == Sums(pot=11_999_00, held=1_00, clearing=0, there=0)


def test_the_policy_says_how_many_days(by_file: World) -> None:
    payment = sent(by_file)
    councils.set_policy(
        book_id=by_file.book_id,
        name="paid_after_bank_days",
        value=4,
        starts_on=NOW.date(),
        by=by_file.administrator.user_id,
        now=NOW,
    )
    for days, state in ((3, "sent"), (4, "paid")):
        payouts.take_as_paid(book_id=by_file.book_id, now=MONDAY + timedelta(days=days))
        assert again(payment).state == state


def test_christmas_is_waited_for(by_file: World) -> None:
    """Thursday 24 December 2026: the next bank days are Tuesday 29 and Wednesday 30."""
    payment = sent(by_file, datetime(2026, 12, 24, 9, tzinfo=UTC))
    for day, state in ((28, "sent"), (29, "sent"), (30, "paid")):
        now = datetime(2026, 12, day, 19, tzinfo=UTC)
        payouts.take_as_paid(book_id=by_file.book_id, now=now)
        assert again(payment).state == state


def test_over_the_practice_rail_nothing_is_taken(world: World) -> None:
    ready_for_file(world)
    assert payouts.take_as_paid(book_id=world.book_id, now=MONDAY + timedelta(days=90)) == 0
    assert Payment.objects.get().state == PaymentState.SENT


HOLIDAYS = [
    date(2026, 4, 3),
    date(2026, 4, 6),
    date(2026, 5, 4),
    date(2026, 5, 25),
    date(2026, 8, 31),
    date(2026, 12, 25),
    date(2026, 12, 26),
    date(2026, 12, 28),
    date(2027, 12, 27),
    date(2027, 12, 28),
    date(2028, 1, 3),
]


@pytest.mark.parametrize("day", HOLIDAYS)
def test_an_english_bank_holiday_is_no_bank_day(day: date) -> None:
    assert not is_bank_day(day)


@pytest.mark.parametrize("day", [date(2026, 12, 24), date(2026, 12, 29), date(2026, 11, 30)])
def test_other_weekdays_are(day: date) -> None:
    """St Andrew's day is Scotland's alone."""
    assert is_bank_day(day)


def test_before_and_after_agree_on_every_day_of_three_years() -> None:
    for count in range(5):
        for number in range(1_100):
            today = date(2026, 1, 1) + timedelta(days=number)
            latest = bank_day_before(today, count)
            assert is_bank_day(latest)
            assert bank_day_after(latest, count) <= today
            assert bank_day_after(bank_day_from(latest + timedelta(days=1)), count) > today


def test_the_day_is_londons() -> None:
    assert london_day(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)
    assert london_day(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == date(2026, 12, 31)
