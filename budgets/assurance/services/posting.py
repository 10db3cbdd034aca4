"""What the ledger is told of lines: one posting each, under the line's own id."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from budgets.assurance.models import SpendingLine
from budgets.assurance.selectors.movements import LINE
from budgets.assurance.values import Booked
from ledgers.models import Account
from ledgers.values import About, AccountKind, Posting, TransferKind

Shared = Mapping[tuple[str, str], UUID]
"""The accounts that the whole council shares, by kind and code."""

FAR: Final[Mapping[str, tuple[AccountKind, TransferKind]]] = {
    Booked.SPENT: (AccountKind.SPENDING, TransferKind.SPENT),
    Booked.REFUNDED: (AccountKind.SPENDING, TransferKind.REFUNDED),
    Booked.CONTRIBUTION: (AccountKind.CONTRIBUTIONS, TransferKind.CONTRIBUTION_PAID),
    Booked.CONTRIBUTION_BACK: (AccountKind.CONTRIBUTIONS, TransferKind.CONTRIBUTION_REVERSED),
    Booked.OTHER_MONEY_IN: (AccountKind.OTHER_MONEY_IN, TransferKind.OTHER_MONEY_IN),
    Booked.BROUGHT_FORWARD: (AccountKind.BROUGHT_FORWARD, TransferKind.OPENING_BALANCE),
}
"""The other side of a line, and why the money moved."""


def shared_accounts(book_id: UUID) -> Shared:
    """Where the money of lines goes to or comes from."""
    kinds = {kind for kind, _ in FAR.values()}
    rows = Account.objects.filter(book_id=book_id, kind__in=kinds)
    return {(kind, code): key for kind, code, key in rows.values_list("kind", "code", "id")}


def postings_of(
    lines: Iterable[SpendingLine], *, shared: Shared, by: UUID, now: datetime
) -> list[Posting]:
    """What each line posts; those that are linked or have no pence post nothing."""
    return [_posting(one, shared, by, now) for one in lines if one.booked_as in FAR]


def _posting(line: SpendingLine, shared: Shared, by: UUID, now: datetime) -> Posting:
    kind, why = FAR[line.booked_as]
    far = shared[kind, line.purpose if kind == AccountKind.SPENDING else ""]
    own = line.budget.account_id
    debit, credit = (own, far) if line.pence < 0 else (far, own)
    return Posting(
        book_id=line.book_id,
        debit_id=debit,
        credit_id=credit,
        pence=abs(line.pence),
        key=line.id,
        kind=why,
        about=About(LINE, line.id),
        posted_by=by,
        occurred_on=line.booked_on,
        posted_at=now,
    )
