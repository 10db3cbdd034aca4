"""Officers keep a payment out of a run or let it go, with words; what is stopped upstairs stays."""

from datetime import timedelta

import pytest

from ledgers.errors import NotEnoughMoney
from ledgers.values import SCHEDULER
from payments.payouts import errors
from payments.payouts import services as payouts
from payments.payouts.models import PayRun, RunLine
from payments.payouts.values import HeldCode
from tests.factories import NOW, World
from tests.ledgers.books import nothing_moves
from tests.payments.owed import TODAY, budget_account, funding, known_payee, owed, plan
from tests.payments.runs import (
    LATER,
    approve,
    calculated,
    due,
    fresh,
    held,
    line_of,
    sent_run,
    three,
)


def hold(world: World, line: RunLine, words: str = "Her sister rang") -> RunLine:
    return payouts.hold_line(line=line, words=words, by=world.second_finance.user_id, now=NOW)


def release(world: World, line: RunLine, words: str = "We asked them") -> RunLine:
    return payouts.release_line(line=line, words=words, by=world.second_finance.user_id, now=NOW)


def recalculated(run: PayRun) -> PayRun:
    return payouts.calculate_run(run=run, now=NOW + timedelta(hours=1))


def test_a_line_that_is_held_is_not_paid_and_joins_the_next_run(world: World) -> None:
    first, *_ = three(world)
    run = calculated(world)
    digest = run.digest
    with nothing_moves():
        line = hold(world, line_of(run, first))
    assert (line.held, line.held_words, line.held_by) == (
        HeldCode.OFFICER,
        "Her sister rang",
        world.second_finance.user_id,
    )
    run = fresh(run)
    assert (run.count, run.total_pence) == (2, 500_00)
    assert run.digest != digest
    approve(world, run)
    first.refresh_from_db()
    assert first.state == "planned"


def test_what_was_held_joins_the_next_run_once_its_run_is_abandoned(world: World) -> None:
    first, *_ = three(world)
    run = calculated(world)
    hold(world, line_of(run, first))
    payouts.abandon_run(run=run, words="Again", by=SCHEDULER, now=NOW)
    assert calculated(world).count == 3


def test_it_is_released_again_and_both_words_stay(world: World) -> None:
    first, *_ = three(world)
    run = calculated(world)
    was = run.digest
    line = release(world, hold(world, line_of(run, first)))
    assert (line.held_words, line.released_words) == ("Her sister rang", "We asked them")
    assert (fresh(run).count, fresh(run).digest) == (3, was)
    assert release(world, line, "Twice").released_words == "We asked them"


def test_held_twice_it_stays_as_first_said(world: World) -> None:
    first, *_ = three(world)
    line = hold(world, line_of(calculated(world), first))
    assert hold(world, line, "Other words").held_words == "Her sister rang"


@pytest.mark.parametrize("words", ["", "   ", "x" * 501])
def test_nothing_is_held_or_released_without_words_that_fit(world: World, words: str) -> None:
    first, *_ = three(world)
    line = line_of(calculated(world), first)
    with pytest.raises(errors.WhyUnsaid):
        hold(world, line, words)
    held_line = hold(world, line)
    with pytest.raises(errors.WhyUnsaid):
        release(world, held_line, words)
    assert line_of(line.run, first).released_at is None


def test_what_nothing_holds_cannot_be_released(world: World) -> None:
    first, *_ = three(world)
    with pytest.raises(errors.LineNotHeld):
        release(world, line_of(calculated(world), first))


def test_twins_are_released_after_a_look(world: World) -> None:
    payee = known_payee(world)
    due(world, budget_account(world), payee, 4_00)
    twin = due(world, budget_account(world), payee, 4_00)
    run = calculated(world)
    assert held(run) == {HeldCode.DUPLICATE: 4_00}
    release(world, line_of(run, twin))
    assert (fresh(run).count, fresh(run).total_pence) == (2, 8_00)


def test_details_changed_lately_are_paid_after_a_check(world: World) -> None:
    payee = known_payee(world)
    payee.care_until = TODAY + timedelta(days=3)
    payee.save(update_fields=["care_until"])
    payment = due(world, budget_account(world), payee, 4_00)
    run = calculated(world)
    release(world, line_of(run, payment))
    approve(world, fresh(run))
    while payouts.send_run_step(book_id=world.book_id, by=SCHEDULER, now=NOW):
        pass
    payment.refresh_from_db()
    assert payment.state == "sent"


@pytest.mark.parametrize("reason", ["suspended", "ended", "died", "conditions"])
def test_what_is_stopped_upstairs_is_let_go_there_alone(world: World, reason: str) -> None:
    to = budget_account(world)
    payment = due(world, to, known_payee(world), 4_00)
    payouts.hold_back(account=to, reason=reason, by=SCHEDULER, now=NOW)
    run = calculated(world)
    with nothing_moves(), pytest.raises(errors.StoppedElsewhere):
        release(world, line_of(run, payment))
    payouts.let_go(account=to, reason=reason, by=SCHEDULER, now=NOW)
    assert recalculated(run).total_pence == 4_00


def test_what_lacks_details_or_money_is_not_released(world: World) -> None:
    untold = known_payee(world)
    untold.details = None
    untold.save(update_fields=["details"])
    one = due(world, budget_account(world), untold, 4_00)
    (other,) = plan(world, owed(budget_account(world), budget_account(world), pence=5_00))
    run = calculated(world)
    with pytest.raises(errors.DetailsMissing):
        release(world, line_of(run, one))
    with pytest.raises(NotEnoughMoney):
        release(world, line_of(run, other))
    assert fresh(run).count == 0


def test_an_officers_word_does_not_open_what_a_rule_holds(world: World) -> None:
    to = budget_account(world)
    payment = due(world, to, known_payee(world), 4_00)
    run = calculated(world)
    line = hold(world, line_of(run, payment))
    payouts.hold_back(account=to, reason="suspended", by=SCHEDULER, now=NOW)
    line = release(world, line)
    assert (line.held, line.is_included, line.held_by) == ("suspended", False, None)
    assert fresh(run).count == 0


def test_calculated_again_what_officers_said_stays(world: World) -> None:
    first, second, _ = three(world)
    payee = known_payee(world, 9)
    due(world, budget_account(world), payee, 4_00)
    twin = due(world, budget_account(world), payee, 4_00)
    run = calculated(world)
    hold(world, line_of(run, first))
    release(world, hold(world, line_of(run, second)))
    release(world, line_of(run, twin))
    due(world, budget_account(world), None, 1_00)
    run = recalculated(run)
    assert held(run) == {HeldCode.OFFICER: 100_00}
    assert line_of(run, first).held_words == "Her sister rang"
    assert line_of(run, twin).released_words == "We asked them"
    assert line_of(run, second).released_words == "We asked them"
    assert (run.count, run.total_pence) == (5, 509_00)


def test_what_was_released_for_one_reason_is_held_for_another(world: World) -> None:
    payee, to = known_payee(world), budget_account(world)
    due(world, budget_account(world), payee, 4_00)
    twin = due(world, to, payee, 4_00)
    run = calculated(world)
    release(world, line_of(run, twin))
    payouts.hold_back(account=to, reason="died", by=SCHEDULER, now=NOW)
    assert held(recalculated(run)) == {"died": 4_00}
    assert line_of(run, twin).released_at is None


def test_what_is_approved_or_sent_is_not_held(world: World) -> None:
    first, *_ = three(world)
    run = approve(world, calculated(world))
    with pytest.raises(errors.RunNotThere):
        hold(world, line_of(run, first))
    (late,) = plan(world, owed(funding(world), budget_account(world), pay_on=LATER))
    other = sent_run(world, LATER)
    with pytest.raises(errors.RunNotThere):
        release(world, line_of(other, late))
