"""Where each question about spending begins: settings of the dated policy."""

from dataclasses import dataclass, field
from typing import Any


def setting(default: int, words: str) -> Any:
    """A setting with its default, and the sentence by which it is published."""
    return field(default=default, metadata={"words": words})


@dataclass(frozen=True)
class FlagSettings:
    """
    From what on something is asked about: pence, percent, days, weeks, minutes, or times.

    A question is never a finding. Each sentence is what holders read.
    """

    flag_split_days: int = setting(
        7, "Payments to one payee within this many days may be one bill in parts."
    )
    flag_split_percent: int = setting(
        80, "Parts count when each is at least this much of the sum where evidence is wanted."
    )
    flag_same_again_days: int = setting(
        3, "The same sum to the same payee within this many days may be paid twice by mistake."
    )
    flag_round_from_pence: int = setting(
        100_00,
        "Round sums from this on, to somebody who is no personal assistant, are asked about.",
    )
    flag_cash_percent: int = setting(
        10, "Where no share of cash is agreed, up to this much may be drawn without a question."
    )
    flag_cash_slack_pence: int = setting(
        100_00, "This much cash more in 12 weeks is never asked about."
    )
    flag_asked_merchants_pence: int = setting(
        75_00, "Drink, tobacco and the like are asked about from this sum in a few weeks on."
    )
    flag_surplus_pence: int = setting(
        200_00, "Money in hand is talked about when it is this much above what you may keep."
    )
    flag_silent_days: int = setting(
        56, "When nothing was spent for this many days we ask whether you are all right."
    )
    flag_drained_percent: int = setting(
        75, "When this much of the money leaves at once we ask the same day whether it was you."
    )
    flag_contribution_periods_times: int = setting(
        2, "Your own part is talked about when it was missed this many times running."
    )
    flag_shared_by_holders_times: int = setting(
        3, "A private account into which this many strangers pay is asked about."
    )
    flag_final_pay_days: int = setting(
        45, "Final wages may be paid for this many days after work is over."
    )
    flag_final_bill_days: int = setting(
        42, "Final bills may be paid for this many days after a budget is over."
    )
    flag_over_rate_percent: int = setting(
        8, "Pay up to this much above the agreed hours and rate is not asked about."
    )
    flag_longest_shift_minutes: int = setting(
        16 * 60, "A shift that is longer than this is asked about."
    )
    flag_longest_week_minutes: int = setting(
        90 * 60, "More work in a week than this is asked about."
    )
    flag_off_plan_pence: int = setting(
        250_00, "Spending outside the plan is asked about from this sum on."
    )
    flag_crowding_percent: int = setting(
        90, "One-off sums from this share of a practitioner's limit on count as just below it."
    )
    flag_crowding_grants_times: int = setting(
        4, "So many one-off sums just below the limit are looked at."
    )
    flag_favouring_grants_times: int = setting(
        4, "So many one-off sums from one practitioner to one shop are looked at."
    )
    flag_far_times: int = setting(
        3, "A practitioner who gives this many times what is usual in the team is looked at."
    )
