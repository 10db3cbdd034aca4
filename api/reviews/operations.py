"""Care reviews (regulation 7): booked and held as a conversation, asked for by whoever worries."""

from uuid import UUID

from django.db.models import QuerySet

from api.budgets.doors import PartDoor
from api.budgets.filters import PartFilters
from api.operation import Operation, operation
from api.reviews.shapes import (
    EXAMPLE_HELD,
    BookingBody,
    ConcernAnswer,
    ConcernBody,
    HeldAnswer,
    HeldBody,
    ReviewAnswer,
    ReviewFilters,
)
from budgets.councils.rights import Action
from budgets.plans import services
from budgets.plans.models import CareReview
from budgets.plans.selectors.reviews import HELD


class ReviewDoor(PartDoor):
    """A door to reviews."""

    rows = CareReview.objects.select_related("budget__person")


class Reviews(ReviewDoor):
    """Reviews."""

    @operation(
        Operation(
            "listReviews",
            Action.REVIEWS_HOLD,
            ReviewAnswer,
            filters=ReviewFilters,
            listed=True,
            looks_at="budget.person",
        )
    )
    def get(self) -> QuerySet[CareReview]:
        """List reviews, with what somebody worries about: for who holds them."""
        rows: QuerySet[CareReview] = self.visible()
        return rows

    @operation(
        Operation(
            "holdReview",
            Action.REVIEWS_HOLD,
            ReviewAnswer,
            body=HeldBody,
            status=201,
            keyed=True,
            example=EXAMPLE_HELD,
        )
    )
    def post(self) -> CareReview:
        """Record what was said in a review. It answers all that was open on its day."""
        return services.hold_review(
            budget=self.budget_of_body(),
            held_on=self.body["held_on"],
            matters=self.body.get("matters", ""),
            works=self.body.get("works", ""),
            should_change=self.body.get("should_change", ""),
            confirm_conditions=self.body.get("confirm_conditions", False),
            by=self.member,
            now=self.now,
        )


class OneReview(ReviewDoor):
    """One review."""

    @operation(Operation("getReview", Action.REVIEWS_HOLD, ReviewAnswer, looks_at="budget.person"))
    def get(self, review_id: UUID) -> CareReview:
        """Show one review."""
        found: CareReview = self.seen(review_id)
        return found


class Bookings(ReviewDoor):
    """When to meet."""

    @operation(
        Operation(
            "bookReview",
            Action.REVIEWS_HOLD,
            ReviewAnswer,
            body=BookingBody,
            status=201,
            keyed=True,
            example={
                "budget": "019aa9b0-0000-7000-8000-000000000004",
                "at": "2026-12-03T14:00:00Z",
            },
        )
    )
    def post(self) -> CareReview:
        """Agree when to meet for the review that is due next; booked again, it moves."""
        return services.book_review(
            budget=self.budget_of_body(),
            at=self.body["at"],
            by=self.member.user_id,
            now=self.now,
        )


class Concerns(ReviewDoor):
    """Something worries somebody."""

    @operation(
        Operation(
            "raiseConcern",
            Action.CONCERNS_RAISE,
            ConcernAnswer,
            body=ConcernBody,
            status=201,
            keyed=True,
            example={
                "budget": "019aa9b0-0000-7000-8000-000000000004",
                "words": "Mum has lost weight, and nobody came on Tuesday.",
            },
        )
    )
    def post(self) -> CareReview:
        """Say that something worries you. A review is held soon; only staff read your words."""
        return services.raise_concern(
            budget=self.budget_of_body(),
            words=self.body["words"],
            by=self.member.user_id,
            now=self.now,
        )


class Held(PartDoor):
    """What was said."""

    rows = CareReview.objects.filter(HELD).select_related("budget__person")

    @operation(
        Operation(
            "listReviewsHeld",
            Action.PEOPLE_READ,
            HeldAnswer,
            filters=PartFilters,
            listed=True,
            looks_at="budget.person",
        )
    )
    def get(self) -> QuerySet[CareReview]:
        """List what was said in reviews: part of a person's records, and theirs to read."""
        rows: QuerySet[CareReview] = self.visible()
        return rows
