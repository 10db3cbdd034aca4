"""Stopping a book whose figures don't agree, and letting it go."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from ledgers.errors import BookNotStopped
from ledgers.models import Book, BookStop
from ledgers.selectors import find_stop

MOST_KEPT: Final = 50
"""So many findings are kept; the check finds the others again."""

log = logging.getLogger(__name__)


def stop_book(*, book_id: UUID, findings: Sequence[str], now: datetime) -> BookStop:
    """Let nothing leave by this book until a person lets it go. Stopped already, it stays so."""
    for finding in findings[:MOST_KEPT]:
        log.error("Book %s does not agree: %s", book_id, finding)
    with transaction.atomic():
        Book.objects.select_for_update(no_key=True).get(id=book_id)
        return find_stop(book_id) or BookStop.objects.create(
            book_id=book_id, findings=list(findings[:MOST_KEPT]), found_at=now
        )


def let_book_go(*, book_id: UUID, words: str, by: UUID, now: datetime) -> BookStop:
    """
    Let money leave by this book again. Whoever calls has checked that it agrees.

    :raises BookNotStopped: it isn't stopped
    """
    with transaction.atomic():
        Book.objects.select_for_update(no_key=True).get(id=book_id)
        stop = find_stop(book_id)
        if stop is None:
            raise BookNotStopped
        stop.let_go_by, stop.let_go_at, stop.let_go_words = by, now, words
        stop.save(update_fields=["let_go_by", "let_go_at", "let_go_words"])
    return stop
