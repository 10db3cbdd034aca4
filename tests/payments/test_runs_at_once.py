"""Runs when several act at the same moment: two workers, two officers, one who gives up."""

from typing import Any

import pytest

from ledgers.selectors import find_discrepancies
from ledgers.values import SCHEDULER
from payments.payouts import errors
from payments.payouts import services as payouts
from payments.payouts.models import Payment, PayRun, RunLine
from payments.payouts.services.runs import sheets
from payments.payouts.values import PaymentState, RunState
from tests.factories import NOW, World, make_world
from tests.ledgers.crowd import all_at_once
from tests.payments.owed import budget_account, known_payee
from tests.payments.runs import LATER, approve, calculated, due, fresh, opened, step, three

pytestmark = pytest.mark.django_db(transaction=True)
S = PaymentState


def many(world: World, count: int = 12) -> list[Payment]:
    payees = [known_payee(world, number) for number in range(1, 4)]
    return [
        due(
            world,
            budget_account(world),
            payees[number % 4] if number % 4 < 3 else None,
            100 + number,
        )
        for number in range(count)
    ]


def moves(state: PaymentState) -> list[int]:
    """How often each payment made a move."""
    return [one.moves.filter(state=state).count() for one in Payment.objects.order_by("id")]


def unexpected(answers: list[Any], *expected: type[Exception]) -> list[Any]:
    return [one for one in answers if isinstance(one, Exception) and type(one) not in expected]


def test_workers_at_once_send_each_payment_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LINES_A_SHEET", 2)
    world = make_world()
    payments = many(world)
    run = approve(world, calculated(world))

    def work() -> int:
        done = 0
        while step(world):
            done += 1
        return done

    answers = all_at_once([work] * 4)
    assert unexpected(answers) == []
    while step(world):  # what one found in another's hands when it looked
        pass
    assert moves(S.SENT) == [1] * len(payments)
    assert fresh(run).state == RunState.SENT
    assert list(find_discrepancies()) == []
    assert {p.state for p in Payment.objects.all()} == {S.SENT, S.PAID}


def test_workers_beside_a_round_of_sending(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LINES_A_SHEET", 3)
    world = make_world()
    payments = many(world)
    approve(world, calculated(world))
    said = {"book_id": world.book_id, "by": SCHEDULER, "now": NOW}
    for _ in range(4):
        answers = all_at_once(
            [
                lambda: step(world),
                lambda: payouts.send_ready(**said),
                lambda: payouts.keep_ready(**said),
                lambda: payouts.close_runs(book_id=world.book_id, now=NOW),
            ]
        )
        assert unexpected(answers) == []
    while step(world):
        pass
    assert moves(S.SENT) == [1] * len(payments)
    assert list(find_discrepancies()) == []


def test_approved_by_two_it_is_approved_by_one() -> None:
    world = make_world()
    payments = many(world, 6)
    run = calculated(world)
    third = world.manager
    answers = all_at_once(
        [
            lambda who=who: payouts.approve_run(run=run, digest=run.digest, by=who.user_id, now=NOW)
            for who in (world.finance, third) * 2
        ]
    )
    assert unexpected(answers, errors.RunNotThere) == []
    assert moves(S.APPROVED) == [1] * len(payments)
    assert {p.approved_by for p in Payment.objects.all()} == {fresh(run).approved_by}


def test_given_up_while_it_begins_to_leave() -> None:
    world = make_world()
    many(world, 6)
    run = approve(world, calculated(world))
    answers = all_at_once(
        [
            lambda: step(world),
            lambda: payouts.abandon_run(run=run, words="Stop", by=SCHEDULER, now=NOW),
        ]
    )
    assert unexpected(answers, errors.RunNotThere) == []
    expected = {
        RunState.ABANDONED: {S.PLANNED},
        RunState.SENDING: {S.APPROVED, S.PAID},
    }
    assert {p.state for p in Payment.objects.all()} == expected[RunState(fresh(run).state)]
    assert list(find_discrepancies()) == []


def test_held_while_it_is_approved() -> None:
    world = make_world()
    many(world, 4)
    run = calculated(world)
    line = run.lines.earliest("payment_id")
    answers = all_at_once(
        [
            lambda: approve(world, run),
            lambda: payouts.hold_line(line=line, words="Wait", by=SCHEDULER, now=NOW),
        ]
    )
    assert unexpected(answers, errors.RunNotThere, errors.RunChanged) == []
    assert len([one for one in answers if isinstance(one, Exception)]) == 1
    line.refresh_from_db()
    assert bool(line.held) == (fresh(run).state == RunState.CALCULATED)


def test_two_runs_calculated_at_once_share_no_payment() -> None:
    world = make_world()
    three(world)
    runs = [opened(world), opened(world, LATER)]
    answers = all_at_once(
        [lambda run=run: payouts.calculate_run(run=run, now=NOW) for run in runs * 2]
    )
    assert unexpected(answers) == []
    assert RunLine.objects.count() == 3
    assert sum(run.count for run in PayRun.objects.all()) == 3


def test_one_day_opened_by_two_is_one_run() -> None:
    world = make_world()
    answers = all_at_once([lambda: opened(world)] * 3)
    assert unexpected(answers, errors.RunOpenAlready) == []
    assert PayRun.objects.count() == 1
