"""What support is spent on, in plain words."""

from typing import Final

from ledgers.values import Purpose

PURPOSE_WORDS: Final[dict[str, str]] = {
    Purpose.PERSONAL_ASSISTANCE: "A personal assistant",
    Purpose.AGENCY_CARE: "Care at home",
    Purpose.EQUIPMENT: "Things for the home",
    Purpose.TECHNOLOGY: "Phones and computers",
    Purpose.LEARNING: "Learning",
    Purpose.GETTING_OUT: "Getting out and joining in",
    Purpose.BREAKS: "A break",
    Purpose.TRANSPORT: "Getting there",
    Purpose.EMPLOYMENT_COSTS: "Costs of employing",
    Purpose.OTHER: "Something else",
}
"""Each purpose as people say it."""
