"""Whose pay a viewer may see, and how far it has come."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from budgets.assistants.models import Invoice, PaidShift, Pay, PayrollFigures, Shift, WagesChoice
from budgets.assistants.selectors.engagements import visible_engagements
from budgets.assistants.values.pay import PayWay
from budgets.assistants.values.pay_steps import PayState
from budgets.councils.rights import Action
from budgets.plans.models import Budget
from ledgers.values import Viewer
from payments.payouts.models import Payment
from payments.payouts.values import PaymentState

BACK = {PaymentState.FAILED, PaymentState.RETURNED}


def visible_pays(viewer: Viewer, action: Action = Action.PAY_READ) -> QuerySet[Pay]:
    """The pay over which this viewer may do this, the newest first; an assistant's own alone."""
    return (
        Pay.objects.filter(
            book_id=viewer.book_id,
            engagement__in=visible_engagements(viewer, action).order_by().values("pk"),
        )
        .select_related("engagement__assistant", "engagement__budget__person", "figures")
        .order_by("-id")
    )


def list_periods(viewer: Viewer) -> QuerySet[Pay, tuple[date, date]]:
    """The periods in which somebody's pay was worked out, the newest first."""
    rows = visible_pays(viewer).order_by("-ends_on", "-starts_on")
    return rows.values_list("starts_on", "ends_on").distinct()


def find_figures(pay: Pay) -> PayrollFigures | None:
    """What payroll made of a pay, once it was read."""
    return getattr(pay, "figures", None)


def payments_of(pays: Iterable[Pay]) -> dict[UUID, list[Payment]]:
    """The payments of each of these, by its id."""
    found = defaultdict(list)
    rows = Payment.objects.filter(about_kind="pay", about_id__in=[pay.id for pay in pays])
    for payment in rows.select_related("payee").order_by("planned_at", "id"):
        found[payment.about_id].append(payment)
    return found


def state_of_pay(pay: Pay, payments: Iterable[Payment]) -> PayState:
    """Where a pay is, as people see it."""
    figures = find_figures(pay)
    if figures is None:
        return PayState.WORKED_OUT
    if figures.way == PayWay.HOLDER:
        return PayState.PAID if figures.holder_paid_on else PayState.WITH_HOLDER
    states = {PaymentState(payment.state) for payment in payments}
    if states & BACK:
        return PayState.CAME_BACK
    return PayState.PAID if states <= {PaymentState.PAID} else PayState.ON_ITS_WAY


def visible_invoices(viewer: Viewer, action: Action = Action.PAY_READ) -> QuerySet[Invoice]:
    """The bills over which this viewer may do this, the newest first."""
    works = visible_engagements(viewer, action).order_by()
    invoices = Invoice.objects.filter(book_id=viewer.book_id).order_by("-sent_at", "-id")
    return invoices.filter(engagement__in=works.values("pk")).select_related(
        "budget__person", "payee", "engagement__assistant"
    )


def lets_us_pay(budget: Budget) -> bool:
    """Whether a holder with an account of their own chose that the council pays wages."""
    last = WagesChoice.objects.filter(budget=budget).order_by("-id").first()
    return last is not None and last.keeps_back


def paid_shifts(shifts: Iterable[Shift]) -> set[UUID]:
    """Those of these hours for which the money has arrived, or the employer said so; their ids."""
    rows = PaidShift.objects.filter(shift__in=list(shifts), undone_by=None)
    paid = dict(rows.values_list("shift_id", "pay_id"))
    pays = Pay.objects.filter(pk__in=set(paid.values())).select_related("figures")
    payments = payments_of(pays)
    there = {pay.id for pay in pays if state_of_pay(pay, payments.get(pay.id, ())) == PayState.PAID}
    return {shift for shift, pay in paid.items() if pay in there}
