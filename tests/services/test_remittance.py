"""Whoever is paid is told how much, when it is there, for which days and why: once each."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.people.models import Person
from budgets.people.values import Preference
from budgets.plans import services as plans
from budgets.plans.models import Budget, PaymentTold
from budgets.plans.services import tell_paid
from ledgers.values import SCHEDULER, About
from payments.outside.encryption import seal, unseal
from payments.outside.models import Message
from payments.payouts import services as payouts
from payments.payouts.models import Payee, Payment
from payments.payouts.values import PayeeKind, PaymentState
from tests.factories import NOW, World, make_world, there
from tests.ledgers.crowd import all_at_once as at_once
from tests.worlds_of_plans import MONDAY, active, at, pay, plan

DECEMBER = date(2026, 12, 14)


def told(world: World, now: datetime = NOW) -> list[Message]:
    """What the task writes, and nothing else."""
    before = set(Message.objects.values_list("id", flat=True))
    tell_paid(book_id=world.book_id, now=now)
    return list(Message.objects.exclude(id__in=before).order_by("written_at", "id"))


def paid(world: World, **said: Any) -> Budget:
    """£840.00 for three weeks left on Sunday for Monday, and arrived."""
    budget = active(world, world.daniel, plan(**said))
    pay(world, MONDAY, now=at(MONDAY))
    return budget


def test_a_holder_reads_how_much_when_for_which_days_and_who_to_ask(world: World) -> None:
    budget = paid(world)
    (message,) = told(world, at(MONDAY))
    words, subject = unseal(message.words or b""), unseal(message.subject or b"")
    payment = Payment.objects.get(about_kind="instalment")
    council, hours = world.council, "Monday to Friday, 9 to 5"
    known = f"Council {payment.id.hex[-8:].upper()}"
    page = f"{settings.SITE_URL}/plan/{budget.id}/payments/{payment.about_id}"
    assert subject == f"A payment from {council.name}"
    assert unseal(message.address or b"") == world.daniel.email
    assert words == "\n\n".join(
        [
            "Daniel,",
            "£840.00 has left us for your direct payment.",
            f"It left on Monday 23 November 2026. On the bank statement its reference is {known}.",
            "It is for the days from Monday 23 November 2026 to Sunday 13 December 2026.",
            "This is the first payment.",
            f"What it is made of is on your page:\n{page}",
            f"If anything is not right, or you would rather talk, call {council.phone}, {hours}.",
            council.name,
        ]
    )


def test_what_is_on_its_way_says_when_it_shows(world: World) -> None:
    paid(world)
    Payment.objects.update(state=PaymentState.SENT, paid_at=None, paid_how="")
    (message,) = told(world, at(MONDAY))
    assert "Most banks show it by Wednesday 25 November 2026." in unseal(message.words or b"")


def test_the_next_one_says_why_it_is_not_the_same(world: World) -> None:
    paid(world)
    told(world, at(MONDAY))
    pay(world, DECEMBER, now=at(DECEMBER))
    (message,) = told(world, at(DECEMBER))
    words = unseal(message.words or b"")
    assert (
        "It is £280.00 more than last time, when it was £840.00.\n"
        "It is for 28 days at £310.00 a week.\n"
        "Last time it was for 21 days at £310.00 a week.\n"
        "Your own part is taken off: 28 days at £30.00 a week.\n"
        "Last time it was 21 days at £30.00 a week."
    ) in words


def test_each_is_told_once_and_again_when_it_is_sent_again(world: World) -> None:
    paid(world)
    assert len(told(world, at(MONDAY))) == 1
    assert told(world, at(MONDAY)) == []
    payment = Payment.objects.get(about_kind="instalment")
    payouts.bring_back(
        payment=payment,
        to=PaymentState.RETURNED,
        reason_code="AC04",
        by=SCHEDULER,
        now=at(MONDAY),
    )
    assert told(world, at(MONDAY)) == []
    payment.refresh_from_db()
    payouts.pay_anew(payment=payment, by=world.second_finance.user_id, now=at(MONDAY))
    payouts.send_ready(book_id=world.book_id, by=SCHEDULER, now=at(MONDAY))
    assert len(told(world, at(MONDAY))) == 1
    assert PaymentTold.objects.count() == 2


def test_who_prefers_post_gets_a_letter(world: World) -> None:
    Person.objects.filter(pk=world.daniel.pk).update(
        prefers=Preference.POST, address="1 Mill Lane\nElmshire"
    )
    paid(world)
    (letter,) = told(world, at(MONDAY))
    assert (letter.channel, unseal(letter.address or b"")) == ("letter", "1 Mill Lane\nElmshire")


@pytest.mark.parametrize("why", ["silent", "died", "nowhere"])
def test_nobody_is_told_who_may_not_or_can_not_be(world: World, why: str) -> None:
    paid(world)
    if why == "silent":
        Payee.objects.update(silent=True)
    elif why == "died":
        Person.objects.filter(pk=world.daniel.pk).update(died_on=MONDAY)
    else:
        Payee.objects.update(contact=None)
    assert told(world, at(MONDAY)) == []
    assert PaymentTold.objects.get().channel == ""
    assert tell_paid(book_id=world.book_id, now=at(MONDAY)) == 0


def test_somebody_else_reads_nothing_of_what_it_is_for(world: World) -> None:
    payee = payouts.name_payee(
        book_id=world.book_id,
        about=About("person", world.daniel.id),
        kind=PayeeKind.BUSINESS,
        display_name="Elm College",
        contact="office@college.example",
        by=SCHEDULER,
        now=NOW,
    )
    paid(world)
    Payment.objects.filter(about_kind="instalment").update(
        payee=payee, about_kind="course", about_id=uuid4()
    )
    budget = Budget.objects.get()
    budget.instalments.update(payment=None)
    (message,) = told(world, at(MONDAY))
    words = unseal(message.words or b"")
    assert words.startswith(f"Elm College,\n\n{world.council.name} has paid you £840.00.")
    assert "On the bank statement its reference is Council" in words
    for secret in (
        "Daniel",
        "Okafor",
        "direct payment",
        "for the days",
        "/plan/",
        budget.reference,
    ):
        assert secret not in words


def test_what_left_long_ago_is_no_news(world: World) -> None:
    paid(world)
    assert told(world, at(MONDAY) + timedelta(days=15)) == []


def test_money_of_one_off_budgets_has_its_own_words(world: World) -> None:
    there(world, world.daniel)
    assert told(world) == []


def test_many_are_told_in_as_many_questions_as_one(world: World) -> None:
    paid(world)
    with CaptureQueriesContext(connection) as one:
        told(world, at(MONDAY))
    active(world, world.rosa, now=at(MONDAY))
    pay(world, DECEMBER, now=at(DECEMBER))
    Payee.objects.update(contact=seal("same@home.example"))
    with CaptureQueriesContext(connection) as two:
        assert len(told(world, at(DECEMBER))) == 3
    assert _but_messages(two) == _but_messages(one) + 2  # the payment before, and its lines


def _but_messages(captured: CaptureQueriesContext) -> int:
    marks = ("outside_message", "SAVEPOINT")
    return sum(not any(mark in one["sql"] for mark in marks) for one in captured)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_each_once() -> None:
    world = make_world()
    paid(world)
    done = at_once([lambda: tell_paid(book_id=world.book_id, now=at(MONDAY))] * 4)
    assert sum(one for one in done if isinstance(one, int)) == 1
    assert Message.objects.filter(about_kind="payment").count() == 1
    assert PaymentTold.objects.count() == 1


def test_silence_of_the_dead_reaches_what_waits(world: World) -> None:
    budget = paid(world)
    plans.record_death(person=budget.person, died_on=MONDAY, by=world.practitioner, now=at(MONDAY))
    assert told(world, at(MONDAY)) == []
