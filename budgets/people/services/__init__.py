"""The verbs of people."""

from budgets.people.services.helping import declare_interest, name_representative
from budgets.people.services.persons import add_person, give_sign_in
from budgets.people.services.reads import record_reads

__all__ = [
    "add_person",
    "declare_interest",
    "give_sign_in",
    "name_representative",
    "record_reads",
]
