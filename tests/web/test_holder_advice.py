"""One payment on a page that can be kept and printed, and where it leads."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from budgets.people.models import RecordRead
from budgets.plans.models import Budget, Instalment
from payments.payouts.models import Payment
from payments.payouts.values import PaidHow, PaymentState
from tests import worlds_of_plans as states
from tests.factories import World
from tests.web.holding import DECEMBER_14, OWN_ACCOUNT, PAY_DAY, TODAY, shown
from tests.web.pages import browser


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def daniel(world: World) -> Client:
    return browser(world.holder(world.daniel))


@pytest.fixture
def budget(world: World) -> Budget:
    made = states.active(world, world.daniel, OWN_ACCOUNT)
    states.pay(world, DECEMBER_14, now=PAY_DAY)
    return made


def page_of(budget: Budget) -> str:
    return f"/plan/{budget.id}/payments/{Instalment.objects.get().id}"


def test_it_says_how_much_for_which_days_to_which_account_and_who_to_ask(
    daniel: Client, budget: Budget
) -> None:
    calendar = shown(daniel, f"/plan/{budget.id}/calendar")
    assert f'href="{page_of(budget)}"' in calendar
    page = shown(daniel, page_of(budget))
    payment = Payment.objects.get()
    assert '<span class="govuk-visually-hidden">£1,240.00</span>' in page
    assert "Monday 14 December to Sunday 10 January 2027" in page
    assert "the account ending in 78" in page
    assert f"Council {payment.id.hex[-8:].upper()}" in page
    assert "This is the first payment." in page
    assert "28 days at £310.00 a week" in page
    assert "01632 960 412" in page
    assert "Most banks show it by" not in page  # it has arrived


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (PaymentState.SENT, "Most banks show it by Wednesday 16 December."),
        (PaymentState.RETURNED, "The bank sent it back to us. Nothing is lost"),
    ],
)
def test_it_is_never_more_than_true(
    daniel: Client, budget: Budget, state: PaymentState, said: str
) -> None:
    Payment.objects.update(state=state, paid_at=None, paid_how="")
    assert said in shown(daniel, page_of(budget))


def test_what_was_only_taken_as_paid_is_not_said_to_have_arrived(
    daniel: Client, budget: Budget
) -> None:
    Payment.objects.update(paid_how=PaidHow.TAKEN)
    assert "Most banks show it by Wednesday 16 December." in shown(daniel, page_of(budget))


def test_for_nobody_else_it_exists(world: World, daniel: Client, budget: Budget) -> None:
    rosa = browser(world.holder(world.rosa))
    assert rosa.get(page_of(budget)).status_code == 404
    assert daniel.get(f"/plan/{budget.id}/payments/{uuid4()}").status_code == 404


def test_what_has_not_left_has_no_such_page(world: World, daniel: Client) -> None:
    budget = states.active(world, world.daniel, OWN_ACCOUNT)
    states.prepare(world, DECEMBER_14, now=PAY_DAY)
    assert daniel.get(page_of(budget)).status_code == 404


def test_a_look_of_somebody_who_helps_is_kept(world: World, budget: Budget) -> None:
    before = RecordRead.objects.count()
    shown(browser(world.holder(world.daniel)), page_of(budget))
    assert RecordRead.objects.count() == before  # one's own looks are not
