"""How assessments and contributions are written, and what finance records of them."""

from api.budgets.filters import PartFilters
from api.filters import OneOfFilter
from api.shapes import (
    Answer,
    At,
    Currency,
    CurrencyCode,
    Direction,
    LastOn,
    On,
    Pounds,
    Ref,
    Said,
    Who,
)
from api.strictness.bodies import Body, OneOf, Whole
from api.strictness.fields import Day, Id, Money, Words
from budgets.plans.selectors.contributions import LineKind
from budgets.plans.values.agreement import PaidContribution
from budgets.plans.values.schedule import ContributionMode

MOST = 1_000_000


class AssessmentAnswer(Answer):
    """What somebody can pay in a week, from a day on, and the figures that came of it."""

    id = Ref()
    budget = Ref(source="budget_id")
    starts_on = On()
    assessed = Pounds(source="assessed_pence")
    disability_expenses = Pounds(source="disability_expenses_pence")
    currency = Currency()
    words = Said()
    statement = Ref(source="statement_id", allow_null=True)
    recorded_by = Ref()
    recorded_at = At()


class AssessmentBody(Body):
    """What somebody can pay in a week; `mode`: how, where nobody has contributed so far."""

    budget = Id()
    starts_on = Day()
    assessed = Money()
    disability_expenses = Money(required=False)
    currency = OneOf(CurrencyCode, required=False)
    words = Words(longest=1000, blank=True, lines=True, required=False)
    mode = OneOf(ContributionMode, required=False)


class DueAnswer(Answer):
    """What is to be paid for some days; `out`: a later change took it off what was due."""

    id = Ref()
    budget = Ref(source="budget_id")
    starts_on = On()
    ends_on = LastOn()
    due_on = On()
    amount = Pounds(source="pence")
    direction = Direction(source="pence")
    currency = Currency()
    why = Said()
    instalment = Ref(source="instalment_id", allow_null=True)
    made_at = At()


class PaidAnswer(Answer):
    """A contribution that was seen, and whether it came back."""

    id = Ref()
    budget = Ref(source="budget_id")
    amount = Pounds(source="pence")
    currency = Currency()
    paid_on = On()
    how = OneOf(PaidContribution)
    words = Said()
    recorded_by = Ref()
    recorded_at = At()
    came_back_on = On(allow_null=True)
    came_back_by = Ref(allow_null=True)
    came_back_words = Said()


class PaidBody(Body):
    """A contribution that was seen."""

    budget = Id()
    amount = Money()
    currency = OneOf(CurrencyCode, required=False)
    paid_on = Day()
    how = OneOf(PaidContribution)
    words = Words(longest=500, blank=True, required=False)


class BackBody(Body):
    """When a contribution came back, and what the bank said."""

    on = Day()
    words = Words(longest=500, blank=True, required=False)


class ArrearsAnswer(Answer):
    """Where somebody stands; `missed`: periods of which something is open, oldest filled first."""

    due = Pounds(source="due_pence")
    due_direction = Direction(source="due_pence")
    paid = Pounds(source="paid_pence")
    owed = Pounds(source="owed_pence")
    ahead = Pounds(source="ahead_pence")
    missed = Whole(least=0, most=MOST)


class AccountLine(Answer):
    """One line of somebody's contributions; `in` adds to what is owed."""

    on = On()
    kind = OneOf(LineKind)
    amount = Pounds(source="pence")
    direction = Direction(source="pence")
    words = Said()
    owed = Pounds(source="owed_pence")
    owed_direction = Direction(source="owed_pence")


class ContributionsAnswer(Answer):
    """All that somebody was to pay and paid, line by line, and where they stand today."""

    budget = Ref()
    currency = Currency()
    arrears = ArrearsAnswer()
    lines = AccountLine(many=True)


class InArrearsAnswer(Answer):
    """A budget with contributions that are open, since a day."""

    budget = Ref(source="budget.id")
    reference = Said(source="budget.reference")
    person = Who(source="budget.person")
    since_on = On()
    owed = Pounds(source="arrears.owed_pence")
    missed = Whole(source="arrears.missed", least=0, most=MOST)
    currency = Currency()


class PaidFilters(PartFilters):
    """Which contributions."""

    how = OneOfFilter(PaidContribution, label="How they were paid.")


EXAMPLE_ASSESSMENT = {
    "budget": "019aa9b0-0000-7000-8000-000000000004",
    "starts_on": "2026-12-07",
    "assessed": "48.20",
    "disability_expenses": "18.20",
    "words": "Heating and special diet",
    "mode": "net",
}
EXAMPLE_PAID = {
    "budget": "019aa9b0-0000-7000-8000-000000000004",
    "amount": "120.00",
    "paid_on": "2026-11-20",
    "how": "standing_order",
}
