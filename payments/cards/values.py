"""Plain types of cards: where a card is."""

from enum import StrEnum


class CardState(StrEnum):
    """Whether a card may spend: now, not for a while, or never again."""

    ACTIVE = "active"
    STOPPED = "stopped"
    ENDED = "ended"
