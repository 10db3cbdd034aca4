"""Books and payments that agree are let be; what doesn't agree stops that council's sending."""

import logging
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from budgets.councils import services as councils
from config.jobs import check_coherence as daily
from ledgers import guards
from ledgers import selectors as ledgers
from ledgers.errors import BookNotStopped, BookStopped
from ledgers.models import BookStop
from ledgers.services import seal_book
from payments.outside.encryption import unseal
from payments.outside.models import Message
from payments.outside.values import Rail
from payments.payouts import services as payouts
from payments.payouts.errors import BooksDisagree, NothingToSend, WhyUnsaid
from payments.payouts.models import Payment
from payments.payouts.values import PaymentState, RunState
from tests.conftest import guards_down
from tests.factories import NOW, World, make_world, on_its_way, promised
from tests.ledgers.attacks.raw import run
from tests.payments.owed import approved, budget_account, funding, owed
from tests.payments.runs import approved_run, fresh, step, three
from tests.payments.worlds import again, make_file, payment_of, somebody, sums
from tests.web.pages import browser

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def spoilt() -> World:
    """A world that a test spoils, so its books are not proved afterwards."""
    return make_world()


def check(world: World) -> list[str]:
    return payouts.check_coherence(book_id=world.book_id, now=NOW)


ONE_PENNY = "UPDATE ledgers_account SET debits_posted = debits_posted"
WHERE = "WHERE book_id = %s AND kind = 'spending' AND code = 'other'"


def spoil(statement: str, *values: Any) -> None:
    """Change the database with the guards down, and put them up again."""
    with guards_down():
        run(statement, *values)
    guards.raise_again("default")


def in_every_state(world: World) -> dict[PaymentState, Payment]:
    """A payment that waits, one on its way, paid, failed and returned, and one that we keep."""
    waiting = again(promised(world, somebody(world, 9)).payment)
    going, paid, failed, returned = (
        again(on_its_way(world, somebody(world, n), account_number=f"1234567{n}").payment)
        for n in range(4)
    )
    for payment in (paid, returned):
        payouts.mark_paid(payment=payment, by=world.finance.user_id, now=NOW)
    for payment, state in (
        (failed, PaymentState.FAILED),
        (returned, PaymentState.RETURNED),
    ):
        payouts.bring_back(
            payment=payment, to=state, reason_code="AC04", by=world.finance.user_id, now=NOW
        )
    found = {again(p).state: again(p) for p in (waiting, going, paid, failed, returned)}
    assert len(found) == 5
    return {PaymentState(state): payment for state, payment in found.items()}


def test_payments_in_every_state_agree(world: World) -> None:
    in_every_state(world)
    seal_book(book_id=world.book_id, now=NOW)
    assert check(world) == []
    assert not BookStop.objects.exists()
    call_command("check_coherence", council=world.council.code, verbosity=0)


def test_money_that_we_keep_agrees_too(world: World) -> None:
    (kept,) = approved(world, owed(funding(world), budget_account(world)))
    payouts.keep_ready(book_id=world.book_id, by=world.finance.user_id, now=NOW)
    assert again(kept).state == PaymentState.PAID
    assert check(world) == []


SPOILT: dict[str, tuple[str, Callable[[dict[PaymentState, Payment]], tuple[str, Any]]]] = {
    "sent, though nothing left": (
        r"Payment .+ of £300.00 is sent: sent £0.00, paid £0.00, kept £0.00\.",
        lambda p: (
            "UPDATE payouts_payment SET state = 'sent', sent_at = planned_at WHERE id = %s",
            p[PaymentState.APPROVED].id,
        ),
    ),
    "sent, though it is there": (
        r"is sent: sent £300.00, paid £300.00",
        lambda p: (
            "UPDATE payouts_payment SET state = 'sent' WHERE id = %s",
            p[PaymentState.PAID].id,
        ),
    ),
    "failed, though it is on its way": (
        r"Clearing of practice has £300.00, and payments on their way by it come to £0.00\.",
        lambda p: (
            "UPDATE payouts_payment SET state = 'failed' WHERE id = %s",
            p[PaymentState.SENT].id,
        ),
    ),
    "another sum": (
        r"Payment .+ of £299.99 is sent: sent £300.00",
        lambda p: (
            "UPDATE payouts_payment SET pence = 29999 WHERE id = %s",
            p[PaymentState.SENT].id,
        ),
    ),
    "a balance": (
        r"Account .+ has debits_held of £.+ and its rows come to",
        lambda p: (
            "UPDATE ledgers_account SET debits_held = debits_held + 1 WHERE id = %s",
            p[PaymentState.SENT].source_account_id,
        ),
    ),
    "a transfer by nobody": (
        r"Transfer .+ has no actor or no reason",
        lambda _: ("UPDATE ledgers_transfer SET posted_by = %s", UUID(int=0)),
    ),
    "a sealed row": (
        r"Seal 1, position \d+: not what was sealed",
        lambda _: ("UPDATE ledgers_transfer SET about_kind = %s", "something_else"),
    ),
}


@pytest.mark.parametrize("how", SPOILT)
def test_what_does_not_agree_is_found_and_stops_sending(
    spoilt: World, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    payments = in_every_state(spoilt)
    seal_book(book_id=spoilt.book_id, now=NOW)
    words, made = SPOILT[how]
    spoil(*made(payments))
    with caplog.at_level(logging.ERROR):
        findings = check(spoilt)
    (stop,) = BookStop.objects.filter(book_id=spoilt.book_id)
    assert [one for one in findings if re.search(words, one)], findings
    assert stop.findings == findings[:50]
    assert "does not agree" in caplog.text


@pytest.fixture
def stopped(spoilt: World) -> World:
    """A council whose sending is stopped; one payment has gone and one could go."""
    payment_of(spoilt, account_number="12345678")
    spoil(f"{ONE_PENNY} + 1 {WHERE}", spoilt.book_id)
    assert check(spoilt)
    return spoilt


def put_right(world: World) -> None:
    spoil(f"{ONE_PENNY} - 1 {WHERE}", world.book_id)


def test_nothing_leaves_from_a_council_that_is_stopped(stopped: World) -> None:
    waiting = again(on_its_way(stopped, somebody(stopped, 1), account_number="12345671").payment)
    assert waiting.state == PaymentState.APPROVED
    book, by = stopped.book_id, stopped.finance.user_id
    assert payouts.send_ready(book_id=book, by=by, now=NOW) == []
    with pytest.raises(NothingToSend):
        make_file(stopped)
    with pytest.raises(BookStopped):
        payouts.send_payment(payment=waiting, rail=Rail.PRACTICE, by=by, now=NOW)
    assert sums(stopped, waiting).clearing == 300_00
    other = make_world()
    assert payment_of(other, account_number="12345678").state == PaymentState.SENT
    put_right(stopped)
    payouts.let_sending_go(book_id=book, words="A penny too much.", by=by, now=NOW)
    assert payouts.send_ready(book_id=book, by=by, now=NOW) == [waiting]


def test_a_run_begins_only_when_the_books_agree(spoilt: World) -> None:
    """Nobody had looked since the morning; the run itself finds it, and waits whole."""
    three(spoilt)
    run = approved_run(spoilt)
    spoil(f"{ONE_PENNY} + 1 {WHERE}", spoilt.book_id)
    assert step(spoilt) is None
    assert fresh(run).state == RunState.APPROVED
    put_right(spoilt)
    assert step(spoilt) is None
    payouts.let_sending_go(
        book_id=spoilt.book_id, words="A penny.", by=spoilt.finance.user_id, now=NOW
    )
    taken = step(spoilt)
    assert taken
    assert fresh(run).state != RunState.APPROVED
    while step(spoilt):
        pass
    assert check(spoilt) == []


def test_answers_of_the_bank_are_still_taken(stopped: World) -> None:
    going = Payment.objects.get(state=PaymentState.SENT)
    payouts.mark_paid(payment=going, by=stopped.finance.user_id, now=NOW)
    assert again(going).state == PaymentState.PAID


def test_it_is_let_go_by_words_once_all_agrees(stopped: World) -> None:
    book, by = stopped.book_id, stopped.finance.user_id
    with pytest.raises(BooksDisagree):
        payouts.let_sending_go(book_id=book, words="All fine.", by=by, now=NOW)
    put_right(stopped)
    for words in (" ", "x" * 501):
        with pytest.raises(WhyUnsaid):
            payouts.let_sending_go(book_id=book, words=words, by=by, now=NOW)
    payouts.let_sending_go(book_id=book, words="A penny too much.", by=by, now=NOW)
    stop = BookStop.objects.get()
    assert (stop.let_go_by, stop.let_go_words) == (by, "A penny too much.")
    assert ledgers.find_stop(book) is None
    with pytest.raises(BookNotStopped):
        payouts.let_sending_go(book_id=book, words="Again.", by=by, now=NOW)


def test_a_second_check_keeps_the_first_stop(stopped: World) -> None:
    first = BookStop.objects.get()
    assert daily(book_id=stopped.book_id, now=NOW) == 0
    assert BookStop.objects.get() == first


@pytest.mark.parametrize(
    "change", ["let_go_at = found_at", "let_go_words = 'x'", "let_go_by = id, let_go_at = found_at"]
)
def test_letting_go_is_kept_whole(stopped: World, change: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        run(f"UPDATE ledgers_bookstop SET {change}")


def test_finance_and_the_auditor_are_told_once(stopped: World) -> None:
    assert councils.tell_of_stop(book_id=stopped.book_id, now=NOW) == 3
    assert councils.tell_of_stop(book_id=stopped.book_id, now=NOW) == 0
    told = Message.objects.filter(about_kind="stop")
    assert {unseal(message.address) for message in told if message.address} == {
        stopped.finance.user.email,
        stopped.second_finance.user.email,
        stopped.auditor.user.email,
    }
    assert "/finance/stopped" in unseal(told[0].words or b"")


def test_the_command_names_the_council(stopped: World, capsys: pytest.CaptureFixture[str]) -> None:
    other = make_world()
    with pytest.raises(CommandError, match="1 of 2 don't agree"):
        call_command("check_coherence")
    assert f"{stopped.council.code}: Account " in capsys.readouterr().out
    call_command("check_coherence", council=other.council.code)
    with pytest.raises(CommandError, match="There is no council nowhere"):
        call_command("check_coherence", council="nowhere")


def test_every_page_of_finance_says_so(stopped: World) -> None:
    desk = browser(stopped.finance)
    for path in ("/finance/stuck", "/finance/payments"):
        assert "Nothing is paid now" in desk.get(path).content.decode()
    assert (
        "Nothing is paid now" not in browser(stopped.practitioner).get("/people").content.decode()
    )


def test_finance_lets_it_go_on_a_page(stopped: World) -> None:
    auditor, desk = browser(stopped.auditor), browser(stopped.finance)
    page = auditor.get("/finance/stopped").content.decode()
    assert "its rows come to £0.00" in page
    assert "<form class" not in page
    assert auditor.post("/finance/stopped", {"words": "Fine."}).status_code == 404
    still = desk.post("/finance/stopped", {"words": "Fine."})
    assert "The books still don’t agree" in still.content.decode().replace("'", "’").replace(
        "&#x27;", "’"
    )
    put_right(stopped)
    assert desk.post("/finance/stopped", {"words": "A penny."}).status_code == 302
    assert "The books agree" in desk.get("/finance/stopped").content.decode()
