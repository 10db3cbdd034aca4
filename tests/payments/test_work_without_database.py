"""A worker whose database goes away waits for it, says so, and goes on where it was."""

import signal
import subprocess
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import InterfaceError, OperationalError, connection
from structlog.testing import capture_logs

from config.management.commands.work import Command, wait_after
from config.stopping import TOLD_TO_STOP
from payments.outside.models import OutboxItem
from payments.outside.values import OutboxState
from payments.payouts.values import PaymentState
from tests.payments.test_work_killed import HeldBank, a_worker, make_due
from tests.payments.test_work_killed import twelve as twelve  # noqa: PLC0414  a fixture
from tests.payments.worlds import again, open_bank


@pytest.fixture
def signals() -> Iterator[None]:
    """The worker's answers to signals are its own."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, answer in before.items():
        signal.signal(number, answer)


def test_it_waits_longer_each_time_and_half_a_minute_at_most() -> None:
    assert [wait_after(lost) for lost in range(1, 8)] == [1, 2, 4, 8, 16, 30, 30]
    assert wait_after(100_000) == 30


def test_it_tries_again_until_the_database_is_back_and_says_so(db: None, signals: None) -> None:
    rounds = [OperationalError("server closed"), InterfaceError("already closed"), 0, 0]
    rests: list[float] = []

    def rest(_: Command, seconds: float) -> None:
        rests.append(seconds)
        if len(rests) == len(rounds):
            TOLD_TO_STOP.set()

    with (
        patch.object(Command, "_round", side_effect=rounds),
        patch.object(Command, "_rest", rest),
        patch.object(connection, "close") as closed,
        capture_logs() as said,
    ):
        call_command("work", interval=0.5, verbosity=0)
    assert rests == [1, 2, 0.5, 0.5]
    assert closed.call_count == 2
    assert [(line["event"], line["trouble"]) for line in said] == [
        ("database_trouble", "server closed"),
        ("database_trouble", "already closed"),
    ]


def test_once_is_not_for_ever_without_a_database(db: None) -> None:
    with (
        patch.object(Command, "_round", side_effect=OperationalError("gone")),
        pytest.raises(OperationalError),
    ):
        call_command("work", once=True, verbosity=0)


@pytest.mark.postgres
def test_cut_off_with_an_order_at_the_bank_it_goes_on(twelve: list[Any]) -> None:
    make_due()
    with open_bank(HeldBank(7)) as bank, a_worker("--interval", "0.1") as worker:
        assert isinstance(bank, HeldBank)
        assert bank.came.wait(timeout=60)
        assert cut_off() >= 1
        make_due()
        bank.go_on.set()
        worker_ended = wait_until_all_are_answered(worker)
        assert worker_ended is None
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=60) == 0
        assert len(bank.list_payments()) == 12
    assert {again(payment).state for payment in twelve} == {PaymentState.PAID}


def cut_off() -> int:
    """End every other connection to this database; how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return len(cursor.fetchall())


def wait_until_all_are_answered(worker: Any) -> int | None:
    """Let the worker work; its exit code if it ended, else nothing."""
    while OutboxItem.objects.exclude(state=OutboxState.ANSWERED, applied_at__isnull=False).exists():
        make_due()
        try:
            return int(worker.wait(timeout=0.2))
        except subprocess.TimeoutExpired:
            continue
    return None
