"""Tasks whose worker died or that failed: put back after a wait, then left for a person."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from django_tasks_db.models import DBTaskResult

from config import tasks
from config.jobs import JOBS
from config.management.commands.work import new_worker
from config.stopping import TOLD_TO_STOP
from config.tasks import hand_over_due, run_job
from ledgers.values import SCHEDULER, uuid7
from payments.outside import tending
from payments.outside.errors import NotGivenUp
from payments.outside.schedule import Job
from payments.outside.tending import MOST_RUNS, SILENT_FOR, WAITS
from tests.factories import NOW, World

MINUTE = timedelta(minutes=1)
BOOK = uuid7()
SEAL = ("seal", str(BOOK))
Row = DBTaskResult[Any, Any]


def left_behind(status: str, runs: int, **ended: Any) -> Row:
    hand_over_due(NOW)
    row = next(row for row in DBTaskResult.objects.all() if len(row.args_kwargs["args"]) > 1)
    DBTaskResult.objects.filter(pk=row.pk).update(
        status=status, started_at=NOW, worker_ids=["dead"] * runs, **ended
    )
    row.refresh_from_db()
    return row


def state_of(row: Row) -> str:
    return str(DBTaskResult.objects.get(pk=row.pk).status)


@pytest.mark.parametrize(
    ("wait", "runs", "state"),
    [
        (SILENT_FOR - timedelta(seconds=1), 1, "RUNNING"),
        (SILENT_FOR, 1, "READY"),
        (SILENT_FOR, MOST_RUNS - 1, "READY"),
        (SILENT_FOR, MOST_RUNS, "FAILED"),
    ],
)
def test_a_task_that_a_dead_worker_left_is_run_again(
    world: World, wait: timedelta, runs: int, state: str
) -> None:
    row = left_behind("RUNNING", runs)
    tending.tend_tasks(now=NOW + wait)
    assert state_of(row) == state


def test_a_long_task_whose_worker_says_that_it_lives_is_left_alone(world: World) -> None:
    row = left_behind("RUNNING", 1)
    tending.say_alive(task_id=row.pk, now=NOW + SILENT_FOR)
    tending.tend_tasks(now=NOW + SILENT_FOR + MINUTE)
    assert state_of(row) == "RUNNING"


@pytest.mark.parametrize(("runs", "wait"), list(enumerate(WAITS, start=1)))
def test_a_task_that_failed_waits_longer_each_time(
    world: World, runs: int, wait: timedelta
) -> None:
    row = left_behind("FAILED", runs, finished_at=NOW)
    tending.tend_tasks(now=NOW + wait - timedelta(seconds=1))
    assert state_of(row) == "FAILED"
    tending.tend_tasks(now=NOW + wait)
    assert state_of(row) == "READY"


def test_after_the_last_try_it_is_left_for_a_person_who_may_have_it_tried_again(
    world: World,
) -> None:
    row = left_behind("FAILED", MOST_RUNS, finished_at=NOW)
    tending.tend_tasks(now=NOW + timedelta(days=3))
    assert list(tending.list_stuck(world.book_id)) == [row]
    tending.try_task_again(book_id=world.book_id, task_id=row.pk, now=NOW)
    assert state_of(row) == "READY"
    assert list(tending.list_stuck(world.book_id)) == []
    with pytest.raises(NotGivenUp):
        tending.try_task_again(book_id=world.book_id, task_id=row.pk, now=NOW)


def test_a_task_given_up_is_tried_no_more_and_keeps_why(world: World) -> None:
    row = left_behind("FAILED", MOST_RUNS, finished_at=NOW)
    tending.give_up_task(
        book_id=world.book_id, task_id=row.pk, words="The council has left.", by=SCHEDULER
    )
    tending.tend_tasks(now=NOW + timedelta(days=3))
    row.refresh_from_db()
    assert (row.status, row.return_value["words"]) == ("FAILED", "The council has left.")
    assert list(tending.list_stuck(world.book_id)) == []
    with pytest.raises(NotGivenUp):
        tending.give_up_task(book_id=world.book_id, task_id=row.pk, words="Again.", by=SCHEDULER)


@pytest.mark.parametrize("status", ["READY", "RUNNING", "SUCCESSFUL"])
def test_only_what_is_stuck_can_be_given_up(world: World, status: str) -> None:
    row = left_behind(status, MOST_RUNS - 1)
    with pytest.raises(NotGivenUp):
        tending.give_up_task(book_id=world.book_id, task_id=row.pk, words="No.", by=SCHEDULER)
    assert state_of(row) == status


def test_another_council_finds_none_of_it(world: World) -> None:
    row = left_behind("FAILED", MOST_RUNS, finished_at=NOW)
    assert list(tending.list_stuck(BOOK)) == []
    with pytest.raises(NotGivenUp):
        tending.try_task_again(book_id=BOOK, task_id=row.pk, now=NOW)


def test_what_is_of_the_whole_house_is_tried_again_but_given_up_by_nobody(world: World) -> None:
    tending.hand_over_once(task=run_job, calls=[("tidy",)], now=NOW)
    DBTaskResult.objects.update(status="FAILED", finished_at=NOW, worker_ids=["w"] * MOST_RUNS)
    (row,) = tending.list_stuck(world.book_id)
    with pytest.raises(NotGivenUp):
        tending.give_up_task(book_id=world.book_id, task_id=row.pk, words="No.", by=SCHEDULER)
    tending.try_task_again(book_id=world.book_id, task_id=row.pk, now=NOW)
    assert state_of(row) == "READY"


# What each minute hands over


def rows_of(call: tuple[str, ...]) -> list[Row]:
    return [row for row in DBTaskResult.objects.all() if tuple(row.args_kwargs["args"]) == call]


def hand_over(minute: int) -> None:
    tending.hand_over_once(task=run_job, calls=[SEAL], now=NOW + minute * MINUTE)


def test_while_nobody_works_no_pile_grows(db: None) -> None:
    for minute in range(30):
        hand_over(minute)
    assert len(rows_of(SEAL)) == 1


def test_one_that_is_being_done_does_not_keep_the_next_from_being_queued(db: None) -> None:
    hand_over(0)
    DBTaskResult.objects.update(status="RUNNING", started_at=NOW)
    hand_over(1)
    assert sorted(row.status for row in rows_of(SEAL)) == ["READY", "RUNNING"]


def test_one_that_fails_each_minute_is_one_trouble(db: None) -> None:
    for minute in range(30):
        hand_over(minute)
        (row,) = rows_of(SEAL)
        assert row.status == "READY"
        DBTaskResult.objects.update(
            status="FAILED", finished_at=NOW, worker_ids=[*row.worker_ids, f"w{minute}"]
        )
    (stuck,) = tending.list_stuck(BOOK)
    assert len(stuck.worker_ids) == MOST_RUNS + 1, "it does not grow for ever"


def test_one_that_was_given_up_is_due_again_next_time(db: None) -> None:
    hand_over(0)
    DBTaskResult.objects.update(status="FAILED", finished_at=NOW, worker_ids=["w"] * MOST_RUNS)
    tending.give_up_task(book_id=BOOK, task_id=rows_of(SEAL)[0].pk, words="Known.", by=SCHEDULER)
    hand_over(1)
    assert sorted(row.status for row in rows_of(SEAL)) == ["FAILED", "READY"]


def test_the_worker_runs_a_job_until_nothing_is_left(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [2, 1, 0]
    monkeypatch.setattr(tasks, "JOBS", [Job("each", MINUTE, lambda **_: left.pop(0))])
    hand_over_due(NOW)
    (row,) = rows_of(("each", str(world.book_id)))
    row.claim("w")
    new_worker().run_task(row)
    assert (state_of(row), left) == ("SUCCESSFUL", [])
    assert DBTaskResult.objects.get(pk=row.pk).return_value == 3


def test_what_tasks_left_is_forgotten_done_after_a_day_and_failed_after_a_fortnight(
    world: World,
) -> None:
    row = left_behind("SUCCESSFUL", 1, finished_at=NOW)
    assert tending.forget_tasks(now=NOW + timedelta(hours=23)) == 0
    assert tending.forget_tasks(now=NOW + timedelta(hours=25)) == 1
    assert not DBTaskResult.objects.filter(pk=row.pk).exists()
    left_behind("FAILED", 1, finished_at=NOW)
    assert tending.forget_tasks(now=NOW + timedelta(days=13)) == 0
    assert tending.forget_tasks(now=NOW + timedelta(days=15)) == 1


def test_nobody_stumbles_over_a_task_that_is_not_there(db: None) -> None:
    with pytest.raises(NotGivenUp):
        tending.try_task_again(book_id=BOOK, task_id=uuid7(), now=NOW)


def test_a_worker_told_to_stop_in_a_long_job_leaves_the_rest_to_another(world: World) -> None:
    rounds: list[datetime] = []

    def seal_some(*, book_id: UUID, now: datetime) -> int:
        rounds.append(now)
        TOLD_TO_STOP.set()
        return 10_000

    job = replace(next(job for job in JOBS if job.name == "seal_book"), run=seal_some)
    try:
        with patch("config.tasks.JOBS", [job]):
            task = run_job.enqueue("seal_book", str(world.book_id))
            row = DBTaskResult.objects.get(pk=task.id)
            row.claim("w")
            new_worker().run_task(row)
    finally:
        TOLD_TO_STOP.clear()
    assert len(rounds) == 1
    states = sorted(one.status for one in rows_of(("seal_book", str(world.book_id))))
    assert states == ["READY", "SUCCESSFUL"], "done as far as it went, and queued for the rest"
