"""What happened lately, in words, newest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from budgets.people.models import Person
from budgets.recovery import selectors
from budgets.recovery.models import RecoveryBudget, RecoveryRequest
from budgets.recovery.values import Reach, RequestState
from payments.payouts.values import PaymentState

MOST_SHOWN = 8


@dataclass(frozen=True)
class Happening:
    """One line: when, what, and the sum it was about, if it was about one."""

    at: datetime
    words: str
    pence: int | None
    came: bool = False


def happened_lately(
    requests: Iterable[RecoveryRequest],
    person: Person,
    *,
    own: bool,
    now: datetime,
    also: Iterable[Happening] = (),
) -> list[Happening]:
    """The newest happenings of these askings, and of what else there is, newest first."""
    you = "You" if own else person.first_name
    told = [one for asked in requests for one in _of(asked, you) if one.at <= now]
    in_order = sorted([*told, *also], key=lambda one: one.at)
    return in_order[: -MOST_SHOWN - 1 : -1]


def _of(asked: RecoveryRequest, you: str) -> Iterator[Happening]:
    recovery = selectors.find_recovery(asked)
    if recovery:
        yield Happening(recovery.authorised_at, f"Agreed: {asked.words}", asked.pence)
        yield from _moves(recovery, you)
    else:
        yield Happening(asked.asked_at, f"{you} asked: {asked.words}", asked.pence)
    if asked.state == RequestState.REFUSED and asked.decided_at:
        yield Happening(asked.decided_at, f"Not this time. {asked.decision_words}", asked.pence)
    if asked.state == RequestState.WITHDRAWN and asked.decided_at:
        yield Happening(asked.decided_at, f"{you} took it back", asked.pence)


def _moves(recovery: RecoveryBudget, you: str) -> Iterator[Happening]:
    straight = recovery.request.reach == Reach.STRAIGHT
    to = recovery.request.straight_to if straight else you.lower() if you == "You" else you
    words = {
        PaymentState.SENT: f"Sent to {to}",
        PaymentState.PAID: f"Money from the council reached {to}",
        PaymentState.FAILED: "The bank could not pay it. It is safe with us",
        PaymentState.RETURNED: "The bank sent it back. It is safe with us",
        PaymentState.CANCELLED: "It went back to the team’s pot",
    }
    for move in recovery.payment.moves.all():
        state = PaymentState(move.state)
        if state in words:
            came = state == PaymentState.PAID
            yield Happening(move.moved_at, words[state], recovery.pence, came)
