"""Payments locked for whoever moves them; whoever comes second waits, and sees what became."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from payments.payouts.models import BankFile, Payment, RunSheet
from payments.payouts.selectors.leaving import list_keepable, list_ready
from payments.payouts.values import PaymentState

AT_ONCE = 1_000


LEAVING: Final = (
    "id",
    "book_id",
    "about_kind",
    "about_id",
    "source_account_id",
    "to_account_id",
    "payee_id",
    "pence",
    "state",
    "earned",
    "hold_id",
    "rail",
    "bank_file_id",
    "tries",
    "reason_code",
)
"""What is read of a payment that leaves; half of a payment takes half the time."""


def take_for_file(book_id: UUID, day: date, limit: int) -> list[Payment]:
    """What may leave on a day, with who is paid; whoever comes second waits, and gets the rest."""
    return list(_locked(list_ready(book_id, day))[:limit])


def take_ready(book_id: UUID, day: date, limit: int) -> list[Payment]:
    """What may leave on a day; whoever comes second gets others."""
    return list(_locked(_bare(list_ready(book_id, day)), skip_taken=True)[:limit])


def take_keepable(book_id: UUID, day: date, limit: int) -> list[Payment]:
    """What we keep and is due on a day; whoever comes second gets others."""
    return list(_locked(_bare(list_keepable(book_id, day)), skip_taken=True)[:limit])


def take_of_sheet(sheet: RunSheet, day: date, *, kept: bool) -> list[Payment]:
    """What may leave of a sheet on a day: what we keep, or what goes over a rail."""
    ready = (list_keepable if kept else list_ready)(sheet.book_id, day)
    mine = ready.filter(Q(line__run=sheet.run_id), id__range=(sheet.first, sheet.last))
    return list(_locked(_bare(mine)))


def _bare(payments: QuerySet[Payment]) -> QuerySet[Payment]:
    return payments.select_related(None).only(*LEAVING)


def take_some(book_id: UUID, ids: Collection[UUID]) -> list[Payment]:
    """These payments, as far as they are of this book, by id."""
    found: list[Payment] = []
    in_order = sorted(ids)
    for start in range(0, len(in_order), AT_ONCE):
        some = Payment.objects.filter(book_id=book_id, id__in=in_order[start : start + AT_ONCE])
        found += _locked(some.order_by("id"))
    return found


def take_of_file(bank_file: BankFile) -> list[Payment]:
    """Every payment that left last in this file."""
    return list(_by_file(bank_file.book_id).filter(bank_file=bank_file))


def take_answered(book_id: UUID, ids: Sequence[UUID]) -> dict[UUID, Payment]:
    """Those of these payments that went to the bank by a file of this book, by id."""
    found: dict[UUID, Payment] = {}
    in_order = sorted(ids)
    for start in range(0, len(in_order), AT_ONCE):
        some = _by_file(book_id).filter(id__in=in_order[start : start + AT_ONCE])
        found |= {payment.id: payment for payment in some}
    return found


def take_unanswered(book_id: UUID, *, paid_on_by: date, limit: int) -> list[Payment]:
    """What went by a file on this day at the latest and is on its way still."""
    waiting = _by_file(book_id).filter(state=PaymentState.SENT, bank_file__pay_on__lte=paid_on_by)
    return list(waiting[:limit])


def take_all_called(book_id: UUID, ids: Collection[UUID]) -> dict[UUID, Payment]:
    """Payments that were called over a rail, by id."""
    called = Payment.objects.filter(book_id=book_id, id__among=set(ids)).order_by("id")
    return {payment.id: payment for payment in _locked(called)}


def take_called(book_id: UUID, payment_id: UUID) -> Payment | None:
    """A payment that was called over a rail."""
    called = Payment.objects.filter(book_id=book_id, pk=payment_id).select_related("hold")
    return _locked(called).first()


def _by_file(book_id: UUID) -> QuerySet[Payment]:
    went = Payment.objects.filter(book_id=book_id, bank_file__isnull=False)
    return _locked(went.select_related("bank_file", "hold").order_by("id"))


def _locked(payments: QuerySet[Payment], *, skip_taken: bool = False) -> QuerySet[Payment]:
    return payments.select_for_update(of=("self",), no_key=True, skip_locked=skip_taken)
