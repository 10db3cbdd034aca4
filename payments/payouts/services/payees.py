"""
Payees and their bank details.

Details are typed by the person or business by a link of their own. First details need nobody
else; a change needs a second person, tells the old contact and starts the days of care.
"""

import hashlib
import hmac
import json
import secrets
from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from ledgers.values import About, uuid7
from payments.outside.encryption import seal, unseal
from payments.outside.messages import write_message
from payments.outside.values import Channel
from payments.payouts import selectors
from payments.payouts.errors import ChangeDecided, ChangeWaiting, LinkOver, NeedsTwoPeople
from payments.payouts.models import Payee, PayeeChange
from payments.payouts.services.planning import send_what_can_leave
from payments.payouts.values import BankDetails, PayeeKind, london_day

LINK_DAYS = 60


def name_payee(
    *,
    book_id: UUID,
    about: About,
    kind: PayeeKind,
    display_name: str,
    by: UUID,
    now: datetime,
    user_id: UUID | None = None,
    contact: str = "",
) -> Payee:
    """Name who is paid for this person, or find them again."""
    with transaction.atomic():
        known_by = "" if kind == PayeeKind.OWN_ACCOUNT else display_name
        found = selectors.find_payee(about, book_id=book_id, kind=kind, name=known_by)
        payee_id = uuid7(now.timestamp())
        return found or Payee.objects.create(
            id=payee_id,
            book_id=book_id,
            reference=f"Y-{payee_id.hex[-12:].upper()}",
            about_kind=about.kind,
            about_id=about.id,
            kind=kind,
            display_name=display_name,
            user_id=user_id,
            contact=seal(contact) if contact else None,
            named_by=by,
            named_at=now,
        )


def write_no_more(*, book_id: UUID, about: About) -> int:
    """Send nothing more to somebody about their own account: they have died. How many it had."""
    own = Payee.objects.filter(
        book_id=book_id, about_kind=about.kind, about_id=about.id, kind=PayeeKind.OWN_ACCOUNT
    )
    return own.update(silent=True)


def make_link(*, payee: Payee, now: datetime) -> str:
    """The secret of a link by which this payee gives bank details: the one that is good, or new."""
    if payee.link and payee.link_ends_at and payee.link_ends_at > now + timedelta(days=1):
        return unseal(payee.link)
    secret = secrets.token_urlsafe(18)
    payee.link = seal(secret)
    payee.link_digest = hashlib.sha256(secret.encode()).hexdigest()
    payee.link_ends_at = now + timedelta(days=LINK_DAYS)
    payee.save(update_fields=["link", "link_digest", "link_ends_at"])
    return secret


def give_details(*, secret: str, details: BankDetails, now: datetime) -> Payee:
    """
    Keep the details that a payee typed by their link, and let waiting payments leave.

    When there were details before, it is a change: it waits for somebody to agree.

    :raises LinkOver: the link is unknown, too old, or replaced by a newer one
    :raises ChangeWaiting: other new details are waiting already
    """
    with transaction.atomic():
        found = selectors.find_payee_by_link(secret, now)
        if found is None:
            raise LinkOver
        payee = Payee.objects.select_for_update(no_key=True).get(pk=found.pk)
        giver = payee.user_id or payee.id
        if payee.details is None:
            _keep(payee, details, now=now)
            send_what_can_leave(payee=payee, by=giver, now=now)
        elif selectors.bank_details(payee) != details:
            _ask_change(payee, details, by=giver, now=now)
    return payee


def _keep(payee: Payee, details: BankDetails, *, now: datetime) -> None:
    payee.details = seal(json.dumps(asdict(details)))
    payee.account_name = details.account_name
    payee.last_two = details.account_number[-2:]
    payee.fingerprint = fingerprint(payee.book_id, details)
    payee.details_given_at = now
    payee.save()


def fingerprint(book_id: UUID, details: BankDetails) -> str:
    """What stands for an account in one book, so that sharing shows and the number does not."""
    words = f"{book_id}:{details.sort_code}:{details.account_number}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), words, "sha256").hexdigest()


def _ask_change(payee: Payee, details: BankDetails, *, by: UUID, now: datetime) -> None:
    open_change = payee.changes.filter(agreed=None).first()
    if open_change:
        if open_change.fingerprint == fingerprint(payee.book_id, details):
            return
        raise ChangeWaiting
    change = PayeeChange.objects.create(
        book_id=payee.book_id,
        payee=payee,
        details=seal(json.dumps(asdict(details))),
        account_name=details.account_name,
        last_two=details.account_number[-2:],
        fingerprint=fingerprint(payee.book_id, details),
        asked_by=by,
        asked_at=now,
    )
    if payee.contact and not payee.silent:
        write_message(
            book_id=payee.book_id,
            key=change.id,
            channel=Channel.EMAIL,
            address=unseal(payee.contact),
            subject="Somebody asked to change your bank details",
            words=(
                "Somebody with your link asked us to pay another bank account, ending in "
                f"{change.last_two}. If that was you, there is nothing to do. If it was not, call "
                "us today: nothing has been paid to it."
            ),
            about=About("payee", payee.id),
            now=now,
        )


def decide_change(*, change: PayeeChange, agree: bool, by: UUID, now: datetime) -> PayeeChange:
    """
    Agree or refuse new bank details, by somebody who did not ask for them.

    :raises NeedsTwoPeople: whoever asked is deciding
    :raises ChangeDecided: it is decided already
    """
    if by == change.asked_by:
        raise NeedsTwoPeople
    with transaction.atomic():
        open_change = PayeeChange.objects.filter(pk=change.pk, agreed=None)
        if not open_change.update(agreed=agree, decided_by=by, decided_at=now):
            raise ChangeDecided
        change.refresh_from_db()
        if agree:
            payee = Payee.objects.select_for_update(no_key=True).get(pk=change.payee_id)
            _keep(payee, BankDetails(**json.loads(unseal(change.details))), now=now)
            care = selectors.settings_on(payee.book_id, now.date()).care_days
            Payee.objects.filter(pk=payee.pk).update(
                care_until=now.date() + timedelta(days=care), changed_on=london_day(now)
            )
    return change
