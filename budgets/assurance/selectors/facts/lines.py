"""Spending lines as the rules read them, one by one as they come."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from budgets.assurance.models import SpendingLine
from budgets.assurance.values import How
from budgets.assurance.values.flag_facts import BudgetFacts, LineFacts

AT_ONCE: Final = 5_000
GUESSED: Final = frozenset({How.WORDS, How.PLAN, How.UNKNOWN, How.COUNCIL})
"""What may be wrong, so that nobody is asked for it alone."""

COLUMNS: Final = (
    "line_id",
    "budget_id",
    "booked_on",
    "pence",
    "counterparty",
    "payee_id",
    "description",
    "channel",
    "mcc",
    "invoice_number",
    "purpose",
    "how",
)


def line_facts(
    book_id: UUID, as_of: date, budgets: Mapping[UUID, BudgetFacts], payees: Mapping[UUID, str]
) -> Iterator[LineFacts]:
    """
    The lines of a council by the end of a day.

    :param payees: what payees are called, by their ids
    """
    references = {id_: one.budget_ref for id_, one in budgets.items()}
    rows = SpendingLine.objects.filter(book_id=book_id, booked_on__lte=as_of).order_by()
    for row in rows.values_list(*COLUMNS).iterator(chunk_size=AT_ONCE):
        line_id, budget_id, day, pence, who, payee_id, words, channel, mcc, bill, what, how = row
        yield LineFacts(
            line_id,
            references[budget_id],
            day,
            pence,
            who,
            payees.get(payee_id, "") if payee_id else "",
            words,
            channel,
            mcc,
            bill,
            "" if how == How.UNKNOWN else what,
            how not in GUESSED,
        )
