"""What a floor above asks to be paid, for tests that plan payments of their own."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from ledgers.models import Account
from ledgers.selectors import get_shared
from ledgers.services import open_account
from ledgers.values import SCHEDULER, About, AccountKind
from payments.payouts import services as payouts
from payments.payouts.models import Payee, Payment
from payments.payouts.rules import read_bank_details
from payments.payouts.values import Leaves, PayeeKind, PlannedPayment
from tests.factories import NOW, World

TODAY = NOW.date()
TOMORROW = NOW + timedelta(days=1)


def funding(world: World) -> Account:
    return get_shared(world.book_id, AccountKind.COUNCIL_FUNDING)


def budget_account(world: World) -> Account:
    """A budget's account with nothing in it."""
    return open_account(book_id=world.book_id, kind=AccountKind.BUDGET, now=NOW)


def known_payee(world: World, number: int = 1) -> Payee:
    """Somebody who has told us where to pay."""
    payee = payouts.name_payee(
        book_id=world.book_id,
        about=About("test", uuid4()),
        kind=PayeeKind.BUSINESS,
        display_name=f"Payee {number}",
        by=SCHEDULER,
        now=NOW,
    )
    details = read_bank_details(
        sort_code="20-00-00", account_number=f"{number:08}", account_name=f"Payee {number}"
    )
    link = payouts.make_link(payee=payee, now=NOW)
    return payouts.give_details(secret=link, details=details, now=NOW)


def owed(
    source: Account,
    to: Account,
    *,
    payee: Payee | None = None,
    pence: int = 480_00,
    pay_on: date = TODAY,
    leaves: Leaves = Leaves.RUN,
    **more: Any,
) -> PlannedPayment:
    """£480.00 with a run; of money that we keep, unless there is a payee."""
    return PlannedPayment(
        source_account_id=source.id,
        to_account_id=to.id,
        payee_id=payee.id if payee else None,
        pence=pence,
        pay_on=pay_on,
        leaves=leaves,
        key=more.pop("key", None) or uuid4(),
        about=About("test", uuid4()),
        **more,
    )


def plan(world: World, *planned: PlannedPayment, by: UUID = SCHEDULER) -> list[Payment]:
    return payouts.plan_payments(planned, book_id=world.book_id, by=by, now=NOW)


def approve(world: World, *payments: Payment, by: UUID | None = None) -> list[Payment]:
    return payouts.approve_payments(
        book_id=world.book_id,
        ids=[payment.id for payment in payments],
        by=by or world.finance.user_id,
        now=NOW,
    )


def approved(world: World, *planned: PlannedPayment) -> list[Payment]:
    """Planned by the worker and approved by finance."""
    payments = plan(world, *planned)
    approve(world, *payments)
    return payments
