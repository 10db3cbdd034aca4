"""A year of personal assistants in the example: engaged, at work, their hours agreed or waiting."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import Final

from budgets.assistants import services as assistants
from budgets.assistants.models import Engagement, Shift
from budgets.assistants.selectors.facts import COUNTS
from budgets.assistants.values import (
    HouseholdAgreement,
    HouseholdReason,
    NewAssistant,
    NewEngagement,
    RateKind,
    Relation,
    StartStep,
)
from budgets.caseload.services import example_hours
from budgets.caseload.services.example_diary import Diary, at_work
from budgets.caseload.services.example_people import Cast, email_of
from budgets.caseload.services.example_plans import first_day
from budgets.caseload.values.example_assistants import JOBS, WEEKS, Job
from budgets.caseload.values.example_plans import Plan
from budgets.councils.models import Member
from payments.payouts.values import london_day

A_WEEK: Final = timedelta(weeks=1)
RISE_PENCE: Final = 45
SLEEP_IN_PENCE, MILE_PENCE = 65_00, 45
MONTH_ENDS, SLOW, SLOW_WEEKS = 4, "Leonard Fitch", 7
"""Employers agree every four weeks; one of them has not for longer."""
HOUSEHOLD: Final = (
    "She talks through him: nobody else knows what her signs mean, and we looked for a year."
)


def live(cast: Cast, diary: Diary, plans: Sequence[Plan]) -> None:
    """Note who is engaged, when hours are logged and agreed, and what is still open."""
    begun = {plan.name: first_day(diary, plan, place) for place, plan in enumerate(plans)}
    holders = {plan.name: plan.helpers[0].name if plan.helpers else plan.name for plan in plans}
    for job in JOBS:
        first = max(begun[job.employer], diary.today - job.starts * A_WEEK)
        diary.note(at_work(first, 9), partial(_engage, cast, job, holders[job.employer], first))
        if job.ended:
            last = diary.today - job.ended * A_WEEK
            diary.note(at_work(last, 16), partial(_end, cast, job, holders[job.employer], last))
    chance = Random(4002)  # noqa: S311  an example, not a secret
    for fortnight in range(26, -1, -1):
        until = diary.today - timedelta(days=1) - 2 * fortnight * A_WEEK
        diary.note(
            example_hours.evening_of(until),
            partial(example_hours.log, cast, until - 2 * A_WEEK, chance),
        )
    _note_agreeing(cast, diary, holders)
    example_hours.note_what_is_open(cast, diary, holders)


def _note_agreeing(cast: Cast, diary: Diary, holders: dict[str, str]) -> None:
    for place, employer in enumerate(sorted({job.employer for job in JOBS})):
        newest = SLOW_WEEKS if employer == SLOW else 1
        for weeks in range(newest, 52, MONTH_ENDS):
            at = diary.ago(7 * weeks + 1 + place % 5, 19)
            diary.note(at, partial(_agree, cast, employer, holders[employer]))


def _engage(cast: Cast, job: Job, holder: str, first: date, now: datetime) -> None:
    """The holder writes it down; family of the household only the council's staff."""
    is_household = job.relation == Relation.HOUSEHOLD_FAMILY
    by = cast.workers[job.employer] if is_household else member_of(cast, holder)
    engagement = assistants.engage(
        budget=cast.budget(job.employer),
        assistant=NewAssistant(
            full_name=job.assistant, born_on=job.born, email=email_of(job.assistant)
        ),
        new=_terms(job, first),
        by=by,
        now=now,
    )
    assistants.invite_assistant(assistant=engagement.assistant, now=now)
    for step in StartStep:
        if (len(job.assistant) + len(step)) % 4:
            assistants.record_start_check(
                engagement=engagement, what=step, done_on=london_day(now), by=by, now=now
            )


def _terms(job: Job, first: date) -> NewEngagement:
    hourly = [call for call in WEEKS[job.week] if call.kind != "sleep_in"]
    rates = {RateKind.STANDARD: job.pence, RateKind.MILEAGE: MILE_PENCE}
    if job.week == "sleep-ins":
        rates[RateKind.SLEEP_IN] = SLEEP_IN_PENCE
    if job.week == "nights":
        rates[RateKind.WAKING_NIGHT] = job.pence + 2 * RISE_PENCE
    agreed = HouseholdAgreement(
        reason=HouseholdReason.COMMUNICATION, words=HOUSEHOLD, agreed_on=first - A_WEEK
    )
    return NewEngagement(
        relation=job.relation,
        starts_on=first,
        rates=rates,
        weekly_minutes=60 * sum(call.hours for call in hourly),
        pattern=job.week.capitalize(),
        household=agreed if job.relation == Relation.HOUSEHOLD_FAMILY else None,
    )


def _end(cast: Cast, job: Job, holder: str, last: date, now: datetime) -> None:
    assistants.end_engagement(
        engagement=engagement_of(cast, job.assistant, job.employer),
        ends_on=last,
        words="She has moved to Bristol. We had a cake.",
        by=member_of(cast, holder),
        now=now,
    )


def _agree(cast: Cast, employer: str, holder: str, now: datetime) -> None:
    """One tap for all that waits."""
    waiting = Shift.objects.filter(
        COUNTS, engagement__budget=cast.budgets.get(employer), agreement=None
    )
    assistants.agree_shifts(
        ids=list(waiting.order_by("started_at", "id").values_list("id", flat=True)),
        by=member_of(cast, holder),
        now=now,
    )


def member_of(cast: Cast, name: str) -> Member:
    """Somebody as the member that they sign in as."""
    return Member.objects.select_related("user").get(
        book_id=cast.council.book_id, user__email=email_of(name)
    )


def engagement_of(cast: Cast, assistant: str, employer: str) -> Engagement:
    """What two of them agreed."""
    rows = Engagement.objects.select_related("assistant", "budget__person")
    return rows.get(assistant__full_name=assistant, budget=cast.budgets[employer])
