"""Questions about who is paid: their links and their bank details."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from ledgers.values import About, Viewer
from payments.outside.encryption import unseal
from payments.payouts.errors import DetailsMissing
from payments.payouts.models import Payee, PayeeChange, Payment
from payments.payouts.selectors.payments import visible_to
from payments.payouts.values import BankDetails, PayeeKind


def payees_visible_to(viewer: Viewer) -> QuerySet[Payee]:
    """The payees of payments that this viewer may see; all of them where all accounts are seen."""
    payees = Payee.objects.filter(book_id=viewer.book_id).order_by("-id")
    if viewer.accounts == "all":
        return payees
    return payees.filter(payments__in=visible_to(viewer)).distinct()


def find_open_change(payee: Payee) -> PayeeChange | None:
    """The new bank details that wait for somebody to agree, if any do."""
    return PayeeChange.objects.filter(payee=payee, agreed=None).first()


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
    """
    Whose link this is or was: the book of its council, though the link may be too old.

    On PostgreSQL no row of a book is seen yet, so a function asks that runs as the tables' owner.
    """
    digest = hashlib.sha256(secret.encode()).hexdigest()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT payouts_book_of_link(%s)", [digest])
            found: UUID | None = cursor.fetchone()[0]
            return found
    return Payee.objects.filter(link_digest=digest).values_list("book_id", flat=True).first()


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


def sealed_details(payments: Sequence[Payment]) -> dict[UUID | None, bytes]:
    """
    What the payees of these payments gave us, still encrypted, by payee.

    :raises DetailsMissing: somebody has given none, or nobody is paid
    """
    payees = {payment.payee_id for payment in payments}
    known = Payee.objects.filter(id__among={one for one in payees if one}, details__isnull=False)
    found: dict[UUID | None, bytes] = {
        one: bytes(sealed) for one, sealed in known.values_list("id", "details") if sealed
    }
    if len(found) < len(payees):
        raise DetailsMissing
    return found


def is_ready(payee: Payee, day: date) -> bool:
    """Whether there are details and no days of care are running."""
    return payee.details is not None and (payee.care_until is None or payee.care_until <= day)


def list_others(payment: Payment) -> QuerySet[Payee]:
    """Other accounts that are known of whoever a payment goes to, by name."""
    payee = payment.payee
    if payee is None:
        return Payee.objects.none()
    same = Payee.objects.filter(
        book_id=payee.book_id,
        about_kind=payee.about_kind,
        about_id=payee.about_id,
        details__isnull=False,
    )
    return same.exclude(pk=payee.pk).order_by("display_name", "id")
