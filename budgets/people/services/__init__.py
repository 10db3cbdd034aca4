"""The verbs of people."""

from budgets.people.services.persons import (
    add_person,
    declare_interest,
    give_sign_in,
    name_representative,
    record_reads,
)

__all__ = [
    "add_person",
    "declare_interest",
    "give_sign_in",
    "name_representative",
    "record_reads",
]
