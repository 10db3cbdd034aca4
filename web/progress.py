"""Where a recovery budget is, in words that are never more than true."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone

from budgets.recovery import selectors
from budgets.recovery.models import RecoveryBudget, RecoveryRequest
from budgets.recovery.selectors import looking_back
from budgets.recovery.values import Progress, Reach
from payments.outside.values import Rail
from payments.payouts import selectors as payouts
from payments.payouts.models import PaymentMove
from payments.payouts.values import PaidHow, PaymentState
from web.templatetags.wherewithal import day_words

STATUS: Final[dict[Progress, tuple[str, str]]] = {
    Progress.ASKED: ("Asked", "outline"),
    Progress.WITH_MANAGER: ("With manager", "outline"),
    Progress.REFUSED: ("Not this time", "stone"),
    Progress.WITHDRAWN: ("Taken back", "stone"),
    Progress.WAITING_FOR_DETAILS: ("Set aside", "honey"),
    Progress.PROMISED: ("Promised", "calm"),
    Progress.ON_ITS_WAY: ("On its way", "calm"),
    Progress.THERE: ("There", "calm"),
    Progress.CAME_BACK: ("Came back", "clay"),
    Progress.LAPSED: ("Back in the pot", "stone"),
    Progress.CANCELLED: ("Given up", "stone"),
}
"""Each place as a status word and the tint that it stands on."""


@dataclass(frozen=True)
class Step:
    """One entry of a time line."""

    when: str
    words: str
    current: bool = False


def whom(request: RecoveryRequest) -> str:
    """Who is paid, as one says it: the person, or the shop or college."""
    return request.straight_to if request.reach == Reach.STRAIGHT else request.person.first_name


def time_line(recovery: RecoveryBudget, *, now: datetime) -> list[Step]:
    """Each thing that happened to the money, and what it waits for now."""
    request = recovery.request
    said = recovery.payment.payee.details_given_at if recovery.payment.payee else None
    happened = [(recovery.authorised_at, f"Set aside from the {request.team.name} team’s pot")]
    if said and said > recovery.authorised_at:
        happened.append((said, f"{whom(request)} told us where to pay it"))
    happened += list(_moved(recovery, looking_back.list_moves(recovery)))
    steps = [Step(_when(at, now), words) for at, words in sorted(happened, key=lambda one: one[0])]
    waits = waits_for(recovery, now=now)
    if waits:
        return [*steps, Step("Now", waits, current=True)]
    return [*steps[:-1], Step(steps[-1].when, steps[-1].words, current=True)]


def _moved(
    recovery: RecoveryBudget, moves: Iterable[PaymentMove]
) -> Iterable[tuple[datetime, str]]:
    came_back = False
    for move in moves:
        state = PaymentState(move.state)
        if state == PaymentState.APPROVED and not came_back:
            continue
        came_back = state in (PaymentState.FAILED, PaymentState.RETURNED)
        yield move.moved_at, _moved_words(recovery, state)


def _moved_words(recovery: RecoveryBudget, state: PaymentState) -> str:
    payment, who = recovery.payment, whom(recovery.request)
    taken = payment.paid_how == PaidHow.TAKEN
    by_file = payment.rail == Rail.BANK_FILE
    return {
        PaymentState.PLANNED: "Planned",
        PaymentState.APPROVED: "Put right, to be paid again",
        PaymentState.SENT: "Went to the bank in the day’s file" if by_file else "Sent to the bank",
        PaymentState.PAID: "The bank took it and sent nothing back" if taken else f"Reached {who}",
        PaymentState.FAILED: "The bank could not pay it. It is safe in the pot, set aside",
        PaymentState.RETURNED: "The bank sent it back. It is safe in the pot, set aside",
        PaymentState.CANCELLED: (
            "Nobody collected it, so it went back to the pot"
            if recovery.lapsed_at
            else "Given up: it went back to the pot"
        ),
    }[state]


def waits_for(recovery: RecoveryBudget, *, now: datetime) -> str:
    """What the money waits for now, in a sentence; empty when it waits for nothing."""
    progress, who = selectors.progress(recovery.request), whom(recovery.request)
    if progress == Progress.WAITING_FOR_DETAILS:
        return f"Waiting for {who} to open the link"
    if progress == Progress.PROMISED:
        return leaves_words(recovery, now=now)
    if progress == Progress.ON_ITS_WAY:
        return f"On its way. {_shows_by(recovery, now=now)}"
    if progress == Progress.CAME_BACK:
        return "Our finance team is putting it right"
    return ""


def leaves_words(recovery: RecoveryBudget, *, now: datetime) -> str:
    """When an approved payment leaves, and when most banks show it."""
    payment, today = recovery.payment, timezone.localdate(now)
    if payouts.is_held_back(payment):
        return "Held back for now. Call us and we will tell you why"
    leaves = payouts.leaves_on(payment, now)
    return (
        f"It goes with the bank file of {day_words(leaves, today)}. {_shows_by(recovery, now=now)}"
    )


def _shows_by(recovery: RecoveryBudget, *, now: datetime) -> str:
    payment = recovery.payment
    if payment.rail == Rail.PRACTICE:
        return "We will know when the bank answers"
    shows = payouts.shows_by(payment, now)
    return f"Most banks show it by {day_words(shows, timezone.localdate(now))}"


def _when(at: datetime, now: datetime) -> str:
    here, today = timezone.localtime(at), timezone.localdate(now)
    return f"{here:%H:%M}" if here.date() == today else day_words(here, today)
