"""The worker: everything that is due, and nothing lost when it is killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django_tasks_db.models import DBTaskResult

from ledgers.models import Account
from ledgers.selectors import find_discrepancies
from payments.outside.models import OutboxItem
from payments.outside.rails.practice.bank import Mishap, PracticeBank
from payments.outside.values import OutboxState
from payments.payouts.values import PaymentState
from tests.factories import NOW, World, make_world, on_its_way, promised
from tests.payments.worlds import again, open_bank, payment_of, somebody, sums

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def work(now: datetime = NOW) -> None:
    """One worker does all that is due, at a time."""
    with time_machine.travel(now, tick=False):
        call_command("work", once=True, verbosity=0)


def test_from_a_promise_to_their_account(world: World, bank: PracticeBank) -> None:
    payment = payment_of(world, account_number="12345678")
    work()
    assert again(payment).state == PaymentState.PAID
    assert sums(world, payment).there == 300_00
    assert [message.to for message in mail.outbox] == [[world.daniel.email]]
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
    work(NOW + timedelta(days=61))
    assert again(recovery.payment).state == PaymentState.CANCELLED


def test_it_clears_up(world: World, bank: PracticeBank) -> None:
    Session.objects.create(session_key="old", session_data="", expire_date=NOW)
    work(NOW + timedelta(days=1))
    assert not Session.objects.exists()


def test_tick_hands_over_and_does_nothing_itself(world: World) -> None:
    call_command("tick", verbosity=0)
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"READY"}


# Processes that are killed


def database_url() -> str:
    """How another process finds the database of this test."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlunsplit(urlsplit(settings.DATABASE_URL)._replace(path=f"/{name}"))


@contextmanager
def a_worker(*options: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A worker as a process of its own, gone afterwards."""
    told = {"DATABASE_URL": database_url(), "PRACTICE_BANK_URL": settings.PRACTICE_BANK_URL}
    quiet = {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    process = subprocess.Popen(
        [sys.executable, "manage.py", "work", *options],
        cwd=settings.BASE_DIR,
        env=os.environ | told | quiet | {"FIELD_KEYS": ",".join(settings.FIELD_KEYS)},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(timeout=30)


class HeldBank(PracticeBank):
    """A bank that says when an order is in its hands, and holds it until it is told to go on."""

    def __init__(self, hold_at: int) -> None:
        super().__init__(mishap=self._hold)
        self.orders, self.hold_at = 0, hold_at
        self.came, self.go_on = Event(), Event()

    def _hold(self, _: str) -> Mishap | None:
        self.orders += 1
        if self.orders == self.hold_at:
            self.came.set()
            self.go_on.wait(timeout=60)
        return None


def make_due() -> None:
    """As if the time of every try and lease had come."""
    OutboxItem.objects.exclude(state=OutboxState.ANSWERED).update(next_try_at=LONG_AGO)


@pytest.fixture
def twelve(transactional_db: None) -> Iterator[list[Any]]:
    """Twelve payments of £10 that wait in the outbox. Afterwards the books are proved."""
    world = make_world()
    yield [again(on_its_way(world, somebody(world, n), pence=10_00).payment) for n in range(12)]
    assert list(find_discrepancies()) == []


@pytest.mark.parametrize("hold_at", [1, 7, 12])
def test_killed_with_an_order_at_the_bank_nothing_is_lost_or_doubled(
    twelve: list[Any], hold_at: int
) -> None:
    make_due()
    with open_bank(HeldBank(hold_at)) as bank:
        assert isinstance(bank, HeldBank)
        with a_worker() as worker:
            assert bank.came.wait(timeout=60)
            worker.send_signal(signal.SIGKILL)
            worker.wait(timeout=30)
        bank.go_on.set()
        assert OutboxItem.objects.filter(state=OutboxState.LEASED).count() == 12
        make_due()
        call_command("work", once=True, verbosity=0)
        assert sorted(p.our_id for p in bank.list_payments()) == sorted(
            str(key) for key in OutboxItem.objects.values_list("key", flat=True)
        )
    assert {again(payment).state for payment in twelve} == {PaymentState.PAID}
    assert {again(payment).moves.filter(state="paid").count() for payment in twelve} == {1}


def test_told_to_stop_it_finishes_what_is_in_hand(twelve: list[Any]) -> None:
    make_due()
    with open_bank(HeldBank(3)) as bank, a_worker() as worker:
        assert isinstance(bank, HeldBank)
        assert bank.came.wait(timeout=60)
        worker.send_signal(signal.SIGTERM)
        bank.go_on.set()
        assert worker.wait(timeout=60) == 0
        assert len(bank.list_payments()) == 12
    assert not OutboxItem.objects.exclude(state=OutboxState.ANSWERED).exists()


def test_two_workers_pay_each_once(twelve: list[Any]) -> None:
    make_due()
    with open_bank() as bank, a_worker("--once") as one, a_worker("--once") as other:
        assert (one.wait(timeout=60), other.wait(timeout=60)) == (0, 0)
        assert len(bank.list_payments()) == 12
    assert {again(payment).state for payment in twelve} == {PaymentState.PAID}
