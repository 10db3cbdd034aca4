"""What goes to payroll and comes back: rows, figures, and what is wrong with them."""

from dataclasses import dataclass
from typing import Final

COLUMNS_OUT: Final = (
    "pay_ref",
    "worker_ref",
    "full_name",
    "date_of_birth",
    "engagement_ref",
    "budget_ref",
    "employer",
    "period_from",
    "period_to",
    "pay_on",
    "hours",
    "standard",
    "waking_night",
    "sleep_in",
    "sleep_in_woken",
    "training",
    "travel",
    "holiday",
    "sick",
    "to_minimum",
    "difference",
    "mileage",
    "gross_pay",
    "holiday_hours_taken",
    "holiday_hours_owed",
)
"""What we tell payroll, one row for a PA and period; sums as 300.00, hours as 7.50."""

FIGURES: Final = (
    "net_pay",
    "tax",
    "employee_ni",
    "employer_ni",
    "employee_pension",
    "employer_pension",
)
"""What payroll answers for each row, beside its reference."""

OPTIONAL: Final = "other_deductions"
"""What else payroll takes off and hands to HMRC, such as a student loan; nothing where left out."""

MOST_ROWS: Final = 5_000


@dataclass(frozen=True, slots=True)
class Figures:
    """What payroll says of one pay, in pence."""

    net_pence: int
    tax_pence: int
    employee_ni_pence: int
    employer_ni_pence: int
    employee_pension_pence: int
    employer_pension_pence: int
    other_pence: int = 0

    @property
    def from_gross_pence(self) -> int:
        """What of the gross goes where: all but the employer's own parts."""
        off = self.tax_pence + self.employee_ni_pence + self.employee_pension_pence
        return self.net_pence + off + self.other_pence


@dataclass(frozen=True, slots=True)
class PayrollRow:
    """One row of payroll's answer: its line in the file, which pay it is about, and its figures."""

    line: int
    reference: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class RowFault:
    """Why a row was not taken: its line, column, what stood there, and what to do."""

    line: int
    column: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class PayrollRead:
    """The rows of a file that can be read, and what is wrong with the others."""

    rows: tuple[PayrollRow, ...]
    faults: tuple[RowFault, ...]


@dataclass(frozen=True, slots=True)
class PayrollTaken:
    """
    What became of a file: which pays have figures now, which had them before, what was refused.

    :ivar planned_pence: what will leave with a pay run because of it
    """

    taken: tuple[str, ...]
    unchanged: tuple[str, ...]
    faults: tuple[RowFault, ...]
    planned_pence: int
