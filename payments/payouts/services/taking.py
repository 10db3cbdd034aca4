"""Where a bank answers failures only, a payment counts as paid when its days are over."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ledgers.values import SCHEDULER
from payments.payouts import selectors
from payments.payouts.selectors import locking
from payments.payouts.services.moving import mark_all_paid
from payments.payouts.services.sending import MOST_AT_ONCE
from payments.payouts.values import PaidHow, bank_day_before, london_day


def take_as_paid(*, book_id: UUID, now: datetime) -> int:
    """
    Take as paid what went by a bank file and did not come back for the policy's bank days.

    It is marked as taken, not as answered, and can still come back. At most 1,000 are taken;
    returns how many.
    """
    today = london_day(now)
    days = selectors.settings_on(book_id, today).paid_after_bank_days
    with transaction.atomic():
        due = locking.take_unanswered(
            book_id, paid_on_by=bank_day_before(today, days), limit=MOST_AT_ONCE
        )
        mark_all_paid(payments=dict.fromkeys(due), by=SCHEDULER, now=now, how=PaidHow.TAKEN)
    return len(due)
