"""What goes out with a council, and what can't be said in files and so stays behind."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Collate

from budgets.assistants.models import Assistant, Engagement, Shift
from budgets.assistants.selectors.facts import COUNTS
from budgets.assurance.models import LineLink, SpendingLine
from budgets.assurance.selectors.movements import LINE
from budgets.caseload.values.council_rows import STAFF_ROLES
from budgets.caseload.values.files import (
    ABSENCES,
    BUDGETS,
    ENGAGEMENTS,
    LINES,
    MEMBERS,
    PAYEES,
    PEOPLE,
    PROVIDERS,
    SHIFTS,
    TEAMS,
    WORKERS,
    CaseFile,
)
from budgets.councils.models import Member, Team
from budgets.people.models import Absence, Organisation, Person
from budgets.plans.models import Budget
from budgets.plans.values import BudgetKind, BudgetState
from payments.payouts.models import Payee

NEVER_BEGAN: Final = Q(
    agreed_at=None, imported_at=None, state__in=[BudgetState.ENDING, BudgetState.ENDED]
) & ~Q(kind=BudgetKind.RECOVERY)
"""Written down, never agreed, and given up."""


def staying_budgets(book_id: UUID, today: date) -> QuerySet[Budget]:
    """
    Budgets that stay behind: drafts, and those that have begun and wait for a condition.

    A file has no word for either, and whoever took them in would take them for agreed and paid.
    """
    waits = Q(state=BudgetState.AGREED, starts_on__lt=today)
    stays = Q(state=BudgetState.DRAFT) | waits | NEVER_BEGAN
    return Budget.objects.filter(stays, book_id=book_id)


def exported_budgets(book_id: UUID, today: date) -> QuerySet[Budget]:
    """Every other budget, also those that have ended."""
    stays = staying_budgets(book_id, today)
    return Budget.objects.filter(book_id=book_id).exclude(id__in=stays.values("id"))


def exported_engagements(book_id: UUID, today: date) -> QuerySet[Engagement]:
    """Those of budgets that go out."""
    budgets = exported_budgets(book_id, today).values("id")
    return Engagement.objects.filter(book_id=book_id, budget__in=budgets)


def exported_shifts(book_id: UUID, today: date) -> QuerySet[Shift]:
    """Hours that stand: what was corrected or taken back has no word in a file."""
    engagements = exported_engagements(book_id, today).values("id")
    return Shift.objects.filter(COUNTS, book_id=book_id, engagement__in=engagements)


def exported_lines(book_id: UUID, today: date) -> QuerySet[SpendingLine]:
    """
    The lines of those budgets by their references, each movement once.

    What stands for a line that was told before, or on another statement, stays behind.
    """
    twice = LineLink.objects.filter(book_id=book_id, about_kind=LINE, undone_at=None)
    rows = SpendingLine.objects.filter(
        book_id=book_id, budget__in=exported_budgets(book_id, today).order_by()
    ).exclude(id__in=twice.values("line"))
    by_signs = Collate("line_id", "C") if connection.vendor == "postgresql" else F("line_id")
    return rows.order_by(by_signs)


def staff(book_id: UUID) -> QuerySet[Member]:
    """Who works for the council now."""
    return Member.objects.filter(
        book_id=book_id, ended_at=None, roles__role__in=STAFF_ROLES
    ).distinct()


def list_exported(file: CaseFile[Any], book_id: UUID, today: date) -> list[UUID]:
    """The ids of all that goes out in a file."""
    return list(EXPORTED[file.name](book_id, today))


EXPORTED: Final[dict[str, Callable[[UUID, date], QuerySet[Any, UUID]]]] = {
    TEAMS.name: lambda book, _: Team.objects.filter(book_id=book).values_list("id", flat=True),
    MEMBERS.name: lambda book, _: staff(book).values_list("user_id", flat=True),
    PEOPLE.name: lambda book, _: Person.objects.filter(book_id=book).values_list("id", flat=True),
    PROVIDERS.name: lambda book, _: Organisation.objects.filter(book_id=book).values_list(
        "id", flat=True
    ),
    BUDGETS.name: lambda book, day: exported_budgets(book, day).values_list("id", flat=True),
    WORKERS.name: lambda book, _: Assistant.objects.filter(book_id=book).values_list(
        "id", flat=True
    ),
    ENGAGEMENTS.name: lambda book, day: exported_engagements(book, day).values_list(
        "id", flat=True
    ),
    SHIFTS.name: lambda book, day: exported_shifts(book, day).values_list("id", flat=True),
    ABSENCES.name: lambda book, _: Absence.objects.filter(book_id=book).values_list(
        "id", flat=True
    ),
    LINES.name: lambda book, day: exported_lines(book, day).values_list("id", flat=True),
    PAYEES.name: lambda book, _: Payee.objects.filter(book_id=book).values_list("id", flat=True),
}
