"""Days in the example for which nothing was due: in hospital, or on a holiday from payments."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from budgets.caseload.services.example_diary import Diary, at_work
from budgets.caseload.services.example_pay_days import cycle_day
from budgets.caseload.services.example_people import Cast
from budgets.people import services as people
from budgets.people.values import AbsenceKind
from budgets.plans import services as plans
from budgets.plans.models import Adjustment

Decide = Callable[[Adjustment, Cast, datetime], object]


@dataclass(frozen=True)
class Stay:
    """
    Days in hospital that were paid in advance.

    :ivar cycle: so many times four weeks before the next pay day they began
    :ivar into: so many days into these four weeks
    :ivar days: how many there were
    """

    name: str
    cycle: int
    into: int
    days: int
    words: str


KEPT_ON = Stay("Lakshmi Raman", 9, 5, 9, "A chest infection. She is home again.")
TAKEN_BACK = Stay("Margaret Ashworth", 3, 5, 9, "A new hip. The agency did not come meanwhile.")
UNDECIDED = Stay("Imran Sheikh", 1, 3, 8, "On the pain ward. The agency did not come meanwhile.")


def live(cast: Cast, diary: Diary) -> None:
    """Note three stays in hospital, a holiday that was, and one to come."""
    _stay(cast, diary, KEPT_ON, _waive)
    _stay(cast, diary, TAKEN_BACK, _spread)
    _stay(cast, diary, UNDECIDED)
    was, coming = cycle_day(diary, 8), cycle_day(diary, 0, 14)
    words = "With her sister in Canada. Nothing is needed here."
    away = partial(_away, cast, "Miriam Adler")
    diary.note(at_work(was - timedelta(days=12)), partial(away, was, 28, words))
    words = "With her sister again, over the new year."
    diary.note(diary.ago(6), partial(away, coming, 21, words))


def _stay(cast: Cast, diary: Diary, stay: Stay, decide: Decide | None = None) -> None:
    into = cycle_day(diary, stay.cycle, stay.into)
    diary.note(at_work(into + timedelta(days=stay.days + 2)), partial(_told, cast, stay, into))
    if decide:
        later = at_work(into + timedelta(days=stay.days + 6), 15)
        diary.note(later, partial(_decide, cast, stay, decide))


def _told(cast: Cast, stay: Stay, into: date, now: datetime) -> None:
    """The practitioner hears of it when they are home again."""
    budget, by = cast.budget(stay.name), cast.workers[stay.name].user_id
    last = into + timedelta(days=stay.days - 1)
    people.record_absence(
        person=budget.person,
        kind=AbsenceKind.HOSPITAL,
        starts_on=into,
        ends_on=last,
        by=by,
        now=now,
    )
    plans.take_holiday(
        budget=budget, starts_on=into, ends_on=last, words=stay.words, by=by, now=now
    )


def _decide(cast: Cast, stay: Stay, decide: Decide, now: datetime) -> None:
    open_still = cast.budget(stay.name).adjustments.filter(decision="", pence__lt=0)
    for overpayment in open_still.select_related("budget__person"):
        decide(overpayment, cast, now)


def _waive(overpayment: Adjustment, cast: Cast, now: datetime) -> None:
    words = "Her carers sat with her in the ward and were paid. We are glad that they did."
    by = cast.manager(overpayment.budget.person.full_name)
    plans.waive_overpayment(overpayment=overpayment, words=words, by=by, now=now)


def _spread(overpayment: Adjustment, cast: Cast, now: datetime) -> None:
    plans.spread_overpayment(
        overpayment=overpayment,
        over_instalments=3,
        words="Agreed with Ruth on the telephone: a third of it each time.",
        by=cast.manager(overpayment.budget.person.full_name),
        now=now,
    )


def _away(cast: Cast, name: str, first: date, days: int, words: str, now: datetime) -> None:
    plans.take_holiday(
        budget=cast.budget(name),
        starts_on=first,
        ends_on=first + timedelta(days=days - 1),
        words=words,
        by=cast.workers[name].user_id,
        now=now,
    )
