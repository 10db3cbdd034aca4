"""What got stuck, in words that somebody can act on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from payments.outside.selectors import Trouble
from payments.outside.tending import DIED
from payments.outside.values import StuckKind
from payments.payouts.models import Payment

JOBS: Final[Mapping[str, str]] = {
    "stop_cards_of_ended": "Stopping the cards of budgets that ended",
    "correct_first_paid": "Putting first payment days right",
    "lapse_uncollected": "Returning money that nobody collected to its pot",
    "close_spent": "Closing recovery budgets that are spent",
    "remind_uncollected": "Reminding people whose money waits for them",
    "ask_whether_it_helped": "Asking whether the money helped",
    "take_as_paid": "Taking payments as paid when the bank sent nothing back",
    "empty_old_words": "Forgetting the words of old messages",
    "empty_old_imports": "Forgetting old files",
    "seal_book": "Sealing what is new in the books",
    "seal_what_was_late": "Sealing what came late into the books",
    "publish_roots": "Publishing the seals’ roots",
    "tell_auditors_root": "Sending the auditors the newest root",
    "check_coherence": "Checking that books and payments agree",
    "tell_of_stop": "Telling finance that the books don’t agree",
    "forget_tries": "Forgetting old sign-in tries",
    "forget_answers": "Forgetting old answers of the interface",
    "forget_slots": "Forgetting old times of the schedule",
    "forget_tasks": "Forgetting old tasks",
    "clear_sessions": "Ending sign-ins that are over",
    "tell_paid": "Telling people what they were paid",
    "remind_of_hours": "Reminding employers of hours that wait",
    "agree_unanswered": "Agreeing hours that nobody answered",
    "let_go_of_paid_wages": "Setting aside no longer what was paid in wages",
    "set_aside_for_endings": "Setting aside notice and redundancy pay",
}
"""Each job as somebody would say it; one that is not here shows its own name."""

ABOUT: Final[Mapping[str, str]] = {
    "repayment_request": "An e-mail that asks for money back",
    "budget": "An e-mail with the link for bank details",
    "user": "A code to sign in",
    "payee": "An e-mail about changed bank details",
    "seal": "An e-mail with the newest root of the books",
    "stop": "An e-mail that the books don’t agree",
    "payment": "An e-mail that says what was paid",
}


@dataclass(frozen=True)
class Shown:
    """
    One thing that got stuck, as a row.

    :ivar url: of the payment that it is about
    :ivar again, away: what the two ways out are called; empty when there is none
    """

    kind: StuckKind
    id: UUID
    what: str
    pence: int | None
    payment_id: UUID | None
    trouble: str
    since: datetime
    tries: int
    again: str
    away: str


AWAY: Final = {
    StuckKind.CALL: "The bank did not pay it",
    StuckKind.ANSWER: "Put it aside",
    StuckKind.MESSAGE: "They know another way",
    StuckKind.JOB: "Stop trying",
}


def shown_trouble(trouble: Trouble, payments: Mapping[UUID, Payment]) -> Shown:
    """A call, an answer or a message with whom it is about and what went wrong."""
    payment = payments.get(trouble.about.id)
    return Shown(
        kind=trouble.kind,
        id=trouble.id,
        what=_what(trouble, payment),
        pence=payment.pence if payment else None,
        payment_id=payment.id if payment else None,
        trouble=trouble.words,
        since=trouble.since,
        tries=trouble.attempts,
        again="Read it again" if trouble.kind is StuckKind.ANSWER else "Try again",
        away=AWAY[trouble.kind],
    )


def _what(trouble: Trouble, payment: Payment | None) -> str:
    who = payment.payee.display_name if payment and payment.payee else ""
    if trouble.kind is StuckKind.CALL:
        return f"Paying {who}" if who else "A call to the bank"
    if trouble.kind is StuckKind.ANSWER:
        return f"The bank’s answer about {who}" if who else "An answer of the bank"
    return ABOUT.get(trouble.about.kind, "An e-mail")


def shown_job(row: Any) -> Shown:
    """A job that fails each time: what it said may hold somebody's record, so only its kind."""
    args: Sequence[str] = row.args_kwargs["args"]
    name = args[0] if args else row.task_name
    kind = row.exception_class_path.rpartition(".")[2]
    died = row.traceback == DIED
    return Shown(
        kind=StuckKind.JOB,
        id=row.pk,
        what=JOBS.get(name, name.replace("_", " ").capitalize()),
        pence=None,
        payment_id=None,
        trouble=DIED
        if died
        else f"It stopped in the middle: {kind}. The service’s log says where.",
        since=row.enqueued_at,
        tries=len(row.worker_ids),
        again="Try again",
        away=AWAY[StuckKind.JOB] if len(args) > 1 else "",
    )
