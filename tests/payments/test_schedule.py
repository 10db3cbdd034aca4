"""What recurs is taken once, whoever asks, also when the clocks change."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from config.jobs import EACH_DAY
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


@pytest.mark.parametrize("job", [EVENING, NIGHT])
@pytest.mark.parametrize("first", [datetime(2026, 3, 27), datetime(2026, 10, 23)])  # noqa: DTZ001
def test_asked_every_ten_minutes_it_is_taken_once_a_day(
    db: None, job: Job, first: datetime
) -> None:
    start = first.replace(tzinfo=UTC)
    times = sum(take(job, start + timedelta(minutes=10 * n)) for n in range(5 * 144))
    slots = ScheduleSlot.objects.order_by("due_at").values_list("due_at", flat=True)
    london = [due_at.astimezone(schedule.LONDON) for due_at in slots]
    assert {due.time() for due in london} == {job.at}
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


def test_each_daily_job_is_a_task_for_each_book(world: World) -> None:
    assert hand_over_due(NOW) == len(EACH_DAY)
    assert hand_over_due(NOW) == 0
    books, alone = Book.objects.count(), [job for job in EACH_DAY if not job.in_each_book]
    expected = books * (len(EACH_DAY) - len(alone)) + len(alone)
    assert DBTaskResult.objects.count() == expected


def test_every_job_has_a_name_of_its_own() -> None:
    assert len({job.name for job in EACH_DAY}) == len(EACH_DAY)


# Tasks whose worker died


def left_behind(status: str, runs: int, **ended: datetime) -> DBTaskResult:  # type: ignore[type-arg]
    hand_over_due(NOW)
    task = DBTaskResult.objects.all()[0]
    DBTaskResult.objects.filter(pk=task.pk).update(
        status=status, started_at=NOW, worker_ids=["dead"] * runs, **ended
    )
    return task


def state_of(task: DBTaskResult) -> str:  # type: ignore[type-arg]
    return DBTaskResult.objects.get(pk=task.pk).status


@pytest.mark.parametrize(
    ("minutes", "runs", "state"), [(29, 1, "RUNNING"), (30, 1, "READY"), (30, 3, "FAILED")]
)
def test_a_task_that_a_dead_worker_left_is_run_again(
    world: World, minutes: int, runs: int, state: str
) -> None:
    task = left_behind("RUNNING", runs)
    schedule.tend_tasks(now=NOW + timedelta(minutes=minutes))
    assert state_of(task) == state


@pytest.mark.parametrize(
    ("minutes", "runs", "state"), [(4, 1, "FAILED"), (5, 1, "READY"), (5, 3, "FAILED")]
)
def test_a_task_that_failed_is_run_again_three_times_at_most(
    world: World, minutes: int, runs: int, state: str
) -> None:
    task = left_behind("FAILED", runs, finished_at=NOW)
    schedule.tend_tasks(now=NOW + timedelta(minutes=minutes))
    assert state_of(task) == state


def test_what_tasks_left_is_forgotten_after_a_fortnight(world: World) -> None:
    left_behind("SUCCESSFUL", 1, finished_at=NOW)
    assert schedule.forget_tasks(now=NOW + timedelta(days=13)) == 0
    assert schedule.forget_tasks(now=NOW + timedelta(days=15)) == 1
