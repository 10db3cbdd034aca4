"""A made-up council as it grows: rows of each file, and what was planted."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from config.generating.shapes import Shape

LAST_DAY: Final = date(2026, 11, 22)
FIRST_DAY: Final = LAST_DAY - timedelta(days=363)
NIGHT: Final = 22


@dataclass
class Planted:
    """One thing that is wrong on purpose, as it stands in the truth file."""

    kind: str
    budget_ref: str
    pence: int
    line_ids: list[str] = field(default_factory=list)
    shift_ids: list[str] = field(default_factory=list)


@dataclass
class Job:
    """A personal assistant's engagement and the hours of each week."""

    engagement_ref: str
    worker_ref: str
    name: str
    rate_pence: int
    weekly_hours: int
    starts_on: date
    last_on: date | None = None
    shifts: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Made:
    """A budget as it is made, with what is needed to spend from it."""

    row: dict[str, Any]
    person: dict[str, Any]
    purposes: list[str]
    weekly_pence: int
    jobs: list[Job] = field(default_factory=list)
    shops: dict[str, tuple[str, str]] = field(default_factory=dict)
    lines: list[dict[str, Any]] = field(default_factory=list)
    until: date = LAST_DAY
    away: list[tuple[date, date]] = field(default_factory=list)
    is_honest: bool = True

    @property
    def ref(self) -> str:
        """How the council calls it."""
        return str(self.row["budget_ref"])

    @property
    def starts_on(self) -> date:
        """The first day of the year's records that it has."""
        begun: date = self.row["starts_on"]
        return max(begun, FIRST_DAY)

    def is_away(self, day: date) -> bool:
        """Whether the person is away on a day."""
        return any(one <= day <= two for one, two in self.away)


class World:
    """Everything that is made, in the order of the files."""

    def __init__(self, *, seed: int, shape: Shape) -> None:
        self.chance = Random(seed)  # noqa: S311  made-up people
        self.shape = shape
        self.rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.budgets: list[Made] = []
        self.planted: list[Planted] = []
        self.counts: dict[str, int] = defaultdict(int)
        self.meant: dict[str, str] = {}
        """What lines were really for, by their references, where it is certain."""

    def ref(self, kind: str) -> str:
        """The next reference of a kind."""
        self.counts[kind] += 1
        return f"{kind}{self.counts[kind]:05d}"

    def one_in(self, hundred: float) -> bool:
        """True so many times of a hundred."""
        return self.chance.random() * 100 < hundred

    def pence(self, least: int, most: int) -> int:
        """A sum that a till might ask, between two."""
        return self.chance.randrange(least, most + 1)

    def day(self, first: date, last: date) -> date:
        """A day between two, both included."""
        return first + timedelta(days=self.chance.randrange(max((last - first).days, 0) + 1))

    def add(self, file: str, **row: Any) -> dict[str, Any]:
        """One more row of a file."""
        self.rows[file].append(row)
        return row

    def payee(self, *, name: str, kind: str, budget: Made | None = None, **more: Any) -> str:
        """Somebody who is paid, and their reference."""
        ref = more.pop("payee_ref", "") or self.ref("Y")
        more.setdefault("account_fingerprint", f"acc-{ref}")
        about = budget.ref if budget else ""
        self.add("payees", payee_ref=ref, budget_ref=about, name=name, kind=kind, **more)
        return str(ref)

    def line(self, made: Made, day: date, pence: int, **row: Any) -> str:
        """One movement of a budget; what goes out is below nothing."""
        ref = self.ref("L")
        whole = {
            "line_id": ref,
            "budget_ref": made.ref,
            "booked_on": day,
            "amount": pence,
            "counterparty": "",
            "payee_ref": "",
            "description": "",
            "channel": "transfer",
            "mcc": "",
            "invoice_number": "",
            "purpose": "",
            **row,
        }
        whole["description"] = whole["description"] or whole["counterparty"].upper()
        made.lines.append(whole)
        return ref

    def shift(self, job: Job, day: date, hour: float, hours: float, **more: Any) -> dict[str, Any]:
        """A stretch of work, with its break when it is long."""
        start = datetime(day.year, day.month, day.day) + timedelta(hours=hour)  # noqa: DTZ001
        end = start + timedelta(hours=hours)
        shift = {
            "shift_id": str(UUID(int=self.chance.getrandbits(128), version=4)),
            "engagement_ref": job.engagement_ref,
            "started_at": f"{start:%Y-%m-%dT%H:%M:00}Z",
            "ended_at": f"{end:%Y-%m-%dT%H:%M:00}Z",
            "break_minutes": 30 if hours > 6 else 0,
            "kind": "standard",
            "woken_minutes": "",
            "logged_at": f"{end:%Y-%m-%dT%H:%M:00}Z",
            "agreed_at": f"{end + timedelta(days=1):%Y-%m-%dT%H:%M:00}Z",
            **more,
        }
        job.shifts.append({**shift, "day": day, "minutes": round(hours * 60)})
        return job.shifts[-1]

    def plant(
        self,
        kind: str,
        made: Made,
        pence: int,
        lines: Iterable[str] = (),
        shifts: Iterable[str] = (),
    ) -> None:
        """Write down what is wrong."""
        made.is_honest = False
        self.planted.append(Planted(kind, made.ref, pence, list(lines), list(shifts)))
