"""A run leaves sheet by sheet on its day; what was edited since it was approved waits, named."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

import pytest

from ledgers.selectors import get_shared
from ledgers.values import SCHEDULER, AccountKind
from payments.outside.models import OutboxItem
from payments.outside.values import Rail
from payments.payouts import services as payouts
from payments.payouts import tasks
from payments.payouts.models import Payee, Payment, PayRun, RunLine, RunSheet
from payments.payouts.rules import sheet_digest
from payments.payouts.selectors import runs as seen
from payments.payouts.services.runs import sheets
from payments.payouts.values import HeldCode, PaymentState, RunState, RunStep
from tests.conftest import guards_down
from tests.factories import NOW, World, make_world
from tests.ledgers.books import available, nothing_moves
from tests.payments.owed import TODAY, budget_account, funding, known_payee, owed, plan
from tests.payments.runs import (
    LATER,
    approve,
    approved_run,
    calculated,
    due,
    fresh,
    sent_run,
    step,
    steps,
    three,
)
from tests.payments.worlds import COUNCIL, again, at, open_bank, poll

S = PaymentState


def clearing(world: World, rail: Rail = Rail.PRACTICE) -> int:
    return get_shared(world.book_id, AccountKind.CLEARING, rail).balance_pence


def states(*payments: Payment) -> list[str]:
    return [again(payment).state for payment in payments]


def waiting(run: PayRun) -> dict[int, str]:
    """What waits of a run, in pence, and why."""
    return {one.line.payment.pence: one.why for one in seen.list_waiting(run)}


def test_kept_money_is_there_at_once_and_the_rest_is_called(world: World) -> None:
    first, second, kept = three(world)
    run, before = approved_run(world), funding(world).balance_pence
    assert step(world) == RunStep(run.id, 1, 1)
    assert states(first, second, kept) == [S.APPROVED, S.APPROVED, S.PAID]
    assert step(world) == RunStep(run.id, 1, 2)
    assert states(first, second, kept) == [S.SENT, S.SENT, S.PAID]
    assert available(kept.to_account) == 300_00
    assert clearing(world) == 300_00
    assert funding(world).balance_pence == before - 600_00
    assert OutboxItem.objects.filter(book_id=world.book_id).count() == 2
    run = fresh(run)
    assert (run.state, run.sending_at, run.sent_at) == (RunState.SENT, NOW, NOW)
    assert step(world) is None
    assert clearing(world) == 300_00


def test_nothing_leaves_before_its_day(world: World) -> None:
    soon = due(world, budget_account(world), known_payee(world), 1_00)
    kept = due(world, budget_account(world), None, 2_00)
    run = approved_run(world, LATER)
    with nothing_moves():
        assert step(world) is None
        assert payouts.send_ready(book_id=world.book_id, by=SCHEDULER, now=NOW) == []
        assert payouts.keep_ready(book_id=world.book_id, by=SCHEDULER, now=NOW) == []
    assert (fresh(run).state, states(soon, kept)) == (RunState.APPROVED, [S.APPROVED] * 2)
    assert steps(world, NOW + (LATER - TODAY)) == 2
    assert states(soon, kept) == [S.SENT, S.PAID]


def test_it_leaves_in_steps_of_a_sheet(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LINES_A_SHEET", 2)
    payments = [due(world, budget_account(world), None, pence) for pence in (1, 2, 3, 4, 5)]
    run = approved_run(world)
    assert list(run.sheets.order_by("number").values_list("number", "count", "pence")) == [
        (1, 2, 3),
        (2, 2, 7),
        (3, 1, 5),
    ]
    assert step(world) == RunStep(run.id, 1, 2)
    assert step(world) == RunStep(run.id, 1, 0)
    assert states(*payments) == [S.PAID, S.PAID, S.APPROVED, S.APPROVED, S.APPROVED]
    assert fresh(run).state == RunState.SENDING
    assert seen.progress_of(run) == seen.Progress(
        {S.PAID: seen.Tally(2, 3), S.APPROVED: seen.Tally(3, 12)}, 3, 1
    )
    # The rest may leave neither with another door's round nor twice.
    assert tasks.send_runs(clock=at(NOW)) == 4
    assert states(*payments) == [S.PAID] * 5
    assert fresh(run).state == RunState.SENT
    assert sum(available(p.to_account) for p in payments) == 15


def test_the_digest_is_made_of_lines_in_the_order_of_their_payments(world: World) -> None:
    payments = three(world)
    run = calculated(world)
    text = ""
    for one in payments:
        payee = one.payee_id.hex if one.payee_id else ""
        mark = one.payee.fingerprint if one.payee else ""
        ends = f"{one.source_account_id.hex} {one.to_account_id.hex}"
        text += f"{one.id.hex} {payee} {mark} {ends} {one.pence} paid\n"
    one_sheet = hashlib.sha256(text.encode()).hexdigest()
    assert RunSheet.objects.get(run=run).digest == one_sheet
    assert run.digest == hashlib.sha256(one_sheet.encode()).hexdigest()


def pence_edited(payment: Payment) -> None:
    Payment.objects.filter(pk=payment.pk).update(pence=999_00)


def payee_edited(payment: Payment) -> None:
    other = Payee.objects.exclude(pk=payment.payee_id).filter(book_id=payment.book_id).first()
    Payment.objects.filter(pk=payment.pk).update(payee=other)


def source_edited(payment: Payment) -> None:
    Payment.objects.filter(pk=payment.pk).update(source_account=payment.to_account)


def bank_changed(payment: Payment) -> None:
    Payee.objects.filter(pk=payment.payee_id).update(fingerprint="e" * 64)


def line_edited(payment: Payment) -> None:
    with guards_down():
        RunLine.objects.filter(payment=payment).update(pence=1)


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (pence_edited, "changed"),
        (payee_edited, "changed"),
        (source_edited, "changed"),
        (bank_changed, "payee_changed"),
        (line_edited, "changed"),
    ],
)
def test_what_was_edited_after_it_was_approved_waits_and_is_named(
    world: World, edit: Callable[[Payment], None], why: str
) -> None:
    first, second, kept = three(world)
    run = approved_run(world)
    edit(first)
    assert steps(world) == 2
    assert states(first, second, kept) == [S.APPROVED, S.SENT, S.PAID]
    assert list(waiting(run).values()) == [why]
    for leave in (payouts.send_ready, payouts.keep_ready):
        with nothing_moves():
            assert leave(book_id=world.book_id, by=SCHEDULER, now=NOW) == []
    assert clearing(world) == 200_00
    assert payouts.close_runs(book_id=world.book_id, now=NOW) == 0
    assert fresh(run).state == RunState.SENT


def test_a_line_and_its_payment_edited_alike_stop_their_sheet(world: World) -> None:
    first, *rest = three(world)
    run = approved_run(world)
    pence_edited(first)
    with guards_down():
        RunLine.objects.filter(payment=first).update(pence=999_00)
    with nothing_moves():
        assert step(world) == RunStep(run.id, 1, 0)
        assert payouts.send_ready(book_id=world.book_id, by=SCHEDULER, now=NOW) == []
        assert payouts.keep_ready(book_id=world.book_id, by=SCHEDULER, now=NOW) == []
    assert states(first, *rest) == [S.APPROVED] * 3
    assert set(waiting(run).values()) == {"changed"}
    assert RunSheet.objects.get(run=run).changed_at == NOW


def test_nor_does_it_help_to_reckon_the_sheet_anew(world: World) -> None:
    first, *rest = three(world)
    run = approved_run(world)
    pence_edited(first)
    sheet = RunSheet.objects.get(run=run)
    with guards_down():
        RunLine.objects.filter(payment=first).update(pence=999_00)
        RunSheet.objects.filter(pk=sheet.pk).update(digest=sheet_digest(sheets.lines_of(sheet)))
    with nothing_moves():
        assert step(world) == RunStep(run.id, 1, 0)
    assert states(first, *rest) == [S.APPROVED] * 3


def test_what_was_changed_is_approved_as_it_is_now(world: World) -> None:
    first, *_ = three(world)
    run = approved_run(world)
    bank_changed(first)
    steps(world)
    payouts.approve_payments(
        book_id=world.book_id, ids=[first.id], by=world.second_finance.user_id, now=NOW
    )
    assert payouts.send_ready(book_id=world.book_id, by=SCHEDULER, now=NOW) == [first]
    assert waiting(run) == {}
    assert again(first).approved_by == world.second_finance.user_id


def test_what_was_cancelled_meanwhile_stays_in_the_run_as_cancelled(world: World) -> None:
    first, second, kept = three(world)
    run = approved_run(world)
    payouts.cancel_payment(payment=again(first), by=SCHEDULER, now=NOW)
    steps(world)
    assert states(first, second, kept) == [S.CANCELLED, S.SENT, S.PAID]
    assert seen.progress_of(run).by_state[S.CANCELLED] == seen.Tally(1, 100_00)
    assert fresh(run).state == RunState.SENT


def test_what_is_held_back_meanwhile_waits_and_leaves_when_it_is_let_go(world: World) -> None:
    first, second, kept = three(world)
    run = approved_run(world)
    payouts.hold_back(account=first.to_account, reason="died", by=SCHEDULER, now=NOW)
    steps(world)
    assert states(first, second, kept) == [S.APPROVED, S.SENT, S.PAID]
    assert waiting(run) == {100_00: "died"}
    assert fresh(run).state == RunState.SENT
    payouts.let_go(account=first.to_account, reason="died", by=SCHEDULER, now=NOW)
    assert payouts.send_ready(book_id=world.book_id, by=SCHEDULER, now=NOW) == [first]


def test_what_has_too_little_by_now_waits(world: World) -> None:
    pot = world.team.pot
    (payment,) = plan(world, owed(pot, budget_account(world), pence=12_000_00))
    run = approved_run(world)
    plan(world, owed(pot, budget_account(world), pence=1_00, leaves="at_once"))  # type: ignore[arg-type]
    assert step(world) == RunStep(run.id, 1, 0)
    assert waiting(run) == {12_000_00: HeldCode.TOO_LITTLE}
    assert states(payment) == [S.APPROVED]


def test_by_file_it_waits_for_the_file(world: World) -> None:
    world = make_world(rail=Rail.BANK_FILE)
    first, second, kept = three(world)
    run = approved_run(world)
    assert steps(world) == 1
    assert states(first, second, kept) == [S.APPROVED, S.APPROVED, S.PAID]
    assert fresh(run).state == RunState.SENDING
    assert waiting(run) == {100_00: "not_yet", 200_00: "not_yet"}
    pence_edited(second)
    file = payouts.make_bank_file(
        book_id=world.book_id, debtor=COUNCIL, by=world.finance.user_id, now=NOW
    )
    assert (file.count, file.total_pence) == (1, 100_00)
    payouts.close_runs(book_id=world.book_id, now=NOW)
    assert fresh(run).state == RunState.SENT
    assert waiting(run) == {999_00: "changed"}


def test_it_is_closed_when_none_of_its_money_is_in_between(world: World) -> None:
    three(world)
    run = sent_run(world)
    assert payouts.close_runs(book_id=world.book_id, now=NOW) == 0
    with open_bank():
        poll(world)
    later = NOW + timedelta(hours=1)
    assert tasks.close_runs(clock=at(later)) == 1
    run = fresh(run)
    assert (run.state, run.closed_at, clearing(world)) == (RunState.CLOSED, later, 0)
    assert tasks.close_runs(clock=at(later)) == 0


def test_an_empty_run_or_none_has_no_step(world: World) -> None:
    assert step(world) is None
    three(make_world())
    calculated(world)
    assert step(world) is None


def test_each_council_sends_its_own(world: World) -> None:
    elsewhere = make_world()
    for one in (world, elsewhere):
        three(one)
        approve(one, calculated(one))
    assert steps(world) == 3
    theirs = Payment.objects.filter(book_id=elsewhere.book_id)
    assert set(theirs.values_list("state", flat=True)) == {S.APPROVED}
    assert tasks.send_runs(clock=at(NOW)) == 2
