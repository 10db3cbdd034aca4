"""A run is calculated from planned payments alone, and says what changed since the last."""

from datetime import timedelta
from uuid import uuid4

import pytest

from ledgers.services import open_account
from ledgers.values import SCHEDULER, AccountKind
from payments.payouts import errors
from payments.payouts import services as payouts
from payments.payouts.models import PayRun, RunLine
from payments.payouts.selectors import runs as seen
from payments.payouts.values import HeldCode, LineChange, PaymentState, RunState
from tests.factories import NOW, World, make_world
from tests.ledgers.books import nothing_moves
from tests.payments.owed import (
    TODAY,
    budget_account,
    funding,
    known_payee,
    owed,
    plan,
)
from tests.payments.runs import (
    LATER,
    approve,
    calculated,
    due,
    fresh,
    held,
    line_of,
    opened,
    sent_run,
    three,
)


def test_it_takes_in_what_is_planned_and_declares_it(world: World) -> None:
    payments = three(world)
    with nothing_moves():
        run = calculated(world)
    assert (run.state, run.count, run.total_pence) == (RunState.CALCULATED, 3, 600_00)
    assert {line.payment_id for line in run.lines.all()} == {p.id for p in payments}
    assert {line.change for line in run.lines.all()} == {LineChange.NEW}
    assert run.digest
    assert fresh(run).digest == run.digest


def test_what_is_due_later_or_leaves_by_itself_is_not_in_it(world: World) -> None:
    (soon,) = plan(world, owed(funding(world), budget_account(world)))
    due(world, budget_account(world), None, 1_00, on=LATER)
    run = calculated(world)
    assert [line.payment_id for line in run.lines.all()] == [soon.id]


def test_one_payment_is_in_one_run(world: World) -> None:
    three(world)
    first = calculated(world)
    other = calculated(world, LATER)
    assert (first.count, other.count) == (3, 0)
    late = due(world, budget_account(world), None, 7_00)
    assert payouts.calculate_run(run=other, now=NOW).total_pence == 7_00
    assert payouts.calculate_run(run=first, now=NOW).total_pence == 600_00
    assert line_of(other, late).change == LineChange.NEW


def test_calculated_again_it_takes_in_what_is_new_and_drops_what_is_gone(world: World) -> None:
    first, second, _ = three(world)
    run = calculated(world)
    before = {line.payment_id: line.id for line in run.lines.all()}
    payouts.cancel_payment(payment=first, by=SCHEDULER, now=NOW)
    due(world, budget_account(world), None, 50_00)
    again = payouts.calculate_run(run=run, now=NOW + timedelta(hours=1))
    assert (again.count, again.total_pence) == (3, 550_00)
    assert line_of(run, second).id == before[second.id]
    digest = again.digest
    assert payouts.calculate_run(run=run, now=NOW).digest == digest
    assert digest != run.digest


def test_nothing_planned_makes_an_empty_run(world: World) -> None:
    run = calculated(world)
    assert (run.count, run.total_pence, list(run.lines.all())) == (0, 0, [])
    with pytest.raises(errors.RunEmpty):
        approve(world, run)


def test_two_runs_for_one_day_are_refused(world: World) -> None:
    run = opened(world)
    with pytest.raises(errors.RunOpenAlready):
        opened(world)
    payouts.abandon_run(run=run, words="Wrong day", by=world.finance.user_id, now=NOW)
    assert opened(world).id != run.id
    assert opened(make_world()).pay_on == TODAY


def test_a_day_that_is_over_is_refused(world: World) -> None:
    with pytest.raises(errors.RunDayPast):
        opened(world, TODAY - timedelta(days=1))
    assert PayRun.objects.count() == 0


def test_it_is_compared_with_the_run_that_paid_the_same(world: World) -> None:
    more, less, same, gone, fresh_one = (budget_account(world) for _ in range(5))
    payees = [known_payee(world, n) for n in range(1, 6)]
    for to, payee in zip((more, less, same, gone), payees, strict=False):
        due(world, to, payee, 100_00)
    first = sent_run(world)
    due(world, more, payees[0], 101_00, on=LATER)
    due(world, less, payees[1], 99_00, on=LATER)
    due(world, same, payees[2], 100_00, on=LATER)
    due(world, fresh_one, payees[4], 100_00, on=LATER)
    payouts.hold_back(account=gone, reason="suspended", by=SCHEDULER, now=NOW)
    run = calculated(world, LATER)
    assert run.compared_with == first
    assert {line.to_account_id: (line.change, line.before_pence) for line in run.lines.all()} == {
        more.id: ("raised", 100_00),
        less.id: ("lowered", 100_00),
        same.id: ("same", 100_00),
        fresh_one.id: ("new", 0),
    }
    (stopped,) = seen.list_stopped(run)
    assert (stopped.to_account_id, stopped.payee, stopped.pence, stopped.reason) == (
        gone.id,
        payees[3],
        100_00,
        "suspended",
    )
    assert seen.tally_changes(run)[LineChange.RAISED] == seen.Tally(1, 101_00)


def test_an_account_paid_twice_is_compared_one_by_one(world: World) -> None:
    to, payee = budget_account(world), known_payee(world)
    due(world, to, payee, 100_00)
    sent_run(world)
    due(world, to, payee, 100_00, on=LATER)
    due(world, to, payee, 20_00, on=LATER)
    run = calculated(world, LATER)
    assert [(x.pence, x.change, x.before_pence) for x in seen.list_lines(run)] == [
        (100_00, "same", 100_00),
        (20_00, "new", 0),
    ]


def test_what_a_rule_holds_back(world: World) -> None:
    stopped, pot_like = budget_account(world), budget_account(world)
    twin, careful = known_payee(world, 1), known_payee(world, 2)
    careful.care_until = TODAY + timedelta(days=3)
    careful.save(update_fields=["care_until"])
    untold = payouts.name_payee(
        book_id=world.book_id,
        about=owed(funding(world), stopped).about,
        kind=twin.kind,
        display_name="Untold",
        by=SCHEDULER,
        now=NOW,
    )
    payouts.hold_back(account=stopped, reason="died", by=SCHEDULER, now=NOW)
    due(world, stopped, None, 1_00)
    due(world, budget_account(world), untold, 2_00)
    due(world, budget_account(world), careful, 3_00)
    due(world, budget_account(world), twin, 4_00)
    due(world, budget_account(world), twin, 4_00)
    plan(world, owed(pot_like, budget_account(world), pence=5_00))
    run = calculated(world)
    assert held(run) == {
        "died": 1_00,
        HeldCode.NO_DETAILS: 2_00,
        HeldCode.DETAILS_CHANGED: 3_00,
        HeldCode.DUPLICATE: 4_00,
        HeldCode.TOO_LITTLE: 5_00,
    }
    assert (run.count, run.total_pence) == (1, 4_00)
    assert seen.tally_held(run)["died"] == seen.Tally(1, 1_00)


def test_what_is_earned_is_paid_though_its_end_is_stopped(world: World) -> None:
    to = budget_account(world)
    payouts.hold_back(account=to, reason="ended", by=SCHEDULER, now=NOW)
    plan(world, owed(funding(world), to, payee=known_payee(world), earned=True))
    assert held(calculated(world)) == {}


def test_the_earlier_payment_has_the_money_that_there_is(world: World) -> None:
    pot = world.team.pot
    for pence in (7_000_00, 6_000_00, 5_000_00):
        plan(world, owed(pot, budget_account(world), pence=pence))
    assert held(calculated(world)) == {HeldCode.TOO_LITTLE: 6_000_00}


def test_a_line_belongs_to_its_book(world: World) -> None:
    three(world)
    three(make_world())
    assert RunLine.objects.filter(run=calculated(world)).count() == 3


def test_an_approved_run_is_not_calculated_again(world: World) -> None:
    payments = three(world)
    run = approve(world, calculated(world))
    with nothing_moves(), pytest.raises(errors.RunNotThere):
        payouts.calculate_run(run=run, now=NOW)
    assert {p.state for p in type(payments[0]).objects.all()} == {PaymentState.APPROVED}


def test_other_kinds_of_account_never_run_dry(world: World) -> None:
    assert funding(world).kind == AccountKind.COUNCIL_FUNDING
    budget = open_account(book_id=world.book_id, kind=AccountKind.BUDGET, now=NOW)
    plan(world, owed(funding(world), budget, pence=10**9, key=uuid4()))
    assert held(calculated(world)) == {}
