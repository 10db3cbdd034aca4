"""Everything that the rules of flags read of one council."""

from datetime import date
from uuid import UUID

from budgets.assurance.selectors.facts.budgets import budget_facts
from budgets.assurance.selectors.facts.lines import line_facts
from budgets.assurance.selectors.facts.payees import named_payees
from budgets.assurance.selectors.facts.staff import member_facts
from budgets.assurance.selectors.facts.work import absence_facts, engagement_facts, shift_facts
from budgets.assurance.values.flag_facts import Facts


def read_facts(book_id: UUID, as_of: date) -> Facts:
    """What is known of a council by the end of a day."""
    budgets = budget_facts(book_id, as_of)
    engagements, workers = engagement_facts(book_id)
    payees, references = named_payees(book_id, workers)
    return Facts(
        budgets=list(budgets.values()),
        lines=line_facts(book_id, as_of, budgets, references),
        shifts=shift_facts(book_id, as_of, {id_: one.engagement_ref for id_, one in engagements}),
        engagements=[one for _, one in engagements],
        payees=payees,
        absences=absence_facts(book_id, as_of),
        members=member_facts(book_id, as_of),
    )
