"""What an auditor asks: every recovery budget, and all that is known of one."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from budgets.councils.rights import Action
from budgets.recovery.models import RecoveryRequest
from budgets.recovery.selectors import visible_to
from budgets.recovery.values import RequestState
from ledgers import selectors as ledgers
from ledgers.models import Hold, Release, Transfer
from ledgers.values import Viewer
from payments.payouts.values import PaymentState

PAID_IN = {
    "waiting": [PaymentState.PLANNED, PaymentState.APPROVED],
    "on-its-way": [PaymentState.SENT],
    "there": [PaymentState.PAID],
    "came-back": [PaymentState.FAILED, PaymentState.RETURNED],
    "given-up": [PaymentState.CANCELLED],
}
"""Where the money of an authorised budget is, as an auditor looks for it."""


@dataclass(frozen=True)
class Trail:
    """All that the ledger has about one recovery budget, oldest first."""

    holds: list[Hold]
    releases: list[Release]
    transfers: list[Transfer]


def list_cases(
    viewer: Viewer, *, place: str = "", team: UUID | None = None, words: str = ""
) -> QuerySet[RecoveryRequest]:
    """
    What was ever authorised, newest first, narrowed by where the money is, team and reference.

    :param place: one of `PAID_IN`, or nothing
    :param words: the start of a person's or a budget's reference
    """
    cases = visible_to(viewer, Action.RECOVERY_READ).filter(state=RequestState.AUTHORISED)
    if place in PAID_IN:
        cases = cases.filter(recovery__payment__state__in=PAID_IN[place])
    if team:
        cases = cases.filter(team_id=team)
    if words:
        cases = cases.filter(
            Q(person__reference__istartswith=words)
            | Q(recovery__budget__reference__istartswith=words)
        )
    return cases


def trail_of(request: RecoveryRequest) -> Trail:
    """What the ledger has about this asking: set aside, let go, and every transfer."""
    book_id, kind = request.book_id, "recovery_request"
    holds = Hold.objects.filter(book_id=book_id, about_kind=kind, about_id=request.id)
    releases = Release.objects.filter(book_id=book_id, hold__in=holds)
    transfers = ledgers.list_about(book_id, kind, request.id).select_related("debit", "credit")
    return Trail(
        list(holds.order_by("held_at", "id")),
        list(releases.order_by("released_at", "id")),
        list(transfers),
    )
