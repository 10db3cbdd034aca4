"""The verbs of people."""

from budgets.people.services.absences import end_absence, record_absence
from budgets.people.services.helping import (
    declare_interest,
    drop_representative,
    end_representative,
    name_representative,
)
from budgets.people.services.organisations import name_organisation
from budgets.people.services.persons import (
    add_person,
    give_sign_in,
    name_household,
    record_death,
)
from budgets.people.services.reads import record_reads

__all__ = [
    "add_person",
    "declare_interest",
    "drop_representative",
    "end_absence",
    "end_representative",
    "give_sign_in",
    "name_household",
    "name_organisation",
    "name_representative",
    "record_absence",
    "record_death",
    "record_reads",
]
