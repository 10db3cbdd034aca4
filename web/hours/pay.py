"""Pay as people see it: its lines put together, how far it has come, and what it is not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from budgets.assistants.models import Pay, PayLine
from budgets.assistants.rules.pay.gross import hours_words
from budgets.assistants.selectors.pay.listing import find_figures, payments_of, state_of_pay
from budgets.assistants.values.pay import PAY_LINE_WORDS, PayLineKind
from budgets.assistants.values.pay_steps import PAY_STATE_WORDS, PayState

A_DAY: Final = timedelta(days=1)
TONES: Final = {
    PayState.WORKED_OUT: "stone",
    PayState.WITH_HOLDER: "honey",
    PayState.ON_ITS_WAY: "honey",
    PayState.PAID: "calm",
    PayState.CAME_BACK: "clay",
}
SHORT: Final = {
    PayState.WORKED_OUT: "With payroll",
    PayState.WITH_HOLDER: "To be paid",
    PayState.ON_ITS_WAY: "On its way",
    PayState.PAID: "Paid",
    PayState.CAME_BACK: "Came back",
}


@dataclass(frozen=True)
class Shown:
    """One pay in a list."""

    pay: Pay
    state: PayState

    @property
    def last_on(self) -> date:
        """The last day that it is for."""
        return self.pay.ends_on - A_DAY

    @property
    def word(self) -> str:
        """Where it is, in a word or two."""
        return SHORT[self.state]

    @property
    def words(self) -> str:
        """The same as a sentence."""
        return PAY_STATE_WORDS[self.state]

    @property
    def tone(self) -> str:
        """The colour of the word."""
        return TONES[self.state]


@dataclass(frozen=True)
class Part:
    """The lines of a pay that are for the same kind of thing."""

    words: str
    pence: int
    lines: list[PayLine]


def shown(pays: Iterable[Pay]) -> list[Shown]:
    """Pays with how far each has come, read at once."""
    several = list(pays)
    payments = payments_of(several)
    return [Shown(pay, state_of_pay(pay, payments.get(pay.id, ()))) for pay in several]


def parts_of(pay: Pay) -> list[Part]:
    """The lines of a pay by what they are for, in the order in which that is shown."""
    lines = list(pay.lines.select_related("shift").order_by("place"))
    return [
        Part(PAY_LINE_WORDS[kind], sum(line.pence for line in own), own)
        for kind in PayLineKind
        if (own := [line for line in lines if line.kind == kind])
    ]


def about_pay(pay: Pay) -> dict[str, Any]:
    """What the page of one pay shows, to whoever looks."""
    (one,) = shown([pay])
    figures = find_figures(pay)
    return {
        "pay": pay,
        "one": one,
        "parts": parts_of(pay),
        "figures": figures,
        "taken_off_pence": pay.gross_pence - figures.net_pence if figures else 0,
        "owed_words": hours_words(max(pay.owed_minutes, 0)),
        "earned_words": hours_words(max(pay.holiday_minutes, 0)),
    }
