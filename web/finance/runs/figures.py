"""The figures of a pay run's page: the table of changes, what is held back, how far it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from payments.payouts.models import PayRun
from payments.payouts.selectors.runs import Progress, Tally, tally_held
from payments.payouts.selectors.runs_changes import (
    CAME_BACK,
    HELD_BACK,
    NO_MORE,
    list_no_more,
    tally,
    tally_differences,
)
from payments.payouts.values import LineChange, PaymentState
from web.templatetags.wherewithal import MINUS

NONE: Final = Tally(0, 0)
GONE: Final = (PaymentState.SENT, PaymentState.PAID, PaymentState.FAILED, PaymentState.RETURNED)
LEFT_WORDS: Final[Mapping[PaymentState, tuple[str, str]]] = {
    PaymentState.APPROVED: ("Waits to leave", PaymentState.APPROVED),
    PaymentState.SENT: ("On its way", PaymentState.SENT),
    PaymentState.PAID: ("Paid", PaymentState.PAID),
    PaymentState.FAILED: ("Came back", CAME_BACK),
    PaymentState.CANCELLED: ("Given up", PaymentState.CANCELLED),
}


@dataclass(frozen=True)
class ChangeRow:
    """
    One row of what changed.

    :ivar show: which lines it leads to; empty where there are none
    :ivar people: how many more or fewer, in words
    :ivar pence: how much more or less
    """

    label: str
    show: str
    people: str
    pence: int


@dataclass(frozen=True)
class Changes:
    """From last time to this time: the rows in between add up to the difference."""

    before_on: date | None
    before: Tally
    rows: list[ChangeRow]
    held: dict[str, Tally]

    @property
    def most(self) -> int:
        """The longest bar, in pence."""
        return max((abs(row.pence) for row in self.rows), default=0)

    @property
    def held_in_all(self) -> Tally:
        """All that is held back."""
        held = self.held.values()
        return Tally(sum(one.count for one in held), sum(one.pence for one in held))


def changes_of(run: PayRun) -> Changes:
    """What changed since the run before."""
    found = tally_differences(run)
    stopped, held = tally(list_no_more(run)), tally_held(run)
    last = run.compared_with
    changes = Changes(
        before_on=last.pay_on if last else None,
        before=Tally(last.count, last.total_pence) if last else NONE,
        rows=[],
        held=held,
    )
    held_back = changes.held_in_all
    changes.rows.extend(
        row
        for row in (
            _row("New", LineChange.NEW, found.get(LineChange.NEW, NONE), "+"),
            _row("Raised", LineChange.RAISED, found.get(LineChange.RAISED, NONE)),
            _row("Lowered", LineChange.LOWERED, found.get(LineChange.LOWERED, NONE)),
            _row("Stopped", NO_MORE, Tally(stopped.count, -stopped.pence), MINUS),
            _row("Held back", HELD_BACK, Tally(held_back.count, -held_back.pence), MINUS),
        )
        if row.pence
    )
    return changes


def _row(label: str, show: str, tally: Tally, sign: str = "") -> ChangeRow:
    return ChangeRow(label, str(show), f"{sign} {tally.count}".strip(), tally.pence)


@dataclass(frozen=True)
class Far:
    """
    How far a run has come on its way out.

    :ivar places: where its payments are: label, which lines that is, and how many
    """

    gone: Tally
    whole: Tally
    places: list[tuple[str, str, Tally]]

    @property
    def words(self) -> str:
        """The same as the bar, in a sentence."""
        return f"{self.gone.count:,} of {self.whole.count:,} payments have left"


def far_of(run: PayRun, progress: Progress) -> Far:
    """Where the payments of an approved run are, in the words of the desk."""
    by_state = dict(progress.by_state)
    back = _add(by_state.pop(PaymentState.RETURNED, NONE), by_state.get(PaymentState.FAILED, NONE))
    by_state[PaymentState.FAILED] = back
    gone = NONE
    for state in GONE:
        gone = _add(gone, by_state.get(state, NONE))
    whole = NONE
    for some in by_state.values():
        whole = _add(whole, some)
    places = [
        (label, str(show), by_state[state])
        for state, (label, show) in LEFT_WORDS.items()
        if by_state.get(state, NONE).count
    ]
    again = Tally(run.count - whole.count, run.total_pence - whole.pence)
    if again.count > 0:
        places.append(("Paid again by another run", "", again))
    return Far(_add(gone, again), Tally(run.count, run.total_pence), places)


def _add(one: Tally, other: Tally) -> Tally:
    return Tally(one.count + other.count, one.pence + other.pence)
