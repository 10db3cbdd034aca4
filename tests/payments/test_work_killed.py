"""A worker that is killed, told to stop, or not alone: nothing is lost and nothing doubled."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Event
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from ledgers.selectors import find_discrepancies
from payments.outside.models import OutboxItem
from payments.outside.rails.practice.bank import Mishap, PracticeBank
from payments.outside.values import OutboxState
from payments.payouts.values import PaymentState
from tests.factories import make_world, on_its_way
from tests.payments.worlds import again, open_bank, somebody

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


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
