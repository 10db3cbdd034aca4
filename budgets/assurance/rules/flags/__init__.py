"""Every question that may be asked, each a small rule over plain facts; and who runs them."""

from budgets.assurance.rules.flags.assessing import assess, assess_cases

__all__ = ["assess", "assess_cases"]
