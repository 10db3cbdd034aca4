"""Where a payment is, said to whoever is paid."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone

from payments.payouts import selectors as payouts
from payments.payouts.models import Payment
from payments.payouts.values import PaymentState, reference_of
from web.templatetags.wherewithal import day_words

STATUS: Final = {
    PaymentState.APPROVED: ("Waiting", "outline"),
    PaymentState.SENT: ("On its way", "calm"),
    PaymentState.PAID: ("Paid", "stone"),
    PaymentState.FAILED: ("Came back", "clay"),
    PaymentState.RETURNED: ("Came back", "clay"),
}


@dataclass(frozen=True)
class Seen:
    """One payment as its payee sees it."""

    pence: int
    word: str
    status: str
    tone: str
    sentence: str
    reference: str
    is_waiting: bool


def state_of(payment: Payment, now: datetime) -> Seen:
    """Where this payment is, in a sentence that is never more than true."""
    state = PaymentState(payment.state)
    status, tone = STATUS[state]
    return Seen(
        pence=payment.pence,
        word={PaymentState.SENT: "is on its way", PaymentState.PAID: "was paid"}.get(
            state, "is yours"
        ),
        status=status,
        tone=tone,
        sentence=_sentence(payment, state, now),
        reference=reference_of(payment.id),
        is_waiting=state == PaymentState.APPROVED,
    )


def _sentence(payment: Payment, state: PaymentState, now: datetime) -> str:
    today = timezone.localdate(now)
    if state == PaymentState.APPROVED:
        return _leaves(payment, now)
    if state == PaymentState.SENT:
        return f"Most banks show it by {day_words(payouts.shows_by(payment, now), today)}."
    if state == PaymentState.PAID:
        return f"Paid on {day_words(payment.paid_at or now, today)}."
    return "The bank sent it back to us. Nothing is lost: it is set aside for you."


def _leaves(payment: Payment, now: datetime) -> str:
    if payment.payee is None or payment.payee.details is None:
        return "It waits for your bank details."
    if payouts.is_held_back(payment):
        return "It is held back for now. Call us and we will tell you why."
    leaves = day_words(payouts.leaves_on(payment, now), timezone.localdate(now))
    shows = day_words(payouts.shows_by(payment, now), timezone.localdate(now))
    return f"It leaves on {leaves}. Most banks show it by {shows}."


def short_name(name: str) -> str:
    """Enough of a name to see whose link it is: the first, and the last one's letter."""
    first, *rest = name.split()
    return f"{first} {rest[-1][0]}" if rest else first
