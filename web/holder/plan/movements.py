"""What each movement of a budget's money is called."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from budgets.plans.models import Instalment
from budgets.plans.values.purposes import PURPOSE_WORDS
from ledgers.models import Transfer
from ledgers.values import AccountKind, Purpose, TransferKind
from web.holder.plan.words import span_words

WORDS: Final[Mapping[str, str]] = {
    TransferKind.OPENING_BALANCE: "What was there at the start",
    TransferKind.PAYMENT_PAID: "Money from the council",
    TransferKind.KEPT_BY_US: "Money from the council",
    TransferKind.PAYMENT_SENT: "Sent to be paid",
    TransferKind.PAYMENT_FAILED: "The bank could not pay it, so it came back",
    TransferKind.PAYMENT_RETURNED: "The bank sent it back",
    TransferKind.GIVEN_BACK: "Given back to the council",
    TransferKind.SPENT: "Spent",
    TransferKind.REFUNDED: "Came back from a shop or somebody paid",
    TransferKind.CONTRIBUTION_PAID: "Own part, paid in",
    TransferKind.CONTRIBUTION_REVERSED: "Own part that the bank took back",
    TransferKind.OTHER_MONEY_IN: "Other money that came in",
    TransferKind.MONEY_RETURNED: "Paid back to the council",
    TransferKind.RETURN_ARRIVED: "Arrived back at the council",
    TransferKind.WRITTEN_OFF: "Left as it is",
    TransferKind.OVERSPENT_FILLED: "Made up what was spent too much",
    TransferKind.MISTAKE_REVERSED: "A mistake put right",
    TransferKind.POT_FILLED: "Money from the council",
}
"""Each sort of movement, as the first words of a line."""


def sort_words(kind: str, purpose: str = "") -> str:
    """One sort of movement, with what it was for when that is known."""
    known = PURPOSE_WORDS[Purpose(purpose)] if purpose else ""
    if kind == TransferKind.SPENT and known:
        return known
    return f"{WORDS[kind]}: {known}" if known else WORDS[kind]


def movement_words(movement: Transfer, spans: Mapping[UUID, str]) -> str:
    """One movement, with the days that an instalment was for."""
    span = spans.get(movement.about_id, "")
    words = sort_words(movement.kind, _purpose(movement))
    return f"{words}, for {span}" if span else words


def _purpose(movement: Transfer) -> str:
    sides = (movement.debit, movement.credit)
    return next((side.code for side in sides if side.kind == AccountKind.SPENDING), "")


def spans_of(movements: Iterable[Transfer], today: date) -> dict[UUID, str]:
    """The days that each instalment among these movements was for, by its id, in one query."""
    ids = {one.about_id for one in movements if one.about_kind == "instalment"}
    return {
        row.id: span_words(row.starts_on, row.ends_on - date.resolution, today)
        for row in Instalment.objects.filter(id__in=ids)
    }
