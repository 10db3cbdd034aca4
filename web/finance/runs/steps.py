"""The four steps of a pay run on its task list: what is done, whose turn it is, what comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from budgets.councils.selectors import name_of
from payments.payouts.models import PayRun
from payments.payouts.values import RunState
from web.finance.runs.words import when_words
from web.templatetags.wherewithal import day_words

DONE, NOW, LATER = "done", "now", "later"
ORDER: Final = (
    RunState.DRAFT,
    RunState.CALCULATED,
    RunState.APPROVED,
    RunState.SENDING,
    RunState.SENT,
    RunState.CLOSED,
)


@dataclass(frozen=True)
class Step:
    """
    One step: its verb, who and when, and its status word.

    :ivar place: `done`, `now` or `later`
    """

    number: int
    verb: str
    words: str
    status: str
    tone: str
    place: str


@dataclass(frozen=True)
class Turn:
    """
    What somebody who looks at a run may do about it.

    :ivar others: who else may approve it, by name
    :ivar own: they prepared it, or planned a payment of it
    :ivar pays_them: one of its payments goes to them
    """

    others: Sequence[str]
    own: bool
    pays_them: bool
    may_approve: bool

    @property
    def is_theirs(self) -> bool:
        """Whether the approving is theirs."""
        return self.may_approve and not self.own and not self.pays_them


def steps_of(run: PayRun, turn: Turn, today: date, *, left: str) -> list[Step]:
    """
    The four steps of a run.

    :param left: how far the sending is, in words
    """
    return [
        _calculated(run, today),
        _checked(run, turn),
        _approved(run, turn, today),
        _sent(run, left),
    ]


def _is_past(run: PayRun, state: RunState) -> bool:
    return run.state in ORDER and ORDER.index(RunState(run.state)) > ORDER.index(state)


def _calculated(run: PayRun, today: date) -> Step:
    if run.calculated_at is None:
        words = f"Opened by {name_of(run.prepared_by)}"
        return Step(1, "Calculated", words, "At work", "stone", NOW)
    when = when_words(run.calculated_at, today)
    return Step(1, "Calculated", f"For {name_of(run.prepared_by)}, {when}", "Done", "calm", DONE)


def _checked(run: PayRun, turn: Turn) -> Step:
    words = "What changed, and what is held back"
    if _is_past(run, RunState.CALCULATED):
        return Step(2, "Checked", words, "Done", "calm", DONE)
    if run.state == RunState.CALCULATED:
        return Step(2, "Checked", words, "Yours now" if turn.may_approve else "Now", "honey", NOW)
    return Step(2, "Checked", words, "Not yet", "stone", LATER)


def _approved(run: PayRun, turn: Turn, today: date) -> Step:
    if run.approved_at and run.approved_by:
        when = when_words(run.approved_at, today)
        return Step(3, "Approved", f"By {name_of(run.approved_by)}, {when}", "Done", "calm", DONE)
    others = " or ".join(turn.others)
    if run.state == RunState.CALCULATED and turn.is_theirs:
        words = f"By you: {name_of(run.prepared_by)} prepared it"
        return Step(3, "Approved", words, "Yours now", "honey", NOW)
    words = f"By somebody else: {others}" if others else "By somebody else"
    waits = run.state == RunState.CALCULATED
    return Step(3, "Approved", words, "Theirs now" if waits else "Not yet", "stone", LATER)


def _sent(run: PayRun, left: str) -> Step:
    if run.state in (RunState.SENT, RunState.CLOSED):
        return Step(4, "Sent", left, "Done", "calm", DONE)
    if run.state == RunState.SENDING:
        return Step(4, "Sent", left, "At work", "stone", NOW)
    when = f"On {day_words(run.pay_on, run.pay_on)}"
    return Step(4, "Sent", when, "Next" if run.approved_at else "Not yet", "stone", LATER)
