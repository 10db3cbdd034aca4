"""The example council: invented people, real verbs, two years of life before today."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from budgets.caseload import selectors
from budgets.caseload.services import (
    example_absences,
    example_assistants,
    example_changes,
    example_endings,
    example_groups,
    example_life,
    example_pay_days,
    example_plans,
    example_rates,
    example_reviews,
    example_statements,
    example_surplus,
)
from budgets.caseload.services.example_diary import Diary
from budgets.caseload.services.example_people import Cast, open_cast
from budgets.caseload.values import example_east, example_hill, example_river
from budgets.councils.models import Council
from payments.outside.values import Rail
from payments.payouts.services import set_payout_settings

WEEKS = 112
PLANS = (*example_east.PLANS, *example_hill.PLANS, *example_river.PLANS)

STORIES = (example_changes, example_absences, example_surplus, example_endings, example_groups)


def open_example(*, now: datetime, book_id: UUID | None = None) -> Council:
    """
    Open the example council, or find it again: everything in it happened through the verbs.

    Until today it paid by bank file; from today it pays by the practice rail, so that money
    can be watched as it moves.

    :param book_id: the book's id, where the door has opened it before it was there
    """
    found = selectors.find_example()
    if found:
        return found
    with transaction.atomic():
        cast = open_cast(now=now - timedelta(weeks=WEEKS), book_id=book_id)
        _live(cast, Diary(now))
        _pay_at_once_from(cast, now)
        example_life.leave_things_open(cast, now=now)
    return cast.council


def _live(cast: Cast, diary: Diary) -> None:
    opened_at = diary.until - timedelta(weeks=WEEKS)
    example_pay_days.set_calendars(cast, diary, opened_at)
    example_rates.live(cast, diary, opened_at)
    for place, plan in enumerate(PLANS):
        example_plans.begin(cast, diary, plan, place)
    example_life.live(cast, diary)
    example_pay_days.live(cast, diary)
    example_statements.live(cast, diary, PLANS)
    example_reviews.live(cast, diary, PLANS)
    example_assistants.live(cast, diary, PLANS)
    for stories in STORIES:
        stories.live(cast, diary)
    diary.live()


def _pay_at_once_from(cast: Cast, now: datetime) -> None:
    set_payout_settings(
        book_id=cast.council.book_id, starts_on=now.date(), now=now, rail=Rail.PRACTICE
    )
