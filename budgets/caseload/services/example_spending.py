"""What the money of the example is spent on: wages, agencies, choirs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Final
from uuid import UUID, uuid5

from budgets.caseload.values.example_plans import Plan
from budgets.plans.models import Budget
from ledgers.models import Account
from ledgers.values import SCHEDULER, About, AccountKind, Posting, Purpose, TransferKind

EVERY_WEEKS: Final = {Purpose.PERSONAL_ASSISTANCE: 2, Purpose.AGENCY_CARE: 2}
"""How often something is paid for; anything else, every week."""
FRIDAY: Final = 4
PAYROLL_PERCENT, ALSO_PERCENT = 12, 8
"""Of each pay, so much is tax, pension and payroll; of each payment, so much for the rest."""


@dataclass(frozen=True)
class Spent:
    """One movement of somebody's money, as a statement or a card says it."""

    on: date
    purpose: Purpose
    pence: int


def spending(
    plan: Plan, weekly_pence: int, *, after: date, until: date, chance: Random
) -> Iterator[Spent]:
    """What somebody spent in the days after one day and until another, the first first."""
    every = EVERY_WEEKS.get(plan.purpose, 1)
    for number in range((until - after).days):
        day = after + timedelta(days=number + 1)
        if day.weekday() == FRIDAY and day.toordinal() // 7 % every == len(plan.name) % every:
            pence = every * weekly_pence * plan.percent_spent // 100
            yield from _paid(plan, day, pence * chance.randint(96, 104) // 100)


def _paid(plan: Plan, day: date, pence: int) -> Iterator[Spent]:
    for purpose, _ in plan.also:
        yield Spent(day, purpose, pence * ALSO_PERCENT // 100)
        pence -= pence * ALSO_PERCENT // 100
    payroll = plan.purpose == Purpose.PERSONAL_ASSISTANCE and not plan.is_kept_by_us
    costs = pence * PAYROLL_PERCENT // 100 if payroll else 0
    yield Spent(day, plan.purpose, pence - costs)
    if costs:
        yield Spent(day, Purpose.EMPLOYMENT_COSTS, costs)


def within(lines: Iterator[Spent], pence: int) -> Iterator[Spent]:
    """As much of it as there is money for."""
    for line in lines:
        if pence <= 0:
            return
        yield Spent(line.on, line.purpose, min(line.pence, pence))
        pence -= line.pence


def spending_accounts(book_id: UUID) -> dict[Purpose, UUID]:
    """Where the ledger keeps what was spent on each purpose."""
    rows = Account.objects.filter(book_id=book_id, kind=AccountKind.SPENDING)
    return {Purpose(code): account_id for account_id, code in rows.values_list("id", "code")}


def as_posting(budget: Budget, line: Spent, account_id: UUID, now: datetime) -> Posting:
    """What the ledger is told of it."""
    key = uuid5(budget.id, f"{line.purpose} on {line.on}")
    return Posting(
        book_id=budget.book_id,
        debit_id=budget.account_id,
        credit_id=account_id,
        pence=line.pence,
        key=key,
        kind=TransferKind.SPENT,
        about=About("line", key),
        posted_by=SCHEDULER,
        occurred_on=line.on,
        posted_at=now,
    )
