"""Telling whoever is paid: how much, when it is there, for which days, and who to ask."""

from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction

from budgets.councils.models import Council
from budgets.councils.selectors import get_council
from budgets.people.values import Preference
from budgets.plans.models import Instalment, PaymentTold
from budgets.plans.selectors.remittance import Advice, advise, instalments_of, take_untold
from ledgers.values import About, pounds
from payments.outside.encryption import unseal
from payments.outside.messages import write_message
from payments.outside.values import Channel
from payments.payouts.values import PaidHow, PaymentState

AT_ONCE: Final = 200


def tell_paid(*, book_id: UUID, now: datetime) -> int:
    """
    Tell whoever is paid what has left for them, once for each time that it leaves.

    By e-mail to the payee's contact, or by a letter to whoever prefers post; who can't be told
    sees it on their page. Returns how many payments were dealt with, at most 200 of a sort.
    """
    with transaction.atomic():
        payments = take_untold(book_id, now=now, limit=AT_ONCE)
        council = get_council(book_id)
        told = [
            PaymentTold(
                book_id=book_id,
                payment=advice.payment,
                tries=advice.payment.tries,
                channel=_tell(advice, council, now),
                told_at=now,
            )
            for advice in advise(payments, instalments_of(payments), now=now)
        ]
        PaymentTold.objects.bulk_create(told)
    return len(told)


def _tell(advice: Advice, council: Council, now: datetime) -> str:
    """Write to whoever is paid, and say how; empty where there is no way, or nobody to tell."""
    payment = advice.payment
    channel, address = _way(advice)
    if address:
        write_message(
            book_id=payment.book_id,
            key=uuid5(payment.id, f"told {payment.tries}"),
            channel=channel,
            address=address,
            subject=f"A payment from {council.name}",
            words=words_of(advice, council),
            about=About("payment", payment.id),
            now=now,
        )
    return channel if address else ""


def _way(advice: Advice) -> tuple[Channel, str]:
    """By what they are told, and where; nowhere if they have died, or nothing is known."""
    payee, person = advice.payment.payee, advice.person
    if payee is None or payee.silent or (person and person.died_on):
        return Channel.EMAIL, ""
    if person and advice.is_own and person.prefers == Preference.POST and person.address:
        return Channel.LETTER, person.address
    return Channel.EMAIL, unseal(payee.contact) if payee.contact else ""


def words_of(advice: Advice, council: Council) -> str:
    """The whole message. Somebody else than the holder reads nothing of what it is for."""
    parts = [f"{advice.called},", _what(advice, council), _reference(advice)]
    if advice.instalment:
        parts += [_days(advice.instalment), "\n".join(advice.why), _page(advice.instalment)]
    return "\n\n".join([*parts, _who_to_ask(council), council.name])


def _what(advice: Advice, council: Council) -> str:
    """How much, for whom, and when it is there: never more than is true."""
    payment, person, sum_of = advice.payment, advice.person, pounds(advice.payment.pence)
    if person is None:
        words = f"{council.name} has paid you {sum_of}."
    elif advice.is_own:
        words = f"{sum_of} has left us for your direct payment."
    else:
        words = f"{sum_of} has left us for the direct payment of {person.full_name}."
    if payment.state == PaymentState.PAID and payment.paid_how == PaidHow.ANSWERED:
        return words
    return f"{words} Most banks show it by {in_words(advice.shows_by)}."


def _reference(advice: Advice) -> str:
    return (
        f"It left on {in_words(advice.sent_on)}. "
        f"On the bank statement its reference is {advice.reference}."
    )


def _days(instalment: Instalment) -> str:
    last_on = instalment.ends_on - date.resolution
    return f"It is for the days from {in_words(instalment.starts_on)} to {in_words(last_on)}."


def _page(instalment: Instalment) -> str:
    address = f"{settings.SITE_URL}/plan/{instalment.budget_id}/payments/{instalment.id}"
    return f"What it is made of is on your page:\n{address}"


def _who_to_ask(council: Council) -> str:
    if not council.phone:
        return "If anything is not right, tell us. We will look at it with you."
    hours = f", {council.phone_hours}" if council.phone_hours else ""
    return f"If anything is not right, or you would rather talk, call {council.phone}{hours}."


def in_words(day: date) -> str:
    """A day as people say it: Monday 23 November 2026."""
    return f"{day:%A} {day.day} {day:%B %Y}"
