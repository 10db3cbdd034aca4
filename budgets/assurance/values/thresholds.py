"""Where each question begins: settings of a council's policy with their defaults."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """
    Where each flag begins: pence, percent, days, weeks, minutes and counts as the names say.

    The defaults are `domain.md`'s; a council's own stand in its dated policy.
    """

    no_questions_pence: int = 300_00
    """A one-off budget up to this asks for nothing."""
    small_line_pence: int = 50_00
    """A line below this asks for nothing by itself."""
    line_limit_pence: int = 250_00
    """Above this a line wants evidence, so that is where splitting would begin."""

    split_days: int = 7
    split_percent: int = 80
    crowding_percent: int = 90
    crowding_grants: int = 4
    favouring_grants: int = 4
    same_again_days: int = 3
    same_invoice_days: int = 120
    round_pence: int = 10_00
    round_from_pence: int = 100_00
    away_shifts_to_ask: int = 2
    overlap_minutes: int = 30
    longest_shift_minutes: int = 16 * 60
    longest_day_minutes: int = 18 * 60
    longest_week_minutes: int = 90 * 60
    cash_weeks: int = 12
    cash_percent: int = 10
    cash_slack_pence: int = 100_00
    asked_merchants_days: int = 28
    asked_merchants_pence: int = 75_00
    contingency_weeks: int = 8
    surplus_pence: int = 200_00
    silent_days: int = 56
    drained_percent: int = 75
    drained_weeks: int = 4
    drained_days: int = 3
    contribution_periods: int = 2
    shared_by_holders: int = 3
    details_days: int = 7
    after_death_days: int = 3
    final_bill_days: int = 42
    final_pay_days: int = 45
    over_rate_percent: int = 8
    over_rate_pence: int = 40_00
    under_wage_percent: int = 4
    off_plan_days: int = 28
    off_plan_pence: int = 250_00
    far_grants: int = 8
    far_times: int = 3
