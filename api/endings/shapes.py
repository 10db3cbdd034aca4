"""How endings are written, and what is said when one is begun and settled."""

from typing import Final

from django.db.models import Prefetch

from api.budgets.filters import PartFilters
from api.filters import Filters, IdFilter, OneOfFilter
from api.shapes import (
    Answer,
    At,
    Currency,
    CurrencyCode,
    Direction,
    On,
    Pounds,
    Ref,
    Said,
    Who,
)
from api.strictness.bodies import Body, OneOf
from api.strictness.fields import Day, Money, Words
from budgets.plans.models import Ending, EndingStep
from budgets.plans.selectors.ending import LeftAtEnd, what_is_left
from budgets.plans.values import BudgetState
from budgets.plans.values.agreement import EndReason, StepKind
from payments.payouts.values import london_day

STEPS: Final = Prefetch("steps", EndingStep.objects.order_by("place"))
"""What is paid first, in its order."""


class StepAnswer(Answer):
    """Something that is paid before what is left is counted, in the order in which it is paid."""

    id = Ref()
    ending = Ref(source="ending_id")
    budget = Ref(source="ending.budget_id")
    kind = OneOf(StepKind)
    words = Said()
    amount = Pounds(source="pence")
    currency = Currency()
    added_by = Ref()
    added_at = At()
    settled_on = On(allow_null=True)
    settled = Pounds(source="settled_pence", allow_null=True)
    settled_by = Ref(allow_null=True)
    settled_at = At(allow_null=True)


class EndingAnswer(Answer):
    """A budget's ending, from the day it was begun until all is settled."""

    id = Ref()
    budget = Ref(source="budget_id")
    reference = Said(source="budget.reference")
    person = Who(source="budget.person")
    state = OneOf(BudgetState, source="budget.state")
    ends_on = On(source="budget.ends_on")
    reason = OneOf(EndReason)
    words = Said()
    begun_by = Ref()
    begun_at = At()
    written_off = Pounds(source="written_off_pence")
    written_off_words = Said()
    written_off_by = Ref(allow_null=True)
    written_off_at = At(allow_null=True)
    settled_by = Ref(allow_null=True)
    settled_at = At(allow_null=True)
    currency = Currency()


class LeftAnswer(Answer):
    """
    What is left as the books have it, and whose it is.

    `own`: what the person paid ahead, which is theirs. `owed`: of their own part, still open.
    """

    on_the_books = Pounds(source="on_the_books_pence")
    on_the_books_direction = Direction(source="on_the_books_pence")
    to_be_paid = Pounds(source="to_be_paid_pence")
    own = Pounds(source="own_pence")
    owed = Pounds(source="owed_pence")
    on_its_way = Pounds(source="on_its_way_pence")
    to_give_back = Pounds(source="to_give_back_pence")
    short = Pounds(source="short_pence")


class LeftNow(LeftAnswer):
    """What is left today."""

    def get_attribute(self, instance: Ending) -> LeftAtEnd:
        """As of the door's own day."""
        return what_is_left(instance, london_day(self.context["door"].now))


class EndingDetail(EndingAnswer):
    """An ending with what is paid first, and what is left."""

    steps = StepAnswer(many=True)
    left = LeftNow()


class EndingFilters(PartFilters):
    """Which endings."""

    state = OneOfFilter(BudgetState, field_name="budget__state", label="Where their budgets are.")


class StepFilters(Filters):
    """Which steps."""

    ending = IdFilter(field_name="ending_id", label="Of one ending.")
    budget = IdFilter(field_name="ending__budget_id", label="Of one budget.")


class EndBody(Body):
    """Why a budget ends, its last day, and words that the holder reads."""

    reason = OneOf(EndReason)
    ends_on = Day()
    words = Words(longest=1000, blank=True, lines=True, required=False)


class StepBody(Body):
    """What else is to be paid before what is left is counted."""

    kind = OneOf(StepKind)
    amount = Money()
    currency = OneOf(CurrencyCode, required=False)
    words = Words(longest=500)


class SettledBody(Body):
    """What was really paid, and when; `early_words`: why it did not wait for its turn."""

    amount = Money()
    currency = OneOf(CurrencyCode, required=False)
    on = Day()
    early_words = Words(longest=500, blank=True, required=False)


class ClosingBody(Body):
    """What was seen, where nobody knows what is left."""

    words = Words(longest=1000, blank=True, lines=True, required=False)


class LastDaysBody(Body):
    """Why it is paid though payments were stopped."""

    words = Words(longest=1000, lines=True)


class WriteOffBody(Body):
    """How much stays where it is, and why."""

    amount = Money()
    currency = OneOf(CurrencyCode, required=False)
    words = Words(longest=1000, lines=True)


class OwnMoneyBody(Body):
    """How much of what is left is the person's own."""

    amount = Money()
    currency = OneOf(CurrencyCode, required=False)
