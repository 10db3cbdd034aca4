"""How care reviews are written: for staff, and for the person they are about."""

from django.db.models import QuerySet

from api.budgets.filters import PartFilters
from api.filters import Filters, IdFilter, OneOfFilter
from api.shapes import Answer, At, On, OpenOrClosed, Ref, Said, Who
from api.strictness.bodies import Body, OneOf, Whole, YesNo
from api.strictness.fields import Day, Id, Instant, Words
from budgets.plans.models import CareReview
from budgets.plans.values.agreement import ReviewReason

MOST_DAYS = 1_000_000
LONGEST = 4_000


class ReviewDueAnswer(Answer):
    """The next review of a budget, and whether the council has missed its day."""

    budget = Ref(source="budget.id")
    reference = Said(source="budget.reference")
    person = Who(source="budget.person")
    due_on = On(source="due.due_on")
    reason = OneOf(ReviewReason, source="due.reason")
    overdue = YesNo(source="is_overdue")
    days_late = Whole(least=0, most=MOST_DAYS)
    booked_for = At(allow_null=True)
    review = Ref(source="open_review.id", allow_null=True)


class DueFilters(Filters):
    """Which reviews that are due."""

    team = IdFilter(label="Of one team.")
    state = OneOfFilter(("due", "overdue"), label="Due within eight weeks, or missed; both.")


class NextAnswer(Answer):
    """The next review of one budget, in words that the holder reads; null while none is due."""

    budget = Ref()
    due_on = On(allow_null=True)
    overdue = YesNo()
    booked_for = At(allow_null=True)
    words = Said()


class HeldAnswer(Answer):
    """A review that was held: what matters, what works, what should change."""

    id = Ref()
    budget = Ref(source="budget_id")
    held_on = On()
    held_by = Ref()
    matters = Said()
    works = Said()
    should_change = Said()
    on_paper = YesNo()


class ReviewAnswer(Answer):
    """A review as staff see it, with what somebody worries about."""

    id = Ref()
    budget = Ref(source="budget_id")
    reason = OneOf(ReviewReason)
    due_on = On()
    concern = Said()
    booked_for = At(allow_null=True)
    opened_by = Ref()
    opened_at = At()
    held_on = On(allow_null=True)
    held_by = Ref(allow_null=True)
    matters = Said()
    works = Said()
    should_change = Said()
    on_paper = YesNo()


class ReviewFilters(PartFilters):
    """Which reviews."""

    reason = OneOfFilter(ReviewReason, label="Why they are due.")
    state = OneOfFilter(OpenOrClosed, method="now", label="To come, or held.")

    def now(self, rows: QuerySet[CareReview], _: str, word: str) -> QuerySet[CareReview]:
        """Those to come, or those that were held."""
        return rows.filter(held_on__isnull=word == OpenOrClosed.OPEN)


class BookingBody(Body):
    """When to meet."""

    budget = Id()
    at = Instant()


class HeldBody(Body):
    """What was said; one of the three is enough."""

    budget = Id()
    held_on = Day()
    matters = Words(longest=LONGEST, blank=True, lines=True, required=False)
    works = Words(longest=LONGEST, blank=True, lines=True, required=False)
    should_change = Words(longest=LONGEST, blank=True, lines=True, required=False)
    confirm_conditions = YesNo(required=False)


class ConcernBody(Body):
    """What worries somebody: only staff read it."""

    budget = Id()
    words = Words(longest=LONGEST, lines=True)


class ConcernAnswer(Answer):
    """By when we meet because of it."""

    budget = Ref(source="budget_id")
    due_on = On()


EXAMPLE_HELD = {
    "budget": "019aa9b0-0000-7000-8000-000000000004",
    "held_on": "2026-11-20",
    "matters": "Seeing friends on Thursdays",
    "works": "Sam, every morning",
    "should_change": "More time in the evenings",
}
