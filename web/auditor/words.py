"""The ledger's trail and who decided, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils import timezone

from budgets.councils import selectors as councils
from budgets.councils.selectors import Limits
from budgets.recovery.models import RecoveryRequest
from budgets.recovery.selectors.auditing import Trail
from ledgers.models import Account
from ledgers.values import AccountKind, TransferKind

KINDS: Final = {
    TransferKind.PAYMENT_SENT: "Sent",
    TransferKind.PAYMENT_PAID: "Paid",
    TransferKind.PAYMENT_FAILED: "Failed: taken back",
    TransferKind.PAYMENT_RETURNED: "Returned: taken back",
    TransferKind.SPENT: "Spent on what was agreed",
}
ACCOUNTS: Final = {
    AccountKind.POT: "Team’s pot",
    AccountKind.BUDGET: "The person’s budget",
    AccountKind.CLEARING: "In between",
    AccountKind.SPENDING: "Spending",
}


@dataclass(frozen=True)
class LedgerRow:
    """One line of the ledger's trail."""

    at: datetime
    words: str
    out_of: str
    into: str
    pence: int
    who: str


@dataclass(frozen=True)
class Decided:
    """Who authorised it, and what they might authorise alone on that day."""

    name: str
    asked_by: str
    limits: Limits


def ledger_rows(trail: Trail, case: RecoveryRequest) -> list[LedgerRow]:
    """Each hold, release and transfer in the order in which it was posted."""
    pot = f"{case.team.name} team’s pot"
    people = [
        *(hold.held_by for hold in trail.holds),
        *(release.released_by for release in trail.releases),
        *(transfer.posted_by for transfer in trail.transfers),
    ]
    names = councils.names_of(people)

    def who(user_id: UUID) -> str:
        return names.get(user_id, "the service")

    held = [
        LedgerRow(hold.held_at, "Set aside", pot, "", hold.pence, who(hold.held_by))
        for hold in trail.holds
    ]
    let_go = [
        LedgerRow(one.released_at, "Let go", "", pot, one.pence, who(one.released_by))
        for one in trail.releases
    ]
    moved = [
        LedgerRow(
            one.posted_at,
            KINDS.get(TransferKind(one.kind), one.kind),
            _account(one.debit),
            _account(one.credit),
            one.pence,
            who(one.posted_by),
        )
        for one in trail.transfers
    ]
    return sorted([*held, *let_go, *moved], key=lambda row: row.at)


def _account(account: Account) -> str:
    name = ACCOUNTS.get(AccountKind(account.kind), account.kind.replace("_", " ").capitalize())
    return f"{name}: {account.code.replace('_', ' ')}" if account.code else name


def who_decided(case: RecoveryRequest, book_id: UUID) -> Decided:
    """Who authorised a case, who asked, and the limits of that day."""
    names = councils.names_of([case.decided_by, case.asked_by])
    member = councils.find_member(book_id, case.decided_by)
    day = timezone.localdate(case.decided_at)
    return Decided(
        name=names.get(case.decided_by, "") if case.decided_by else "",
        asked_by=names.get(case.asked_by, "the service"),
        limits=councils.limits_on(member, day) if member else Limits(),
    )
