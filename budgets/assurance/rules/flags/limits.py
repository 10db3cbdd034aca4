"""Thresholds of a council's own policy."""

from dataclasses import fields
from typing import Final

from budgets.assurance.values.thresholds import Thresholds
from budgets.councils.values import Policy

SHARED: Final = {
    "no_questions_pence": "recovery_no_questions_pence",
    "small_line_pence": "line_needs_nothing_pence",
    "line_limit_pence": "line_one_tap_pence",
    "contingency_weeks": "contingency_weeks",
    "details_days": "payee_care_days",
}
"""Settings that say first of all what holders need not do."""


def thresholds_of(policy: Policy) -> Thresholds:
    """Where each question begins under a policy; what it doesn't set has its default."""
    names = {one.name: _name_in(policy, one.name) for one in fields(Thresholds)}
    return Thresholds(**{name: getattr(policy, of) for name, of in names.items() if of})


def _name_in(policy: Policy, name: str) -> str:
    ways = (SHARED.get(name, ""), f"flag_{name}", f"flag_{name}_times")
    return next((way for way in ways if way and hasattr(policy, way)), "")
