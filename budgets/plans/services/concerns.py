"""Saying that something worries you, which asks for a care review (regulation 7)."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from budgets.councils import selectors as councils
from budgets.plans.errors import ConcernMissing, ConcernTooLong
from budgets.plans.models import Budget, CareReview
from budgets.plans.selectors import reviews as seen
from budgets.plans.services.history import note_change
from budgets.plans.services.reviews import lock_in_use, new_review
from budgets.plans.values.agreement import ReviewReason
from budgets.plans.values.reviews import ReviewDue
from payments.payouts.values import london_day

MOST_LETTERS = 4000


def raise_concern(*, budget: Budget, words: str, by: UUID, now: datetime) -> CareReview:
    """
    Say that something worries you: a review is held within the policy's days.

    A second worry before that adds its words. Only staff read them, because they may be about
    whoever manages the money; the history says no more than that a review was asked for.

    :raises ConcernMissing: nothing is said
    :raises ConcernTooLong: it is more than can be kept
    :raises NothingToReview: nobody has agreed the budget, or it is over
    """
    said = words.strip()
    if not said:
        raise ConcernMissing
    with transaction.atomic():
        budget = lock_in_use(budget)
        review = seen.find_open_concern(budget)
        if review and f"\n{said}\n" in f"\n{review.concern}\n":
            return review
        review = _add(review, said) if review else _open_concern(budget, said, by=by, now=now)
        note_change(
            budget=budget,
            code="review_asked",
            words=f"A care review was asked for. We meet by {review.due_on:%-d %B %Y}.",
            by=by,
            now=now,
        )
    return review


def _add(review: CareReview, said: str) -> CareReview:
    concern = f"{review.concern}\n{said}"
    if len(concern) > MOST_LETTERS:
        raise ConcernTooLong
    review.concern = concern
    review.save(update_fields=["concern"])
    return review


def _open_concern(budget: Budget, said: str, *, by: UUID, now: datetime) -> CareReview:
    if len(said) > MOST_LETTERS:
        raise ConcernTooLong
    today = london_day(now)
    days = councils.policy_on(budget.book_id, today).review_concern_days
    due = ReviewDue(today + timedelta(days=days), ReviewReason.CONCERN)
    review = new_review(budget, due, by=by, now=now)
    review.concern = said
    review.save()
    return review
