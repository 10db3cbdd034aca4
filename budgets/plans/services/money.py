"""What every movement of a budget's money is made of."""

from datetime import date, datetime
from uuid import UUID

from budgets.plans.errors import SumMissing
from budgets.plans.models import Budget
from ledgers import services as ledgers
from ledgers.models import Account
from ledgers.selectors import get_shared
from ledgers.values import About, AccountKind, Posting, Purpose, TransferKind


def check_pence(pence: int) -> None:
    """
    Refuse a movement of nothing, or of less.

    :raises SumMissing: it isn't more than nothing
    """
    if pence <= 0:
        raise SumMissing


def posting(
    budget: Budget,
    *,
    debit: Account,
    credit: Account,
    pence: int,
    key: UUID,
    kind: TransferKind,
    about: About,
    by: UUID,
    on: date,
    now: datetime,
) -> Posting:
    """What the ledger is told of one movement of a budget's money."""
    return Posting(
        book_id=budget.book_id,
        debit_id=debit.id,
        credit_id=credit.id,
        pence=pence,
        key=key,
        kind=kind,
        about=about,
        posted_by=by,
        occurred_on=on,
        posted_at=now,
    )


def spend(
    budget: Budget,
    *,
    purpose: Purpose,
    pence: int,
    key: UUID,
    about: About,
    by: UUID,
    on: date,
    now: datetime,
) -> None:
    """Post as a fact that some of a budget's money was spent on a purpose."""
    ledgers.post_fact(
        posting(
            budget,
            debit=budget.account,
            credit=get_shared(budget.book_id, AccountKind.SPENDING, purpose),
            pence=pence,
            key=key,
            kind=TransferKind.SPENT,
            about=about,
            by=by,
            on=on,
            now=now,
        )
    )
