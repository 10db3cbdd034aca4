"""Facts for the rules of flags, read for a whole council in a few queries, however many."""

from budgets.assurance.selectors.facts.reading import read_facts

__all__ = ["read_facts"]
