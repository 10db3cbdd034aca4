"""Direct payments in named states, each reached through the verbs that reach it in life."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from budgets.people.models import Person
from budgets.plans import services as plans
from budgets.plans.models import Budget, Instalment, RunPlanning
from budgets.plans.selectors import conditions
from budgets.plans.values import BudgetKind, HolderKind, KnownFrom
from budgets.plans.values.drafting import BudgetDraft, HolderDraft, StatementDraft
from budgets.plans.values.schedule import ContributionMode
from ledgers import services as ledgers
from ledgers.models import Transfer
from ledgers.selectors import get_shared
from ledgers.values import SCHEDULER, About, AccountKind, Posting, Purpose, TransferKind
from payments.payouts import services as payouts
from payments.payouts.models import Payee, PayRun
from payments.payouts.rules import read_bank_details
from payments.payouts.selectors.runs import find_run_of
from payments.payouts.values import HeldCode
from tests.factories import NOW, World

MONDAY = date(2026, 11, 23)
"""The day after `NOW`; the council's four weeks before it begin on 16 November."""

PLAN = BudgetDraft(
    kind=BudgetKind.DIRECT_PAYMENT,
    holder=HolderDraft(kind=HolderKind.PERSON),
    purposes=((Purpose.PERSONAL_ASSISTANCE, "Somebody to help me up and out"),),
    outcomes=("I see my friends each week",),
    contribution_mode=ContributionMode.NET,
    statement=StatementDraft(
        starts_on=MONDAY, total_pence=310_00, contribution_pence=30_00, why="Our first figures"
    ),
)


def plan(*, statement: dict[str, Any] | None = None, **said: Any) -> BudgetDraft:
    """The usual plan, with what is said otherwise: £310.00 a week, £30.00 of it the person's."""
    return replace(PLAN, statement=replace(PLAN.statement, **(statement or {})), **said)


def drafted(
    world: World, person: Person, draft: BudgetDraft = PLAN, *, now: datetime = NOW
) -> Budget:
    """Written down by a practitioner; nobody has agreed it."""
    return plans.draft_budget(person=person, draft=draft, by=world.practitioner, now=now)


def agreed(
    world: World, person: Person, draft: BudgetDraft = PLAN, *, now: datetime = NOW
) -> Budget:
    """Agreed by the manager; the conditions of the law are still open."""
    budget = drafted(world, person, draft, now=now)
    return plans.agree_budget(budget=budget, by=world.manager, now=now)


def active(
    world: World, person: Person, draft: BudgetDraft = PLAN, *, now: datetime = NOW
) -> Budget:
    """Agreed, and every condition of the law stands."""
    budget = agreed(world, person, draft, now=now)
    for code in conditions.list_missing(budget):
        plans.record_condition(
            budget=budget,
            code=code,
            stands=True,
            decided_on=now.date(),
            why="We talked about it together.",
            by=world.practitioner,
            now=now,
        )
    return Budget.objects.select_related("person", "account").get(pk=budget.pk)


def work_out(
    book_id: UUID, pay_on: date, *, by: UUID = SCHEDULER, now: datetime = NOW
) -> RunPlanning:
    """Open the run of a day, or plan for it again, and do what the worker does."""
    run = find_run_of(book_id, pay_on)
    if run:
        plans.prepare_again(run=run, now=now)
    else:
        run = plans.prepare_pay_run(book_id=book_id, pay_on=pay_on, by=by, now=now)
    while plans.plan_run_step(run_id=run.id, now=now):
        pass
    return RunPlanning.objects.select_related("run").get(run=run)


def prepare(world: World, pay_on: date, *, now: datetime = NOW) -> Sequence[Instalment]:
    """Plan a pay day, and give what was planned for it."""
    work_out(world.book_id, pay_on, by=world.finance.user_id, now=now)
    rows = Instalment.objects.filter(book=world.book_id, pay_on=pay_on, cancelled_at=None)
    return list(rows.order_by("id"))


def pay(world: World, pay_on: date, *, now: datetime = NOW) -> Sequence[Instalment]:
    """Plan a pay day, approve it, send it, and see it arrive at each holder's own account."""
    instalments = [one for one in prepare(world, pay_on, now=now) if one.payment]
    for instalment in instalments:
        _give_details(instalment, now=now)
    if instalments:
        approve_day(world, pay_on, now=now)
    while payouts.send_run_step(book_id=world.book_id, by=SCHEDULER, now=now):
        pass
    for instalment in instalments:
        instalment.refresh_from_db()
        if instalment.payment and instalment.payment.payee_id:
            payouts.mark_paid(payment=instalment.payment, by=SCHEDULER, now=now)
    return instalments


def approve_day(world: World, pay_on: date, *, now: datetime = NOW) -> PayRun:
    """The second officer looks at the run of a day and approves it, twins and all."""
    run = find_run_of(world.book_id, pay_on)
    assert run
    run = payouts.calculate_run(run=run, now=now)
    for line in run.lines.filter(held=HeldCode.DUPLICATE):
        payouts.release_line(
            line=line, words="Two periods", by=world.second_finance.user_id, now=now
        )
    run.refresh_from_db()
    return plans.approve_pay_run(run=run, digest=run.digest, by=world.second_finance, now=now)


def _give_details(instalment: Instalment, *, now: datetime) -> None:
    payee = instalment.payment.payee if instalment.payment else None
    if payee and payee.details is None:
        give_details(payee, now=now)


def give_details(payee: Payee, *, now: datetime, account_number: str = "12345678") -> None:
    """The holder types where they are paid."""
    payouts.give_details(
        secret=payouts.make_link(payee=payee, now=now),
        details=read_bank_details(
            sort_code="20-00-00", account_number=account_number, account_name="A Holder"
        ),
        now=now,
    )


def at(day: date) -> datetime:
    """The usual time of another day."""
    return NOW + (day - NOW.date())


def spent(budget: Budget, pence: int, *, on: date, purpose: Purpose = Purpose.OTHER) -> None:
    """Some of the money was spent, as a line of a statement or a card says."""
    ledgers.post_fact(
        Posting(
            book_id=budget.book_id,
            debit_id=budget.account_id,
            credit_id=get_shared(budget.book_id, AccountKind.SPENDING, purpose).id,
            pence=pence,
            key=uuid4(),
            kind=TransferKind.SPENT,
            about=About("line", uuid4()),
            posted_by=SCHEDULER,
            occurred_on=on,
            posted_at=at(on),
        )
    )


def seen_until(budget: Budget, day: date) -> Budget:
    """The holder's statements were seen until a day; reading them is another room's verb."""
    Budget.objects.filter(pk=budget.pk).update(known_from=KnownFrom.STATEMENTS, known_until=day)
    budget.refresh_from_db(fields=["known_from", "known_until"])
    return budget


def balance(book_id: UUID, kind: AccountKind, code: str = "") -> int:
    """What one of the council's shared accounts has, in pence."""
    return get_shared(book_id, kind, code).balance_pence


def moved(book_id: UUID) -> int:
    """How many movements the council's books have: on a refusal, as many as before."""
    return Transfer.objects.filter(book_id=book_id).count()
