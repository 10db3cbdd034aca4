"""Hours that wait and about which nobody says anything."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from budgets.assistants.models import Shift, ShiftMessage, ShiftWarning
from budgets.assistants.selectors.facts import COUNTS
from budgets.assistants.values import NEEDS_A_PERSON


def list_to_remind(book_id: UUID, *, received_by: datetime) -> QuerySet[Shift]:
    """Hours that wait since an instant or longer, of whose employer nobody was reminded yet."""
    return _unanswered(book_id).filter(reminder=None, received_at__lte=received_by)


def list_to_take_as_agreed(book_id: UUID, *, reminded_by: datetime) -> QuerySet[Shift]:
    """
    Hours that still wait, though the employer was reminded at an instant or earlier.

    Left out is what needs a person: what may be wrong in earnest, and what was talked about.
    """
    wrong = ShiftWarning.objects.filter(shift=OuterRef("pk"), code__in=NEEDS_A_PERSON)
    talk = ShiftMessage.objects.filter(shift=OuterRef("pk"))
    return _unanswered(book_id).filter(
        ~Exists(wrong), ~Exists(talk), reminder__reminded_at__lte=reminded_by
    )


def _unanswered(book_id: UUID) -> QuerySet[Shift]:
    return (
        Shift.objects.filter(
            COUNTS,
            book_id=book_id,
            agreement=None,
            imported_at=None,
            engagement__budget__person__died_on=None,
        )
        .select_related("engagement__assistant", "engagement__budget__person")
        .order_by("received_at", "id")
    )
