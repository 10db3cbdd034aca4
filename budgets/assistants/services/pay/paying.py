"""Paying what payroll said: the assistant, HMRC and the pension, each once with its purpose."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from budgets.assistants.errors.pay import NotYoursToSay, WagesWithUs
from budgets.assistants.models import Pay, PayrollFigures, WagesChoice
from budgets.assistants.selectors.pay.listing import lets_us_pay
from budgets.assistants.services.pay.payees import office_of, payee_of
from budgets.assistants.services.pay.setting_aside import let_go_of
from budgets.assistants.values.pay import PayWay
from budgets.plans.models import Budget
from budgets.plans.services.keeping_back import keep_back
from budgets.plans.services.payees import keeps_money
from budgets.plans.values import BudgetState
from ledgers.selectors import get_shared
from ledgers.values import About, AccountKind, Purpose
from payments.payouts.models import Payee, Payment
from payments.payouts.services import plan_payments
from payments.payouts.values import Leaves, PayeeKind, PlannedPayment, london_day

ABOUT = "pay"


def way_of(budget: Budget) -> PayWay:
    """From where a budget's wages are paid; of one that has ended nothing can be kept back."""
    if keeps_money(budget):
        return PayWay.KEPT
    can_be = budget.state != BudgetState.ENDED
    return PayWay.INSTALMENT if can_be and lets_us_pay(budget) else PayWay.HOLDER


def choose_way(*, budget: Budget, keeps_back: bool, by: UUID, now: datetime) -> WagesChoice:
    """
    Let the council pay wages from an own account's next instalments, or pay them oneself again.

    :raises WagesWithUs: the council keeps the money
    """
    if keeps_money(budget):
        raise WagesWithUs
    with transaction.atomic():
        Budget.objects.select_for_update(no_key=True).get(pk=budget.pk)
        last = WagesChoice.objects.filter(budget=budget).order_by("-id").first()
        if last and last.keeps_back == keeps_back:
            return last
        return WagesChoice.objects.create(
            book_id=budget.book_id,
            budget=budget,
            keeps_back=keeps_back,
            chosen_by=by,
            chosen_at=now,
        )


def plan_wages(figures: PayrollFigures, *, by: UUID, now: datetime) -> list[Payment]:
    """
    Plan what payroll said from money that we keep, to leave with a pay run that another approves.

    It was earned, so it is paid though the budget is stopped or ended. From a holder's own
    account nothing leaves by us, unless they chose that we pay: then from the council's funding,
    and what they are paid next is less by it.
    """
    if figures.way == PayWay.HOLDER:
        return []
    planned = list(_planned(figures, by=by, now=now))
    if not planned:
        return []
    with transaction.atomic():
        if figures.way == PayWay.INSTALMENT:
            _keep_back(figures, sum(one.pence for one in planned), by=by, now=now)
        return plan_payments(planned, book_id=figures.book_id, by=by, now=now)


def _keep_back(figures: PayrollFigures, pence: int, *, by: UUID, now: datetime) -> None:
    """The council pays; the next instalments are less by it, so nothing is set aside any more."""
    pay = figures.pay
    keep_back(
        budget=pay.engagement.budget,
        pence=pence,
        words=f"Wages, tax and pension for {pay.engagement.assistant.full_name}, paid for you",
        key=uuid5(pay.id, "kept back"),
        by=by,
        now=now,
    )
    let_go_of(pay, by=by, now=now)


def say_paid(*, pay: Pay, by: UUID, now: datetime) -> PayrollFigures:
    """
    The holder says that they paid it from their own account. Nothing is posted: their statement is.

    What was set aside for it is let go.

    :raises NotYoursToSay: payroll has said nothing of it, or it is paid from money that we keep
    """
    with transaction.atomic():
        figures = (
            PayrollFigures.objects.select_for_update(no_key=True, of=("self",))
            .select_related("pay__engagement")
            .filter(pay=pay, way=PayWay.HOLDER)
            .first()
        )
        if figures is None:
            raise NotYoursToSay
        if figures.holder_paid_on is None:
            figures.holder_paid_on, figures.holder_paid_by = london_day(now), by
            figures.save(update_fields=["holder_paid_on", "holder_paid_by"])
            let_go_of(figures.pay, by=by, now=now)
    return figures


def _planned(figures: PayrollFigures, *, by: UUID, now: datetime) -> Iterator[PlannedPayment]:
    engagement = figures.pay.engagement
    budget = engagement.budget
    if figures.net_pence:
        worker = payee_of(engagement.assistant, by=by, now=now)
        pence, purpose = figures.net_pence, Purpose.PERSONAL_ASSISTANCE
        yield _payment(figures, "net", worker, pence, purpose, now)
    for part, kind, pence in (
        ("hmrc", PayeeKind.HMRC, figures.hmrc_pence),
        ("pension", PayeeKind.PENSION, figures.all_pension_pence),
    ):
        if pence:
            office = office_of(budget, kind, by=by, now=now)
            yield _payment(figures, part, office, pence, Purpose.EMPLOYMENT_COSTS, now)


def _payment(
    figures: PayrollFigures, part: str, payee: Payee, pence: int, purpose: Purpose, now: datetime
) -> PlannedPayment:
    pay = figures.pay
    return PlannedPayment(
        source_account_id=_source(figures),
        to_account_id=get_shared(pay.book_id, AccountKind.SPENDING, purpose).id,
        payee_id=payee.id,
        pence=pence,
        pay_on=max(pay.pay_on, london_day(now)),
        leaves=Leaves.RUN,
        key=uuid5(pay.id, part),
        about=About(ABOUT, pay.id),
        earned=True,
    )


def _source(figures: PayrollFigures) -> UUID:
    if figures.way == PayWay.KEPT:
        return figures.pay.engagement.budget.account_id
    return get_shared(figures.book_id, AccountKind.COUNCIL_FUNDING).id
