"""Questions about payees and payments."""

import hashlib
import json
from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from ledgers.values import About, Viewer
from payments.outside.encryption import unseal
from payments.outside.models import OutboxItem
from payments.outside.values import Rail
from payments.payouts.models import (
    BankAnswer,
    BankFile,
    HeldBack,
    Payee,
    PayeeChange,
    Payment,
    PayoutSettings,
)
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


def payees_visible_to(viewer: Viewer) -> QuerySet[Payee]:
    """The payees of payments that this viewer may see; all of them where all accounts are seen."""
    payees = Payee.objects.filter(book_id=viewer.book_id).order_by("-id")
    if viewer.accounts == "all":
        return payees
    return payees.filter(payments__in=visible_to(viewer)).distinct()


def find_open_change(payee: Payee) -> PayeeChange | None:
    """The new bank details that wait for somebody to agree, if any do."""
    return PayeeChange.objects.filter(payee=payee, agreed=None).first()


def bank_files_visible_to(viewer: Viewer) -> QuerySet[BankFile]:
    """The files made for the bank: for who may see every account of the book, and nobody else."""
    files = BankFile.objects.filter(book_id=viewer.book_id).order_by("-id")
    return files if viewer.accounts == "all" else files.none()


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


def find_rail(book_id: UUID, day: date) -> Rail | None:
    """The rail that a council pays by on a day, if it was ever told one."""
    newest = (
        PayoutSettings.objects.filter(book_id=book_id, starts_on__lte=day)
        .order_by("-starts_on", "-set_at", "-id")
        .first()
    )
    return Rail(newest.rail) if newest else None


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


def find_book_of_link(secret: str) -> UUID | None:
    """Whose link this is or was: the book of its council, though the link may be too old."""
    digest = hashlib.sha256(secret.encode()).hexdigest()
    return Payee.objects.filter(link_digest=digest).values_list("book_id", flat=True).first()


def list_for_payee(payee: Payee) -> QuerySet[Payment]:
    """What this payee was promised or paid, newest first; what was given up is nothing to them."""
    return (
        Payment.objects.filter(payee=payee)
        .exclude(state__in=[PaymentState.PLANNED, PaymentState.CANCELLED])
        .select_related("payee")
        .order_by("-planned_at", "-id")
    )


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
    return bool(held_back_among([payment]))


def held_back_among(payments: Sequence[Payment]) -> list[Payment]:
    """Those of these payments of which either end is held back from above."""
    ends = {end for p in payments for end in (p.source_account_id, p.to_account_id)}
    rows = HeldBack.objects.filter(account__in=ends, let_go_at=None)
    held = set(rows.values_list("account_id", flat=True))
    return [p for p in payments if held & {p.source_account_id, p.to_account_id}]


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


def find_bank_answer(book_id: UUID, digest: str) -> BankAnswer | None:
    """What came of a file of the bank's that was read before."""
    return BankAnswer.objects.filter(book_id=book_id, digest=digest).first()


def list_paid_calls(book_id: UUID, keys: Collection[UUID]) -> list[UUID]:
    """Those of these calls' keys whose payment arrived, and so may come back."""
    called = OutboxItem.objects.filter(book_id=book_id, kind="payment", key__in=keys)
    paid = Payment.objects.filter(book_id=book_id, state=PaymentState.PAID).values("id")
    return list(called.filter(about_id__in=paid).values_list("key", flat=True))
