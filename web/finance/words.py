"""Where payments are, in the words of the finance desk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils import timezone

from payments.outside.rails.bank_file.reasons import explain
from payments.payouts import selectors as payouts
from payments.payouts.models import Payment, PaymentMove
from payments.payouts.selectors.desk import Place
from payments.payouts.values import PaidHow, PaymentState
from web.progress import Step
from web.templatetags.wherewithal import day_words


@dataclass(frozen=True)
class PlaceWords:
    """A place of the desk: its name, its tint, and what it says when it is empty."""

    label: str
    tone: str
    empty: str


PLACES: Final = {
    Place.CAME_BACK: PlaceWords("Came back", "clay", "Nothing came back. Nothing for you to do."),
    Place.NO_DETAILS: PlaceWords(
        "No bank details yet", "honey", "Everybody who is owed money has told us where to pay it."
    ),
    Place.READY: PlaceWords("Ready to leave", "outline", "Nothing waits to leave."),
    Place.ON_ITS_WAY: PlaceWords("On its way", "calm", "Nothing is on its way."),
    Place.PAID: PlaceWords("Paid", "stone", "Nothing has been paid yet."),
    Place.GIVEN_UP: PlaceWords("Given up", "stone", "Nothing was given up."),
}
MOVES: Final = {
    PaymentState.PLANNED: "Planned",
    PaymentState.APPROVED: "Approved",
    PaymentState.SENT: "Sent to the bank",
    PaymentState.PAID: "Paid",
    PaymentState.FAILED: "The bank could not pay it",
    PaymentState.RETURNED: "The bank sent it back",
    PaymentState.CANCELLED: "Given up",
}

KEPT_MOVES: Final = {
    PaymentState.SENT: "Taken from the council’s money",
    PaymentState.PAID: "Put into the budget",
}
"""What happens to money that we keep, which no bank has anything to do with."""


@dataclass(frozen=True)
class Listed:
    """One payment as a row of the desk."""

    id: UUID
    pence: int
    who: str
    account: str
    sentence: str


def listed(payment: Payment, place: Place | None, now: datetime) -> Listed:
    """A payment with who is paid, where to, and what it waits for or what came of it."""
    payee = payment.payee
    last_two = payee.last_two if payee else ""
    return Listed(
        id=payment.id,
        pence=payment.pence,
        who=payee.display_name if payee else "Kept by us",
        account=f"Account ending in {last_two}" if last_two else "",
        sentence=_sentence(payment, place, now),
    )


def _sentence(payment: Payment, place: Place | None, now: datetime) -> str:
    today = timezone.localdate(now)
    if place == Place.CAME_BACK:
        return explain(payment.reason_code)
    if place == Place.NO_DETAILS:
        return f"Promised on {day_words(payment.planned_at, today)}. They have the link."
    if place == Place.READY:
        return _waits(payment, now)
    if place == Place.ON_ITS_WAY and payment.sent_at:
        return f"Left on {day_words(payment.sent_at, today)}."
    if place == Place.PAID and payment.paid_at:
        return _paid(payment, now)
    return f"Promised on {day_words(payment.planned_at, today)}."


def about_them(words: str) -> str:
    """What a line says to the person, said about them."""
    for own in ("Your part", "Your own part"):
        if words.startswith(own):
            return f"Their{words.removeprefix('Your')}"
    return words


def bank_reason(payment: Payment) -> str:
    """Why a payment came back, in words that somebody can act on."""
    return explain(payment.reason_code)


def _waits(payment: Payment, now: datetime) -> str:
    today = timezone.localdate(now)
    if payouts.is_held_back(payment):
        return "Held back: nothing is paid to or from this budget for now."
    if payouts.is_short(payment):
        return "It waits: there isn’t enough money left where it comes from."
    care = payment.payee.care_until if payment.payee else None
    if care and care > today:
        return f"New bank details: care is taken until {day_words(care, today)}."
    return f"Leaves on {day_words(payouts.leaves_on(payment, now), today)}."


def _paid(payment: Payment, now: datetime) -> str:
    day = day_words(payment.paid_at or now, timezone.localdate(now))
    if payment.paid_how == PaidHow.KEPT:
        return f"In the budget since {day}. We keep this money, so no bank was asked."
    if payment.paid_how == PaidHow.TAKEN:
        return f"Counted as paid on {day}: the bank sent nothing back."
    return f"Paid on {day}, as the bank says."


def steps(moves: Iterable[PaymentMove], names: Mapping[UUID, str], now: datetime) -> list[Step]:
    """Each move with its day, what happened, by whom, and why it came back."""
    said = [(move, _moved(move)) for move in moves]
    told = [
        Step(
            _when(move.moved_at, now),
            f"{words} · {names.get(move.moved_by, 'the service')}{_why(move)}",
        )
        for move, words in said
    ]
    return [*told[:-1], Step(told[-1].when, told[-1].words, current=True)] if told else []


def _moved(move: PaymentMove) -> str:
    state = PaymentState(move.state)
    return KEPT_MOVES.get(state, MOVES[state]) if move.payment.is_kept else MOVES[state]


def _why(move: PaymentMove) -> str:
    came_back = move.state in (PaymentState.FAILED, PaymentState.RETURNED)
    return f". {explain(move.reason_code)}" if came_back else ""


def _when(at: datetime, now: datetime) -> str:
    here = timezone.localtime(at)
    return f"{day_words(at, timezone.localdate(now))}, {here:%H:%M}"
