"""What support a week's money is for, as somebody asks the rate builder; and what it answers."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from budgets.plans.values.rates import RateRow


class Pension(StrEnum):
    """Whether an assistant is in a workplace pension."""

    BY_AGE_AND_PAY = "by_age_and_pay"
    JOINED = "joined"
    OPTED_OUT = "opted_out"


class CostCode(StrEnum):
    """What one line of a week's total pays for."""

    PAY = "pay"
    HOLIDAY = "holiday"
    NATIONAL_INSURANCE = "national_insurance"
    PENSION = "pension"
    INSURANCE = "insurance"
    PAYROLL = "payroll"
    TRAINING = "training"
    AGENCY = "agency"
    WEEKLY_SUM = "weekly_sum"
    CONTINGENCY = "contingency"


@dataclass(frozen=True)
class Assistant:
    """
    One personal assistant, and how much of the week's hours they work.

    :ivar share: a weight: 2 beside 1 works two thirds of the hours
    :ivar age: in years; left out, 21 or over and below State Pension age is assumed
    """

    share: int = 1
    age: int | None = None
    pension: Pension = Pension.BY_AGE_AND_PAY


@dataclass(frozen=True)
class Assistance:
    """
    Hours of personal assistants whom the holder employs.

    :ivar hour_pence: agreed for this person; left out, the council's own rate
    :ivar allowance: whether the Employment Allowance is claimed, as who employs an assistant
        because of age, illness or disability may (HMRC manual NIM06520)
    """

    minutes_per_week: int
    assistants: tuple[Assistant, ...] = (Assistant(),)
    hour_pence: int | None = None
    allowance: bool = True
    insurance: bool = True
    payroll: bool = True
    training: bool = False


@dataclass(frozen=True)
class WeeklySum:
    """Anything else that costs the same each week, in words."""

    words: str
    pence: int


@dataclass(frozen=True)
class Support:
    """All that a statement is built for: assistants, an agency, other sums, the unexpected."""

    assistance: Assistance | None = None
    agency_minutes_per_week: int = 0
    weekly_sums: tuple[WeeklySum, ...] = ()
    contingency: bool = False

    def as_data(self) -> dict[str, Any]:
        """This as plain data that can be kept, and read again with `read_support`."""
        return asdict(self)


@dataclass(frozen=True)
class RateLine:
    """
    One line of a week's total.

    :ivar words: what it pays for
    :ivar rule: how it was worked out, with every number
    :ivar rates: the rates it was worked out from
    """

    code: CostCode
    words: str
    rule: str
    rates: tuple[RateRow, ...]
    weekly_pence: int


def read_support(data: Mapping[str, Any]) -> Support:
    """Read what `Support.as_data` kept."""
    asked = data["assistance"]
    return Support(
        assistance=_read_assistance(asked) if asked else None,
        agency_minutes_per_week=data["agency_minutes_per_week"],
        weekly_sums=tuple(WeeklySum(**one) for one in data["weekly_sums"]),
        contingency=data["contingency"],
    )


def _read_assistance(asked: Mapping[str, Any]) -> Assistance:
    assistants = tuple(
        Assistant(one["share"], one["age"], Pension(one["pension"])) for one in asked["assistants"]
    )
    return Assistance(**{**asked, "assistants": assistants})
