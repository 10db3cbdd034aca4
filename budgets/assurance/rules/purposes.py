"""
What a line was for, as far as that can be told without asking, and how it was found.

In this order, the surest first: whoever brought the line said so; it is pay to a personal
assistant of this budget; what the payee is; what you said of this payee before; what most of the
council said; what the shop sells; the words; the one thing that the plan is for. Where a shop or
a word may mean several things, the first of them that is in the plan.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from budgets.assurance.rules.naming import plain_words
from budgets.assurance.values import Channel, Content, How
from ledgers.values import Purpose
from payments.payouts.values import PayeeKind

DATA: Final = Path(__file__).parent.parent / "values"
MOST_OF_THEM: Final = 3
"""A memory counts where it is more than 2 of 3 times the same."""

BY_KIND: Final = {
    PayeeKind.HMRC: Purpose.EMPLOYMENT_COSTS,
    PayeeKind.PENSION: Purpose.EMPLOYMENT_COSTS,
    PayeeKind.PAYROLL: Purpose.EMPLOYMENT_COSTS,
    PayeeKind.PROVIDER: Purpose.AGENCY_CARE,
}

Times = Mapping[Purpose, int]


class Found(NamedTuple):
    """A purpose and how it was found."""

    purpose: Purpose
    how: How


@dataclass(frozen=True)
class Known:
    """
    What is known around a line.

    :ivar plan: the purposes of the budget's plan, in its order
    :ivar told: what whoever brought the line said
    :ivar yours: how often this budget's holder said what of this payee
    :ivar council: the same of everybody in the council
    """

    plan: Sequence[Purpose] = ()
    told: Purpose | None = None
    is_wages: bool = False
    payee_kind: PayeeKind | None = None
    yours: Times = field(default_factory=dict)
    council: Times = field(default_factory=dict)


def find_purpose(content: Content, known: Known) -> Found:
    """What a line was for. Where nothing tells, it is `other`, found as `unknown`."""
    ways = (
        (How.TOLD, known.told),
        (How.WAGES, Purpose.PERSONAL_ASSISTANCE if known.is_wages else None),
        (How.PAYEE_KIND, BY_KIND.get(known.payee_kind) if known.payee_kind else None),
        (How.YOURS, _mostly(known.yours)),
        (How.COUNCIL, _mostly(known.council)),
        (How.MERCHANT, _of_plan(sold_under(content.mcc), known.plan)),
        (How.WORDS, _by_words(content, known.plan)),
        (How.PLAN, _only(content, known.plan)),
    )
    return next(
        (Found(purpose, how) for how, purpose in ways if purpose),
        Found(Purpose.OTHER, How.UNKNOWN),
    )


def sold_under(mcc: str) -> Sequence[Purpose]:
    """What a merchant category is usually bought for, the likeliest first; perhaps nothing."""
    return _categories().get(mcc, ())


def _mostly(times: Times) -> Purpose | None:
    if not times:
        return None
    most = max(times, key=lambda one: (times[one], one))
    return most if times[most] * MOST_OF_THEM >= sum(times.values()) * (MOST_OF_THEM - 1) else None


def _of_plan(several: Sequence[Purpose], plan: Sequence[Purpose]) -> Purpose | None:
    return next((one for one in several if one in plan), next(iter(several), None))


def _by_words(content: Content, plan: Sequence[Purpose]) -> Purpose | None:
    """By words of the description, which says what, then of the name, which says who."""
    for text in (content.description, content.counterparty):
        said = f" {plain_words(text)} "
        found = [purpose for words, purpose in _words() if f" {words} " in said]
        if found:
            return _of_plan(found, plan)
    return None


def _only(content: Content, plan: Sequence[Purpose]) -> Purpose | None:
    """The plan's one purpose; what nobody can see through is not for it by itself."""
    hidden = content.channel in (Channel.CASH, Channel.FEE)
    return plan[0] if len(set(plan)) == 1 and not hidden else None


@cache
def _categories() -> Mapping[str, Sequence[Purpose]]:
    """ISO 18245 categories as card networks publish them, and what people buy there."""
    found: dict[str, Sequence[Purpose]] = {}
    for row in _rows("merchant_categories.csv"):
        several = tuple(Purpose(code) for code in row["purposes"].split(";"))
        for mcc in range(int(row["from"]), int(row["to"]) + 1):
            found[f"{mcc:04d}"] = several
    return found


@cache
def _words() -> Sequence[tuple[str, Purpose]]:
    """Words that tell, the longest first."""
    rows = [(row["words"], Purpose(row["purpose"])) for row in _rows("telling_words.csv")]
    return sorted(rows, key=lambda row: -len(row[0]))


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
