"""Checking that a council's books and payments agree, and stopping its sending when they don't."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from ledgers import services as ledgers
from ledgers.models import BookStop
from ledgers.selectors import find_incoherent
from payments.payouts.errors import BooksDisagree, WhyUnsaid
from payments.payouts.selectors import coherence

MOST_WORDS = 500
RECENT = timedelta(days=35)
"""How far back payments are looked at one by one; all that are on their way always."""


def check_coherence(*, book_id: UUID, now: datetime, in_depth: bool = True) -> list[str]:
    """
    Find what does not agree in a council's books and payments; if anything, stop its sending.

    :param in_depth: every seal and each payment of late too, which takes as long as there are many
    :returns: a sentence for each finding; none when all agrees
    """
    findings = [
        *find_incoherent(book_id, with_seals=in_depth),
        *coherence.find_incoherent(book_id, since=now - RECENT if in_depth else None),
    ]
    if findings:
        ledgers.stop_book(book_id=book_id, findings=findings, now=now)
    return findings


def let_sending_go(*, book_id: UUID, words: str, by: UUID, now: datetime) -> BookStop:
    """
    Let a council's money leave again, once its books agree: a person says what was wrong.

    :raises WhyUnsaid: nobody said what was wrong and what was done
    :raises BooksDisagree: they still don't agree
    :raises BookNotStopped: nothing is stopped
    """
    said = words.strip()
    if not said or len(said) > MOST_WORDS:
        raise WhyUnsaid
    with transaction.atomic():
        if check_coherence(book_id=book_id, now=now):
            raise BooksDisagree
        return ledgers.let_book_go(book_id=book_id, words=said, by=by, now=now)
