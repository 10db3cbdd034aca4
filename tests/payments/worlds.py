"""What tests of payments have in common: worlds that pay by file, and sums from the ledger."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.test import override_settings

from budgets.people.models import Person
from ledgers.models import Account
from ledgers.selectors import get_shared
from ledgers.values import SCHEDULER, AccountKind, Viewer
from payments.outside.polling import make_calls
from payments.outside.rails.bank_file.values import Debtor
from payments.outside.rails.practice.bank import PracticeBank
from payments.outside.rails.practice.server import practice_bank
from payments.outside.values import Rail
from payments.payouts import services as payouts
from payments.payouts import tasks
from payments.payouts.models import BankAnswer, BankFile, Payee, Payment
from tests.factories import NOW, PersonFactory, World, on_its_way, promised

TODAY = NOW.date() + timedelta(days=1)
COUNCIL = Debtor("Borsetshire Council", "203040", "12345678")


@dataclass(frozen=True)
class Sums:
    """What the ledger has, in pence: of the team's pot, one budget, and the rail's clearing."""

    pot: int
    held: int
    clearing: int
    there: int


def sums(world: World, payment: Payment) -> Sums:
    pot = Account.objects.get(pk=world.team.pot_id)
    clearing = get_shared(world.book_id, AccountKind.CLEARING, payment.rail or Rail.PRACTICE)
    there = Account.objects.get(pk=payment.to_account_id)
    return Sums(pot.available_pence, pot.debits_held, clearing.balance_pence, there.balance_pence)


def payment_of(world: World, **said: Any) -> Payment:
    """£300 promised to Daniel; with `account_number`, his details are given too."""
    make = on_its_way if "account_number" in said else promised
    return again(make(world, world.daniel, **said).payment)


def again(payment: Payment) -> Payment:
    """The payment as it is now."""
    return Payment.objects.select_related("payee", "hold", "bank_file").get(pk=payment.pk)


def payee_of(payment: Payment) -> Payee:
    return Payee.objects.get(pk=payment.payee_id)


def somebody(world: World, number: int) -> Person:
    """One more person of the team."""
    return PersonFactory(team=world.team, full_name=f"Person {number}", email="")


def ready_for_file(world: World, count: int = 1) -> list[Payment]:
    """Payments of £1, £2, … to people who have given their details."""
    return [
        again(on_its_way(world, somebody(world, n), pence=100 * (n + 1)).payment)
        for n in range(count)
    ]


def make_file(world: World, now: datetime = NOW) -> BankFile:
    return payouts.make_bank_file(
        book_id=world.book_id, debtor=COUNCIL, by=world.finance.user_id, now=now
    )


def answers_csv(*rows: tuple[Payment | str, str, str, date | None]) -> bytes:
    """The bank's answer as a table: payment, outcome, reason, day."""
    lines = ["payment_id,outcome,reason,occurred_on"]
    for payment, outcome, reason, day in rows:
        name = payment if isinstance(payment, str) else payment.id
        lines.append(f"{name},{outcome},{reason},{day or ''}")
    return "\n".join(lines).encode()


def read(world: World, data: bytes, now: datetime = NOW + timedelta(days=1)) -> BankAnswer:
    """Read what the bank answered, the day after."""
    return payouts.read_bank_answers(
        book_id=world.book_id, data=data, by=world.finance.user_id, now=now
    )


def sent(world: World, count: int = 1) -> list[Payment]:
    """Payments that left in one file."""
    payments = ready_for_file(world, count)
    make_file(world)
    return [again(payment) for payment in payments]


def said(payment: Payment, outcome: str, reason: str = "", day: date | None = TODAY) -> bytes:
    """The bank's answer about one payment."""
    return answers_csv((payment, outcome, reason, day))


def at(now: datetime, **later: float) -> Callable[[], datetime]:
    """A clock that stands still."""
    return lambda: now + timedelta(**later)


def scheduler(world: World, now: datetime = NOW) -> Viewer:
    return Viewer(user_id=SCHEDULER, book_id=world.book_id, roles=frozenset(), now=now)


def poll(world: World, now: datetime = NOW, **later: float) -> int:
    """Make the calls that are due, and apply what was answered."""
    clock = at(now, **later)
    made = make_calls(scheduler(world, clock()), clock=clock)
    tasks.apply_answers(clock=clock)
    return made


@contextmanager
def open_bank(bank: PracticeBank | None = None) -> Iterator[PracticeBank]:
    """A practice bank in this process, where the settings say that it is."""
    bank = bank or PracticeBank(back_after=timedelta())
    with practice_bank(bank) as address, override_settings(PRACTICE_BANK_URL=address):
        assert settings.EXAMPLE
        yield bank
