"""Money in hand in the example: set aside, talked about, asked for, and asked for no more."""

from datetime import date, datetime, timedelta
from functools import partial

from budgets.caseload.services.example_diary import Diary, at_work
from budgets.caseload.services.example_pay_days import cycle_day
from budgets.caseload.services.example_people import Cast
from budgets.caseload.services.example_spending import Spent, as_posting, spending_accounts
from budgets.plans import services as plans
from budgets.plans.models import RepaymentRequest
from budgets.plans.selectors.surplus import find_open_talk, surplus_on
from budgets.plans.values.surplus import RingFenceKind
from ledgers import services as ledgers
from ledgers.values import Purpose

TALKS, IS_ASKED, SAVED = "Patience Adeyemi", "Leonard Fitch", "Peter Hallam"
SET_ASIDE = (
    ("Winston Clarke", RingFenceKind.HOLIDAY, 212_40, "Holiday that Marcia has earned"),
    ("Winston Clarke", RingFenceKind.TAX, 61_20, "For the quarter, to be paid in January"),
    ("Zofia Kowalska", RingFenceKind.HOLIDAY, 341_10, "Holiday that Ewa and Marta have earned"),
    ("Zofia Kowalska", RingFenceKind.NOTICE, 139_00, "Marta's last fortnight; she goes home"),
    ("Samira Haddad", RingFenceKind.TAX, 157_85, "For the quarter, to be paid in January"),
    ("Patience Adeyemi", RingFenceKind.HOLIDAY, 96_30, "Holiday that Gloria has earned"),
    ("Delroy Barrett", RingFenceKind.REDUNDANCY, 424_00, "If Carlton has to stop: two years"),
    ("Carol Price", RingFenceKind.BOOKING, 140_00, "A cottage in March, paid on arrival"),
)
REPLY = (
    "I have saved this for a chair that climbs kerbs. It is in my plan. I was told to wait for "
    "the fitting, and it is in spring."
)
ROUND_PENCE = 10_00
CHAIR_PENCE = 2_390_00


def live(cast: Cast, diary: Diary) -> None:
    """Note what is set aside, one conversation that goes on, and two requests."""
    for number, (name, kind, pence, words) in enumerate(SET_ASIDE):
        said = partial(_set_aside, cast, name, kind, pence, words)
        diary.note(diary.ago(30 + 3 * number, 11), said)
    diary.note(diary.ago(8, 15), partial(_talk, cast, TALKS, "Shall we plan together for it?"))
    _note_asked(cast, diary)
    _note_saved(cast, diary)


def _set_aside(
    cast: Cast, name: str, kind: RingFenceKind, pence: int, words: str, now: datetime
) -> None:
    budget, by = cast.budget(name), cast.workers[name].user_id
    plans.set_ring_fence(budget=budget, kind=kind, pence=pence, words=words, by=by, now=now)


def _talk(cast: Cast, name: str, words: str, now: datetime) -> None:
    plans.open_surplus_talk(budget=cast.budget(name), words=words, by=cast.workers[name], now=now)


def _close_talk(cast: Cast, name: str, outcome: str, now: datetime) -> None:
    talk = find_open_talk(cast.budget(name))
    if talk:
        plans.close_surplus_talk(talk=talk, outcome=outcome, by=cast.workers[name], now=now)


def _ask(cast: Cast, name: str, reason: str, days: int, now: datetime) -> None:
    """Ask for what is above all that is spoken for, as round pounds."""
    budget = cast.budget(name)
    surplus = surplus_on(budget, now.date())
    if surplus:
        plans.ask_for_repayment(
            budget=budget,
            talk=budget.surplus_talks.order_by("opened_at").last(),
            pence=surplus.surplus_pence // ROUND_PENCE * ROUND_PENCE,
            reason=reason,
            answer_by=now.date() + timedelta(days=days),
            by=cast.manager(name),
            now=now,
        )


def _note_asked(cast: Cast, diary: Diary) -> None:
    before_pay_day = cycle_day(diary, 2, -3)
    words = "You have more in hand than you use. What would help?"
    diary.note(at_work(before_pay_day, 16), partial(_talk, cast, IS_ASKED, words))
    outcome = "Leonard needs fewer hours since Maureen has her own days. The rest can go back."
    diary.note(at_work(cycle_day(diary, 1, 4)), partial(_close_talk, cast, IS_ASKED, outcome))
    reason = "As we agreed when we talked: you need fewer hours, and this is above what you use."
    diary.note(diary.ago(6, 15), partial(_ask, cast, IS_ASKED, reason, 21))


def _note_saved(cast: Cast, diary: Diary) -> None:
    asked_on, bought_on = cycle_day(diary, 8, -3), cycle_day(diary, 6, -9)
    reason = "It has been in the account for a year."
    diary.note(at_work(asked_on, 16), partial(_ask, cast, SAVED, reason, 28))
    diary.note(at_work(asked_on + timedelta(days=6), 19), partial(_reply, cast))
    diary.note(at_work(asked_on + timedelta(days=11)), partial(_withdraw, cast))
    diary.note(at_work(bought_on + timedelta(days=6), 16), partial(_buy_chair, cast, bought_on))


def _open_request(cast: Cast) -> RepaymentRequest:
    return cast.budget(SAVED).repayment_requests.get()


def _reply(cast: Cast, now: datetime) -> None:
    by = cast.named(SAVED).user_id
    if by:
        plans.reply_to_repayment(request=_open_request(cast), words=REPLY, by=by, now=now)


def _withdraw(cast: Cast, now: datetime) -> None:
    words = "You are right: the chair is in your plan. We should have asked before we wrote."
    by = cast.manager(SAVED)
    plans.withdraw_repayment(request=_open_request(cast), words=words, by=by, now=now)


def _buy_chair(cast: Cast, on: date, now: datetime) -> None:
    budget = cast.budget(SAVED)
    account = spending_accounts(budget.book_id)[Purpose.EQUIPMENT]
    chair = Spent(on, Purpose.EQUIPMENT, CHAIR_PENCE)
    ledgers.post_fact(as_posting(budget, chair, account, now))
