"""Paying the last days of a budget that ends while its payments are stopped, where it is needed."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from budgets.councils.models import Member
from budgets.plans.errors import NothingShort, NotPaused, PayeeDied, ReasonUnsaid
from budgets.plans.models import Budget, Ending
from budgets.plans.selectors.ending import is_stopped, what_is_left
from budgets.plans.services.ending import ENDED
from budgets.plans.services.history import note_change
from budgets.plans.services.pausing import SUSPENDED
from budgets.plans.services.payees import keeps_money
from budgets.plans.services.steps import lock_ending
from budgets.plans.services.ties import check_may_decide
from budgets.plans.values import HolderKind
from payments.payouts import services as payouts
from payments.payouts.values import london_day


def pay_last_days(*, ending: Ending, words: str, by: Member, now: datetime) -> Ending:
    """
    Decide that what was due up to the last day is paid after all: somebody has earned it.

    The next pay run plans it, exactly for those days. Cards stay stopped. Where nobody decides
    this, nothing goes out, and the ending is settled without it. Decided twice it is decided once.

    :raises ReasonUnsaid: it isn't said why
    :raises OwnBudget: it is for whoever decides, or somebody close to them
    :raises NotPaused: payments go out as they are due anyway
    :raises NothingShort: enough is left for all that is still to be paid
    :raises PayeeDied: it would go to the account of somebody who has died
    :raises EndingSettled: the ending is settled
    """
    if not words.strip():
        raise ReasonUnsaid
    check_may_decide(ending.budget.person, by)
    with transaction.atomic():
        budget = lock_ending(ending)
        if not is_stopped(budget):
            raise NotPaused
        _check_needed(ending, london_day(now))
        _check_alive(budget)
        _let_go(budget, by=by.user_id, now=now)
        said = f"What was due up to the last day is paid after all. {words.strip()}"
        note_change(budget=budget, code="last_days", words=said, by=by.user_id, now=now)
    return ending


def _check_needed(ending: Ending, today: date) -> None:
    left = what_is_left(ending, today)
    is_enough = left.left is not None and left.short_pence == 0
    if is_enough or left.to_be_paid_pence == 0:
        raise NothingShort


def _check_alive(budget: Budget) -> None:
    is_own = budget.holder_kind == HolderKind.PERSON and not keeps_money(budget)
    if is_own and budget.person.died_on:
        raise PayeeDied


def _let_go(budget: Budget, *, by: UUID, now: datetime) -> None:
    for reason in (ENDED, SUSPENDED):
        payouts.let_go(account=budget.account, reason=reason, by=by, now=now)
