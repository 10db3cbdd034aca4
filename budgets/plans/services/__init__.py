"""The verbs of budgets."""

from budgets.plans.services.opening import end_budget, open_budget

__all__ = ["end_budget", "open_budget"]
