"""What the references in files stand for: from what somebody calls a thing to its id."""

from collections.abc import Callable, Collection
from typing import Any, Final
from uuid import UUID

from django.db.models import Manager
from django.db.models.functions import Lower

from budgets.assistants.models import Assistant, Engagement, Shift
from budgets.assurance.models import SpendingLine
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
from payments.payouts.models import Payee

Find = Callable[[UUID, Collection[str]], dict[str, UUID]]


def find_ids(file: CaseFile[Any], book_id: UUID, references: Collection[str]) -> dict[str, UUID]:
    """The ids of what is here under these references; a member's is that of the user."""
    return FINDERS[file.name](book_id, references) if references else {}


def _by_reference(every: "Manager[Any]") -> Find:
    def find(book_id: UUID, references: Collection[str]) -> dict[str, UUID]:
        rows = every.filter(book_id=book_id, reference__in=references)
        return dict(rows.values_list("reference", "id"))

    return find


def _members(book_id: UUID, emails: Collection[str]) -> dict[str, UUID]:
    rows = Member.objects.filter(book_id=book_id).annotate(low=Lower("user__email"))
    return dict(rows.filter(low__in=emails).values_list("low", "user_id"))


def _shifts(book_id: UUID, references: Collection[str]) -> dict[str, UUID]:
    """By the id of the file: their own, or what stands for it here."""
    wanted = {UUID(reference) for reference in references}
    here = Shift.objects.filter(book_id=book_id)
    own = here.filter(id__among=wanted).values_list("id", flat=True)
    others = here.filter(id_on_file__among=wanted).values_list("id_on_file", "id")
    return {str(one): one for one in own} | {str(on_file): one for on_file, one in others}


def _lines(book_id: UUID, references: Collection[str]) -> dict[str, UUID]:
    rows = SpendingLine.objects.filter(book_id=book_id, line_id__in=references)
    return dict(rows.values_list("line_id", "id"))


FINDERS: Final[dict[str, Find]] = {
    TEAMS.name: _by_reference(Team.objects),
    MEMBERS.name: _members,
    PEOPLE.name: _by_reference(Person.objects),
    PROVIDERS.name: _by_reference(Organisation.objects),
    BUDGETS.name: _by_reference(Budget.objects),
    WORKERS.name: _by_reference(Assistant.objects),
    ENGAGEMENTS.name: _by_reference(Engagement.objects),
    SHIFTS.name: _shifts,
    ABSENCES.name: _by_reference(Absence.objects),
    LINES.name: _lines,
    PAYEES.name: _by_reference(Payee.objects),
}
