"""What is said to people is not kept for ever."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from budgets.councils.selectors import policy_on
from payments.outside.messages import empty_old_messages
from payments.outside.outbox import empty_old_calls


def empty_old_words(*, book_id: UUID, now: datetime) -> int:
    """Empty messages and calls to rails that ended the policy's days ago; returns how many."""
    days = policy_on(book_id, now.date()).keep_messages_days
    before = now - timedelta(days=days)
    with transaction.atomic():
        messages = empty_old_messages(book_id=book_id, before=before, now=now)
        return messages + empty_old_calls(book_id=book_id, before=before)
