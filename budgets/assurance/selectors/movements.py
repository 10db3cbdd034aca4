"""Movements of budgets that the books have already, to which lines may be linked."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, cast
from uuid import UUID

from django.db.models import Q

from budgets.assurance.models import LineLink, SpendingLine
from budgets.assurance.rules.matching import DAYS_APART, Movement
from budgets.assurance.values import Booked, GivenLine, Source
from budgets.plans.models import Budget
from ledgers.models import Account, Transfer
from ledgers.values import Purpose, TransferKind
from payments.payouts.models import Payment
from payments.payouts.rules import step_key
from payments.payouts.values import PaymentState

LINE: Final = "line"
"""What the ledger's movements of lines are about."""
NEVER: Final = (TransferKind.OPENING_BALANCE, TransferKind.OVERSPENT_FILLED)
PAYMENT: Final = "payment"


def list_movements(
    book_id: UUID, budgets: Mapping[UUID, Budget], lines: Sequence[GivenLine]
) -> list[Movement]:
    """What these lines may be, of what is not linked to any yet: in six queries."""
    concerned = {line.content.budget_id for line in lines}
    here = {key: one for key, one in budgets.items() if key in concerned}
    apart = timedelta(days=DAYS_APART)
    days = [line.content.booked_on for line in lines]
    first, last = min(days) - apart, max(days) + apart
    found = [
        *_posted(book_id, here, first, last),
        *_on_their_way(book_id, here),
        *_told(book_id, here, first, last),
    ]
    linked = set(
        LineLink.objects.filter(
            book_id=book_id, movement__among={one.entry for one in found}, undone_at=None
        ).values_list("movement", flat=True)
    )
    return [one for one in found if one.entry not in linked]


def _posted(
    book_id: UUID, budgets: Mapping[UUID, Budget], first: date, last: date
) -> Iterator[Movement]:
    """Postings of payments, contributions, money back and cards, the parts of each together."""
    of_account = _accounts(book_id, budgets)
    ids = set(of_account)
    rows = Transfer.objects.filter(
        Q(debit__id__among=ids) | Q(credit__id__among=ids),
        book_id=book_id,
        occurred_on__range=(first, last),
    ).exclude(Q(about_kind=LINE) | Q(kind__in=NEVER))
    parts: dict[tuple[UUID, UUID], list[Transfer]] = defaultdict(list)
    for row in rows.order_by("id"):
        for budget_id in {of_account.get(row.debit_id), of_account.get(row.credit_id)} - {None}:
            parts[row.entry, cast(UUID, budget_id)].append(row)
    payees = _payees(book_id, [row for some in parts.values() for row in some])
    for (entry, budget_id), some in parts.items():
        pence, one = sum(_change(row, of_account, budget_id) for row in some), some[0]
        about, day = (one.about_kind, one.about_id), one.occurred_on
        if pence:
            yield Movement(entry, budget_id, pence, day, *about, payees.get(one.about_id))


def _accounts(book_id: UUID, budgets: Mapping[UUID, Budget]) -> dict[UUID, UUID]:
    """The budgets by their accounts, and by those beside them that are overspent."""
    own = {one.account_id: one.id for one in budgets.values()}
    beside = Account.objects.filter(book_id=book_id, overspends__id__among=set(own))
    return own | {
        account_id: own[owner_id]
        for account_id, owner_id in beside.values_list("id", "overspends_id")
        if owner_id
    }


def _change(row: Transfer, of_account: Mapping[UUID, UUID], budget_id: UUID) -> int:
    came = of_account.get(row.credit_id) == budget_id
    left = of_account.get(row.debit_id) == budget_id
    return row.pence * (came - left)


def _payees(book_id: UUID, rows: Collection[Transfer]) -> dict[UUID, UUID]:
    """Whom the payments went to that these postings are of, by what they are about."""
    abouts = {row.about_id for row in rows if row.kind.startswith("payment")}
    paid = Payment.objects.filter(book_id=book_id, about_id__among=abouts, payee__isnull=False)
    return {about: payee for about, payee in paid.values_list("about_id", "payee_id") if payee}


def _on_their_way(book_id: UUID, budgets: Mapping[UUID, Budget]) -> Iterator[Movement]:
    """Payments that were sent and not answered yet; a statement shows that they arrived."""
    of_account = {one.account_id: one.id for one in budgets.values()}
    for payment in sent_to(book_id, of_account):
        yield Movement(
            step_key(payment.id, "paid", payment.tries),
            of_account[payment.to_account_id],
            payment.pence,
            payment.pay_on,
            PAYMENT,
            payment.id,
        )


def sent_to(book_id: UUID, accounts: Collection[UUID]) -> list[Payment]:
    """Payments on their way to these accounts."""
    return list(
        Payment.objects.filter(
            book_id=book_id, to_account__id__among=set(accounts), state=PaymentState.SENT
        )
    )


def _told(
    book_id: UUID, budgets: Mapping[UUID, Budget], first: date, last: date
) -> Iterator[Movement]:
    """Lines that the holder told, or that stand on a statement that they brought."""
    rows = SpendingLine.objects.filter(
        Q(source=Source.TOLD) | Q(statement__isnull=False),
        book_id=book_id,
        budget__id__among=set(budgets),
        booked_on__range=(first, last),
    ).exclude(booked_as__in=[Booked.LINKED, Booked.NOTHING])
    for row in rows:
        yield Movement(
            row.id,
            row.budget_id,
            row.pence,
            row.booked_on,
            LINE,
            row.id,
            row.payee_id,
            Purpose(row.purpose) if row.purpose else None,
            exactly=row.source != Source.TOLD,
        )
