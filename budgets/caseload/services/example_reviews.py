"""Care reviews in the example: held in time, booked, missed, and one that somebody asked for."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from budgets.caseload.services.example_diary import Diary, at_hour, at_work
from budgets.caseload.services.example_people import Cast
from budgets.caseload.services.example_plans import first_day
from budgets.caseload.values.example_plans import Plan
from budgets.caseload.values.example_reviews import SAID, WORRY
from budgets.councils.models import Member
from budgets.plans import services as plans
from budgets.plans.values import BudgetState
from payments.payouts.values import bank_day_from

MOST: Final = 9
FIRST_AFTER, YEARLY_AFTER = timedelta(weeks=24), timedelta(weeks=50)
MOST_HELD: Final = {
    "Bryony Fell": 0,
    "Kwame Asante": 0,
    "Rafael Costa": 0,
    "Mei-Ling Chan": 0,
    "Delroy Barrett": 1,
    "Winston Clarke": 1,
}
"""Of some budgets no more reviews than these were held: the council has missed one, or is late."""
BOOKED: Final = ("Winston Clarke", "Samira Haddad", "Beatrice Mensah")
WORRIED_ABOUT: Final = "Pauline Stubbs"


def live(cast: Cast, diary: Diary, everybody: Sequence[Plan]) -> None:
    """Note the reviews of every budget: six months after it begins, then each year."""
    for place, plan in enumerate(everybody):
        by = cast.workers[plan.name]
        due = first_day(diary, plan, place) + FIRST_AFTER - timedelta(days=place % 20)
        held = 0
        most = MOST_HELD.get(plan.name, MOST)
        while plan.reaches == BudgetState.ACTIVE and due < diary.today and held < most:
            diary.note(at_work(due, 14), partial(_hold, cast, plan, by, place + held))
            due, held = due + YEARLY_AFTER, held + 1
        if plan.name in BOOKED:
            diary.note(diary.ago(3 + place % 3, 12), partial(_book, cast, diary, plan, by))
    diary.note(diary.ago(9, 16), partial(_worry, cast))


def _hold(cast: Cast, plan: Plan, by: Member, place: int, now: datetime) -> None:
    budget = cast.budget(plan.name)
    if budget.state not in (BudgetState.ACTIVE, BudgetState.SUSPENDED):
        return
    matters, works, should_change = SAID[place % len(SAID)]
    plans.hold_review(
        budget=budget,
        held_on=now.date(),
        matters=matters,
        works=works,
        should_change=should_change,
        by=by,
        now=now,
    )


def _book(cast: Cast, diary: Diary, plan: Plan, by: Member, now: datetime) -> None:
    day = bank_day_from(diary.today + timedelta(days=4 + len(plan.name) % 4))
    plans.book_review(budget=cast.budget(plan.name), at=at_hour(day, 14), by=by.user_id, now=now)


def _worry(cast: Cast, now: datetime) -> None:
    budget, by = cast.budget(WORRIED_ABOUT), cast.workers[WORRIED_ABOUT]
    plans.raise_concern(budget=budget, words=WORRY, by=by.user_id, now=now)
