"""
A book as plain text that hledger and beancount read.

Amounts are positive where money arrives and negative where it leaves, as is usual there: what a
budget has is positive. Our own books call these credits and debits.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from ledgers.values import AccountKind, TransferKind

A_DAY: Final = timedelta(days=1)

NAMES: Final = {
    AccountKind.POT: "Assets:Pots",
    AccountKind.BUDGET: "Assets:Budgets",
    AccountKind.FUND: "Assets:Funds",
    AccountKind.OVERSPENT: "Liabilities:Overspent",
    AccountKind.CLEARING: "Assets:Clearing",
    AccountKind.RETURNED_MONEY: "Assets:ReturnedMoney",
    AccountKind.SPENDING: "Expenses",
    AccountKind.WRITTEN_OFF: "Expenses:WrittenOff",
    AccountKind.RAIL_FEES: "Expenses:RailFees",
    AccountKind.CONTRIBUTIONS: "Income:Contributions",
    AccountKind.OTHER_MONEY_IN: "Income:OtherMoneyIn",
    AccountKind.BROUGHT_FORWARD: "Equity:BroughtForward",
    AccountKind.COUNCIL_FUNDING: "Equity:CouncilFunding",
}
"""Each kind's place: one of beancount's five roots first, and a capital after each colon."""


class JournalFormat(StrEnum):
    """Whose text it is."""

    HLEDGER = "hledger"
    BEANCOUNT = "beancount"


@dataclass(frozen=True, slots=True)
class Place:
    """An account as a journal names it."""

    id: UUID
    kind: str
    code: str

    @property
    def name(self) -> str:
        """Its name: by its code where a book has one of each, else by its id."""
        above = NAMES[AccountKind(self.kind)]
        if self.code:
            return f"{above}:{''.join(part.capitalize() for part in self.code.split('_'))}"
        return f"{above}:{str(self.id).upper()}" if self.kind in OF_THEIR_OWN else above


OF_THEIR_OWN: Final = (
    AccountKind.POT,
    AccountKind.BUDGET,
    AccountKind.FUND,
    AccountKind.OVERSPENT,
)


@dataclass(frozen=True, slots=True)
class Balance:
    """What an account's debits and credits come to, in pence."""

    place: Place
    debits_pence: int
    credits_pence: int

    @property
    def pence(self) -> int:
        """Credits less debits."""
        return self.credits_pence - self.debits_pence


@dataclass(frozen=True, slots=True)
class Step:
    """One transfer of an entry."""

    id: UUID
    entry: UUID
    kind: TransferKind
    about: str
    on: date
    pence: int
    debit: Place
    credit: Place


def opening(format: JournalFormat, places: Iterable[Place], on: date) -> Iterator[str]:
    """Lines that open a journal and every account in it."""
    yield "; Positive is money that arrives, negative is money that leaves."
    if format == JournalFormat.BEANCOUNT:
        yield 'option "operating_currency" "GBP"'
        yield from (f"{on} open {place.name} GBP" for place in places)
    else:
        yield "commodity 1000.00 GBP"
        yield from (f"account {place.name}" for place in places)
    yield ""


def entry(format: JournalFormat, steps: Sequence[Step]) -> Iterator[str]:
    """Lines of one happening: two for each of its transfers, which come to nothing together."""
    first = steps[0]
    if format == JournalFormat.BEANCOUNT:
        yield f'{first.on} * "{first.kind}" "{first.about}"'
        yield f'  entry: "{first.entry}"'
    else:
        yield f"{first.on} * {first.kind} | {first.about}  ; entry:{first.entry}"
    for step in steps:
        yield f"  {step.debit.name}  {pounds(-step.pence)} GBP  ; transfer:{step.id}"
        yield f"  {step.credit.name}  {pounds(step.pence)} GBP"
    yield ""


def closing(format: JournalFormat, balances: Iterable[Balance], last: date) -> Iterator[str]:
    """
    Lines that say what every account should have, so that whoever reads the journal checks it.

    On the day after the last movement: beancount asks at the start of a day.
    """
    on = last + A_DAY
    if format == JournalFormat.BEANCOUNT:
        for one in balances:
            yield f"{on} balance {one.place.name} {pounds(one.pence)} ~ 0.00 GBP"
        return
    yield f"{on} * Every balance as our own books have it"
    for one in balances:
        yield f"  {one.place.name}  {pounds(0)} GBP = {pounds(one.pence)} GBP"


def pounds(pence: int) -> str:
    """Pence as -1234.50."""
    return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"
