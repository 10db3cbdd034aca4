"""
Personal assistants by the thousand, and a year of their hours, for proofs and benchmarks.

One budget is made by the verbs of life. Those who work for it are written at once, and the year of
each by the database itself: every second day four hours, all agreed.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db import connection, models

from budgets.assistants.models import (
    Assistant,
    Engagement,
    EngagementRate,
    Shift,
    ShiftAgreement,
)
from budgets.assistants.values import AgreedHow, RateKind, Relation, ShiftKind
from budgets.councils.models import Member, MemberRole, User
from budgets.councils.values import Role
from budgets.plans.models import Budget
from config.england import settle
from ledgers.values import SCHEDULER, Viewer

A_YEAR: Final = timedelta(days=364)
A_DAY: Final = timedelta(days=1)
Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Worker:
    """Somebody who works: the member as whom they sign in, and what they agreed."""

    member_id: UUID
    user_id: UUID
    engagement_id: UUID


@dataclass(frozen=True)
class Workforce:
    """A council with so many assistants, all of whom work for one person."""

    book_id: UUID
    workers: list[Worker]
    now: datetime

    @property
    def viewer(self) -> Viewer:
        """The house itself."""
        return Viewer(SCHEDULER, self.book_id, frozenset(), self.now)


def make_workforce(count: int) -> Workforce:
    """So many assistants, with a sign-in each, in the migrated, empty database that is open."""
    there = settle(budgets=1, paid=0)
    book, now, starts_on = there.book_id, there.now, there.now.date() - A_YEAR
    budget = Budget.objects.get(book_id=book)
    users = _write([User(email=f"pa-{n}@home.example", full_name=f"PA {n}") for n in range(count)])
    members = _write([Member(book_id=book, user=one, joined_at=now) for one in users])
    _write([MemberRole(book_id=book, member=one, role=Role.ASSISTANT) for one in members])
    helpers = _write(
        [
            Assistant(
                book_id=book, reference=f"PA-{n}", full_name=user.full_name, user=user,
                added_by=SCHEDULER, added_at=now,
            )
            for n, user in enumerate(users)
        ]
    )  # fmt: skip
    engaged = _write(
        [
            Engagement(
                book_id=book, reference=f"E-{n}", assistant=helper, budget=budget,
                relation=Relation.NONE, starts_on=starts_on, leave_year_from=starts_on,
                made_by=SCHEDULER, made_at=now,
            )
            for n, helper in enumerate(helpers)
        ]
    )  # fmt: skip
    _write([_rate(one, starts_on, now) for one in engaged])
    pairs = zip(members, engaged, strict=True)
    return Workforce(book, [Worker(who.id, who.user_id, what.id) for who, what in pairs], now)


def _rate(engagement: Engagement, from_on: date, now: datetime) -> EngagementRate:
    return EngagementRate(
        book_id=engagement.book_id,
        engagement=engagement,
        kind=RateKind.STANDARD,
        pence=14_00,
        from_on=from_on,
        set_by=SCHEDULER,
        set_at=now,
    )


def _write(rows: list[Row]) -> list[Row]:
    model: Any = type(rows[0])
    model.objects.bulk_create(rows, batch_size=2_000)
    return rows


def write_year(there: Workforce) -> int:
    """A year of hours of everybody, agreed, written by the database; returns how many."""
    first = datetime.combine(there.now.date() - A_YEAR + A_DAY, time(9), tzinfo=UTC)
    values: dict[str, Any] = {
        "first": first,
        "book": there.book_id,
        "kind": ShiftKind.STANDARD.value,
        "how": AgreedHow.DEFAULT.value,
        "days": A_YEAR.days - 8,
    }
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET synchronous_commit = off")
        cursor.execute(HOURS, values)
        written = int(cursor.rowcount)
        cursor.execute(AGREED, values)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("RESET synchronous_commit")
        cursor.execute("ANALYZE")
    return written


HOURS: Final = f"""
INSERT INTO {Shift._meta.db_table} (id, book_id, engagement_id, kind, started_at, ended_at, minutes,
    break_minutes, woken_minutes, miles_tenths, note, logged_by, logged_at, received_at)
SELECT gen_random_uuid(), e.book_id, e.id, %(kind)s, s.at, s.at + interval '4 hours', 240,
    0, 0, 0, '', a.user_id, s.at + interval '4 hours', s.at + interval '5 hours'
FROM {Engagement._meta.db_table} e JOIN {Assistant._meta.db_table} a ON a.id = e.assistant_id,
    LATERAL (SELECT %(first)s + make_interval(days => day) AS at
             FROM generate_series(0, %(days)s, 2) day) s
WHERE e.book_id = %(book)s
"""

AGREED: Final = f"""
INSERT INTO {ShiftAgreement._meta.db_table} (id, book_id, shift_id, how, agreed_at)
SELECT gen_random_uuid(), book_id, id, %(how)s, ended_at + interval '7 days'
FROM {Shift._meta.db_table} WHERE book_id = %(book)s
"""
