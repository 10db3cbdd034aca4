"""Lines as a holder reads them: who, when, what for, and that there is nothing to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from budgets.assurance.models import SpendingLine
from budgets.assurance.selectors.evidence import asked_of
from budgets.assurance.values import Booked
from budgets.assurance.values.evidence import Asked, Need
from budgets.plans.models import AgreedPurpose, Budget
from budgets.plans.values.purposes import PURPOSE_WORDS
from ledgers.values import Purpose, pounds

NOTHING_TO_DO: Final = "Nothing to do"
ASKS: Final = {Need.TAP: "One tap", Need.PROOF: "Show us", Need.WORDS: "A question"}
KINDS: Final = {
    Booked.CONTRIBUTION: "The own part",
    Booked.CONTRIBUTION_BACK: "The own part came back",
    Booked.OTHER_MONEY_IN: "Other money that came in",
    Booked.BROUGHT_FORWARD: "Money from the council",
    Booked.LINKED: "We knew of this",
    Booked.NOTHING: "Nothing moved",
}


@dataclass(frozen=True)
class Row:
    """
    One line.

    :ivar what: what it was for, or what kind of money came in
    :ivar says: what is asked, as a status word, and its tint
    :ivar choices: with one tap: the purposes of the plan, and something else
    """

    line: SpendingLine
    who: str
    what: str
    asked: Asked
    says: tuple[str, str]
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        """How much, and to whom or from whom."""
        way = "from" if self.line.pence > 0 else "to"
        return f"{pounds(abs(self.line.pence))} {way} {self.who}"


def rows_of(budget: Budget, lines: Sequence[SpendingLine]) -> list[Row]:
    """Lines of one budget, each with what is asked of the holder."""
    asked = asked_of(budget.book_id, lines)
    choices = purposes_of(budget)
    return [row_of(line, asked[line.id], choices) for line in lines]


def row_of(line: SpendingLine, asked: Asked, choices: tuple[tuple[str, str], ...]) -> Row:
    """One line, and the taps where it asks for one."""
    return Row(
        line,
        line.counterparty or line.description or "Somebody",
        PURPOSE_WORDS[line.purpose] if line.purpose else KINDS[Booked(line.booked_as)],
        asked,
        (ASKS.get(asked.need, NOTHING_TO_DO), "calm" if asked.need == Need.NOTHING else "honey"),
        choices if asked.need == Need.TAP else (),
    )


def purposes_of(budget: Budget) -> tuple[tuple[str, str], ...]:
    """What a plan is for, in plain words, and something else."""
    rows = AgreedPurpose.objects.filter(budget=budget).order_by("place")
    codes = dict.fromkeys([*rows.values_list("purpose", flat=True), Purpose.OTHER.value])
    return tuple((code, PURPOSE_WORDS[code]) for code in codes)
