"""Money that we keep, on the finance desk: no page says that a bank had it."""

import pytest
from django.urls import reverse

from ledgers.models import Account
from ledgers.values import SCHEDULER
from payments.payouts.services import keep_ready
from tests.factories import NOW
from tests.payments.owed import approved, budget_account, funding, owed
from tests.web.pages import browser


@pytest.fixture
def desk(world, time_machine):
    time_machine.move_to(NOW, tick=False)
    return browser(world.finance)


def read(desk, payment):
    return desk.get(reverse("payment", args=[payment.id])).content.decode()


def test_what_we_keep_never_went_to_a_bank(desk, world):
    (payment,) = approved(world, owed(funding(world), budget_account(world)))
    waiting = desk.get(reverse("payments")).content.decode()
    assert "Kept by us" in waiting
    assert "They have the link" not in waiting
    keep_ready(book_id=world.book_id, by=SCHEDULER, now=NOW)
    page = read(desk, payment)
    assert "Taken from the council’s money" in page
    assert "Put into the budget" in page
    assert "In the budget since" in page
    assert "Sent to the bank" not in page
    assert "as the bank says" not in page
    assert "For the bank" not in page


def test_what_lacks_money_says_what_it_waits_for(desk, world):
    pot = Account.objects.get(pk=world.team.pot_id)
    (payment,) = approved(world, owed(pot, budget_account(world), pence=12_000_01))
    assert "there isn’t enough money left where it comes from" in read(desk, payment)
