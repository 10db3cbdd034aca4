"""The example council: invented people, real verbs, a year of life before today."""

from datetime import datetime, timedelta

from django.db import transaction

from budgets.caseload import selectors
from budgets.caseload.services import example_life
from budgets.caseload.services.example_people import Cast, open_cast
from budgets.councils.models import Council
from payments.outside.values import Rail
from payments.payouts.services import set_payout_settings

WEEKS = 44


def open_example(*, now: datetime) -> Council:
    """
    Open the example council, or find it again: everything in it happened through the verbs.

    Until today it paid by bank file; from today it pays by the practice rail, so that money
    can be watched as it moves.
    """
    found = selectors.find_example()
    if found:
        return found
    with transaction.atomic():
        cast = open_cast(now=now - timedelta(weeks=WEEKS))
        example_life.live(cast, weeks=WEEKS, until=now)
        _pay_at_once_from(cast, now)
        example_life.leave_things_open(cast, now=now)
    return cast.council


def _pay_at_once_from(cast: Cast, now: datetime) -> None:
    set_payout_settings(
        book_id=cast.council.book_id, starts_on=now.date(), now=now, rail=Rail.PRACTICE
    )
