"""Lines come in: each once, in the books once, and put right by whoever knows better."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.assurance.errors import NothingSpent, NotLinked
from budgets.assurance.models import LineLink, PayeeMemory, PurposeSaid
from budgets.assurance.services import say_purpose, undo_link
from budgets.assurance.values import Booked, Channel, How, Source
from budgets.plans import services as plans
from budgets.plans.models import Budget
from budgets.plans.values.agreement import PaidContribution
from ledgers.models import Transfer
from ledgers.values import SCHEDULER, AccountKind, Purpose
from payments.payouts import services as payouts
from payments.payouts.models import Payment
from payments.payouts.values import PaidHow, PaymentState
from tests.factories import NOW, World, there
from tests.worlds_of_lines import kept, left, line, references, take
from tests.worlds_of_plans import (
    active,
    approve_day,
    at,
    balance,
    give_details,
    moved,
    plan,
    prepare,
)

DAY = date(2026, 11, 20)


@pytest.fixture
def budget(world: World) -> Budget:
    """A budget for help and getting out, with nothing in it yet."""
    purposes = (
        (Purpose.PERSONAL_ASSISTANCE, "Somebody to help me"),
        (Purpose.GETTING_OUT, "The allotment"),
    )
    return active(world, world.daniel, plan(purposes=purposes))


def test_what_is_spent_is_posted_under_its_purpose(world: World, budget: Budget) -> None:
    spent = line(budget, -12_50, on=DAY, mcc="7832")
    assert take(world.book_id, spent).taken == [spent.line_id]
    assert left(budget) == -12_50
    assert balance(world.book_id, AccountKind.SPENDING, Purpose.GETTING_OUT) == 12_50
    assert (kept(spent).booked_as, kept(spent).how) == (Booked.SPENT, How.MERCHANT)
    assert Transfer.objects.get(key=kept(spent).id).occurred_on == DAY


def test_money_that_comes_in_is_booked_for_what_it_is(world: World, budget: Budget) -> None:
    take(
        world.book_id,
        line(budget, 880_00, channel=Channel.TRANSFER, counterparty="ELMSHIRE COUNTY COUNCIL"),
        line(budget, 100_00, channel=Channel.TOP_UP),
        line(budget, 30_00, channel=Channel.CONTRIBUTION),
        line(budget, 1_20, channel=Channel.INTEREST),
        line(budget, 15_00, channel=Channel.TRANSFER, counterparty="My sister"),
        line(budget, 0, channel=Channel.CARD),
    )
    assert left(budget) == 880_00 + 100_00 + 30_00 + 1_20 + 15_00
    assert balance(world.book_id, AccountKind.BROUGHT_FORWARD) == -980_00
    assert balance(world.book_id, AccountKind.CONTRIBUTIONS) == -30_00
    assert balance(world.book_id, AccountKind.OTHER_MONEY_IN) == -16_20


def test_a_refund_goes_back_to_what_it_was_spent_on(world: World, budget: Budget) -> None:
    first = line(budget, -40_00, on=DAY, counterparty="The Lanes", purpose=Purpose.LEARNING)
    take(world.book_id, first)
    back = line(budget, 15_00, counterparty="THE LANES LTD", channel=Channel.REFUND)
    take(world.book_id, back)
    assert (kept(back).purpose, kept(back).how) == (Purpose.LEARNING, How.REFUND)
    assert balance(world.book_id, AccountKind.SPENDING, Purpose.LEARNING) == 25_00
    assert left(budget) == -25_00


def test_the_same_again_changes_nothing(world: World, budget: Budget) -> None:
    some = [line(budget, -1_00 * n, on=DAY) for n in range(1, 6)]
    take(world.book_id, *some, some[0])
    before = moved(world.book_id)
    assert take(world.book_id, *some).unchanged == references(some)
    assert moved(world.book_id) == before
    assert left(budget) == -15_00


def test_the_same_reference_for_something_else_is_reported(world: World, budget: Budget) -> None:
    take(world.book_id, line(budget, -5_00, line_id="X"))
    assert take(world.book_id, line(budget, -6_00, line_id="X")).differing == ["X"]
    assert left(budget) == -5_00


def test_the_number_of_questions_does_not_grow(world: World, budget: Budget) -> None:
    take(world.book_id, line(budget, 1_000_00, channel=Channel.TOP_UP))

    def questions(count: int) -> int:
        some = [line(budget, -1_00 - n, purpose=Purpose.LEARNING) for n in range(count)]
        some += [line(budget, 50 + n, channel=Channel.REFUND) for n in range(count)]
        with CaptureQueriesContext(connection) as asked:
            take(world.book_id, *some)
        return len([one for one in asked.captured_queries if "SAVEPOINT" not in one["sql"]])

    questions(2)
    few, many = questions(4), questions(60)
    many_statements = 2 if connection.vendor == "sqlite" else 0
    assert many <= few + many_statements
    assert few < 60


# One movement, one posting


def paid_in(world: World, budget: Budget) -> Payment:
    """An instalment that has left and was not answered yet."""
    (instalment,) = [one for one in prepare(world, DAY + timedelta(days=3)) if one.payment]
    assert instalment.payment
    assert instalment.payment.payee
    give_details(instalment.payment.payee, now=NOW)
    approve_day(world, instalment.pay_on)
    while payouts.send_run_step(book_id=world.book_id, by=SCHEDULER, now=at(instalment.pay_on)):
        pass
    return Payment.objects.get(pk=instalment.payment_id)


def test_a_payment_of_ours_is_linked_and_has_arrived(world: World, budget: Budget) -> None:
    payment = paid_in(world, budget)
    assert payment.state == PaymentState.SENT
    came = line(
        budget,
        payment.pence,
        on=payment.pay_on,
        channel=Channel.TRANSFER,
        counterparty="ELMSHIRE CC",
    )
    assert take(world.book_id, came).linked == [came.line_id]
    payment.refresh_from_db()
    assert (payment.state, payment.paid_how) == (PaymentState.PAID, PaidHow.STATEMENT)
    assert left(budget) == payment.pence
    again = line(budget, payment.pence, on=payment.pay_on, channel=Channel.TRANSFER)
    assert take(world.book_id, again).taken == [again.line_id]
    assert left(budget) == 2 * payment.pence


@pytest.mark.parametrize(("days", "linked"), [(5, 1), (-5, 1), (6, 0), (-6, 0)])
def test_within_five_days(world: World, budget: Budget, days: int, linked: int) -> None:
    plans.record_contribution_paid(
        budget=budget,
        pence=120_00,
        paid_on=DAY - timedelta(days=7),
        how=PaidContribution.STANDING_ORDER,
        key=uuid4(),
        words="",
        by=world.finance.user_id,
        now=NOW,
    )
    on = DAY - timedelta(days=7 + days)
    shown = line(budget, 120_00, on=on, channel=Channel.CONTRIBUTION)
    assert len(take(world.book_id, shown).linked) == linked
    assert left(budget) == 240_00 - 120_00 * linked


def test_what_the_holder_told_is_not_counted_twice(world: World, budget: Budget) -> None:
    told = line(budget, -9_00, on=DAY, source=Source.TOLD, purpose=Purpose.BREAKS)
    take(world.book_id, told)
    shown = [line(budget, -9_00, on=DAY + timedelta(days=day)) for day in (2, 1)]
    taken = take(world.book_id, *shown)
    assert (taken.linked, taken.taken) == ([shown[1].line_id], [shown[0].line_id])
    assert left(budget) == -18_00
    assert kept(shown[1]).purpose == Purpose.BREAKS


def test_undoing_a_link_posts_the_line(world: World, budget: Budget) -> None:
    take(world.book_id, line(budget, -9_00, on=DAY, source=Source.TOLD))
    shown = line(budget, -9_00, on=DAY)
    take(world.book_id, shown)
    undo_link(line=kept(shown), by=world.daniel.user_id, now=NOW)
    assert left(budget) == -18_00
    assert kept(shown).booked_as == Booked.SPENT
    link = LineLink.objects.get()
    assert (link.undone_by, link.undone_at) == (world.daniel.user_id, NOW)
    with pytest.raises(NotLinked):
        undo_link(line=kept(shown), by=world.daniel.user_id, now=NOW)


def test_a_movement_of_another_budget_is_not_ours(world: World, budget: Budget) -> None:
    other = there(world, world.rosa, pence=50_00)
    mine = line(budget, 50_00, channel=Channel.TRANSFER, counterparty="Elmshire Council")
    assert take(world.book_id, mine).linked == []
    theirs = line(other.budget, 50_00, channel=Channel.TRANSFER)
    assert take(world.book_id, theirs).linked == [theirs.line_id]


# Saying what it was for


def test_a_tap_moves_it_in_the_books_and_is_remembered(world: World, budget: Budget) -> None:
    first = line(budget, -30_00, on=DAY, counterparty="R Smith", channel=Channel.TRANSFER)
    take(world.book_id, first)
    assert kept(first).how == How.UNKNOWN
    said = say_purpose(
        line=kept(first), purpose=Purpose.TRANSPORT, by=world.daniel.user_id, now=NOW
    )
    assert (said.purpose, said.how, said.said_by) == (
        Purpose.TRANSPORT,
        How.TAP,
        world.daniel.user_id,
    )
    assert balance(world.book_id, AccountKind.SPENDING, Purpose.OTHER) == 0
    assert balance(world.book_id, AccountKind.SPENDING, Purpose.TRANSPORT) == 30_00
    assert left(budget) == -30_00
    again = line(budget, -31_00, counterparty="R SMITH", channel=Channel.TRANSFER)
    take(world.book_id, again)
    assert (kept(again).purpose, kept(again).how) == (Purpose.TRANSPORT, How.YOURS)


def test_a_second_tap_replaces_the_first(world: World, budget: Budget) -> None:
    first = line(budget, -30_00, counterparty="R Smith")
    take(world.book_id, first)
    for purpose in (Purpose.TRANSPORT, Purpose.TRANSPORT, Purpose.LEARNING):
        say_purpose(line=kept(first), purpose=purpose, by=world.daniel.user_id, now=NOW)
    assert PurposeSaid.objects.count() == 2
    assert balance(world.book_id, AccountKind.SPENDING, Purpose.LEARNING) == 30_00
    mine = PayeeMemory.objects.filter(budget=budget, times__gt=0)
    assert [one.purpose for one in mine] == [Purpose.LEARNING]


def test_what_is_no_spending_has_no_purpose(world: World, budget: Budget) -> None:
    came = line(budget, 30_00, channel=Channel.INTEREST)
    take(world.book_id, came)
    with pytest.raises(NothingSpent):
        say_purpose(line=kept(came), purpose=Purpose.OTHER, by=world.daniel.user_id, now=NOW)


def test_until_when_we_know(world: World, budget: Budget) -> None:
    take(world.book_id, line(budget, -1_00, on=DAY), line(budget, -1_00, on=date(2027, 1, 1)))
    budget.refresh_from_db()
    assert (budget.known_from, budget.known_until) == ("statements", NOW.date())
