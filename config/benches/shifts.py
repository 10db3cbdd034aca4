"""
50,000 shifts of 10,000 personal assistants, synced in batches of 500.

The database holds a year of everybody's hours already, agreed. Each batch is a transaction of its
own, as the application's role, with every check made. Goal: 2,000 shifts a second on one worker,
none lost and none doubled. Beside it, what the batch endpoint does for a phone with 500 shifts.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from time import perf_counter
from typing import Any, Final
from uuid import UUID, uuid4

from django.test import Client, override_settings

from budgets.assistants.models import Shift
from budgets.assistants.services import log_for_many
from budgets.assistants.values import MOST_IN_BATCH, NewShift, Outcome, ShiftKind
from budgets.councils.models import Member
from budgets.councils.services import make_api_token
from config.benching import Measured
from config.proving import QUICK, as_application, scratch_database
from config.workforce import Worker, Workforce, make_workforce, write_year
from ledgers.doors import acting_for

ASSISTANTS, A_FEW = 10_000, 1_000
EACH: Final = 5
LEAST_A_SECOND: Final = 2_000
PHONES: Final = 10
Sent = tuple[UUID, NewShift]


def run(seed: int) -> Measured:  # noqa: ARG001  nothing here is left to chance
    """Write the year, then sync, batch after batch; then by the endpoint."""
    with scratch_database():
        there = make_workforce(A_FEW if QUICK.get() else ASSISTANTS)
        before = write_year(there)
        tokens = [token_of(one, there) for one in there.workers[-PHONES:]]
        with as_application():
            figures = sync(there, before) | send(there, tokens)
    return judge(figures | {"assistants": len(there.workers), "held_before": before})


def judge(figures: dict[str, Any]) -> Measured:
    """Whether it was fast enough, and whether each is there once."""
    line = (
        f"{figures['shifts']:,} shifts of {figures['assistants']:,} assistants beside "
        f"{figures['held_before']:,}: {figures['a_second']:,} a second in batches of "
        f"{MOST_IN_BATCH}, longest {figures['longest_ms']} ms; by the endpoint "
        f"{figures['over_http_a_second']:,} a second; {figures['wrong']} wrong"
    )
    holds = figures["a_second"] >= LEAST_A_SECOND and not figures["wrong"]
    return Measured(holds, line, figures)


def sync(there: Workforce, before: int) -> dict[str, Any]:
    """Five shifts of each, a hundred assistants at a time."""
    taken, times, waiting = 0, [], hours(there)
    while batch := list(islice(waiting, MOST_IN_BATCH)):
        start = perf_counter()
        with acting_for(there.viewer):
            answers = log_for_many(items=batch, book_id=there.book_id, received_at=there.now)
        times.append(perf_counter() - start)
        taken += sum(one.outcome == Outcome.TAKEN for one in answers)
    with acting_for(there.viewer, read_only=True):
        now_there = Shift.objects.filter(book_id=there.book_id).count()
    count = len(there.workers) * EACH
    return {
        "shifts": count,
        "seconds": round(sum(times), 1),
        "a_second": round(count / sum(times)),
        "longest_ms": round(max(times) * 1000),
        "wrong": abs(count - taken) + abs(before + count - now_there),
    }


def hours(there: Workforce) -> Iterator[Sent]:
    """What each phone has: the afternoons of five days, of which they have told nobody."""
    for worker in there.workers:
        for days in range(1, EACH + 1):
            yield worker.user_id, new_shift(worker, there.now, days, 15)


def new_shift(worker: Worker, now: datetime, days_ago: int, hour: int) -> NewShift:
    """Two hours, so many days ago."""
    day = now.date() - timedelta(days=days_ago)
    started_at = datetime.combine(day, time(hour), tzinfo=UTC)
    return NewShift(
        id=uuid4(),
        engagement_id=worker.engagement_id,
        kind=ShiftKind.STANDARD,
        started_at=started_at,
        ended_at=started_at + timedelta(hours=1),
        logged_at=now,
    )


def token_of(worker: Worker, there: Workforce) -> str:
    """A token of one of them."""
    member = Member.objects.select_related("user").get(id=worker.member_id)
    return make_api_token(member=member, label="bench", now=there.now)


def send(there: Workforce, tokens: list[str]) -> dict[str, Any]:
    """A few phones with 500 shifts each, by the batch endpoint in this process."""
    bodies = [
        [as_json(new_shift(worker, there.now, 10 + n // 2, 18 + n % 2)) for n in range(500)]
        for worker in there.workers[-len(tokens) :]
    ]
    client, start = Client(), perf_counter()
    with override_settings(ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False):
        for token, shifts in zip(tokens, bodies, strict=True):
            answer = client.post(
                "/api/v1/shifts/batch",
                json.dumps({"shifts": shifts}),
                content_type="application/json",
                headers={"Authorization": f"Bearer {token}"},
            )
            if answer.status_code != 200:  # noqa: PLR2004
                raise RuntimeError(answer.content[:500])
    count = sum(map(len, bodies))
    return {"over_http_a_second": round(count / (perf_counter() - start))}


def as_json(new: NewShift) -> dict[str, str]:
    """As a phone sends it."""
    return {
        "id": str(new.id),
        "engagement": str(new.engagement_id),
        "kind": new.kind.value,
        "started_at": new.started_at.isoformat(),
        "ended_at": new.ended_at.isoformat(),
        "logged_at": new.logged_at.isoformat(),
    }
