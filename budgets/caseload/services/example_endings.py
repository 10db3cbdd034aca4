"""Budgets of the example that end: by themselves, by a move, and when somebody has died."""

from datetime import date, datetime, timedelta
from functools import partial
from uuid import uuid5

from budgets.caseload.services.example_diary import Diary, at_work
from budgets.caseload.services.example_pay_days import cycle_day
from budgets.caseload.services.example_people import Cast
from budgets.plans import services as plans
from budgets.plans.models import Ending
from budgets.plans.selectors.ending import list_open, what_is_left
from budgets.plans.values.agreement import EndReason, StepKind
from budgets.plans.values.surplus import RingFenceKind

WALKS, MOVES, DIED = "Gordon Pike", "Lucia Ferrer", "Evelyn Marsh"
LAST = (StepKind.FINAL_PAY, "The assistant's last fortnight")


def live(cast: Cast, diary: Diary) -> None:
    """Note an ending that is settled, one half settled, and a death."""
    _note_settled(cast, diary)
    _note_half_settled(cast, diary)
    died_on = diary.today - timedelta(days=21)
    diary.note(diary.ago(17, 12), partial(_death, cast, died_on))
    bill = partial(_add_step, cast, DIED, StepKind.BILL, "The agency's last invoice", 212_40)
    diary.note(diary.ago(12), bill)


def _note_settled(cast: Cast, diary: Diary) -> None:
    """He drives again; what the assistant had earned is paid first, and the rest comes back."""
    last = cycle_day(diary, 4, -1)
    words = "He drives again. Thank you, and well done."
    begin = partial(_begin, cast, WALKS, EndReason.NOT_NEEDED, last, words)
    diary.note(at_work(cycle_day(diary, 5, 8)), partial(_owe, cast, WALKS, 84_60))
    diary.note(at_work(cycle_day(diary, 5, 10)), begin)
    diary.note(at_work(cycle_day(diary, 5, 11)), partial(_add_step, cast, WALKS, *LAST, 59_00))
    diary.note(at_work(cycle_day(diary, 4, 4)), partial(_settle_next, cast, WALKS))
    diary.note(at_work(cycle_day(diary, 4, 5)), partial(_settle_next, cast, WALKS))
    diary.note(at_work(cycle_day(diary, 3, 1)), partial(_give_back, cast, WALKS))
    diary.note(at_work(cycle_day(diary, 3, 4)), partial(_arrived, cast, WALKS))
    diary.note(at_work(cycle_day(diary, 3, 5), 15), partial(_settle, cast, WALKS))


def _note_half_settled(cast: Cast, diary: Diary) -> None:
    """She has moved to her mother's town; her assistant's last pay is paid, the holiday is not."""
    last = diary.today - timedelta(days=16)
    words = "She lives in Harbourside now, whose council pays from the next day on."
    begin = partial(_begin, cast, MOVES, EndReason.MOVED, last, words)
    diary.note(diary.ago(60), partial(_owe, cast, MOVES, 148_75))
    diary.note(diary.ago(18, 11), begin)
    diary.note(diary.ago(18, 12), partial(_add_step, cast, MOVES, *LAST, 163_00))
    diary.note(diary.ago(7), partial(_settle_next, cast, MOVES))


def _death(cast: Cast, died_on: date, now: datetime) -> None:
    plans.record_death(person=cast.named(DIED), died_on=died_on, by=cast.workers[DIED], now=now)


def _owe(cast: Cast, name: str, pence: int, now: datetime) -> None:
    plans.set_ring_fence(
        budget=cast.budget(name),
        kind=RingFenceKind.HOLIDAY,
        pence=pence,
        words="Holiday that the assistant has earned",
        by=cast.workers[name].user_id,
        now=now,
    )


def _begin(cast: Cast, name: str, reason: EndReason, last: date, words: str, now: datetime) -> None:
    plans.begin_ending(
        budget=cast.budget(name),
        reason=reason,
        ends_on=last,
        words=words,
        by=cast.workers[name],
        now=now,
    )


def _ending(cast: Cast, name: str) -> Ending:
    return Ending.objects.select_related("budget__person").get(budget=cast.budgets[name])


def _add_step(cast: Cast, name: str, kind: StepKind, words: str, pence: int, now: datetime) -> None:
    ending, by = _ending(cast, name), cast.workers[name].user_id
    plans.add_step(ending=ending, kind=kind, words=words, pence=pence, by=by, now=now)


def _settle_next(cast: Cast, name: str, now: datetime) -> None:
    step = list_open(_ending(cast, name)).first()
    if step:
        by = cast.workers[name].user_id
        plans.settle_step(step=step, pence=step.pence, on=now.date(), by=by, now=now)


def _give_back(cast: Cast, name: str, now: datetime) -> None:
    ending = _ending(cast, name)
    pence = what_is_left(ending, now.date()).to_give_back_pence
    if pence:
        plans.record_money_back(
            budget=ending.budget,
            pence=pence,
            left_on=now.date(),
            key=uuid5(ending.id, "the rest"),
            by=cast.finance.user_id,
            now=now,
        )


def _arrived(cast: Cast, name: str, now: datetime) -> None:
    for money in cast.budget(name).money_returns.filter(arrived_on=None):
        by = cast.finance.user_id
        plans.money_arrived(money_return=money, on=now.date(), by=by, now=now)


def _settle(cast: Cast, name: str, now: datetime) -> None:
    plans.settle(ending=_ending(cast, name), by=cast.manager(name), now=now)
