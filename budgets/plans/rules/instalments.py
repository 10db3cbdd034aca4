"""The lines of an instalment, from what is due and what was decided; they add up to its sum."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from budgets.plans.values.agreement import LineCode, OneOffKind
from budgets.plans.values.schedule import ContributionMode, DueLine, Period
from ledgers.values import pounds

CODE_OF = {
    OneOffKind.START_UP: LineCode.START_UP,
    OneOffKind.CONTINGENCY: LineCode.CONTINGENCY,
    OneOffKind.ONE_OFF: LineCode.ONE_OFF,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it will be kept; what lowers the instalment is below nothing."""

    code: LineCode
    starts_on: date
    ends_on: date
    pence: int
    words: str
    statement_id: UUID | None = None
    adjustment_id: UUID | None = None
    one_off_id: UUID | None = None
    kept_back_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Weekly:
    """A statement's figures for a week, by which a line is explained."""

    id: UUID
    total_pence: int
    contribution_pence: int


@dataclass(frozen=True, slots=True)
class Extra:
    """
    A sum beside what is due for days: arrears, a single sum, an over-payment being spread, or
    wages that the council paid and keeps back.

    :ivar id: of the difference, the single sum or the wages; none where it is owed at the end
    :ivar pence: what is still open of it; below nothing where it lowers the instalment
    :ivar most_pence: the most that one instalment takes of what lowers it
    :ivar due_on: the day from which a single sum is due
    """

    id: UUID | None
    code: LineCode
    pence: int
    words: str
    most_pence: int = 0
    due_on: date | None = None


def regular_lines(
    due: Iterable[DueLine], mode: ContributionMode, statements: Mapping[int, Weekly]
) -> list[Line]:
    """What is due for days: the support's cost, and the person's own part where they add it."""
    lines = []
    for one in due:
        weekly, days = statements[one.number], _days(one.days)
        lines.append(
            Line(
                LineCode.SUPPORT,
                one.starts_on,
                one.ends_on,
                one.total_pence,
                f"{days} at {pounds(weekly.total_pence)} a week",
                statement_id=weekly.id,
            )
        )
        if mode == ContributionMode.NET and one.contribution_pence:
            lines.append(
                Line(
                    LineCode.CONTRIBUTION,
                    one.starts_on,
                    one.ends_on,
                    -one.contribution_pence,
                    f"Your own part: {days} at {pounds(weekly.contribution_pence)} a week",
                    statement_id=weekly.id,
                )
            )
    return lines


def extra_lines(extras: Iterable[Extra], period: Period, payable_pence: int) -> list[Line]:
    """
    Sums beside what is due for days. Nothing ever makes an instalment less than nothing: what
    can't be taken of an over-payment waits for the next.

    :param payable_pence: what the instalment comes to without them
    """
    lines, room = [], payable_pence
    for extra in sorted(extras, key=lambda one: one.pence < 0):
        pence = extra.pence if extra.pence > 0 else -min(-extra.pence, extra.most_pence, room)
        if pence == 0:
            continue
        room += pence
        one_off, wages = extra.code in CODE_OF.values(), extra.code == LineCode.WAGES
        lines.append(
            Line(
                extra.code,
                period.starts_on,
                period.ends_on,
                pence,
                extra.words,
                adjustment_id=None if one_off or wages else extra.id,
                one_off_id=extra.id if one_off else None,
                kept_back_id=extra.id if wages else None,
            )
        )
    return lines


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
