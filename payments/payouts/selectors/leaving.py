"""What may leave on a day, what stops the rest, and when it is there."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from ledgers.models import Account, BookStop
from ledgers.values import STRICT
from payments.payouts.models import BankFile, HeldBack, Payment, RunSheet
from payments.payouts.models.runs import LEAVING
from payments.payouts.selectors.settings import settings_on
from payments.payouts.values import (
    HeldCode,
    PaymentState,
    bank_day_after,
    bank_day_from,
    london_day,
)


def is_held_back(payment: Payment) -> bool:
    """Whether either end of the payment is held back from above."""
    return bool(held_back_among([payment]))


def held_back_among(payments: Sequence[Payment]) -> list[Payment]:
    """Those of these payments of which either end is held back; what is earned never is."""
    ends = {end for p in payments for end in (p.source_account_id, p.to_account_id)}
    rows = HeldBack.objects.filter(account__id__among=ends, let_go_at=None)
    held = set(rows.values_list("account_id", flat=True))
    if not held:
        return []
    return [p for p in payments if not p.earned and held & {p.source_account_id, p.to_account_id}]


def held_accounts(book_id: UUID) -> QuerySet[HeldBack, UUID]:
    """The accounts to and from which nothing is paid now."""
    held = HeldBack.objects.filter(book_id=book_id, let_go_at=None)
    return held.values_list("account", flat=True)


def is_short(payment: Payment) -> bool:
    """Whether there is too little left where the payment comes from."""
    return bool(short_among([payment]))


def short_among(payments: Sequence[Payment]) -> list[Payment]:
    """
    Those of these payments for which too little is left where they come from, in their order.

    What is held for a payment is there for it, and council funding always is.
    """
    unheld = [payment for payment in payments if payment.hold_id is None]
    strict = Account.objects.filter(
        id__among={payment.source_account_id for payment in unheld}, kind__in=STRICT
    )
    left = {account.id: account.available_pence for account in strict}
    short = []
    for payment in unheld:
        source = payment.source_account_id
        if source in left and left[source] < payment.pence:
            short.append(payment)
        elif source in left:
            left[source] -= payment.pence
    return short


def list_ready(book_id: UUID, day: date) -> QuerySet[Payment]:
    """Approved payments that may leave over a rail: due, with details, not held back."""
    careless = Q(payee__care_until=None) | Q(payee__care_until__lte=day)
    released = Q(line__held=HeldCode.DETAILS_CHANGED, line__released_at__isnull=False)
    return _list_due(book_id, day).filter(careless | released, payee__details__isnull=False)


def list_keepable(book_id: UUID, day: date) -> QuerySet[Payment]:
    """Approved payments of money that we keep, which no rail carries: due, not held back."""
    return _list_due(book_id, day).filter(payee=None)


def _list_due(book_id: UUID, day: date) -> QuerySet[Payment]:
    """As `line`, each has the line of the run with which it leaves, if it is in one."""
    held = held_accounts(book_id)
    stopped = BookStop.objects.filter(book_id=book_id, let_go_at=None)
    return (
        Payment.objects.filter(book_id=book_id, state=PaymentState.APPROVED, pay_on__lte=day)
        .filter(~Exists(stopped))
        .exclude(Q(source_account__in=held) | Q(to_account__in=held), earned=False)
        .annotate(line=FilteredRelation("lines", condition=Q(lines__living=True)))
        .filter(Q(line=None) | _is_as_approved())
        .select_related("payee")
        .order_by("id")
    )


def _is_as_approved() -> Q:
    """The payment's run is on its way, and it is what was approved with it, to the letter."""
    changed = RunSheet.objects.filter(
        run=OuterRef("line__run"),
        changed_at__isnull=False,
        first__lte=OuterRef("pk"),
        last__gte=OuterRef("pk"),
    )
    nobody = Q(payee=None, line__payee=None)
    same_payee = Q(line__payee=F("payee"), line__fingerprint=F("payee__fingerprint"))
    return (
        Q(
            ~Exists(changed),
            line__run__state__in=list(LEAVING),
            line__pence=F("pence"),
            line__source_account=F("source_account"),
            line__to_account=F("to_account"),
        )
        & (Q(line__held="") | Q(line__released_at__isnull=False))
        & (nobody | same_payee)
    )


def leaves_on(payment: Payment, now: datetime) -> date:
    """
    The bank day with whose file a waiting payment leaves: the next whose file isn't made yet.

    What we keep goes by no file, and on any day.
    """
    if payment.is_kept:
        return max(london_day(now), payment.pay_on)
    care = payment.payee.care_until if payment.payee else None
    day = bank_day_from(max(london_day(now), payment.pay_on, care or payment.pay_on))
    made = BankFile.objects.filter(book_id=payment.book_id, pay_on=day).exists()
    return bank_day_after(day, 1) if made else day


def shows_by(payment: Payment, now: datetime) -> date:
    """
    The day by which most banks show a payment: the policy's bank days after it leaves.

    What we keep is there at once.
    """
    if payment.is_kept:
        return leaves_on(payment, now)
    left = london_day(payment.sent_at) if payment.sent_at else leaves_on(payment, now)
    wait = settings_on(payment.book_id, london_day(now)).paid_after_bank_days
    return bank_day_after(left, wait)
