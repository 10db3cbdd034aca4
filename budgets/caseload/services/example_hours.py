"""Hours in the example: a fortnight of everybody at once, and what is open about some."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import Final
from uuid import UUID, uuid5

from budgets.assistants import services as assistants
from budgets.assistants.models import Engagement, Shift
from budgets.assistants.values import NewShift, ShiftKind
from budgets.caseload.services.example_diary import Diary, at_hour
from budgets.caseload.services.example_people import Cast, email_of
from budgets.caseload.values.example_assistants import JOBS, WEEKS, Call, Job
from budgets.councils.models import Member
from payments.payouts.values import london_day

A_DAY: Final = timedelta(days=1)
LONG_MINUTES: Final = 6 * 60
AWAKE: Final = (0, 0, 0, 15, 20, 45)
NOTES: Final = ("Doctor's at 10.", "Shopping, and the post office.", "He was in good form.")
OFF, LONGER, NOTED = 8, 2, 4
"""Of a hundred calls so many fall away, take half an hour longer, and have a note."""


def evening_of(day: date) -> datetime:
    """When phones are picked up, in England."""
    return at_hour(day, 21)


def log(cast: Cast, since: date, chance: Random, now: datetime) -> None:
    """Everybody's hours that ended after the evening of a day, sent at once."""
    rows = Engagement.objects.filter(book_id=cast.council.book_id).select_related(
        "assistant", "budget__person"
    )
    known = {(one.assistant.full_name, one.budget.person.full_name): one for one in rows}
    items = [
        (one.assistant.user_id, shift)
        for job in JOBS
        if (one := known.get((job.assistant, job.employer)))
        for shift in _ended(one, job, since, chance, now)
    ]
    assistants.log_for_many(
        items=[(user, shift) for user, shift in items if user],
        book_id=cast.council.book_id,
        received_at=now,
    )


def _ended(
    engagement: Engagement, job: Job, since: date, chance: Random, now: datetime
) -> Iterator[NewShift]:
    today = london_day(now)
    last = min(today, engagement.ends_on or today)
    first = max(since, engagement.starts_on)
    for number in range((last - first).days + 1):
        day = first + number * A_DAY
        for call in WEEKS[job.week]:
            if call.weekday != day.weekday():
                continue
            shift = _shift(engagement, call, day, chance)
            is_new = evening_of(since) < shift.ended_at <= now
            if is_new and chance.randrange(100) >= OFF:
                yield shift


def _shift(engagement: Engagement, call: Call, day: date, chance: Random) -> NewShift:
    """By the clock on the wall, so that a night over a clock change is longer or shorter."""
    days, hour = divmod(call.hour + call.hours, 24)
    ended_at = at_hour(day + days * A_DAY, hour)
    if chance.randrange(100) < LONGER:
        ended_at += timedelta(minutes=30)
    is_long = call.hours * 60 > LONG_MINUTES and call.kind != ShiftKind.SLEEP_IN
    return NewShift(
        id=id_of(engagement.id, day, call.hour),
        engagement_id=engagement.id,
        kind=call.kind,
        started_at=at_hour(day, call.hour),
        ended_at=ended_at,
        logged_at=ended_at + timedelta(minutes=chance.randrange(300)),
        break_minutes=30 if is_long else 0,
        woken_minutes=chance.choice(AWAKE) if call.kind == ShiftKind.SLEEP_IN else 0,
        miles_tenths=chance.randrange(30, 180) if call in WEEKS["outings"] else 0,
        note=chance.choice(NOTES) if chance.randrange(100) < NOTED else "",
    )


def id_of(engagement: UUID, day: date, hour: int) -> UUID:
    """The id of hours in the example."""
    return uuid5(engagement, f"{day} {hour}")


def note_what_is_open(cast: Cast, diary: Diary, holders: dict[str, str]) -> None:
    """Note two questions, a correction, hours taken back, after the end, and at two places."""
    asks, evening = partial(_ask, cast, holders), evening_of(diary.today - A_DAY)
    first, then = evening + timedelta(hours=1), evening + timedelta(hours=2)
    diary.note(first, partial(asks, "Mariam Yusuf", "Was it half an hour longer on this day?"))
    diary.note(first, partial(asks, "Sian Powell", "I thought that you came at nine?"))
    diary.note(then, partial(_answer, cast, "Sian Powell", "No, at eight: the GP."))
    diary.note(then, partial(_correct, cast, "Carol Finch"))
    diary.note(then, partial(_take_back, cast, "Ines Duarte"))
    diary.note(diary.ago(55, 21), partial(_send, cast, "Bridget Nolan", "Desmond Price", 2))
    diary.note(then, partial(_send, cast, "Lorraine Hobbs", "Leonard Fitch", 2))
    notice = partial(_give_notice, cast, holders, "Pedro Alves")
    diary.note(diary.ago(5, 12), partial(notice, diary.today + timedelta(days=23)))


def _newest(cast: Cast, assistant: str) -> Shift:
    rows = Shift.objects.filter(
        book_id=cast.council.book_id, engagement__assistant__full_name=assistant
    )
    return rows.select_related("engagement__assistant", "engagement__budget__person").latest(
        "started_at", "id"
    )


def _ask(cast: Cast, holders: dict[str, str], assistant: str, words: str, now: datetime) -> None:
    shift = _newest(cast, assistant)
    by = _member(cast, holders[shift.engagement.budget.person.full_name])
    assistants.question_shift(shift=shift, words=words, by=by, now=now)


def _answer(cast: Cast, assistant: str, words: str, now: datetime) -> None:
    by = _member(cast, assistant)
    assistants.answer_question(shift=_newest(cast, assistant), words=words, by=by, now=now)


def _take_back(cast: Cast, assistant: str, now: datetime) -> None:
    shift, by = _newest(cast, assistant), _member(cast, assistant)
    assistants.withdraw_shift(shift=shift, words="I was ill that day.", by=by, now=now)


def _correct(cast: Cast, assistant: str, now: datetime) -> None:
    wrong = _newest(cast, assistant)
    right = NewShift(
        id=uuid5(wrong.id, "right"),
        engagement_id=wrong.engagement_id,
        kind=ShiftKind(wrong.kind),
        started_at=wrong.started_at,
        ended_at=wrong.ended_at - timedelta(minutes=30),
        logged_at=now,
        note="I left earlier that day.",
        replaces=wrong.id,
    )
    _log_one(cast, assistant, right, now)


def _send(cast: Cast, assistant: str, employer: str, hours: int, now: datetime) -> None:
    """Hours of an evening before, after a last day or while they were somewhere else, too."""
    found = Engagement.objects.filter(assistant__full_name=assistant, budget=cast.budgets[employer])
    engagement = found.get()
    day = now.date() - A_DAY
    new = NewShift(
        id=id_of(engagement.id, day, 18),
        engagement_id=engagement.id,
        kind=ShiftKind.STANDARD,
        started_at=at_hour(day, 18),
        ended_at=at_hour(day, 18 + hours),
        logged_at=now,
    )
    _log_one(cast, assistant, new, now)


def _log_one(cast: Cast, assistant: str, new: NewShift, now: datetime) -> None:
    by = _member(cast, assistant).user_id
    assistants.log_shift(new=new, by=by, book_id=cast.council.book_id, received_at=now)


def _give_notice(
    cast: Cast, holders: dict[str, str], assistant: str, until: date, now: datetime
) -> None:
    engagement = Engagement.objects.select_related("assistant", "budget__person").get(
        book_id=cast.council.book_id, assistant__full_name=assistant
    )
    by = _member(cast, holders[engagement.budget.person.full_name])
    assistants.give_notice(engagement=engagement, until=until, by=by, now=now)


def _member(cast: Cast, name: str) -> Member:
    return Member.objects.select_related("user").get(
        book_id=cast.council.book_id, user__email=email_of(name)
    )
