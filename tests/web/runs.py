"""Pay runs in named states for the pages' tests, each reached by its verbs."""

from datetime import date, datetime, timedelta

from django.test import Client
from django.urls import reverse

from budgets.people.models import Person
from budgets.plans import services as plans
from budgets.plans.models import Budget
from budgets.plans.tasks import prepare_runs
from budgets.plans.values.drafting import BudgetDraft
from ledgers.values import SCHEDULER
from payments.payouts import services as payouts
from payments.payouts.models import Payee, PayRun, RunLine
from payments.payouts.values import PaymentState
from tests.factories import NOW, PersonFactory, World
from tests.worlds_of_plans import MONDAY, PLAN, active, at, give_details, work_out

MORNING = at(MONDAY)
"""The usual time on the pay day."""
NEXT = date(2026, 12, 14)
"""The pay day four weeks later."""


def told(
    world: World, *people: Person, draft: BudgetDraft = PLAN, now: datetime = NOW
) -> list[Budget]:
    """Direct payments of £280.00 a week whose holders have said where to pay them."""
    budgets = [active(world, person, draft, now=now) for person in people]
    calculated(world, now=now)
    for payee in Payee.objects.filter(book=world.book_id, details=None):
        give_details(payee, now=now)
    return budgets


def work(*, now: datetime = NOW) -> None:
    """What the worker does for runs that are being worked out."""
    while prepare_runs(clock=lambda: now):
        pass


def opened(world: World, pay_on: date = MONDAY, *, now: datetime = NOW) -> PayRun:
    """A run that the first officer opened, and that nobody has worked out."""
    return plans.prepare_pay_run(
        book_id=world.book_id, pay_on=pay_on, by=world.finance.user_id, now=now
    )


def calculated(world: World, pay_on: date = MONDAY, *, now: datetime = NOW) -> PayRun:
    """A run that the first officer opened, and that is worked out with all that is known now."""
    return work_out(world.book_id, pay_on, by=world.finance.user_id, now=now).run


def approved(world: World, pay_on: date = MONDAY, *, now: datetime = NOW) -> PayRun:
    """A run that the second officer approved."""
    run = calculated(world, pay_on, now=now)
    return plans.approve_pay_run(run=run, digest=run.digest, by=world.second_finance, now=now)


def sent(world: World, pay_on: date = MONDAY, *, now: datetime = NOW) -> PayRun:
    """A run whose payments have all left, on its day."""
    run = approved(world, pay_on, now=now)
    morning = at(pay_on)
    while payouts.send_run_step(book_id=world.book_id, by=SCHEDULER, now=morning):
        pass
    payouts.close_runs(book_id=world.book_id, now=morning)
    run.refresh_from_db()
    return run


def answered(run: PayRun, *, back: int = 0, code: str = "AC04") -> PayRun:
    """A sent run whose answers have come: so many came back, the rest is paid."""
    later = at(run.pay_on) + timedelta(hours=1)
    for number, line in enumerate(run.lines.order_by("payment_id").select_related("payment")):
        if line.payment.state != PaymentState.SENT:
            continue
        if number < back:
            payouts.bring_back(
                payment=line.payment, to=PaymentState.FAILED, reason_code=code,
                by=SCHEDULER, now=later,
            )  # fmt: skip
        else:
            payouts.mark_paid(payment=line.payment, by=SCHEDULER, now=later)
    payouts.close_runs(book_id=run.book_id, now=later)
    run.refresh_from_db()
    return run


def line_of(run: PayRun, name: str) -> RunLine:
    """The line of somebody."""
    return run.lines.get(payment__instalment__budget__person__full_name=name)


def some_people(world: World, count: int) -> list[Person]:
    """So many people of the team."""
    return [
        PersonFactory(team=world.team, full_name=f"Person {number:02}") for number in range(count)
    ]


def page_of(desk: Client, run: PayRun, name: str = "run", **asked: str) -> str:
    """A page of a run, as it is shown."""
    answer = desk.get(reverse(name, args=[run.id]), asked)
    assert answer.status_code == 200
    return str(answer.content.decode())
