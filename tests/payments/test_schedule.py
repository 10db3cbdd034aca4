"""What recurs is taken once, whoever asks, also when the clocks change."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from config.jobs import JOBS
from config.tasks import hand_over_due
from ledgers.models import Book
from payments.outside import schedule
from payments.outside.models import ScheduleSlot
from payments.outside.schedule import Job, take_due_slots
from tests.factories import NOW, World
from tests.ledgers.crowd import all_at_once


def nothing(**_: object) -> int:
    return 0


EVENING = Job("evening", time(19), nothing)
NIGHT = Job("night", time(0, 30), nothing)
MINUTE = Job("minute", timedelta(minutes=1), nothing)
QUARTER = Job("quarter", timedelta(minutes=15), nothing)


def take(job: Job, now: datetime) -> int:
    return len(take_due_slots([job], now=now, hand_over=lambda _: None))


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 7, 1, 18, tzinfo=UTC), datetime(2026, 7, 1, 18, tzinfo=UTC)),
        (datetime(2026, 7, 1, 17, 59, tzinfo=UTC), datetime(2026, 6, 30, 18, tzinfo=UTC)),
        (datetime(2026, 12, 1, 19, tzinfo=UTC), datetime(2026, 12, 1, 19, tzinfo=UTC)),
        (datetime(2026, 12, 1, 18, 59, tzinfo=UTC), datetime(2026, 11, 30, 19, tzinfo=UTC)),
        (datetime(2026, 3, 29, 18, tzinfo=UTC), datetime(2026, 3, 29, 18, tzinfo=UTC)),
        (datetime(2026, 10, 25, 19, tzinfo=UTC), datetime(2026, 10, 25, 19, tzinfo=UTC)),
        (datetime(2026, 10, 25, 18, 59, tzinfo=UTC), datetime(2026, 10, 24, 18, tzinfo=UTC)),
    ],
)
def test_it_falls_due_by_the_clock_in_london(now: datetime, due: datetime) -> None:
    assert EVENING.last_due(now) == due


@pytest.mark.parametrize("at", [time(1), time(1, 30), time(1, 59, 59)])
def test_nothing_falls_due_in_the_hour_that_the_clocks_skip_or_repeat(at: time) -> None:
    with pytest.raises(ValueError, match="clocks change"):
        Job("odd", at, nothing)


@pytest.mark.parametrize("minutes", [0, 0.5, 1.5, 7, 1441])
def test_minutes_that_do_not_divide_a_day_are_refused(minutes: float) -> None:
    with pytest.raises(ValueError, match="divide a day"):
        Job("odd", timedelta(minutes=minutes), nothing)


@pytest.mark.parametrize("change", [datetime(2026, 3, 29, 1), datetime(2026, 10, 25, 1)])  # noqa: DTZ001
@pytest.mark.parametrize(("job", "minutes"), [(MINUTE, 1), (QUARTER, 15)])
def test_minutes_are_counted_in_utc_through_a_clock_change(
    db: None, job: Job, minutes: int, change: datetime
) -> None:
    start = change.replace(tzinfo=UTC) - timedelta(hours=1)
    taken = sum(take(job, start + timedelta(seconds=20 * n)) for n in range(3 * 120))
    due = list(ScheduleSlot.objects.order_by("due_at").values_list("due_at", flat=True))
    assert taken == len(due) == 120 // minutes
    assert due == [start + timedelta(minutes=minutes * n) for n in range(len(due))]


@pytest.mark.parametrize("change", [datetime(2026, 3, 29, 1), datetime(2026, 10, 25, 1)])  # noqa: DTZ001
@pytest.mark.parametrize("job", [MINUTE, QUARTER, EVENING, NIGHT])
def test_after_hours_of_downtime_over_a_clock_change_one_run_catches_up(
    db: None, job: Job, change: datetime
) -> None:
    before = change.replace(tzinfo=UTC) - timedelta(hours=20)
    after = change.replace(tzinfo=UTC) + timedelta(hours=20)
    assert [take(job, before), take(job, after), take(job, after)] == [1, 1, 0]
    assert job.last_due(after) <= after < job.last_due(after) + timedelta(hours=25)


@pytest.mark.parametrize("job", [EVENING, NIGHT])
@pytest.mark.parametrize("first", [datetime(2026, 3, 27), datetime(2026, 10, 23)])  # noqa: DTZ001
def test_asked_every_ten_minutes_it_is_taken_once_a_day(
    db: None, job: Job, first: datetime
) -> None:
    start = first.replace(tzinfo=UTC)
    times = sum(take(job, start + timedelta(minutes=10 * n)) for n in range(5 * 144))
    slots = ScheduleSlot.objects.order_by("due_at").values_list("due_at", flat=True)
    london = [due_at.astimezone(schedule.LONDON) for due_at in slots]
    assert {due.time() for due in london} == {job.when}
    assert times == len(london) >= 5
    days = [due.date() for due in london]
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]


def test_a_slot_is_taken_once(db: None) -> None:
    assert [take(EVENING, NOW), take(EVENING, NOW), take(EVENING, NOW + timedelta(hours=1))] == [
        1,
        0,
        0,
    ]


@pytest.mark.django_db(transaction=True)
def test_a_slot_is_taken_once_by_many_at_once() -> None:
    assert sum(all_at_once([lambda: take(EVENING, NOW)] * 5)) == 1
    assert ScheduleSlot.objects.count() == 1


def test_a_slot_that_was_missed_is_caught_up(db: None) -> None:
    take(EVENING, NOW)
    later = NOW + timedelta(days=5)
    assert [take(EVENING, later), take(EVENING, later)] == [1, 0]
    assert ScheduleSlot.objects.count() == 2, "one run does what five would have done"


def test_what_could_not_be_handed_over_is_not_taken(db: None) -> None:
    def stumble(_: Job) -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        take_due_slots([EVENING], now=NOW, hand_over=stumble)
    assert take(EVENING, NOW) == 1


def test_each_job_is_a_task_for_each_book(world: World) -> None:
    assert hand_over_due(NOW) == len(JOBS)
    assert hand_over_due(NOW) == 0
    books, alone = Book.objects.count(), [job for job in JOBS if not job.in_each_book]
    expected = books * (len(JOBS) - len(alone)) + len(alone)
    assert DBTaskResult.objects.count() == expected


def test_every_job_has_a_name_of_its_own() -> None:
    assert len({job.name for job in JOBS}) == len(JOBS)


def test_slots_of_a_fortnight_ago_are_forgotten_and_never_the_last_one(db: None) -> None:
    for days in (0, 1, 15):
        take(MINUTE, NOW + timedelta(days=days))
    assert schedule.forget_slots(now=NOW + timedelta(days=15)) == 1
    assert take(MINUTE, NOW + timedelta(days=15)) == 0
