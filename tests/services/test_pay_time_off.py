"""Holiday and illness are written down once, and paid once."""

from datetime import date, timedelta
from typing import Any

import pytest

from budgets.assistants.errors import pay as refused
from budgets.assistants.models import HolidayTaken, SickDay
from budgets.assistants.services import pay as paying
from budgets.plans.errors import DayAbsurd
from tests.factories import NOW, World
from tests.worlds_of_assistants import FIRST_DAY, Work, works
from tests.worlds_of_pay import AFTER, NEXT_AFTER, agreed_hours, worked_out
from tests.worlds_of_plans import at

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 9)
LATER = at(NEXT_AFTER)


@pytest.fixture
def work(world: World) -> Work:
    return works(world)


def holiday(work: Work, **said: Any) -> HolidayTaken:
    return paying.record_holiday(
        engagement=work.engagement,
        **{
            "first_on": MONDAY,
            "last_on": MONDAY + timedelta(days=1),
            "minutes": 240,
            "by": work.world.practitioner.user_id,
            "now": NOW,
            **said,
        },
    )


def ill(work: Work, **said: Any) -> list[SickDay]:
    return paying.record_sickness(
        engagement=work.engagement,
        **{
            "first_on": MONDAY,
            "last_on": MONDAY + timedelta(days=6),
            "weekdays": [0, 1, 3],
            "by": work.world.practitioner.user_id,
            "now": NOW,
            **said,
        },
    )


def test_holiday_is_paid_with_its_period_and_once(work: Work) -> None:
    agreed_hours(work)
    taken = holiday(work)
    assert holiday(work) == taken
    pay = worked_out(work)
    # 4 hours at the agreed 14.00: no week was paid before
    assert list(pay.lines.order_by("place").values_list("kind", "pence")) == [
        ("standard", 56_00),
        ("holiday", 56_00),
    ]
    assert (pay.taken_minutes, pay.owed_minutes) == (240, 29 - 240)
    assert pay.owed_pence == 0
    with pytest.raises(refused.TimeOffPaid):
        paying.withdraw_holiday(holiday=taken, by=work.world.finance.user_id, now=NOW)


def test_holiday_is_paid_by_what_was_earned_on_average(work: Work) -> None:
    agreed_hours(work, hours=10)
    worked_out(work)
    holiday(work, first_on=AFTER, last_on=AFTER, minutes=60)
    (line,) = worked_out(work, AFTER, now=LATER).lines.all()
    assert (line.pence, line.words) == (14_00, "From 16 November: 1 hour by the average of 1 week")


def test_a_mistake_is_taken_back_before_it_is_paid(work: Work) -> None:
    agreed_hours(work)
    taken = holiday(work)
    by = work.world.practitioner.user_id
    paying.withdraw_holiday(holiday=taken, by=by, now=NOW)
    assert paying.withdraw_holiday(holiday=taken, by=by, now=NOW).withdrawn_at == NOW
    assert worked_out(work).gross_pence == 56_00
    assert holiday(work) != taken


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"last_on": MONDAY - timedelta(days=1)}, refused.TimeOffEndsFirst),
        ({"first_on": FIRST_DAY - timedelta(days=1)}, refused.TimeOffOutside),
        ({"minutes": 0}, refused.TimeOffTooLong),
        ({"minutes": 2 * 1440 + 1}, refused.TimeOffTooLong),
        ({"last_on": MONDAY + timedelta(days=400)}, refused.TimeOffTooLong),
        ({"first_on": date(1900, 1, 1)}, DayAbsurd),
    ],
)
def test_what_cant_be_is_refused(work: Work, said: dict[str, Any], refusal: type) -> None:
    with pytest.raises(refusal):
        holiday(work, **said)
    assert not HolidayTaken.objects.exists()


def test_the_same_days_are_holiday_once(work: Work) -> None:
    holiday(work)
    with pytest.raises(refused.TimeOffTwice):
        holiday(work, minutes=120)


def test_nobody_writes_down_their_own(work: Work) -> None:
    with pytest.raises(refused.OwnPay):
        holiday(work, by=work.user_id)
    with pytest.raises(refused.OwnPay):
        ill(work, by=work.user_id)


def test_illness_is_the_days_on_which_they_would_have_worked(work: Work) -> None:
    days = [one.day for one in ill(work)]
    assert days == [MONDAY, MONDAY + timedelta(days=1), MONDAY + timedelta(days=3)]
    assert len(ill(work, last_on=MONDAY + timedelta(days=8))) == 5
    assert SickDay.objects.count() == 5


def test_sick_pay_starts_on_the_first_day_and_is_paid_once(work: Work) -> None:
    # Two weeks of 140.00 in the eight before the illness of 9 November: 280.00 ÷ 8 = 35.00
    agreed_hours(work, date(2026, 10, 20), hours=10)
    agreed_hours(work, date(2026, 10, 27), hours=10)
    ill(work)
    pay = worked_out(work)
    sick = pay.lines.get(kind="sick")
    # 80 % of 35.00 is 28.00 a week; three days of three
    assert sick.pence == 28_00
    assert pay.sick_days.count() == 3
    agreed_hours(work, date(2026, 11, 17))
    assert not worked_out(work, AFTER, now=LATER).lines.filter(kind="sick").exists()


def test_an_illness_over_the_end_of_a_period_is_paid_in_both(work: Work) -> None:
    ill(work, first_on=date(2026, 11, 12), last_on=date(2026, 11, 17), weekdays=[0, 1, 3])
    agreed_hours(work, hours=10)
    assert worked_out(work).sick_days.count() == 1
    assert worked_out(work, AFTER, now=LATER).sick_days.count() == 2


def test_no_day_of_the_week_is_refused(work: Work) -> None:
    for weekdays in ([], [9], [2]):
        with pytest.raises(refused.SickDaysMissing):
            ill(work, last_on=MONDAY, weekdays=weekdays)
