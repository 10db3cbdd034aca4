"""What the files say of personal assistants: who they are, what was agreed, when they worked."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from budgets.assistants.values import Relation, ShiftKind
from budgets.caseload.values.columns import (
    Hours,
    Mailbox,
    Name,
    Pence,
    Phone,
    Ref,
    Whole,
)

HOURS_OF_WEEK = 168
MINUTES_OF_DAY = 1440


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerRow:
    """A personal assistant."""

    worker_ref: Ref
    full_name: Name
    date_of_birth: date | None = None
    email: Mailbox | None = None
    phone: Phone | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EngagementRow:
    """What a budget's holder and a personal assistant agreed: the pay for an hour, the hours."""

    engagement_ref: Ref
    budget_ref: Ref
    worker_ref: Ref
    hourly_rate_pence: Pence
    weekly_hours: Annotated[Decimal, Hours(HOURS_OF_WEEK)]
    starts_on: date
    ends_on: date | None = None
    relation: Relation
    household_agreement_on: date | None = None
    notice_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftRow:
    """A stretch of work, who logged it when, and when the holder agreed it."""

    shift_id: UUID
    engagement_ref: Ref
    started_at: datetime
    ended_at: datetime
    break_minutes: Annotated[int, Whole(MINUTES_OF_DAY)]
    kind: ShiftKind
    woken_minutes: Annotated[int, Whole(MINUTES_OF_DAY)] | None = None
    logged_at: datetime
    agreed_at: datetime | None = None
