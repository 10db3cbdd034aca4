"""All steps together: which are answered, and the budget that they make."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.forms import Form

from budgets.people.models import Person
from budgets.plans.selectors.rates import rate_rows
from budgets.plans.values import BudgetKind
from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.drafting import BudgetDraft
from budgets.plans.values.schedule import ContributionMode, Frequency
from ledgers.errors import Refusal
from web.budgets.week import WeekForm, own_rates
from web.budgets.writing.kept import Kept
from web.budgets.writing.paying import PayingForm
from web.budgets.writing.purposes import PurposesForm
from web.budgets.writing.who import WhoForm

STEPS: Final = {
    "who": "Who manages the money",
    "purposes": "What it is for",
    "week": "What a week costs",
    "paying": "How it is paid",
}
"""The pages in their order, each with what it settles."""
FORMS: Final[dict[str, type[Form]]] = {
    "who": WhoForm,
    "purposes": PurposesForm,
    "week": WeekForm,
    "paying": PayingForm,
}
FIRST_WHY: Final = "The first figures."


def options_of(step: str, person: Person, today: date) -> dict[str, Any]:
    """What the form of a step has to know."""
    if step == "who":
        return {"person": person}
    if step == "purposes":
        return {"name": person.first_name}
    if step == "week":
        return {"rates": own_rates(rate_rows(person.book_id), today)}
    return {}


@dataclass(frozen=True)
class Answers:
    """The forms of the steps that are answered rightly, by step."""

    forms: dict[str, Any]

    @property
    def next_step(self) -> str:
        """The first step that is not answered yet; empty when all are."""
        return next((step for step in STEPS if step not in self.forms), "")

    def draft(self, book_id: UUID) -> BudgetDraft:
        """
        The budget that was described. All steps are answered.

        :raises Refusal: whatever the rate builder refuses
        """
        who, purposes, week = (self.forms[step] for step in ("who", "purposes", "week"))
        said = self.forms["paying"].cleaned_data
        first, *more = who.holders()
        return BudgetDraft(
            kind=BudgetKind.DIRECT_PAYMENT,
            holder=first,
            more_holders=tuple(more),
            purposes=purposes.purposes(),
            outcomes=purposes.outcomes_said(),
            statement=week.statement(
                book_id, contribution_pence=said["contribution"] or 0, why=FIRST_WHY
            ),
            frequency=Frequency(said["frequency"]),
            contribution_mode=ContributionMode(said["contribution_mode"]),
            account_kind=AccountChoice(said["account_kind"]),
            cash_share_percent=said["cash_share"],
            ends_on=said["ends_on"],
            two_signatures_above_pence=who.cleaned_data.get("two_above"),
        )

    def find_draft(self, book_id: UUID) -> BudgetDraft | None:
        """The same, or nothing where the figures can't be built any more."""
        try:
            return self.draft(book_id)
        except Refusal:
            return None


def read_answers(person: Person, kept: Kept, today: date) -> Answers:
    """The steps as they were answered; one that isn't right any more is not answered."""
    forms: dict[str, Any] = {}
    for step, form_class in FORMS.items():
        if step in kept:
            form: Any = form_class(kept[step], **options_of(step, person, today))
            if form.is_valid():
                forms[step] = form
    return Answers(forms)
