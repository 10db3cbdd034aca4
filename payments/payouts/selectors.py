"""Questions about payees and payments."""

import hashlib
import json
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from ledgers.values import About, Viewer
from payments.outside.encryption import unseal
from payments.outside.values import Rail
from payments.payouts.models import BankFile, HeldBack, Payee, Payment, PayoutSettings
from payments.payouts.values import (
    BankDetails,
    PayeeKind,
    PaymentState,
    bank_day_after,
    bank_day_from,
    london_day,
)


def visible_to(viewer: Viewer) -> QuerySet[Payment]:
    """The payments to or from accounts that this viewer may see."""
    payments = Payment.objects.filter(book_id=viewer.book_id)
    if viewer.accounts == "all":
        return payments
    seen = viewer.accounts.values("id")
    return payments.filter(Q(source_account__in=seen) | Q(to_account__in=seen))


def settings_on(book_id: UUID, day: date) -> PayoutSettings:
    """
    What payouts were told of the policy, as it is on a day.

    :raises PayoutSettings.DoesNotExist: nothing was ever set
    """
    return PayoutSettings.objects.filter(book_id=book_id, starts_on__lte=day).latest(
        "starts_on", "set_at", "id"
    )


def rail_on(book_id: UUID, day: date) -> Rail:
    """The rail that a council pays by on a day."""
    return Rail(settings_on(book_id, day).rail)


def find_payee(about: About, *, book_id: UUID, kind: PayeeKind, name: str = "") -> Payee | None:
    """A payee that was named before for the same person, of the same kind (and name)."""
    found = Payee.objects.filter(
        book_id=book_id, about_kind=about.kind, about_id=about.id, kind=kind
    )
    if name:
        found = found.filter(display_name__iexact=name)
    return found.order_by("-named_at", "-id").first()


def find_payee_by_link(secret: str, now: datetime) -> Payee | None:
    """The payee whose link this is, while it is good."""
    digest = hashlib.sha256(secret.encode()).hexdigest()
    return Payee.objects.filter(link_digest=digest, link_ends_at__gt=now).first()


def find_link(payee: Payee, now: datetime) -> str:
    """The secret of the link that is good now, to be handed over again; empty without one."""
    if payee.link is None or payee.link_ends_at is None or payee.link_ends_at <= now:
        return ""
    return unseal(payee.link)


def bank_details(payee: Payee) -> BankDetails | None:
    """What the payee gave us, in clear: for the bank alone, never for a page."""
    if payee.details is None:
        return None
    return BankDetails(**json.loads(unseal(payee.details)))


def is_ready(payee: Payee, day: date) -> bool:
    """Whether there are details and no days of care are running."""
    return payee.details is not None and (payee.care_until is None or payee.care_until <= day)


def is_held_back(payment: Payment) -> bool:
    """Whether either end of the payment is held back from above."""
    return HeldBack.objects.filter(
        account__in=[payment.source_account_id, payment.to_account_id], let_go_at=None
    ).exists()


def list_ready(book_id: UUID, day: date) -> QuerySet[Payment]:
    """Approved payments that may leave on a day: due, with details, not held back."""
    held = HeldBack.objects.filter(book_id=book_id, let_go_at=None).values("account")
    return (
        Payment.objects.filter(
            Q(payee__care_until=None) | Q(payee__care_until__lte=day),
            book_id=book_id,
            state=PaymentState.APPROVED,
            pay_on__lte=day,
            payee__details__isnull=False,
        )
        .exclude(Q(source_account__in=held) | Q(to_account__in=held))
        .select_related("payee", "source_account", "to_account", "hold")
        .order_by("id")
    )


def leaves_on(payment: Payment, now: datetime) -> date:
    """The bank day with whose file a waiting payment leaves: the next whose file isn't made yet."""
    care = payment.payee.care_until if payment.payee else None
    day = bank_day_from(max(london_day(now), payment.pay_on, care or payment.pay_on))
    made = BankFile.objects.filter(book_id=payment.book_id, pay_on=day).exists()
    return bank_day_after(day, 1) if made else day


def shows_by(payment: Payment, now: datetime) -> date:
    """The day by which most banks show a payment: the policy's bank days after it leaves."""
    left = london_day(payment.sent_at) if payment.sent_at else leaves_on(payment, now)
    wait = settings_on(payment.book_id, london_day(now)).paid_after_bank_days
    return bank_day_after(left, wait)


def take_ready(book_id: UUID, day: date, limit: int) -> list[Payment]:
    """What may leave on a day, locked for whoever sends it; whoever comes second gets the rest."""
    return list(list_ready(book_id, day).select_for_update(of=("self",), no_key=True)[:limit])
