"""A payment's moves: every one that is allowed and refused, with exact pence from the ledger."""

import itertools
from typing import Any

import pytest
from django.db.models import Sum

from ledgers.models import Transfer
from ledgers.values import SCHEDULER
from payments.outside.models import OutboxItem
from payments.outside.values import Rail
from payments.payouts import errors, rules
from payments.payouts import services as payouts
from payments.payouts.models import Payment
from payments.payouts.values import MAY_MOVE, PaymentState
from tests.factories import NOW, World
from tests.payments.worlds import Sums, again, payment_of, sums

S = PaymentState
WHO: dict[str, Any] = {"by": SCHEDULER, "now": NOW}


def reach(world: World, state: PaymentState) -> Payment:
    """A payment in a state, by the verbs that lead there."""
    payment = payment_of(world, account_number="12345678")
    if state in (S.PAID, S.RETURNED):
        payouts.mark_paid(payment=payment, **WHO)
    if state in (S.FAILED, S.RETURNED, S.CANCELLED):
        back = S.FAILED if state == S.CANCELLED else state
        payouts.bring_back(payment=payment, to=back, reason_code="AC01", **WHO)
    if state == S.CANCELLED:
        payouts.cancel_payment(payment=payment, **WHO)
    return again(payment)


def do(payment: Payment, to: PaymentState) -> None:
    """The verb that leads to a state."""
    if to == S.APPROVED:
        payouts.pay_anew(payment=payment, **WHO)
    elif to == S.SENT:
        payouts.send_payment(payment=payment, rail=Rail.PRACTICE, **WHO)
    elif to == S.PAID:
        payouts.mark_paid(payment=payment, **WHO)
    elif to == S.CANCELLED:
        payouts.cancel_payment(payment=payment, **WHO)
    else:
        payouts.bring_back(payment=payment, to=to, reason_code="AC04", **WHO)


def test_a_promise_is_held(world: World) -> None:
    promised = payment_of(world)
    assert sums(world, promised) == Sums(pot=11_700_00, held=300_00, clearing=0, there=0)


def test_sent_takes_what_was_held(world: World) -> None:
    sent = reach(world, S.SENT)
    assert sums(world, sent) == Sums(pot=11_700_00, held=0, clearing=300_00, there=0)


def test_paid_clears_to_nothing(world: World) -> None:
    paid = reach(world, S.PAID)
    assert sums(world, paid) == Sums(pot=11_700_00, held=0, clearing=0, there=300_00)


@pytest.mark.parametrize("back", [S.FAILED, S.RETURNED])
def test_what_comes_back_is_held_again_on_its_pot(world: World, back: PaymentState) -> None:
    payment = reach(world, back)
    assert sums(world, payment) == Sums(pot=11_700_00, held=300_00, clearing=0, there=0)
    assert payment.reason_code == "AC01"
    turned = Transfer.objects.filter(reverses__isnull=False).aggregate(p=Sum("pence"))["p"]
    assert turned == (300_00 if back == S.FAILED else 600_00)


def test_a_payment_can_come_back_twice_and_arrive_the_third_time(world: World) -> None:
    payment = reach(world, S.FAILED)
    for back in (S.RETURNED, S.PAID):
        do(payment, S.APPROVED)
        do(payment, S.SENT)
        do(payment, S.PAID)
        if back == S.RETURNED:
            do(payment, back)
    assert again(payment).tries == 3
    assert sums(world, payment) == Sums(pot=11_700_00, held=0, clearing=0, there=300_00)
    assert OutboxItem.objects.values("key").distinct().count() == 3


def test_cancelled_before_it_left_gives_the_pot_its_money_back(world: World) -> None:
    promised = payment_of(world)
    do(promised, S.CANCELLED)
    assert sums(world, promised) == Sums(pot=12_000_00, held=0, clearing=0, there=0)


def test_cancelled_after_it_came_back_gives_the_pot_its_money_back(world: World) -> None:
    back = reach(world, S.RETURNED)
    do(back, S.CANCELLED)
    assert sums(world, back) == Sums(pot=12_000_00, held=0, clearing=0, there=0)


REACHED = [S.SENT, S.PAID, S.FAILED, S.RETURNED, S.CANCELLED]
TARGETS = [S.APPROVED, S.SENT, S.PAID, S.FAILED, S.RETURNED, S.CANCELLED]
MOVES = [(was, to) for was, to in itertools.product(REACHED, TARGETS) if was != to]


@pytest.mark.parametrize(("was", "to"), MOVES)
def test_every_move_is_made_or_refused_whole(
    world: World, was: PaymentState, to: PaymentState
) -> None:
    payment = reach(world, was)
    before, moves = sums(world, payment), payment.moves.count()
    if to in MAY_MOVE[was]:
        do(payment, to)
        assert again(payment).state == to
        return
    with pytest.raises(errors.CannotMove):
        do(payment, to)
    assert again(payment).state == was
    assert (sums(world, payment), payment.moves.count()) == (before, moves)


@pytest.mark.parametrize("state", [S.PAID, S.FAILED, S.RETURNED, S.CANCELLED])
def test_told_twice_it_moves_once(world: World, state: PaymentState) -> None:
    payment = reach(world, state)
    before = sums(world, payment), payment.moves.count()
    do(payment, state)
    assert (sums(world, payment), payment.moves.count()) == before


def test_what_was_read_before_somebody_else_moved_it_does_not_move(world: World) -> None:
    stale = reach(world, S.SENT)
    do(again(stale), S.PAID)
    do(again(stale), S.RETURNED)
    with pytest.raises(errors.CannotMove):
        do(stale, S.PAID)
    assert sums(world, stale).held == 300_00


def test_nothing_is_sent_to_nobody(world: World) -> None:
    with pytest.raises(errors.DetailsMissing):
        do(payment_of(world), S.SENT)
    assert not OutboxItem.objects.exists()


def test_the_time_line_says_when_and_why(world: World) -> None:
    payment = reach(world, S.RETURNED)
    steps = list(payment.moves.order_by("id").values_list("state", "reason_code"))
    assert steps == [("approved", ""), ("sent", ""), ("paid", ""), ("returned", "AC01")]


@pytest.mark.parametrize("was", list(S))
def test_no_state_leads_to_itself_or_out_of_cancelled(was: PaymentState) -> None:
    assert not rules.may_move(was, was)
    assert not rules.may_move(S.CANCELLED, was)
