"""Care reviews: booked, and held as a conversation (regulation 7)."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from budgets.councils.models import Member
from budgets.plans.errors import BookingPast, NothingToReview
from budgets.plans.models import Budget, CareReview
from budgets.plans.rules.agreeing import check_day
from budgets.plans.rules.conditions import conditions_for
from budgets.plans.rules.reviews import check_held
from budgets.plans.selectors import conditions
from budgets.plans.selectors import reviews as seen
from budgets.plans.services.agreeing import record_condition
from budgets.plans.services.history import note_change
from budgets.plans.services.states import lock_budget
from budgets.plans.services.ties import check_may_decide
from budgets.plans.values import BudgetKind, BudgetState, HolderKind
from budgets.plans.values.agreement import ReviewReason
from budgets.plans.values.reviews import ReviewDue, Said
from payments.payouts.values import LONDON, london_day


def book_review(*, budget: Budget, at: datetime, by: UUID, now: datetime) -> CareReview:
    """
    Agree when to meet for the review that is due next; booked again, it moves.

    :raises BookingPast: the time is over
    :raises DayAbsurd: the time can't be meant
    :raises NothingToReview: nobody has agreed the budget, or it is over
    """
    if at <= now:
        raise BookingPast
    check_day(london_day(at), london_day(now))
    with transaction.atomic():
        budget = lock_in_use(budget)
        review = _next_row(budget, at, by=by, now=now)
        if review.booked_for == at:
            return review
        review.booked_for = at
        review.save()
        words = f"We meet for a care review on {at.astimezone(LONDON):%-d %B %Y at %H:%M}."
        note_change(budget=budget, code="review_booked", words=words, by=by, now=now)
    return review


def hold_review(
    *,
    budget: Budget,
    held_on: date,
    matters: str,
    works: str,
    should_change: str,
    by: Member,
    now: datetime,
    confirm_conditions: bool = False,
) -> CareReview:
    """
    Keep what was said in a review: what matters, what works, what should change; one is enough.

    It answers all that was open on its day, and counts as the regular one.

    :param confirm_conditions: what was decided on paper about the law's conditions stands still,
        by this practitioner
    :raises ReviewToCome: its day is still to come
    :raises ReviewTooEarly: its day is before the budget's first
    :raises ReviewEmpty: nothing was written down
    :raises OwnBudget: it is about whoever held it, or somebody close to them
    :raises NothingToReview: nobody has agreed the budget, or it is for one thing alone
    """
    check_may_decide(budget.person, by)
    said = Said(matters.strip(), works.strip(), should_change.strip())
    check_held(held_on=held_on, starts_on=budget.starts_on, today=london_day(now), said=said)
    with transaction.atomic():
        budget = lock_in_use(budget, (*seen.IN_USE, BudgetState.ENDED))
        kept = _find_kept(budget, held_on, said, by)
        if kept:
            return kept
        review = _close(budget, held_on, said, by=by.user_id, now=now)
        if confirm_conditions:
            _confirm(budget, held_on, by=by, now=now)
        words = f"{by.user.full_name} wrote down the care review of {held_on:%-d %B %Y}."
        note_change(budget=budget, code="review_held", words=words, by=by.user_id, now=now)
    return review


def _find_kept(budget: Budget, held_on: date, said: Said, by: Member) -> CareReview | None:
    same = budget.reviews.filter(held_on=held_on, held_by=by.user_id)
    return same.filter(**said._asdict()).first()


def _close(budget: Budget, held_on: date, said: Said, *, by: UUID, now: datetime) -> CareReview:
    """Write the words to the worry, or to what was due first; close what else was open then."""
    was_open = [one for one in seen.list_open(budget) if london_day(one.opened_at) <= held_on]
    if not was_open:
        due = seen.regular_due(budget) or ReviewDue(held_on, ReviewReason.FIRST)
        was_open = [new_review(budget, due, by=by, now=now)]
    first = min(was_open, key=lambda one: one.reason != ReviewReason.CONCERN)
    first.matters, first.works, first.should_change = said
    for review in was_open:
        review.held_on, review.held_by, review.recorded_at = held_on, by, now
        review.save()
    return first


def _next_row(budget: Budget, at: datetime, *, by: UUID, now: datetime) -> CareReview:
    """The row of the review that is due next; a new one, when nobody has asked for it yet."""
    coming = seen.next_review(budget, london_day(now))
    if coming and coming.open_review:
        return coming.open_review
    due = coming.due if coming else ReviewDue(london_day(at), ReviewReason.FIRST)
    found = seen.list_open(budget).filter(reason=due.reason).first()
    return found or new_review(budget, due, by=by, now=now)


def new_review(budget: Budget, due: ReviewDue, *, by: UUID, now: datetime) -> CareReview:
    """A review that somebody asks for, books or has held, not stored yet."""
    return CareReview(
        book_id=budget.book_id,
        budget=budget,
        reason=due.reason,
        due_on=due.due_on,
        opened_by=by,
        opened_at=now,
    )


def _confirm(budget: Budget, held_on: date, *, by: Member, now: datetime) -> None:
    asked = {code.value for code in conditions_for(HolderKind(budget.holder_kind))}
    for code, decided in conditions.newest(budget).items():
        if decided.on_paper and decided.stands and code in asked:
            record_condition(
                budget=budget,
                code=code,
                stands=True,
                decided_on=held_on,
                why=f"Confirmed in the care review of {held_on:%-d %B %Y}.",
                by=by,
                now=now,
            )


def lock_in_use(budget: Budget, states: Collection[BudgetState] = seen.IN_USE) -> Budget:
    """
    A budget that may be reviewed, locked until the transaction ends.

    :raises NothingToReview: it isn't in one of these states, or is for one thing alone
    """
    budget = lock_budget(budget)
    if budget.state not in states or budget.kind == BudgetKind.RECOVERY:
        raise NothingToReview
    return budget
