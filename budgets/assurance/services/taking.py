"""Taking lines in: each known once, linked to what the books have or posted, and its purpose."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import transaction

from budgets.assurance.models import LineLink, SpendingLine
from budgets.assurance.rules.booking import booked_as
from budgets.assurance.rules.matching import Movement, match
from budgets.assurance.rules.purposes import Found, find_purpose
from budgets.assurance.rules.refunds import Spent, find_refunded
from budgets.assurance.selectors.around import around, earlier_spending
from budgets.assurance.selectors.lines import content_of, known_lines, told_content
from budgets.assurance.selectors.movements import PAYMENT, list_movements
from budgets.assurance.services.posting import postings_of, shared_accounts
from budgets.assurance.services.remembering import remember
from budgets.assurance.values import Booked, GivenLine, How, LinesTaken, Source
from budgets.councils.selectors import get_council
from budgets.plans.models import Budget
from budgets.plans.values import KnownFrom
from ledgers import services as ledgers
from ledgers.services.rows import insert_many
from ledgers.values import Purpose, uuid7
from payments.payouts.models import Payment
from payments.payouts.services.moving import mark_all_paid
from payments.payouts.values import PaidHow, PaymentState, london_day

NO_PURPOSE = {
    Booked.CONTRIBUTION,
    Booked.CONTRIBUTION_BACK,
    Booked.OTHER_MONEY_IN,
    Booked.BROUGHT_FORWARD,
    Booked.NOTHING,
}


def take_lines(*, book_id: UUID, lines: Sequence[GivenLine], by: UUID, now: datetime) -> LinesTaken:
    """
    Take lines in, each once for its reference, in one transaction and as many queries as for one.

    A line that is a movement in the books already is linked to it and posts nothing; any other is
    a fact, posted as one. Known ones change nothing, told otherwise or not.

    :param lines: 1,000 at most, all of budgets of this book
    """
    with transaction.atomic():
        taken, new = _sort(book_id, lines)
        if new:
            _Batch(book_id, new, by, now).take(taken)
    return taken


def _sort(book_id: UUID, lines: Sequence[GivenLine]) -> tuple[LinesTaken, list[GivenLine]]:
    """Which were known before, the same or otherwise, and which are new."""
    taken = LinesTaken()
    known = known_lines(book_id, [line.line_id for line in lines])
    fresh: dict[str, GivenLine] = {}
    for line in lines:
        before = known.get(line.line_id)
        first = told_content(before, line.content) if before else None
        first = first or (fresh[line.line_id].content if line.line_id in fresh else None)
        if first is None:
            fresh[line.line_id] = line
        else:
            same = taken.unchanged if first == line.content else taken.differing
            same.append(line.line_id)
    return taken, list(fresh.values())


class _Batch:
    """New lines of one council, and what is known around them."""

    def __init__(self, book_id: UUID, lines: Sequence[GivenLine], by: UUID, now: datetime) -> None:
        self._book_id, self._lines, self._by, self._now = book_id, lines, by, now
        ids = {line.content.budget_id for line in lines}
        self._budgets = Budget.objects.filter(book_id=book_id, id__among=ids).in_bulk()
        self._movements = match(lines, list_movements(book_id, self._budgets, lines))
        self._around = around(book_id, self._budgets, [line.content for line in lines])
        self._council = get_council(book_id).name

    def take(self, taken: LinesTaken) -> None:
        """Keep the lines, link and post them, and learn from what was said with them."""
        rows = list(self._rows())
        self._know_until()  # budgets are locked before their accounts, as by every verb
        insert_many(SpendingLine, COLUMNS, [_values(row) for row in rows])
        self._link(rows)
        shared = shared_accounts(self._book_id)
        ledgers.post_many_facts(postings_of(rows, shared=shared, by=self._by, now=self._now))
        said = [row for row in rows if row.how == How.TOLD and row.booked_as != Booked.LINKED]
        remember(self._book_id, [(content_of(row), Purpose(row.purpose)) for row in said])
        for row in rows:
            linked = row.booked_as == Booked.LINKED
            (taken.linked if linked else taken.taken).append(row.line_id)

    def _rows(self) -> Iterator[SpendingLine]:
        booked = {line.line_id: self._booked(line) for line in self._lines}
        found = {line.line_id: self._found(line, booked[line.line_id]) for line in self._lines}
        found |= self._refunded(booked, found)
        for line in self._lines:
            yield self._row(line, booked[line.line_id], found[line.line_id])

    def _booked(self, line: GivenLine) -> Booked:
        if line.line_id in self._movements:
            return Booked.LINKED
        return booked_as(line.content, council=self._council)

    def _found(self, line: GivenLine, booked: Booked) -> Found | None:
        """What it was for; money that came in and is none given back is for nothing."""
        if booked in NO_PURPOSE or (booked == Booked.LINKED and line.content.pence > 0):
            return None
        movement = self._movements.get(line.line_id)
        if movement and movement.purpose:
            return Found(movement.purpose, How.TOLD)
        return find_purpose(line.content, self._around.known(line.content, line.purpose))

    def _refunded(
        self, booked: Mapping[str, Booked], found: Mapping[str, Found | None]
    ) -> dict[str, Found]:
        """Refunds have the purpose of what they give back, where that is found."""
        refunds = {
            line.line_id: line.content
            for line in self._lines
            if booked[line.line_id] == Booked.REFUNDED and line.purpose is None
        }
        here = [
            Spent(line.content, of.purpose)
            for line in self._lines
            if line.content.pence < 0 and (of := found[line.line_id]) and refunds
        ]
        before = earlier_spending(self._book_id, list(refunds.values()))
        earlier = here[::-1] + [Spent(content_of(row), Purpose(row.purpose)) for row in before]
        given_back = {key: find_refunded(one, earlier) for key, one in refunds.items()}
        return {key: Found(one.purpose, How.REFUND) for key, one in given_back.items() if one}

    def _row(self, line: GivenLine, booked: Booked, found: Found | None) -> SpendingLine:
        said = line.content
        return SpendingLine(
            id=line.id or uuid7(self._now.timestamp()),
            book_id=self._book_id,
            budget=self._budgets[said.budget_id],
            line_id=line.line_id,
            booked_on=said.booked_on,
            pence=said.pence,
            counterparty=said.counterparty,
            description=said.description,
            payee_id=said.payee_id,
            channel=said.channel,
            mcc=said.mcc,
            invoice_number=said.invoice_number,
            purpose=found.purpose if found else "",
            how=found.how if found else "",
            said_by=self._by if found and found.how == How.TOLD else None,
            source=line.source,
            statement_id=line.statement_id,
            booked_as=booked,
            taken_by=self._by,
            taken_at=self._now,
        )

    def _link(self, rows: Sequence[SpendingLine]) -> None:
        """Link lines to their movements; a payment on its way has arrived, for a line shows it."""
        pairs = [(row, self._movements[row.line_id]) for row in rows if _is_linked(row)]
        LineLink.objects.bulk_create(
            (
                LineLink(
                    book_id=self._book_id,
                    line=row,
                    movement=movement.entry,
                    about_kind=movement.about_kind,
                    about_id=movement.about_id,
                    linked_at=self._now,
                )
                for row, movement in pairs
            ),
            batch_size=500,
        )
        self._arrived(
            {movement.about_id: row.booked_on for row, movement in pairs if _is_sent(movement)}
        )

    def _arrived(self, days: Mapping[UUID, date]) -> None:
        sent = Payment.objects.filter(id__among=set(days), state=PaymentState.SENT)
        paid = {payment: days[payment.id] for payment in sent} if days else {}
        mark_all_paid(payments=paid, by=self._by, now=self._now, how=PaidHow.STATEMENT)

    def _know_until(self) -> None:
        """Lines show what became of money that lies elsewhere, until the last of them."""
        today, later = london_day(self._now), set()
        for line in self._lines:
            budget = self._budgets[line.content.budget_id]
            day = min(line.content.booked_on, today)
            known = budget.known_from == KnownFrom.CARD or line.source == Source.TOLD
            if not known and (budget.known_until is None or budget.known_until < day):
                budget.known_from, budget.known_until = KnownFrom.STATEMENTS, day
                later.add(budget)
        Budget.objects.bulk_update(later, ["known_from", "known_until"])


def _is_sent(movement: Movement) -> bool:
    return movement.about_kind == PAYMENT


def _is_linked(row: SpendingLine) -> bool:
    return row.booked_as == Booked.LINKED


COLUMNS = tuple(field.attname for field in SpendingLine._meta.local_concrete_fields)


def _values(row: SpendingLine) -> tuple[Any, ...]:
    """As plain values: a code as the text that it is."""
    return tuple(_plain(getattr(row, name)) for name in COLUMNS)


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, StrEnum) else value
