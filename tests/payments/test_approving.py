"""Payments of a run are approved together, by somebody else than planned them."""

from collections.abc import Callable

import pytest

from ledgers.models import Transfer
from ledgers.values import SCHEDULER
from payments.payouts import errors, selectors
from payments.payouts import services as payouts
from payments.payouts.models import Payment
from payments.payouts.values import Leaves, PaymentState
from tests.factories import NOW, World, make_world
from tests.ledgers.books import nothing_moves
from tests.ledgers.crowd import all_at_once
from tests.payments.owed import approve, budget_account, funding, known_payee, owed, plan
from tests.payments.worlds import again

S = PaymentState


def planned(world: World, count: int = 3) -> list[Payment]:
    payee = known_payee(world)
    return plan(
        world, *(owed(funding(world), budget_account(world), payee=payee) for _ in range(count))
    )


def states(*payments: Payment) -> list[str]:
    return [again(payment).state for payment in payments]


def moves(payment: Payment) -> list[str]:
    return list(payment.moves.order_by("id").values_list("state", flat=True))


def test_what_leaves_with_a_run_is_approved_together(world: World) -> None:
    payments = planned(world)
    with nothing_moves():
        rows = approve(world, *payments)
    assert {row.id for row in rows} == {payment.id for payment in payments}
    assert states(*payments) == [S.APPROVED] * 3
    assert {again(p).approved_by for p in payments} == {world.finance.user_id}
    assert moves(payments[0]) == [S.PLANNED, S.APPROVED]


def test_approved_again_by_the_same_person_it_stays(world: World) -> None:
    payments = planned(world)
    approve(world, payments[0])
    approve(world, *payments)
    assert moves(payments[0]) == [S.PLANNED, S.APPROVED]
    payouts.send_ready(book_id=world.book_id, by=SCHEDULER, now=NOW)
    approve(world, *payments)
    assert states(*payments) == [S.SENT] * 3


def test_nobody_approves_what_they_planned(world: World) -> None:
    mine, theirs = (
        plan(world, owed(funding(world), budget_account(world)), by=member.user_id)[0]
        for member in (world.finance, world.second_finance)
    )
    with nothing_moves(), pytest.raises(errors.NeedsTwoPeople):
        approve(world, theirs, mine)
    assert states(mine, theirs) == [S.PLANNED] * 2


def test_the_worker_approves_nothing(world: World) -> None:
    (payment,) = plan(world, owed(funding(world), budget_account(world)), by=world.finance.user_id)
    with pytest.raises(errors.NeedsTwoPeople):
        approve(world, payment, by=SCHEDULER)
    assert states(payment) == [S.PLANNED]


def cancelled(world: World, payment: Payment) -> Payment:
    return payouts.cancel_payment(payment=payment, by=SCHEDULER, now=NOW)


def approved_by_another(world: World, payment: Payment) -> Payment:
    return approve(world, payment, by=world.second_finance.user_id)[0]


def of_another_book(world: World, payment: Payment) -> Payment:
    return planned(make_world(), 1)[0]


def leaving_at_once(world: World, payment: Payment) -> Payment:
    at_once = owed(funding(world), budget_account(world), leaves=Leaves.AT_ONCE)
    return plan(world, at_once)[0]


@pytest.mark.parametrize(
    "another", [cancelled, approved_by_another, of_another_book, leaving_at_once]
)
def test_all_are_approved_or_none(
    world: World, another: Callable[[World, Payment], Payment]
) -> None:
    payments = planned(world)
    odd = another(world, payments[2])
    before = states(*payments[:2], odd)
    with nothing_moves(), pytest.raises(errors.CannotMove):
        approve(world, *payments[:2], odd)
    assert states(*payments[:2], odd) == before
    assert before[:2] == [S.PLANNED] * 2


def test_what_came_back_is_not_approved_with_a_run(world: World) -> None:
    (payment,) = planned(world, 1)
    approve(world, payment)
    payouts.send_ready(book_id=world.book_id, by=SCHEDULER, now=NOW)
    payouts.bring_back(
        payment=again(payment), to=S.FAILED, reason_code="AC01", by=SCHEDULER, now=NOW
    )
    with nothing_moves(), pytest.raises(errors.CannotMove):
        approve(world, payment)


def test_nothing_is_approved_without_a_word(world: World) -> None:
    assert approve(world) == []


def test_a_planned_payment_may_be_given_up(world: World) -> None:
    payments = planned(world, 2)
    with nothing_moves():
        payouts.cancel_payment(payment=payments[0], by=world.finance.user_id, now=NOW)
        payouts.cancel_payment(payment=payments[0], by=world.finance.user_id, now=NOW)
    assert moves(payments[0]) == [S.PLANNED, S.CANCELLED]
    assert not Transfer.objects.filter(about_id=payments[0].about_id).exists()


def test_payments_are_found_by_what_was_planned(world: World) -> None:
    first, second = planned(world, 2)
    approve(world, second)
    assert selectors.find_payments(world.book_id, [first.key, first.id]) == {first.key: first}
    assert selectors.find_states(world.book_id, [first.id, second.id]) == {
        first.id: S.PLANNED,
        second.id: S.APPROVED,
    }
    elsewhere = make_world().book_id
    assert selectors.find_payments(elsewhere, [first.key]) == {}
    assert selectors.find_states(elsewhere, [first.id]) == {}


@pytest.mark.django_db(transaction=True)
def test_two_people_who_approve_at_once_are_one_of_them() -> None:
    world = make_world()
    payments = planned(world, 4)
    answers = all_at_once(
        [
            lambda who=who: approve(world, *payments, by=who.user_id)
            for who in (world.finance, world.second_finance) * 2
        ]
    )
    assert {type(a) for a in answers if isinstance(a, Exception)} <= {errors.CannotMove}
    assert len({again(payment).approved_by for payment in payments}) == 1
    assert [moves(payment) for payment in payments] == [[S.PLANNED, S.APPROVED]] * 4
