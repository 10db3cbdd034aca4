"""Things that are wrong on purpose, each kind a function that plants one and writes it down."""

from collections.abc import Callable
from typing import Final

from config.generating.misuse import assistants, giving, holders, others
from config.generating.world import Made, World

Plant = Callable[[World, Made], bool]

PLANTS: Final[tuple[Plant, ...]] = (
    holders.splitting,
    holders.paid_twice,
    holders.invoice_twice,
    holders.round_sums,
    holders.cash,
    holders.betting,
    holders.drink,
    holders.drained,
    holders.off_plan,
    holders.new_payee,
    holders.pays_themselves,
    holders.part_missed,
    holders.after_suspension,
    assistants.two_at_once,
    assistants.two_employers,
    assistants.endless_days,
    assistants.while_in_hospital,
    assistants.above_the_rate,
    assistants.below_the_law,
    assistants.ghost,
    assistants.paid_on,
    assistants.family,
    others.after_death,
    others.details_changed,
    others.silent,
)
"""Each plants in a budget that lasts, and says whether it could."""

COUNCIL_WIDE: Final = (
    giving.own_account,
    giving.crowding,
    giving.one_shop,
    giving.two_in_a_week,
    others.one_account,
)
"""Each plants among a practitioner's one-off budgets."""
