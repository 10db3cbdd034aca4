"""What people in the example say in their care reviews."""

from typing import Final

SAID: Final = (
    (
        "That I choose who comes into my house.",
        "The mornings. She knows how I like my tea, and when to be quiet.",
        "An hour more on Saturdays, if there is money for it.",
    ),
    (
        "Staying near my family.",
        "We have had the same two people since spring.",
        "Nothing for now.",
    ),
    (
        "Getting out before noon.",
        "The lift there. I have missed one week in three months.",
        "Somebody for bank holidays.",
    ),
    (
        "Not being a burden.",
        "I have stopped counting the hours until somebody comes.",
        "The payroll letters are hard to read. A phone call would be better.",
    ),
    (
        "My work.",
        "Starting at nine. Before, I was ready at eleven.",
        "A second assistant, so that we don't stop when one is ill.",
    ),
    (
        "Sleep.",
        "Two nights a week are quiet.",
        "The third night, when the pain is bad.",
    ),
    (
        "Seeing people.",
        "The group. I am asked how I am, and I ask back.",
        "A shorter way there in winter.",
    ),
    (
        "That he laughs.",
        "The people who come are young, like him.",
        "We would like to try a weekend away.",
    ),
)
"""What matters, what works, what should change: three answers of each conversation."""

WORRY: Final = (
    "Her neighbour rang: the curtains were closed for two days, and the assistant had not come. "
    "She says that all is well."
)
