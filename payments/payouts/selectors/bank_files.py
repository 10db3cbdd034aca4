"""Questions about the files for the bank and its answers."""

from uuid import UUID

from django.db.models import QuerySet

from ledgers.values import Viewer
from payments.payouts.models import BankAnswer, BankFile


def bank_files_visible_to(viewer: Viewer) -> QuerySet[BankFile]:
    """The files made for the bank: for who may see every account of the book, and nobody else."""
    files = BankFile.objects.filter(book_id=viewer.book_id).order_by("-id")
    return files if viewer.accounts == "all" else files.none()


def find_bank_answer(book_id: UUID, digest: str) -> BankAnswer | None:
    """What came of a file of the bank's that was read before."""
    return BankAnswer.objects.filter(book_id=book_id, digest=digest).first()
