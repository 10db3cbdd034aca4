"""Between what was typed about a week and what the rate builder is asked, both ways."""

from collections.abc import Mapping
from typing import Any, Final

from budgets.plans.values.support import Assistance, Assistant, Support, WeeklySum

BUILD, TOTAL = "build", "total"
SUMS: Final = (1, 2, 3)
ALLOWANCE: Final = "allowance"
EMPLOYING: Final = ("insurance", "payroll", "training")


def support_of(said: Mapping[str, Any]) -> Support:
    """What the rate builder is asked, from a form that is right."""
    return Support(
        assistance=_assistance(said) if said["hours"] else None,
        agency_minutes_per_week=said.get("agency_hours") or 0,
        weekly_sums=tuple(
            WeeklySum(said[f"sum_words_{number}"], said[f"sum_{number}"])
            for number in SUMS
            if said[f"sum_{number}"]
        ),
        contingency="contingency" in said["costs"],
    )


def _assistance(said: Mapping[str, Any]) -> Assistance:
    count, costs = said["assistants"], said["costs"]
    ages = [*said["ages"], *[None] * count][:count]
    return Assistance(
        minutes_per_week=said["hours"],
        assistants=tuple(Assistant(age=age) for age in ages),
        hour_pence=said["hour"],
        allowance=ALLOWANCE in costs,
        insurance="insurance" in costs,
        payroll="payroll" in costs,
        training="training" in costs,
    )


def initial_from(support: Support) -> dict[str, Any]:
    """What stood in the form when these figures were built, so that only changes are typed."""
    initial: dict[str, Any] = {
        "how": BUILD,
        "agency_hours": support.agency_minutes_per_week or None,
    }
    for number, one in zip(SUMS, support.weekly_sums, strict=False):
        initial |= {f"sum_words_{number}": one.words, f"sum_{number}": one.pence}
    costs = ["contingency"] if support.contingency else []
    if support.assistance:
        asked = support.assistance
        initial |= {
            "hours": asked.minutes_per_week,
            "hour": asked.hour_pence,
            "assistants": str(len(asked.assistants)),
            "ages": tuple(one.age for one in asked.assistants if one.age is not None),
        }
        costs += [name for name in EMPLOYING if getattr(asked, name)]
        costs += [ALLOWANCE] if asked.allowance else []
    return initial | {"costs": costs}
