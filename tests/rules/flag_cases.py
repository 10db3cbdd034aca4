"""One budget with what a test says of it, and what is found in that."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from budgets.assurance.rules.flags import assess
from budgets.assurance.values.flag_facts import (
    AbsenceFacts,
    BudgetFacts,
    DatedRate,
    EngagementFacts,
    Facts,
    LineFacts,
    MemberFacts,
    PayeeFacts,
    ShiftFacts,
)
from budgets.assurance.values.flags import Flag, Rule
from budgets.assurance.values.thresholds import Thresholds

DAY = date(2026, 6, 1)
TODAY = date(2026, 11, 1)

BUDGET = BudgetFacts(
    budget_ref="B1",
    person_ref="P1",
    kind="direct_payment",
    holder_kind="person",
    holder_name="Rosa Hale",
    starts_on=date(2025, 1, 1),
    purposes=frozenset({"personal_assistance", "getting_out"}),
    weekly_pence=300_00,
    household_ref="H1",
)
GRANT = replace(
    BUDGET,
    kind="recovery",
    weekly_pence=0,
    one_off_pence=300_00,
    authorised_by="ama",
    agreed_on=DAY,
    starts_on=DAY,
)
WORK = EngagementFacts(
    engagement_ref="E1",
    budget_ref="B1",
    worker_ref="W1",
    rates=(DatedRate(date(2025, 1, 1), 13_00),),
    weekly_minutes=600,
    starts_on=date(2025, 1, 1),
)
AMA = MemberFacts("ama", "T1", 500_00, "acc-ama")


def line(number: int, pence: int, after: int = 0, **said: Any) -> LineFacts:
    """A line so many days after the day; what goes out is said without its sign."""
    usual = LineFacts(
        f"L{number}", "B1", DAY + timedelta(days=after), -pence, "Bell Ltd", "", "", "transfer",
        "", "", "",
    )  # fmt: skip
    return usual._replace(**said)


def shift(
    number: int, after: int = 0, hour: float = 9, hours: float = 4, **said: Any
) -> ShiftFacts:
    """Hours so many days after the day."""
    start = datetime.combine(DAY, datetime.min.time(), UTC) + timedelta(days=after, hours=hour)
    end = start + timedelta(hours=hours)
    return ShiftFacts(f"S{number}", "E1", start, end, 0, "standard", 0, end)._replace(**said)


def payee(ref: str, kind: str, **said: Any) -> PayeeFacts:
    """Somebody who is paid."""
    usual = PayeeFacts(ref, "B1", f"Name of {ref}", kind, f"acc-{ref}", None)
    return usual._replace(**said)


def facts(budgets: Sequence[BudgetFacts] = (BUDGET,), **said: Any) -> Facts:
    """All that a test says."""
    return Facts(budgets=budgets, **said)


def found(about: Facts, **limits: Any) -> list[Flag]:
    """What is asked about it."""
    return assess(about, thresholds=Thresholds(**limits), as_of=TODAY)


def rules(about: Facts, **limits: Any) -> set[Rule]:
    """Which rules ask."""
    return {rule for flag in found(about, **limits) for rule in (flag.rule, *flag.also)}


def the(rule: Rule, about: Facts) -> Flag:
    """The one flag of a rule, joined with others or not."""
    (flag,) = (one for one in found(about) if rule in (one.rule, *one.also))
    return flag


def away(kind: str, first: int, last: int) -> AbsenceFacts:
    """Days away, by days after the day."""
    return AbsenceFacts("P1", kind, DAY + timedelta(days=first), DAY + timedelta(days=last))
