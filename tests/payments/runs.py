"""Pay runs for tests: opened and calculated by one officer, approved by the other, sent."""

from datetime import date, datetime, timedelta

from ledgers.models import Account
from ledgers.values import SCHEDULER
from payments.payouts import services as payouts
from payments.payouts.models import Payee, Payment, PayRun, RunLine
from payments.payouts.values import RunStep
from tests.factories import NOW, World
from tests.payments.owed import TODAY, budget_account, funding, known_payee, owed, plan

LATER = TODAY + timedelta(weeks=4)


def three(world: World) -> list[Payment]:
    """£100 and £200 to accounts that we know, and £300 that we keep."""
    return plan(
        world,
        *(
            owed(funding(world), budget_account(world), payee=payee, pence=pence)
            for payee, pence in (
                (known_payee(world, 1), 100_00),
                (known_payee(world, 2), 200_00),
                (None, 300_00),
            )
        ),
    )


def due(world: World, to: Account, payee: Payee | None, pence: int, *, on: date = TODAY) -> Payment:
    """One more payment of council funding."""
    (payment,) = plan(world, owed(funding(world), to, payee=payee, pence=pence, pay_on=on))
    return payment


def opened(world: World, on: date = TODAY) -> PayRun:
    return payouts.open_run(
        book_id=world.book_id, pay_on=on, by=world.second_finance.user_id, now=NOW
    )


def calculated(world: World, on: date = TODAY) -> PayRun:
    return payouts.calculate_run(run=opened(world, on), now=NOW)


def approved_run(world: World, on: date = TODAY) -> PayRun:
    return approve(world, calculated(world, on))


def approve(world: World, run: PayRun, now: datetime = NOW) -> PayRun:
    return payouts.approve_run(run=run, digest=run.digest, by=world.finance.user_id, now=now)


def step(world: World, now: datetime = NOW) -> RunStep | None:
    return payouts.send_run_step(book_id=world.book_id, by=SCHEDULER, now=now)


def steps(world: World, now: datetime = NOW) -> int:
    """Every step that there is to make now, and how many payments left by them."""
    sent = 0
    while taken := step(world, now):
        sent += taken.sent
    return sent


def sent_run(world: World, on: date = TODAY) -> PayRun:
    """Approved, and every step made on its day."""
    run = approved_run(world, on)
    steps(world, NOW + (on - TODAY))
    return fresh(run)


def fresh(run: PayRun) -> PayRun:
    return PayRun.objects.get(pk=run.pk)


def line_of(run: PayRun, payment: Payment) -> RunLine:
    return RunLine.objects.get(run=run, payment=payment)


def held(run: PayRun) -> dict[str, int]:
    """What is held back, in pence, by why."""
    lines = RunLine.objects.filter(run=run)
    return {line.held: line.pence for line in lines if not line.is_included}
