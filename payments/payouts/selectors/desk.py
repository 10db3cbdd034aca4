"""What the finance desk asks: where payments are, what waits for somebody, what is in between."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db.models import Count, Min, Q, QuerySet, Sum

from ledgers.models import Account
from ledgers.values import ALL, AccountKind, Viewer
from payments.payouts.models import BankAnswer, PayeeChange, Payment, PaymentMove
from payments.payouts.selectors.payments import visible_to
from payments.payouts.values import PaymentState


class Place(StrEnum):
    """Where a payment is on the desk: its state, and for what waits, what it waits for."""

    CAME_BACK = "came-back"
    NO_DETAILS = "no-details"
    READY = "ready"
    ON_ITS_WAY = "on-its-way"
    PAID = "paid"
    GIVEN_UP = "given-up"


IN_PLACE: Final = {
    Place.CAME_BACK: Q(state__in=[PaymentState.FAILED, PaymentState.RETURNED]),
    Place.NO_DETAILS: Q(state=PaymentState.APPROVED, payee__isnull=False, payee__details=None),
    Place.READY: Q(state=PaymentState.APPROVED)
    & (Q(payee__isnull=True) | Q(payee__details__isnull=False)),
    Place.ON_ITS_WAY: Q(state=PaymentState.SENT),
    Place.PAID: Q(state=PaymentState.PAID),
    Place.GIVEN_UP: Q(state=PaymentState.CANCELLED),
}


@dataclass(frozen=True)
class Tally:
    """How many payments are in one place, and how much money."""

    place: Place
    count: int
    pence: int


@dataclass(frozen=True)
class InBetween:
    """
    A rail's clearing account: money that has left and of which nothing is heard yet.

    :ivar explained_pence: what payments on their way add up to; the rest is a finding
    """

    rail: str
    pence: int
    explained_pence: int
    count: int
    since: datetime | None

    @property
    def unexplained_pence(self) -> int:
        """What stands there and belongs to no payment on its way, in pence."""
        return self.pence - self.explained_pence


def tally_places(viewer: Viewer) -> list[Tally]:
    """Each place of the desk with its payments and their pence, in the order of the desk."""
    sums = {f"{p.name}_pence": Sum("pence", filter=q, default=0) for p, q in IN_PLACE.items()}
    counts = {f"{place.name}_count": Count("id", filter=q) for place, q in IN_PLACE.items()}
    row = visible_to(viewer).aggregate(**sums, **counts)
    return [Tally(p, row[f"{p.name}_count"], row[f"{p.name}_pence"]) for p in Place]


def list_place(viewer: Viewer, place: Place) -> QuerySet[Payment]:
    """The payments in one place, the newest first."""
    return visible_to(viewer).filter(IN_PLACE[place]).select_related("payee").order_by("-id")


def place_of(payment: Payment) -> Place | None:
    """Where one payment is on the desk; a planned one is not on it yet."""
    if payment.state == PaymentState.APPROVED:
        untold = payment.payee is not None and payment.payee.details is None
        return Place.NO_DETAILS if untold else Place.READY
    return {
        PaymentState.FAILED: Place.CAME_BACK,
        PaymentState.RETURNED: Place.CAME_BACK,
        PaymentState.SENT: Place.ON_ITS_WAY,
        PaymentState.PAID: Place.PAID,
        PaymentState.CANCELLED: Place.GIVEN_UP,
    }.get(PaymentState(payment.state))


def list_moves(payment: Payment) -> QuerySet[PaymentMove]:
    """Each step of a payment, oldest first."""
    return payment.moves.order_by("moved_at", "id")


def changes_visible_to(viewer: Viewer) -> QuerySet[PayeeChange]:
    """Changes of bank details, for who may see every account; the longest waiting first."""
    changes = PayeeChange.objects.filter(book_id=viewer.book_id).select_related("payee")
    return changes.order_by("asked_at", "id") if viewer.accounts == ALL else changes.none()


def answers_visible_to(viewer: Viewer) -> QuerySet[BankAnswer]:
    """What the bank answered, newest first, for who may see every account."""
    answers = BankAnswer.objects.filter(book_id=viewer.book_id).order_by("-read_at", "-id")
    return answers if viewer.accounts == ALL else answers.none()


def list_moved_by(answer: BankAnswer) -> QuerySet[PaymentMove]:
    """The moves that came of one answer of the bank."""
    return (
        PaymentMove.objects.filter(
            book_id=answer.book_id, moved_at=answer.read_at, moved_by=answer.read_by
        )
        .select_related("payment__payee")
        .order_by("id")
    )


def list_in_between(viewer: Viewer) -> Sequence[InBetween]:
    """Each rail's clearing account, with what explains it and since when; used ones alone."""
    if viewer.accounts != ALL:
        return []
    accounts = Account.objects.filter(book_id=viewer.book_id, kind=AccountKind.CLEARING)
    return [_in_between(viewer, account) for account in accounts.exclude(credits_posted=0)]


def _in_between(viewer: Viewer, account: Account) -> InBetween:
    on_its_way = visible_to(viewer).filter(rail=account.code, state=PaymentState.SENT)
    row = on_its_way.aggregate(
        pence=Sum("pence", default=0), count=Count("id"), since=Min("sent_at")
    )
    return InBetween(account.code, account.balance_pence, row["pence"], row["count"], row["since"])
