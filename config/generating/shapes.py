"""What sort of council is made up: the mix of budgets, and how its people pay."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, kw_only=True)
class Shape:
    """
    Shares are of 100 budgets, or of 100 things of their kind.

    :ivar assistants: budgets that employ; the rest of those that last pay an agency, or neither
    :ivar one_offs: recovery budgets
    :ivar pay_every: days from one pay to the next
    :ivar pay_lag: days from the last day of work to the pay for it
    :ivar unnamed: payments whose payee the council has no reference for
    :ivar misuse: budgets with something planted
    """

    assistants: int = 45
    agencies: int = 25
    carers: int = 10
    one_offs: int = 15
    cards: int = 50
    contributors: int = 40
    pay_every: int = 28
    pay_lag: int = 4
    outings_a_week: int = 3
    unnamed: int = 30
    breaks_paid: int = 30
    rolled_up: int = 10
    misuse: int = 15
    teams: int = 3
    dearer: int = 100


TUNED: Final = {
    "rural": Shape(),
    "city": Shape(
        assistants=30, agencies=40, cards=75, outings_a_week=5, unnamed=60, teams=5, dearer=120
    ),
    "many_assistants": Shape(
        assistants=70, agencies=10, carers=5, one_offs=10, pay_every=7, pay_lag=5, rolled_up=0
    ),
    "many_carers": Shape(assistants=20, agencies=15, carers=35, one_offs=25, pay_every=14),
}
"""What the rules were tuned on."""

UNSEEN: Final = {
    "coastal": Shape(
        assistants=40,
        agencies=30,
        carers=12,
        cards=35,
        pay_every=30,
        pay_lag=2,
        outings_a_week=2,
        unnamed=45,
        breaks_paid=60,
        dearer=90,
    ),
    "borough": Shape(
        assistants=55,
        agencies=15,
        carers=8,
        one_offs=18,
        cards=90,
        pay_every=14,
        pay_lag=6,
        outings_a_week=4,
        unnamed=20,
        misuse=10,
        teams=6,
        dearer=135,
    ),
    "county": Shape(
        assistants=35,
        agencies=35,
        carers=15,
        one_offs=10,
        contributors=70,
        pay_every=7,
        pay_lag=3,
        rolled_up=25,
        outings_a_week=6,
        misuse=20,
    ),
}
"""What nothing was tuned on."""

BUSY: Final = {"busy": Shape(cards=80, one_offs=10, outings_a_week=13)}
"""Some 500 lines for each budget, for the clock."""
SHAPES: Final = {**TUNED, **UNSEEN, **BUSY}
TUNED_SEEDS: Final = (1, 2)
UNSEEN_SEEDS: Final = (907, 911)
