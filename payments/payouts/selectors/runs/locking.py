"""Runs and their sheets locked for whoever moves them."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from ledgers.models import Book
from payments.payouts.models import PayRun, RunSheet
from payments.payouts.values import RunState


def lock_book(book_id: UUID) -> None:
    """Let nobody else open or calculate a run of this council until this is kept or undone."""
    Book.objects.select_for_update(no_key=True).get(pk=book_id)


def lock_run(run: PayRun) -> PayRun:
    """The run as it is now, for whoever moves it; whoever comes second waits."""
    return PayRun.objects.select_for_update(of=("self",), no_key=True).get(pk=run.pk)


def take_sheet(book_id: UUID, day: date) -> RunSheet | None:
    """The next sheet to send on a day that no other worker has in hand."""
    return (
        list_due_sheets(book_id, day)
        .select_related("run")
        .order_by("run__pay_on", "run_id", "number")
        .select_for_update(of=("self",), no_key=True, skip_locked=True)
        .first()
    )


def list_due_sheets(book_id: UUID, day: date) -> QuerySet[RunSheet]:
    """The sheets of which a step is still to be made by a day."""
    return RunSheet.objects.filter(
        book_id=book_id,
        done_at=None,
        run__state__in=[RunState.APPROVED, RunState.SENDING],
        run__pay_on__lte=day,
    )


def take_on_their_way(book_id: UUID) -> list[PayRun]:
    """The runs that are on their way; one that somebody else moves is left out."""
    runs = list_on_their_way(book_id).order_by("id")
    return list(runs.select_for_update(of=("self",), no_key=True, skip_locked=True))


def list_on_their_way(book_id: UUID) -> QuerySet[PayRun]:
    """The runs that are being sent or were, and are not closed."""
    return PayRun.objects.filter(book_id=book_id, state__in=[RunState.SENDING, RunState.SENT])
