"""Questions about care reviews: what is due, what is overdue, what was said."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db.models import Max, Q, QuerySet

from budgets.councils.rights import Action
from budgets.plans.models import Budget, CareReview
from budgets.plans.rules.calendar_file import Entry, calendar_file
from budgets.plans.rules.reviews import is_overdue, next_review_due, words_for_holder
from budgets.plans.selectors import visible_to
from budgets.plans.values import BudgetKind, BudgetState
from budgets.plans.values.agreement import ReviewReason
from budgets.plans.values.reviews import ReviewDue
from ledgers.values import Viewer
from payments.payouts.values import london_day

SOON_WEEKS = 8
IN_USE = (BudgetState.AGREED, BudgetState.ACTIVE, BudgetState.SUSPENDED, BudgetState.ENDING)
"""A budget that nobody has agreed, or that is over, has nothing to review."""
SAID = ~Q(matters="", works="", should_change="") | Q(on_paper=True)
HELD = SAID & Q(held_on__isnull=False)
"""Reviews that were held, each conversation once."""


@dataclass(frozen=True)
class NextReview:
    """
    The next review of a budget, as of a day.

    :ivar open_review: what was asked for or booked; empty while it is only due
    """

    budget: Budget
    due: ReviewDue
    open_review: CareReview | None
    today: date

    @property
    def booked_for(self) -> datetime | None:
        """When they meet, if that is agreed."""
        return self.open_review.booked_for if self.open_review else None

    @property
    def is_overdue(self) -> bool:
        """Whether the council has missed its day."""
        return is_overdue(due=self.due, today=self.today)

    @property
    def days_late(self) -> int:
        """For how many days it has been overdue; nothing while it is in time."""
        return max(0, (self.today - self.due.due_on).days)

    @property
    def words(self) -> str:
        """What the holder reads."""
        return words_for_holder(due=self.due, booked_for=self.booked_for, today=self.today)


def next_review(budget: Budget, today: date) -> NextReview | None:
    """When a budget's next review is due, and whether it is booked; nothing while none is due."""
    return next(iter(next_reviews(Budget.objects.filter(pk=budget.pk), today)), None)


def next_reviews(budgets: QuerySet[Budget], today: date) -> list[NextReview]:
    """
    The next review of each of these budgets that has one, the first due first; in three queries.

    Recovery budgets have none, nor has a budget that is over by the day, or a person who has died.
    """
    rows = (
        budgets.filter(state__in=IN_USE, person__died_on=None)
        .exclude(kind=BudgetKind.RECOVERY)
        .select_related("person")
    )
    ids = rows.order_by().values("pk")
    reviews = CareReview.objects.filter(budget__in=ids)
    held = dict(
        reviews.filter(held_on__isnull=False)
        .values_list("budget_id")
        .annotate(last=Max("held_on"))
        .order_by()
    )
    waiting: dict[UUID, list[CareReview]] = defaultdict(list)
    for review in reviews.filter(held_on=None).order_by("due_on", "id"):
        waiting[review.budget_id].append(review)
    found = [_next(one, held.get(one.id), waiting[one.id], today) for one in rows]
    return sorted((one for one in found if one), key=lambda one: (one.due.due_on, one.budget.id))


def _next(
    budget: Budget, last: date | None, waiting: Iterable[CareReview], today: date
) -> NextReview | None:
    concern = next((one for one in waiting if one.reason == ReviewReason.CONCERN), None)
    due = next_review_due(
        first_paid_on=budget.first_paid_on,
        reviews_held=[last] if last else [],
        concern_due_on=concern.due_on if concern else None,
    )
    if due is None or _is_over_by_then(budget, due):
        return None
    booked = next((one for one in waiting if one.reason == due.reason), None)
    return NextReview(budget, due, booked, today)


def regular_due(budget: Budget) -> ReviewDue | None:
    """When the law asks for the next review, whatever anybody worries about."""
    last = budget.reviews.aggregate(last=Max("held_on"))["last"]
    return next_review_due(first_paid_on=budget.first_paid_on, reviews_held=[last] if last else [])


def _is_over_by_then(budget: Budget, due: ReviewDue) -> bool:
    over = budget.ends_on is not None and budget.ends_on < due.due_on
    return over and due.reason != ReviewReason.CONCERN


def list_due(
    viewer: Viewer,
    *,
    today: date,
    weeks: int = SOON_WEEKS,
    team_id: UUID | None = None,
    action: Action = Action.REVIEWS_HOLD,
) -> list[NextReview]:
    """
    The reviews that are due from today on, within so many weeks, the first due first.

    :param team_id: of one team alone
    :param action: over whose budgets this viewer may do it, they see the reviews
    """
    until = today + timedelta(weeks=weeks)
    rows = next_reviews(_seen(viewer, team_id, action), today)
    return [one for one in rows if today <= one.due.due_on <= until]


def list_overdue(
    viewer: Viewer,
    *,
    today: date,
    team_id: UUID | None = None,
    action: Action = Action.REVIEWS_HOLD,
) -> list[NextReview]:
    """The reviews that the council has missed, the longest overdue first."""
    return [one for one in next_reviews(_seen(viewer, team_id, action), today) if one.is_overdue]


def _seen(viewer: Viewer, team_id: UUID | None, action: Action) -> QuerySet[Budget]:
    budgets = visible_to(viewer, action)
    return budgets.filter(person__team_id=team_id) if team_id else budgets


def find_open_concern(budget: Budget) -> CareReview | None:
    """What somebody worries about and nobody has talked about yet."""
    return budget.reviews.filter(reason=ReviewReason.CONCERN, held_on=None).first()


def list_open(budget: Budget) -> QuerySet[CareReview]:
    """Reviews that were asked for or booked and not held yet, the first due first."""
    return budget.reviews.filter(held_on=None).order_by("due_on", "id")


def list_held(budget: Budget) -> QuerySet[CareReview]:
    """
    The reviews that were held, the newest first.

    A conversation that answered several things at once is kept once: what else it answered is
    closed without words.
    """
    return budget.reviews.filter(HELD).order_by("-held_on", "-id")


def calendar_of(reviews: Iterable[NextReview], *, now: datetime, own: bool = False) -> str:
    """
    A calendar's file of reviews: when they are booked for, or else the day they are due by.

    Nothing personal stands in it but a first name and the budget's reference; in one's own file
    neither does.

    :param own: it is for the holder themselves
    """
    return calendar_file((_entry(one, own=own) for one in reviews), made_at=now)


def _entry(one: NextReview, *, own: bool) -> Entry:
    what = "Your care review" if own else f"Care review: {one.budget.person.first_name}"
    by = f"Due by {one.due.due_on:%-d %B %Y}."
    at = one.booked_for
    booked = at is not None and london_day(at) >= one.today
    return Entry(
        uid=uuid5(one.budget.id, f"review {one.due.reason} {one.due.due_on}"),
        at=at if at and booked else one.due.due_on,
        summary=what if booked else f"{what} is due",
        description=by if own else f"{one.budget.reference}. {by}",
    )
