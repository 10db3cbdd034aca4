"""Why a payment is not what the last one was, in sentences that add up."""

from collections.abc import Sequence

import pytest

from budgets.plans.rules.remittance import Part, why_it_differs
from budgets.plans.values.agreement import LineCode

FOUR_WEEKS = Part(LineCode.SUPPORT, 1_240_00, "28 days at £310.00 a week")
THREE_WEEKS = Part(LineCode.SUPPORT, 930_00, "21 days at £310.00 a week")
RAISED = Part(LineCode.SUPPORT, 1_280_00, "28 days at £320.00 a week")
OWN_PART = Part(LineCode.CONTRIBUTION, -120_00, "Your own part: 28 days at £30.00 a week")
ARREARS = Part(LineCode.ARREARS, 40_00, "An hour more since June")
TOO_MUCH = Part(LineCode.OVERPAYMENT, -10_00, "As we agreed on the phone.")
INSURANCE = Part(LineCode.START_UP, 120_00, "Insurance")


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ([FOUR_WEEKS], None, ["This is the first payment."]),
        (
            [FOUR_WEEKS, INSURANCE],
            None,
            ["This is the first payment.", "£120.00 is in it. Insurance."],
        ),
        ([FOUR_WEEKS, OWN_PART], [FOUR_WEEKS, OWN_PART], ["It is as much as last time."]),
        (
            [FOUR_WEEKS],
            [THREE_WEEKS],
            [
                "It is £310.00 more than last time, when it was £930.00.",
                "It is for 28 days at £310.00 a week.",
                "Last time it was for 21 days at £310.00 a week.",
            ],
        ),
        (
            [RAISED, OWN_PART, ARREARS],
            [FOUR_WEEKS, OWN_PART],
            [
                "It is £80.00 more than last time, when it was £1,120.00.",
                "It is for 28 days at £320.00 a week.",
                "Last time it was for 28 days at £310.00 a week.",
                "£40.00 is in it. An hour more since June.",
            ],
        ),
        (
            [FOUR_WEEKS, TOO_MUCH],
            [FOUR_WEEKS, INSURANCE],
            [
                "It is £130.00 less than last time, when it was £1,360.00.",
                "£10.00 was taken off. As we agreed on the phone.",
                "Last time £120.00 was in it. Insurance.",
            ],
        ),
        (
            [FOUR_WEEKS],
            [FOUR_WEEKS, OWN_PART],
            [
                "It is £120.00 more than last time, when it was £1,120.00.",
                "This time no own part is taken off.",
                "Last time it was 28 days at £30.00 a week.",
            ],
        ),
    ],
)
def test_what_is_different_is_said(
    now: Sequence[Part], before: Sequence[Part] | None, said: list[str]
) -> None:
    assert why_it_differs(now, before) == said


def test_an_own_part_that_is_new_is_said_as_it_is_now() -> None:
    said = why_it_differs([FOUR_WEEKS, OWN_PART], [FOUR_WEEKS])
    assert said == [
        "It is £120.00 less than last time, when it was £1,240.00.",
        "Your own part is taken off: 28 days at £30.00 a week.",
    ]
