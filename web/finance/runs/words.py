"""What a pay run says: where it is, what changed, why a line is held back, whose turn it is."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils import timezone

from payments.payouts.models import PayRun, RunLine
from payments.payouts.selectors.runs_changes import HeldFor
from payments.payouts.values import HeldCode, LineChange, PaymentState, RunState
from web.templatetags.wherewithal import day_words, possessive

STATES: Final[Mapping[str, tuple[str, str]]] = {
    RunState.DRAFT: ("Being worked out", "stone"),
    RunState.CALCULATED: ("To approve", "honey"),
    RunState.APPROVED: ("Approved", "calm"),
    RunState.SENDING: ("Being sent", "calm"),
    RunState.SENT: ("Sent", "calm"),
    RunState.CLOSED: ("Closed", "stone"),
    RunState.ABANDONED: ("Given up", "stone"),
}
"""Each state as a status word and the tint that it stands on."""

CHANGES: Final[Mapping[str, str]] = {
    LineChange.NEW: "New",
    LineChange.RAISED: "Raised",
    LineChange.LOWERED: "Lowered",
    LineChange.SAME: "The same",
    LineChange.AGAIN: "Paid again",
}
SUSPENDED, ENDED = "suspended", "ended"
HELD: Final[Mapping[str, str]] = {
    HeldCode.DETAILS_CHANGED: "New bank details",
    HeldCode.NO_DETAILS: "No bank details yet",
    HeldCode.DUPLICATE: "The same sum twice",
    HeldCode.TOO_LITTLE: "Too little where it comes from",
    HeldCode.OFFICER: "Held back by an officer",
    SUSPENDED: "Paused",
    ENDED: "Ended",
}
WHAT_TO_DO: Final[Mapping[str, str]] = {
    HeldCode.NO_DETAILS: "Nobody has said where to pay it. They have the link; ring them if it "
    "takes long. Then work the run out again.",
    HeldCode.DUPLICATE: "The same sum goes to the same account in this run already. If both are "
    "right, let this one go too.",
    HeldCode.TOO_LITTLE: "There isn’t enough money left where it comes from. When there is, work "
    "the run out again.",
    SUSPENDED: "Its payments are paused. Its team starts them again; that can’t be done here.",
    ENDED: "It has ended, and nothing more is paid. Its team settles what is left.",
}
STATES_OF_PAYMENT: Final[Mapping[str, tuple[str, str]]] = {
    PaymentState.PLANNED: ("Not approved", "outline"),
    PaymentState.APPROVED: ("Waits to leave", "outline"),
    PaymentState.SENT: ("On its way", "calm"),
    PaymentState.PAID: ("Paid", "stone"),
    PaymentState.FAILED: ("Came back", "clay"),
    PaymentState.RETURNED: ("Came back", "clay"),
    PaymentState.CANCELLED: ("Given up", "stone"),
}
WAITING: Final[Mapping[str, str]] = {
    "changed": "It is not what was approved any more",
    "payee_changed": "Its bank details are not those that were approved",
    "not_yet": "It has not had its turn",
}
OFTEN: Final = 3
"""From so many runs on, what is held back each time is said to be held for long."""


def heading(run: PayRun, today: date) -> str:
    """What a run is called."""
    what = "Paying again on" if run.follows_id else "Pay run for"
    return f"{what} {day_words(run.pay_on, today)}"


def held_label(code: str) -> str:
    """Why something is held back, in a few words."""
    return HELD.get(code, code.replace("_", " ").capitalize())


def held_sentence(line: RunLine, names: Mapping[UUID, str], today: date) -> str:
    """Why a line is held back, and what makes it go."""
    if line.held == HeldCode.OFFICER:
        who = names.get(line.held_by, "an officer") if line.held_by else "an officer"
        return f"Held back by {who}: {line.held_words}"
    if line.held == HeldCode.DETAILS_CHANGED and line.payee:
        care = line.payee.care_until
        until = f" until {day_words(care, today)}" if care else ""
        whose = possessive(line.payee.display_name)
        return (
            f"{whose} bank details are new, so we take care{until}. Ring them on the number that "
            "you had before; if they gave them, let it go. Otherwise it is paid with the next run "
            "after that day."
        )
    return WHAT_TO_DO.get(line.held, "It is stopped somewhere else, and started there again.")


def released_sentence(line: RunLine, names: Mapping[UUID, str]) -> str:
    """Who let a line go that was held back, and what they said."""
    who = names.get(line.released_by, "an officer") if line.released_by else "an officer"
    return f"{held_label(line.held)}. Let go by {who}: {line.released_words}"


def held_for_words(held: HeldFor | None, today: date) -> str:
    """How long a payment has been held back already; nothing when this is the first time."""
    if held is None:
        return ""
    since = f"since {day_words(held.since, today)}"
    if held.times < OFTEN:
        return f"Held back in {held.times} runs, {since}."
    return f"Held back in {held.times} runs, {since}. Somebody has to see to it: ring its team."


def when_words(at: datetime, today: date) -> str:
    """When something was, short: today at 9:12, or its day."""
    here = timezone.localtime(at)
    clock = f"{here.hour}:{here:%M}"
    return f"today at {clock}" if here.date() == today else f"{day_words(here, today)} at {clock}"
