"""When a council pays: its calendars, and days on which nobody is paid."""

from datetime import date

import pytest

from budgets.plans import errors
from budgets.plans.models import ClosedDay, PayCalendar
from budgets.plans.selectors import pay_days
from budgets.plans.selectors.facts import calendars
from budgets.plans.services.pay_days import add_closed_day, remove_closed_day, set_pay_calendar
from budgets.plans.values.schedule import Frequency
from ledgers.errors import Refusal
from tests.factories import NOW, World, make_world
from tests.worlds_of_plans import MONDAY, active, prepare

TODAY = NOW.date()
FRIDAY = date(2026, 12, 11)
MONDAY_AFTER = date(2026, 12, 14)


def set_calendar(world: World, **said: object) -> PayCalendar:
    usual = {"frequency": Frequency.FOUR_WEEKLY, "anchor_on": MONDAY, "lead_days": 0}
    return set_pay_calendar(
        book_id=world.book_id, by=world.finance.user_id, now=NOW, **{**usual, **said}
    )


def close(world: World, day: date, words: str = "The bank's system is down") -> ClosedDay:
    return add_closed_day(book_id=world.book_id, day=day, words=words, now=NOW)


def test_the_newest_calendar_counts_and_twice_is_once(world: World) -> None:
    set_calendar(world)
    newest = set_calendar(world, lead_days=3)
    assert set_calendar(world, lead_days=3) == newest
    assert PayCalendar.objects.count() == 2
    assert calendars(world.book_id)[Frequency.FOUR_WEEKLY].lead_days == 3
    assert calendars(make_world().book_id)[Frequency.FOUR_WEEKLY].lead_days == 0


def test_what_is_planned_stays_and_the_next_follows_the_new_calendar(world: World) -> None:
    # Planned: 23 November to 13 December. The new four weeks begin on 23 November, so that the
    # next instalment is for the rest of them: 14 to 20 December, 1 week of £280.00.
    active(world, world.daniel)
    (first,) = prepare(world, MONDAY)
    set_calendar(world)
    first.refresh_from_db()
    assert (first.pay_on, first.ends_on, first.pence) == (MONDAY, MONDAY_AFTER, 840_00)
    (second,) = prepare(world, date(2026, 12, 7))
    assert (second.starts_on, second.ends_on) == (MONDAY_AFTER, date(2026, 12, 21))
    assert second.pence == 280_00


def test_a_lead_pays_so_many_days_before(world: World) -> None:
    # The period of 14 December, paid 3 days before: on Friday 11 December.
    active(world, world.daniel)
    set_calendar(world, anchor_on=date(2024, 4, 8), lead_days=3)
    days = [one.pay_on for one in pay_days.list_coming(world.book_id, TODAY)]
    assert days[:2] == [MONDAY, FRIDAY]


def test_on_a_closed_day_it_is_paid_the_working_day_before(world: World) -> None:
    active(world, world.daniel)
    closed = close(world, MONDAY_AFTER)
    days = [one.pay_on for one in pay_days.list_coming(world.book_id, TODAY)]
    assert days[:2] == [MONDAY, FRIDAY]
    remove_closed_day(closed=closed, now=NOW)
    assert not ClosedDay.objects.exists()
    days = [one.pay_on for one in pay_days.list_coming(world.book_id, TODAY)]
    assert days[:2] == [MONDAY, MONDAY_AFTER]


def test_closed_twice_is_closed_once(world: World) -> None:
    assert close(world, FRIDAY) == close(world, FRIDAY, "Otherwise")
    assert ClosedDay.objects.get().words == "The bank's system is down"


@pytest.mark.parametrize(
    ("day", "words", "refusal"),
    [
        (FRIDAY, "  ", errors.ClosedUnsaid),
        (TODAY, "x", errors.ClosedDayPast),
        (date(2026, 11, 20), "x", errors.ClosedDayPast),
        (date(2026, 12, 25), "x", errors.ClosedAnyway),
        (date(2026, 12, 12), "x", errors.ClosedAnyway),
        (date(2099, 12, 11), "x", errors.DayAbsurd),
    ],
)
def test_no_other_day_is_closed(
    world: World, day: date, words: str, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        close(world, day, words)
    assert not ClosedDay.objects.exists()


def test_a_closed_day_that_is_over_stays(world: World) -> None:
    closed = close(world, FRIDAY)
    later = NOW.replace(month=12, day=11)
    with pytest.raises(errors.ClosedDayPast):
        remove_closed_day(closed=closed, now=later)
    assert ClosedDay.objects.get() == closed


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"frequency": Frequency.ONCE}, errors.NoPeriods),
        ({"lead_days": 29}, errors.LeadTooLong),
        ({"lead_days": -1}, errors.LeadTooLong),
        ({"anchor_on": date(1999, 1, 4)}, errors.DayAbsurd),
        ({"anchor_on": date(2040, 1, 2)}, errors.DayAbsurd),
    ],
)
def test_no_calendar_that_nobody_can_mean(
    world: World, said: dict[str, object], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        set_calendar(world, **said)
    assert not PayCalendar.objects.exists()
