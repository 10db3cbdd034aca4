"""Dated rates: what the nation sets, as data beside this file, and what a council sets itself."""

import csv
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from ledgers.values import pounds


class RateName(StrEnum):
    """Everything that a week's money is worked out from, by name."""

    MINIMUM_WAGE_21 = "minimum_wage_21"
    MINIMUM_WAGE_18 = "minimum_wage_18"
    MINIMUM_WAGE_16 = "minimum_wage_16"
    MINIMUM_WAGE_APPRENTICE = "minimum_wage_apprentice"
    ACCOMMODATION_OFFSET = "accommodation_offset"
    EMPLOYER_NI_PERCENT = "employer_ni_percent"
    NI_THRESHOLD_YEAR = "ni_threshold_year"
    NI_UNDER_21_YEAR = "ni_under_21_year"
    EMPLOYMENT_ALLOWANCE_YEAR = "employment_allowance_year"
    PENSION_TRIGGER_YEAR = "pension_trigger_year"
    PENSION_FROM_YEAR = "pension_from_year"
    PENSION_TO_YEAR = "pension_to_year"
    PENSION_PERCENT = "pension_percent"
    ENROLMENT_AGE = "enrolment_age"
    STATE_PENSION_AGE = "state_pension_age"
    HOLIDAY_PERCENT = "holiday_percent"
    HOLIDAY_WEEKS = "holiday_weeks"
    SICK_PAY_WEEK = "sick_pay_week"
    SICK_PAY_PERCENT = "sick_pay_percent"
    SICK_PAY_FROM_WEEK = "sick_pay_from_week"
    SICK_PAY_WAITING_DAYS = "sick_pay_waiting_days"
    SICK_PAY_MOST_WEEKS = "sick_pay_most_weeks"
    REDUNDANCY_WEEK = "redundancy_week"
    MILE = "mile"
    PA_HOUR = "pa_hour"
    AGENCY_HOUR = "agency_hour"
    INSURANCE_YEAR = "insurance_year"
    PAYROLL_FEE_WEEK = "payroll_fee_week"
    TRAINING_YEAR = "training_year"
    CONTINGENCY_PERCENT = "contingency_percent"


class Unit(StrEnum):
    """What a rate's number counts: pence for a time, or hundredths of a per cent."""

    PENCE_AN_HOUR = "pence_an_hour"
    PENCE_A_MILE = "pence_a_mile"
    PENCE_A_DAY = "pence_a_day"
    PENCE_A_WEEK = "pence_a_week"
    PENCE_A_YEAR = "pence_a_year"
    BASIS_POINTS = "basis_points"
    TENTHS_OF_A_WEEK = "tenths_of_a_week"
    DAYS = "days"
    WEEKS = "weeks"
    YEARS = "years"


COUNTED: Final = (Unit.DAYS, Unit.WEEKS, Unit.YEARS)
"""Units that are a number of something, and no money."""

OWN_UNITS: Final = {
    RateName.PA_HOUR: Unit.PENCE_AN_HOUR,
    RateName.AGENCY_HOUR: Unit.PENCE_AN_HOUR,
    RateName.INSURANCE_YEAR: Unit.PENCE_A_YEAR,
    RateName.PAYROLL_FEE_WEEK: Unit.PENCE_A_WEEK,
    RateName.TRAINING_YEAR: Unit.PENCE_A_YEAR,
    RateName.CONTINGENCY_PERCENT: Unit.BASIS_POINTS,
}
"""The rates that a council sets itself, and what each counts."""

RATE_WORDS: Final = {
    RateName.MINIMUM_WAGE_21: "the National Living Wage, for 21 and over",
    RateName.MINIMUM_WAGE_18: "the minimum wage for 18 to 20",
    RateName.MINIMUM_WAGE_16: "the minimum wage for 16 and 17",
    RateName.MINIMUM_WAGE_APPRENTICE: "the minimum wage for apprentices",
    RateName.ACCOMMODATION_OFFSET: "the accommodation offset",
    RateName.EMPLOYER_NI_PERCENT: "employers' National Insurance",
    RateName.NI_THRESHOLD_YEAR: "the pay at which employers' National Insurance starts",
    RateName.NI_UNDER_21_YEAR: "the pay at which it starts for people under 21",
    RateName.EMPLOYMENT_ALLOWANCE_YEAR: "the Employment Allowance",
    RateName.PENSION_TRIGGER_YEAR: "the pay above which people are enrolled in a pension",
    RateName.PENSION_FROM_YEAR: "the pay from which a pension counts",
    RateName.PENSION_TO_YEAR: "the pay up to which a pension counts",
    RateName.PENSION_PERCENT: "the employer's share of a pension",
    RateName.ENROLMENT_AGE: "the age from which people are enrolled in a pension",
    RateName.STATE_PENSION_AGE: "State Pension age",
    RateName.HOLIDAY_PERCENT: "holiday earned by hours worked",
    RateName.HOLIDAY_WEEKS: "weeks of paid holiday in a year",
    RateName.SICK_PAY_WEEK: "Statutory Sick Pay",
    RateName.SICK_PAY_PERCENT: "the share of earnings that caps sick pay",
    RateName.SICK_PAY_FROM_WEEK: "the pay from which somebody has sick pay",
    RateName.SICK_PAY_WAITING_DAYS: "the days before sick pay starts",
    RateName.SICK_PAY_MOST_WEEKS: "the most weeks of sick pay",
    RateName.REDUNDANCY_WEEK: "the most that a week counts for redundancy pay",
    RateName.MILE: "a mile in one's own car",
    RateName.PA_HOUR: "a personal assistant's hour",
    RateName.AGENCY_HOUR: "an agency's hour",
    RateName.INSURANCE_YEAR: "an employer's insurance",
    RateName.PAYROLL_FEE_WEEK: "payroll",
    RateName.TRAINING_YEAR: "training",
    RateName.CONTINGENCY_PERCENT: "what is added for the unexpected",
}
"""Each rate as people call it, to stand within a sentence."""


@dataclass(frozen=True)
class RateRow:
    """
    One rate from a day on, until a newer row of its name starts.

    :ivar value: a whole number of what the unit counts
    :ivar source: the law, or who set it and why
    """

    name: RateName
    value: int
    unit: Unit
    starts_on: date
    source: str

    @property
    def words(self) -> str:
        """The number as people write it: £13.20 an hour, 12.07 %, 5.6 weeks."""
        if self.unit == Unit.BASIS_POINTS:
            return percent(self.value)
        if self.unit == Unit.TENTHS_OF_A_WEEK:
            return f"{self.value / 10:g} weeks"
        if self.unit in COUNTED:
            return f"{self.value} {self.unit}"
        return f"{pounds(self.value)} {self.unit.removeprefix('pence_').replace('_', ' ')}"


def percent(basis_points: int) -> str:
    """Hundredths of a per cent as people write them: 15 %, 12.07 %."""
    whole, part = divmod(basis_points, 100)
    return f"{whole}.{part:02d}".rstrip("0").rstrip(".") + " %" if part else f"{whole} %"


@cache
def national_rates() -> tuple[RateRow, ...]:
    """What the nation sets, from the dated table beside this file."""
    with Path(__file__).with_name("national_rates.csv").open(encoding="utf-8", newline="") as table:
        return tuple(
            RateRow(
                name=RateName(row["name"]),
                value=int(row["value"]),
                unit=Unit(row["unit"]),
                starts_on=date.fromisoformat(row["starts_on"]),
                source=row["source"],
            )
            for row in csv.DictReader(table)
        )
