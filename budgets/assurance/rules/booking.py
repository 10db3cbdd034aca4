"""What the ledger is told of a line that is no movement of ours."""

import re
from typing import Final

from budgets.assurance.values import Booked, Channel, Content

COUNCIL: Final = re.compile(
    r"\b(council|borough|county|metropolitan|unitary|cncl|lbc?|mbc|nhs|icb)\b", re.IGNORECASE
)
"""How statements name whoever pays a budget."""

IN_BY_CHANNEL: Final = {
    Channel.REFUND: Booked.REFUNDED,
    Channel.CARD: Booked.REFUNDED,
    Channel.FEE: Booked.REFUNDED,
    Channel.DIRECT_DEBIT: Booked.REFUNDED,
    Channel.CONTRIBUTION: Booked.CONTRIBUTION,
    Channel.TOP_UP: Booked.BROUGHT_FORWARD,
    Channel.INTEREST: Booked.OTHER_MONEY_IN,
}


def booked_as(content: Content, *, council: str = "") -> Booked:
    """
    How a line is booked by its direction and channel.

    :param council: the council's name, by which its own money is known where no payment of ours is
    """
    if content.pence == 0:
        return Booked.NOTHING
    if content.pence < 0:
        back = content.channel == Channel.CONTRIBUTION
        return Booked.CONTRIBUTION_BACK if back else Booked.SPENT
    by_channel = IN_BY_CHANNEL.get(content.channel)
    if by_channel:
        return by_channel
    return Booked.BROUGHT_FORWARD if is_council(content, council) else Booked.OTHER_MONEY_IN


def is_council(content: Content, council: str) -> bool:
    """Whether money that came in says it is from a council."""
    said = f"{content.counterparty} {content.description}"
    return bool(COUNCIL.search(said)) or bool(council and council.casefold() in said.casefold())
