"""A line of a pay run as a row: who, why, how much, and what there is to say about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from budgets.plans.selectors.run_lines import Why
from payments.payouts.models import RunLine
from payments.payouts.selectors.runs_changes import HeldFor
from payments.payouts.values import LineChange
from web.finance.runs import words
from web.finance.words import about_them


@dataclass(frozen=True)
class Row:
    """
    One line.

    :ivar whom: whose money it is; `to` is the account that it goes to
    :ivar news: what its instalment says that the one before did not; `before` the other way round
    :ivar more: in pence, against the run before
    """

    line: RunLine
    whom: str
    to: str
    news: list[str]
    before: str
    more: int
    label: str
    sentence: str
    often: str
    status: tuple[str, str]

    @property
    def is_held(self) -> bool:
        """Whether it stays back."""
        return not self.line.is_included


def rows_of(
    lines: Sequence[RunLine],
    why: Mapping[UUID, Why],
    names: Mapping[UUID, str],
    before: Mapping[UUID, HeldFor],
    today: date,
) -> list[Row]:
    """Lines with what is known of each."""
    return [
        row_of(line, why.get(line.payment_id), names, before.get(line.payment_id), today)
        for line in lines
    ]


def row_of(
    line: RunLine, why: Why | None, names: Mapping[UUID, str], before: HeldFor | None, today: date
) -> Row:
    """One line with what is known of it."""
    payee = line.payee
    whom = why.budget.person.full_name if why else (payee.display_name if payee else "Kept by us")
    return Row(
        line=line,
        whom=whom,
        to=_to(line, whom),
        news=[about_them(said) for said in _news(line, why)],
        before=_before(line, why),
        more=line.pence - line.before_pence,
        label=words.held_label(line.held) if line.held else "",
        sentence=_sentence(line, names, today),
        often="" if line.is_included else words.held_for_words(before, today),
        status=words.STATES_OF_PAYMENT[line.payment.state],
    )


def _news(line: RunLine, why: Why | None) -> list[str]:
    return why.news if why and line.change != LineChange.SAME else []


def _before(line: RunLine, why: Why | None) -> str:
    """What it was last time, where that was something else."""
    if why is None or line.change not in (LineChange.RAISED, LineChange.LOWERED):
        return ""
    gone = [one.words for one in why.lines_before if one.words not in why.said]
    return "; ".join(map(about_them, gone))


def _to(line: RunLine, whom: str) -> str:
    payee = line.payee
    if payee is None:
        return "Kept by us, on their card or in the account that we manage"
    account = f"account ending in {payee.last_two}" if payee.last_two else "no bank details yet"
    if payee.display_name == whom:
        return account.capitalize()
    return f"{payee.display_name}, {account}"


def _sentence(line: RunLine, names: Mapping[UUID, str], today: date) -> str:
    if not line.held:
        return ""
    if line.is_included:
        return words.released_sentence(line, names)
    return words.held_sentence(line, names, today)
