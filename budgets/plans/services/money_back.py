"""Money that the holder pays back: it left them, and it arrived. Nobody takes it."""

from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction

from budgets.plans.errors import BackBeforePaid, OtherBudget
from budgets.plans.models import Budget, MoneyReturn, RepaymentRequest
from budgets.plans.rules.agreeing import check_happened
from budgets.plans.selectors.surplus import OPEN_STEPS, returned_pence
from budgets.plans.services.history import note_change
from budgets.plans.services.money import check_pence, posting
from budgets.plans.services.states import lock_budget
from budgets.plans.values.agreement import RequestStep
from ledgers import services as ledgers
from ledgers.errors import KeyReused
from ledgers.selectors import get_shared
from ledgers.values import About, AccountKind, TransferKind, pounds
from payments.payouts.values import london_day

ABOUT = "money_return"
CONTENT = ("budget_id", "request_id", "pence", "left_on")
"""What a key stands for."""


def record_money_back(
    *,
    budget: Budget,
    pence: int,
    left_on: date,
    key: UUID,
    by: UUID,
    now: datetime,
    request: RepaymentRequest | None = None,
) -> MoneyReturn:
    """
    Keep that the holder paid money back, once for its key: it left them on a day.

    :param request: what asked for it, if anything did
    :raises SumMissing: it isn't more than nothing
    :raises DayAbsurd: the day can't be meant
    :raises DayAhead: the day is still to come
    :raises OtherBudget: the request is about another budget
    :raises KeyReused: the key stands for another payment
    """
    check_pence(pence)
    check_happened(left_on, london_day(now))
    if request and request.budget_id != budget.id:
        raise OtherBudget
    with transaction.atomic():
        budget = lock_budget(budget)
        told = MoneyReturn(
            book_id=budget.book_id,
            budget=budget,
            request=request,
            key=key,
            pence=pence,
            left_on=left_on,
            recorded_by=by,
            recorded_at=now,
        )
        before = MoneyReturn.objects.filter(book_id=budget.book_id, key=key).first()
        if before:
            return _same(before, told)
        told.save(force_insert=True)
        ledgers.post_fact(
            posting(
                budget,
                debit=budget.account,
                credit=get_shared(budget.book_id, AccountKind.RETURNED_MONEY),
                pence=pence,
                key=key,
                kind=TransferKind.MONEY_RETURNED,
                about=About(ABOUT, told.id),
                by=by,
                on=left_on,
                now=now,
            )
        )
        said = f"{pounds(pence)} was paid back on {left_on:%-d %B %Y}. Thank you."
        note_change(budget=budget, code="money_back", words=said, by=by, now=now)
    return told


def money_arrived(*, money_return: MoneyReturn, on: date, by: UUID, now: datetime) -> MoneyReturn:
    """
    Money that was paid back is with the council. Once all that was asked for is, it is closed.

    :raises DayAbsurd: the day can't be meant
    :raises DayAhead: the day is still to come
    :raises BackBeforePaid: the day is before it left the holder
    """
    check_happened(on, london_day(now))
    if on < money_return.left_on:
        raise BackBeforePaid
    with transaction.atomic():
        budget = lock_budget(money_return.budget)
        money = MoneyReturn.objects.select_related("request").get(pk=money_return.pk)
        if money.arrived_on:
            return money
        money.arrived_on = on
        money.save(update_fields=["arrived_on"])
        ledgers.post_fact(
            posting(
                budget,
                debit=get_shared(budget.book_id, AccountKind.RETURNED_MONEY),
                credit=get_shared(budget.book_id, AccountKind.COUNCIL_FUNDING),
                pence=money.pence,
                key=uuid5(money.id, "arrived"),
                kind=TransferKind.RETURN_ARRIVED,
                about=About(ABOUT, money.id),
                by=by,
                on=on,
                now=now,
            )
        )
        said = f"{pounds(money.pence)} that was paid back arrived on {on:%-d %B %Y}."
        note_change(budget=budget, code="money_arrived", words=said, by=by, now=now)
        _close_if_all_came(money.request)
    return money


def _same(before: MoneyReturn, told: MoneyReturn) -> MoneyReturn:
    if any(getattr(before, name) != getattr(told, name) for name in CONTENT):
        raise KeyReused(told.key)
    return before


def _close_if_all_came(request: RepaymentRequest | None) -> None:
    if request is None or request.step not in OPEN_STEPS:
        return
    if returned_pence(request) >= request.pence:
        request.step = RequestStep.RETURNED
        request.save(update_fields=["step"])
