"""The worker does everything that is due."""

from datetime import datetime, timedelta

import time_machine
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from api.models import KeptAnswer
from ledgers.models import Account
from payments.outside.rails.practice.bank import PracticeBank
from payments.payouts.values import PaymentState
from tests.factories import NOW, World, promised
from tests.payments.worlds import again, payment_of, sums


def work(now: datetime = NOW) -> None:
    """One worker does all that is due, at a time."""
    with time_machine.travel(now, tick=False):
        call_command("work", once=True, verbosity=0)


def test_from_a_promise_to_their_account(world: World, bank: PracticeBank) -> None:
    payment = payment_of(world, account_number="12345678")
    work()
    assert again(payment).state == PaymentState.PAID
    assert sums(world, payment).there == 300_00
    told = [message.to for message in mail.outbox if not message.subject.startswith("Seal")]
    assert told == [[world.daniel.email]]
    assert len(bank.list_payments()) == 1


def test_nothing_due_is_nothing_done(world: World, bank: PracticeBank) -> None:
    payment_of(world, account_number="12345678")
    work()
    before = DBTaskResult.objects.count(), len(mail.outbox)
    work()
    assert (DBTaskResult.objects.count(), len(mail.outbox)) == before


def test_every_daily_job_ends_well(world: World, bank: PracticeBank) -> None:
    payment_of(world)
    work()
    work(NOW + timedelta(days=400))
    failed = DBTaskResult.objects.exclude(status="SUCCESSFUL")
    assert [(task.args_kwargs, task.traceback) for task in failed] == []


def test_the_house_looks_after_a_promise_that_nobody_collects(
    world: World, bank: PracticeBank
) -> None:
    recovery = promised(world, world.daniel)
    work(NOW)
    mail.outbox.clear()
    work(NOW + timedelta(days=28))
    assert [message.subject for message in mail.outbox] == ["£300.00 is waiting for you"]
    work(NOW + timedelta(days=43))
    assert again(recovery.payment).state == PaymentState.CANCELLED
    assert Account.objects.get(pk=world.team.pot_id).available_pence == 12_000_00


def test_a_worker_that_slept_for_weeks_reminds_before_anything_lapses(
    world: World, bank: PracticeBank
) -> None:
    recovery = promised(world, world.daniel)
    work(NOW + timedelta(days=60))
    assert again(recovery.payment).state == PaymentState.APPROVED
    work(NOW + timedelta(days=73))
    assert again(recovery.payment).state == PaymentState.APPROVED
    work(NOW + timedelta(days=75))
    assert again(recovery.payment).state == PaymentState.CANCELLED


def test_it_clears_up(world: World, bank: PracticeBank) -> None:
    Session.objects.create(session_key="old", session_data="", expire_date=NOW)
    KeptAnswer.objects.create(
        book=world.council.book, user_id=world.finance.user_id, key="k", asked="a", asked_at=NOW
    )
    work(NOW + timedelta(days=1))
    assert not Session.objects.exists()
    assert KeptAnswer.objects.exists()
    work(NOW + timedelta(days=31))
    assert not KeptAnswer.objects.exists()


def test_tick_hands_over_and_does_nothing_itself(world: World) -> None:
    call_command("tick", verbosity=0)
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"READY"}
