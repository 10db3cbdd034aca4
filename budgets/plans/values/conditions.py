"""The conditions that the Care Act 2014 sets for a direct payment, each in plain words."""

from enum import StrEnum
from typing import Final


class ConditionCode(StrEnum):
    """The four conditions of section 31 and the five of section 32, by subsection."""

    S31_CAPACITY = "s31_capacity"
    S31_NOT_PROHIBITED = "s31_not_prohibited"
    S31_CAPABLE = "s31_capable"
    S31_APPROPRIATE = "s31_appropriate"
    S32_SUPPORTED = "s32_supported"
    S32_NOT_PROHIBITED = "s32_not_prohibited"
    S32_BEST_INTERESTS = "s32_best_interests"
    S32_CAPABLE = "s32_capable"
    S32_APPROPRIATE = "s32_appropriate"


SECTION_31: Final = (
    ConditionCode.S31_CAPACITY,
    ConditionCode.S31_NOT_PROHIBITED,
    ConditionCode.S31_CAPABLE,
    ConditionCode.S31_APPROPRIATE,
)
"""For an adult who can ask for a direct payment, or nominates somebody: s. 31(4) to (7)."""

SECTION_32: Final = (
    ConditionCode.S32_SUPPORTED,
    ConditionCode.S32_NOT_PROHIBITED,
    ConditionCode.S32_BEST_INTERESTS,
    ConditionCode.S32_CAPABLE,
    ConditionCode.S32_APPROPRIATE,
)
"""For an authorised person, where the adult lacks capacity to ask: s. 32(5) to (9)."""

CONDITION_WORDS: Final = {
    ConditionCode.S31_CAPACITY: (
        "The person is able to decide to ask for a direct payment. "
        "If they name somebody else to receive it, that somebody agrees."
    ),
    ConditionCode.S31_NOT_PROHIBITED: (
        "The regulations don't forbid a direct payment here, and where they leave the choice to "
        "the council, it has not decided against one."
    ),
    ConditionCode.S31_CAPABLE: (
        "The person, or whoever they named, can manage the money: alone, "
        "or with help that they can get."
    ),
    ConditionCode.S31_APPROPRIATE: "A direct payment is a good way to meet these needs.",
    ConditionCode.S32_SUPPORTED: (
        "If somebody else may decide about the person's care under the Mental Capacity Act 2005, "
        "they support this request."
    ),
    ConditionCode.S32_NOT_PROHIBITED: (
        "The regulations don't forbid paying the authorised person, and where they leave the "
        "choice to the council, it has not decided against it."
    ),
    ConditionCode.S32_BEST_INTERESTS: (
        "The authorised person will act in the person's best interests when they arrange care."
    ),
    ConditionCode.S32_CAPABLE: (
        "The authorised person can manage the money: alone, or with help that they can get."
    ),
    ConditionCode.S32_APPROPRIATE: (
        "Paying the authorised person is a good way to meet these needs."
    ),
}
