"""A call that nobody answers is made again and again, then left to somebody who looks."""

from unittest.mock import patch

import pytest

from payments.outside import calling, outbox, polling
from payments.outside.errors import CallRefused, NotGivenUp, TryAgain
from payments.outside.models import OutboxItem
from payments.outside.rules import next_try_after
from payments.outside.selectors import list_troubles
from payments.outside.values import OutboxState
from payments.payouts.values import PaymentState
from tests.factories import NOW, World
from tests.payments.worlds import Sums, again, open_bank, payment_of, poll, sums

ARRIVED = Sums(pot=11_700_00, held=0, clearing=0, there=300_00)


def item() -> OutboxItem:
    return OutboxItem.objects.get()


def test_without_a_bank_it_waits_longer_each_time_and_then_is_given_up(world: World) -> None:
    payment = payment_of(world, account_number="12345678")
    with patch.object(calling, "gateway_for", side_effect=TryAgain("No bank.")):
        for tries in range(1, polling.MOST_TRIES + 1):
            assert poll(world, hours=4 * tries) == 1
        assert poll(world, days=90) == 0
    assert item().state == OutboxState.GIVEN_UP
    (trouble,) = list_troubles(world.book_id)
    assert (trouble.attempts, trouble.words) == (polling.MOST_TRIES, "No bank.")
    assert again(payment).state == PaymentState.SENT, "nobody knows, so nothing is brought back"


def test_what_the_rail_refuses_is_given_up_at_once(world: World) -> None:
    payment_of(world, account_number="12345678")
    with patch.object(calling, "gateway_for", side_effect=CallRefused("No such thing.")):
        poll(world)
    assert [t.words for t in list_troubles(world.book_id)] == ["No such thing."]


def test_what_was_given_up_is_called_again_under_its_key(world: World) -> None:
    payment = payment_of(world, account_number="12345678")
    with patch.object(calling, "gateway_for", side_effect=CallRefused("Shut.")):
        poll(world)
    key = item().key
    with open_bank() as bank:
        outbox.call_again(item=item(), now=NOW)
        poll(world)
        assert [p.our_id for p in bank.list_payments()] == [str(key)]
    assert sums(world, payment) == ARRIVED
    with pytest.raises(NotGivenUp):
        outbox.call_again(item=item(), now=NOW)


def test_waits_double_up_to_four_hours() -> None:
    waits = [(next_try_after(n, NOW) - NOW).total_seconds() for n in range(1, 21)]
    assert waits[:4] == [10, 20, 40, 80]
    assert waits == sorted(waits)
    assert waits[-1] == 4 * 3600
    assert sum(waits) > 24 * 3600, "a bank that is shut for a day is outlasted"
