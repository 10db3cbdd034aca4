"""Budgets that a run leaves out, because a condition of the law does not stand yet."""

from collections.abc import Iterator
from typing import Any

from api.shapes import Answer, Ref, Said, Who
from api.strictness.bodies import OneOf
from budgets.plans.selectors import conditions, paying
from budgets.plans.values.conditions import CONDITION_WORDS, ConditionCode
from payments.payouts.models import PayRun


class MissingAnswer(Answer):
    """A condition of the law that does not stand yet."""

    code = OneOf(ConditionCode)
    words = Said()


class LeftOutAnswer(Answer):
    """An agreed budget that would be paid, if the law's conditions stood."""

    budget = Ref()
    reference = Said()
    person = Who()
    missing = MissingAnswer(many=True)


def left_out(run: PayRun) -> Iterator[dict[str, Any]]:
    """Each of them with what is missing."""
    budgets = list(paying.list_waiting(run.book_id, run.pay_on))
    missing = conditions.list_missing_of(budgets)
    for budget in budgets:
        yield {
            "budget": budget.id,
            "reference": budget.reference,
            "person": budget.person,
            "missing": [
                {"code": code, "words": CONDITION_WORDS[code]} for code in missing[budget.id]
            ],
        }
