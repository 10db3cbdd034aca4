"""Beginning to end a budget: its last day, what is stopped, what is to be paid first."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from budgets.councils.models import Member
from budgets.plans.errors import (
    BudgetElsewhere,
    DeathUnrecorded,
    EndsBeforeStart,
    EndsByItself,
)
from budgets.plans.models import Budget, Ending
from budgets.plans.rules.ending import REASON_WORDS, STOP_AT_ONCE, check_end, last_day
from budgets.plans.selectors import statements
from budgets.plans.selectors.ending import list_over_with_card
from budgets.plans.selectors.left import on_the_books
from budgets.plans.services import unplanning
from budgets.plans.services.history import note_change
from budgets.plans.services.statements import withdraw_statement
from budgets.plans.services.states import become, lock_budget
from budgets.plans.services.steps import step_from
from budgets.plans.services.ties import check_may_decide
from budgets.plans.values import BudgetKind, BudgetState
from budgets.plans.values.agreement import EndReason
from ledgers.values import SCHEDULER
from payments.cards import services as cards
from payments.payouts import services as payouts
from payments.payouts.values import london_day

ENDED = "ended"
"""The reason by which payments and cards of a budget that ends are stopped."""
NEVER_BEGUN = (BudgetState.DRAFT, BudgetState.AGREED)


@dataclass(frozen=True)
class End:
    """Why a budget ends, its last day, and the words for it."""

    reason: EndReason
    ends_on: date
    words: str = ""

    @property
    def after(self) -> date:
        """The first day that isn't paid for."""
        return self.ends_on + date.resolution


def begin_ending(
    *, budget: Budget, reason: EndReason, ends_on: date, words: str, by: Member, now: datetime
) -> Ending:
    """
    Begin to end a budget: its last day is set, and what is owed becomes steps that are paid first.

    What was planned for later days and has not left is cancelled, and nothing is due for them. If a
    condition has fallen, the person has died or payments were stopped before, nothing goes out any
    more, unless somebody decides that it is needed (`pay_last_days`); otherwise what is due up to
    the last day still goes. What has not begun, ends at once. What is left is asked of
    nobody by this. Begun twice by the same person it is begun once.

    :param ends_on: the last day that is paid for; never later than what was agreed
    :raises OwnBudget: it is for whoever ends it, or somebody close to them
    :raises DayAbsurd: the day can't be meant
    :raises EndsInThePast: the day is over, and it is neither a move nor a death
    :raises EndsBeforeStart: the day is before the budget begins
    :raises EndsByItself: it is a one-off budget
    :raises DeathUnrecorded: the reason is a death that nobody has recorded
    :raises BudgetElsewhere: it is ending already, or has ended
    """
    check_may_decide(budget.person, by)
    if reason == EndReason.DIED and not budget.person.died_on:
        raise DeathUnrecorded
    with transaction.atomic():
        budget = lock_budget(budget)
        before = Ending.objects.filter(budget=budget).first()
        if before and _is_repeat(before, budget, End(reason, ends_on, words.strip()), by):
            return before
        check_end(reason=reason, ends_on=ends_on, agreed_end=budget.ends_on, today=london_day(now))
        if budget.state not in NEVER_BEGUN and ends_on < budget.starts_on:
            raise EndsBeforeStart
        end = End(reason, last_day(ends_on=ends_on, agreed_end=budget.ends_on), words.strip())
        return end_locked(budget, end, by=by.user_id, now=now)


def end_locked(budget: Budget, end: End, *, by: UUID, now: datetime) -> Ending:
    """Begin to end a budget that is locked; its day was checked."""
    if budget.kind == BudgetKind.RECOVERY:
        raise EndsByItself
    if budget.state in NEVER_BEGUN:
        return _end_unbegun(budget, end, by=by, now=now)
    if budget.state not in (BudgetState.ACTIVE, BudgetState.SUSPENDED):
        raise BudgetElsewhere
    ending = _keep(budget, end, by=by, now=now)
    stops = end.reason in STOP_AT_ONCE or budget.state == BudgetState.SUSPENDED
    set_last_day(ending, end.ends_on, stops=stops, by=by, now=now)
    for fence in budget.ring_fences.filter(released_at=None).order_by("set_at", "id"):
        step_from(ring_fence=fence, ending=ending, by=by, now=now)
    stop(budget, end, by=by, now=now)
    _note(budget, end, by=by, now=now)
    return ending


def stop(budget: Budget, end: End, *, by: UUID, now: datetime) -> None:
    """Stop payments and cards at once where nothing may be paid; cards also after the last day."""
    if end.reason in STOP_AT_ONCE:
        payouts.hold_back(account=budget.account, reason=ENDED, by=by, now=now)
    if end.reason in STOP_AT_ONCE or end.ends_on < london_day(now):
        cards.stop(account=budget.account, reason=ENDED, by=by, now=now)


def set_last_day(ending: Ending, ends_on: date, *, stops: bool, by: UUID, now: datetime) -> None:
    """
    Give a locked budget its last day, and undo what was planned or due beyond it.

    :param stops: nothing goes out any more, so what has not left is undone for earlier days too
    """
    budget, after, days = ending.budget, ends_on + date.resolution, _days(ending.budget, ends_on)
    unplanning.cancel_planned(budget, after=date.min if stops else after, by=by, now=now)
    if budget.state == BudgetState.ENDING:
        Budget.objects.filter(pk=budget.pk).update(**days)
        budget.refresh_from_db(fields=days)
    else:
        become(budget, BudgetState.ENDING, **days)
    unplanning.lower_contributions(budget, after=after, now=now)
    unplanning.drop_later_sums(budget, after=after, now=now)


def _days(budget: Budget, ends_on: date) -> dict[str, date]:
    """The days of a budget that ends; if that is before it began, no day is paid for."""
    if ends_on >= budget.starts_on:
        return {"ends_on": ends_on}
    return _unpaid(budget, ends_on)


def _unpaid(budget: Budget, ends_on: date) -> dict[str, date]:
    last = max(ends_on, budget.starts_on)
    return {"ends_on": last, "pays_from": last + date.resolution}


def stop_cards_of_ended(*, book_id: UUID, now: datetime) -> int:
    """Stop the cards of budgets whose last day is over; returns how many budgets there were."""
    with transaction.atomic():
        found = list(list_over_with_card(book_id, london_day(now)))
        for budget in found:
            cards.stop(account=budget.account, reason=ENDED, by=SCHEDULER, now=now)
    return len(found)


def _is_repeat(before: Ending, budget: Budget, end: End, by: Member) -> bool:
    told = (before.reason, before.words, before.begun_by, budget.ends_on)
    return told == (end.reason, end.words, by.user_id, max(end.ends_on, budget.starts_on))


def _keep(budget: Budget, end: End, *, by: UUID, now: datetime) -> Ending:
    return Ending.objects.create(
        book_id=budget.book_id,
        budget=budget,
        reason=end.reason,
        words=end.words,
        begun_by=by,
        begun_at=now,
    )


def _end_unbegun(budget: Budget, end: End, *, by: UUID, now: datetime) -> Ending:
    """End what was never paid; only money that somebody paid in keeps it ending."""
    ending = _keep(budget, end, by=by, now=now)
    waiting = statements.find_open(budget)
    if waiting:
        withdraw_statement(statement=waiting, by=by, now=now)
    unplanning.drop_later_sums(budget, after=date.min, now=now)
    days = _unpaid(budget, end.ends_on)
    if budget.state == BudgetState.AGREED:
        become(budget, BudgetState.ENDING, **days)
    if budget.state == BudgetState.DRAFT or not on_the_books([budget])[budget.id]:
        become(budget, BudgetState.ENDED, **days)
        ending.settled_by, ending.settled_at = by, now
        ending.save(update_fields=["settled_by", "settled_at"])
    _note(budget, end, by=by, now=now)
    return ending


def _note(budget: Budget, end: End, *, by: UUID, now: datetime) -> None:
    said = f"{REASON_WORDS[end.reason]}. The last day is {end.ends_on:%-d %B %Y}. {end.words}"
    note_change(budget=budget, code="ending", words=said.strip(), by=by, now=now)
