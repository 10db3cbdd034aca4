"""What people are told, in finished words; sent after the transaction."""

from datetime import date, datetime
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction

from budgets.councils.selectors import email_of
from budgets.people.errors import PersonDied
from budgets.people.models import Person
from budgets.recovery.errors import AddressMissing
from budgets.recovery.models import RecoveryBudget, RecoveryRequest
from budgets.recovery.values import Reach
from ledgers.values import About, pounds
from payments.outside.messages import write_message
from payments.outside.values import Channel
from payments.payouts import services as payouts


def hand_over_link(*, recovery: RecoveryBudget, now: datetime) -> str:
    """The address at which whoever is paid types their bank details; made when first needed."""
    payee = recovery.payment.payee
    if payee is None:
        return ""
    return f"{settings.SITE_URL}/pay/{payouts.make_link(payee=payee, now=now)}"


def send_hand_over_link(*, recovery: RecoveryBudget, now: datetime) -> None:
    """
    E-mail the person the address at which they say where to be paid; once a day at most.

    :raises PersonDied: they have died
    :raises AddressMissing: we have no e-mail address for them
    """
    person = recovery.request.person
    if person.died_on:
        raise PersonDied
    if not person.email:
        raise AddressMissing
    with transaction.atomic():
        words = (
            f"{person.first_name}, {pounds(recovery.pence)} is set aside for you. Tell us where "
            f"to pay it, here, on your own phone:\n"
            f"{hand_over_link(recovery=recovery, now=now)}\n\n"
            "If you would rather talk, call us."
        )
        _tell(
            person,
            uuid5(recovery.id, f"link {now.date()}"),
            f"{pounds(recovery.pence)} for you",
            words,
            About("recovery_request", recovery.request_id),
            now,
        )


def tell_yes(recovery: RecoveryBudget, *, now: datetime) -> None:
    """Tell the person that the money is theirs, and how to collect it."""
    person = recovery.request.person
    payee = recovery.payment.payee
    words = f"{person.first_name}, {pounds(recovery.pence)} is yours: {recovery.request.words}\n\n"
    if payee and payee.details is None and recovery.request.reach == Reach.OWN_ACCOUNT:
        words += (
            "Tell us where to pay it, here, on your own phone:\n"
            f"{hand_over_link(recovery=recovery, now=now)}\n\n"
        )
    words += "You don't need to keep receipts. Later we ask one question: did it help?"
    _tell(
        person,
        uuid5(recovery.id, "yes"),
        f"{pounds(recovery.pence)} for you",
        words,
        About("recovery_request", recovery.request_id),
        now,
    )


def tell_no(request: RecoveryRequest, *, now: datetime) -> None:
    """Tell the person that it is no, and why, kindly."""
    words = (
        f"{request.person.first_name}, you asked for {pounds(request.pence)}: {request.words}\n\n"
        f"We can't say yes to this one. {request.decision_words}\n\n"
        "You may ask again, or call us to talk about it."
    )
    _tell(
        request.person,
        uuid5(request.id, "no"),
        "About what you asked for",
        words,
        About("recovery_request", request.id),
        now,
    )


def tell_reminder(recovery: RecoveryBudget, *, until: date, now: datetime) -> None:
    """Remind the person that money is waiting, and until when; or whoever can reach them."""
    person, last_day = recovery.request.person, f"{until.day} {until:%B}"
    link = hand_over_link(recovery=recovery, now=now)
    if person.email:
        address = person.email
        subject = f"{pounds(recovery.pence)} is waiting for you"
        words = (
            f"{person.first_name}, {pounds(recovery.pence)} is waiting for you until {last_day}. "
            f"Tell us where to pay it:\n{link}\n\nIf you would rather talk, call us."
        )
    else:
        address = email_of(recovery.authorised_by)
        subject = f"Please tell {person.first_name}: {pounds(recovery.pence)} is waiting"
        words = (
            f"We have no e-mail address for {person.full_name}. {pounds(recovery.pence)} waits "
            f"until {last_day}. Please hand this link over, on paper or in person:\n{link}"
        )
    _write(
        person,
        uuid5(recovery.id, "reminder"),
        address,
        subject,
        words,
        About("recovery_request", recovery.request_id),
        now,
    )


def tell_question(recovery: RecoveryBudget, *, now: datetime) -> None:
    """Ask once: did it help?"""
    words = (
        f"{recovery.request.person.first_name}, some weeks ago you had {pounds(recovery.pence)}: "
        f"{recovery.request.words}\n\nDid it help? One tap answers:\n{settings.SITE_URL}/home\n\n"
        "You don't have to, and nobody will ask again."
    )
    _tell(
        recovery.request.person,
        uuid5(recovery.id, "question"),
        "Did it help?",
        words,
        About("recovery_request", recovery.request_id),
        now,
    )


def _tell(person: Person, key: UUID, subject: str, words: str, about: About, now: datetime) -> None:
    """Write to the person; whoever has no address is told by the practitioner who sees it."""
    if person.email:
        _write(person, key, person.email, subject, words, about, now)


def _write(
    person: Person, key: UUID, address: str, subject: str, words: str, about: About, now: datetime
) -> None:
    """Write to, or about, somebody who lives: once they have died nothing goes out by itself."""
    if person.died_on:
        return
    write_message(
        book_id=person.book_id,
        key=key,
        channel=Channel.EMAIL,
        address=address,
        subject=subject,
        words=words,
        about=about,
        now=now,
    )
