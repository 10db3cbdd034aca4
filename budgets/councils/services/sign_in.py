"""Mail about signing in, written so that nobody can tell whose address is known."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from budgets.councils.services.security import count_try
from budgets.councils.values import Arrival
from ledgers.values import About
from payments.outside.messages import write_message
from payments.outside.values import Channel


def write_sign_in_mail(
    *, arrival: Arrival, address: str, subject: str, words: str, now: datetime
) -> None:
    """
    Write a mail about signing in; for somebody unknown do the same work and undo it.

    The count is kept either way, so that both transactions have something to keep.
    """
    with transaction.atomic():
        count_try(name="sign_in_mail", subject=address, minutes=15, now=now)
        with transaction.atomic():
            write_message(
                book_id=arrival.book_id,
                key=uuid4(),
                channel=Channel.EMAIL,
                address=address,
                subject=subject,
                words=words,
                about=About("user", arrival.user_id),
                now=now,
            )
            transaction.set_rollback(not arrival.known)
