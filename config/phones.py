"""Phones that were without signal: what each has, how it sends, and what it hears."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from config.answering import Caller
from config.workforce import Worker

BATCH: Final = "/api/v1/shifts/batch"
WRONG_BY: Final = (timedelta(days=-2), timedelta(0), timedelta(days=2))
"""By how much the clock of a phone may be wrong."""

MOST_SENDS: Final = 10
THERE: Final = ("taken", "already_there", "replaced")


@dataclass
class Phone:
    """
    One phone with a queue of hours.

    :ivar clock_wrong: a phone that is ahead says that hours are over which are still to come
    :ivar heard: the answer to each shift, once there was one
    :ivar answers: how often there was which status
    """

    worker: Worker
    token: str
    chance: random.Random
    clock_wrong: timedelta
    shifts: list[dict[str, Any]] = field(default_factory=list)
    heard: dict[str, str] = field(default_factory=dict)
    answers: Counter[int] = field(default_factory=Counter)

    def work(self, count: int, now: datetime) -> None:
        """So many shifts, as this phone's clock saw them; every fifth puts the one before right."""
        today = (now + self.clock_wrong).date()
        for number in range(count):
            replaces = self.shifts[-1] if number % 5 == 4 else None  # noqa: PLR2004
            day = today - timedelta(days=number)
            start = datetime.combine(day, time(6), tzinfo=UTC)
            if replaces:
                start = datetime.fromisoformat(replaces["started_at"])
            self.shifts.append(
                {
                    "id": str(UUID(int=self.chance.getrandbits(128), version=4)),
                    "engagement": str(self.worker.engagement_id),
                    "kind": "standard",
                    "started_at": start.isoformat(),
                    "ended_at": (start + timedelta(hours=2 + number % 3)).isoformat(),
                    "logged_at": (now + self.clock_wrong).isoformat(),
                    "replaces": replaces["id"] if replaces else None,
                }
            )

    def send_badly(self, port: int) -> None:
        """Send parts of it, out of order, several times; often nobody hears the answer."""
        for _ in range(self.chance.randint(1, MOST_SENDS)):
            part = self.chance.sample(self.shifts, self.chance.randint(1, len(self.shifts)))
            heard = self.chance.random() < 0.5  # noqa: PLR2004  one in two
            self._send(port, part, heard=heard)

    def send_all(self, port: int) -> None:
        """Send what has no answer yet, the oldest first, as the page does when there is signal."""
        waiting = [one for one in self.shifts if self.heard.get(one["id"]) not in THERE]
        if waiting:
            self._send(port, waiting, heard=True)

    def _send(self, port: int, part: list[dict[str, Any]], *, heard: bool) -> None:
        caller = Caller(port)
        headers = {"Authorization": f"Bearer {self.token}"}
        status, said = caller.post(BATCH, headers=headers, shifts=part)
        caller.close()
        self.answers[status] += 1
        if heard and status == HTTPStatus.OK:
            self.heard |= {one["id"]: one["outcome"] for one in said["answers"]}

    def unheard(self) -> int:
        """How many shifts have no answer."""
        return sum(one["id"] not in self.heard for one in self.shifts)

    def taken(self) -> set[str]:
        """The ids of those that the service says it has."""
        return {shift_id for shift_id, outcome in self.heard.items() if outcome in THERE}
