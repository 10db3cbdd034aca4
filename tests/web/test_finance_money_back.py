"""Money back on the finance desk: what is asked for, what left its holder, what arrived."""

from datetime import date

import pytest
from django.urls import reverse

from budgets.plans import services as plans
from budgets.plans.models import MoneyReturn, RepaymentRequest
from budgets.plans.values.agreement import AccountChoice, RequestStep
from ledgers.models import Account
from tests.factories import World, make_world
from tests.web.pages import browser
from tests.worlds_of_plans import MONDAY, active, at, pay, plan

PAID_ON = [MONDAY, date(2026, 12, 14), date(2027, 1, 11), date(2027, 2, 8), date(2027, 3, 8)]
TODAY = PAID_ON[-1]
REASON = "You needed fewer hours this winter."


@pytest.fixture(autouse=True)
def in_march(time_machine):
    time_machine.move_to(at(TODAY), tick=False)


@pytest.fixture
def desk(world):
    return browser(world.finance)


def asked(world: World) -> RepaymentRequest:
    """£840.00 and 4 × £1,120.00 = £5,320.00 never spent; £900.00 of it is asked back."""
    budget = active(world, world.daniel, plan(account_kind=AccountChoice.CARD))
    for day in PAID_ON:
        pay(world, day, now=at(day))
    return plans.ask_for_repayment(
        budget=budget,
        talk=None,
        pence=900_00,
        reason=REASON,
        answer_by=date(2027, 4, 8),
        by=world.manager,
        now=at(TODAY),
    )


def left(desk, address, **said):
    key = desk.get(address).context["form"]["key"].value()
    typed = {"amount": "900", "left_on": "8 March 2027", "key": str(key)}
    return desk.post(address, typed | said, follow=True)


def test_with_nothing_asked_it_says_so(desk):
    page = desk.get(reverse("money_back")).content.decode()
    assert "Nothing is asked back" in page
    assert "Nothing is taken" in page


def test_what_is_asked_leaves_and_arrives_and_is_closed(desk, world):
    request = asked(world)
    assert world.daniel.full_name in desk.get(reverse("money_back")).content.decode()
    address = reverse("money_left", args=[request.id])
    page = desk.get(address).content.decode()
    assert REASON in page
    assert 'value="900.00"' in page
    page = left(desk, address).content.decode()
    assert "On its way to us" in page
    assert "£900.00 has left them, £0.00 is here" in page
    money = MoneyReturn.objects.get()
    assert Account.objects.get(pk=money.budget.account_id).balance_pence == 5_320_00 - 900_00
    arrived = reverse("money_arrived", args=[money.id])
    early = desk.post(arrived, {"on": "7 March 2027"})
    assert early.status_code == 409
    page = desk.post(arrived, {"on": "8 March 2027"}, follow=True).content.decode()
    assert "£900.00 is here" in page
    assert "Nothing is asked back" in page
    request.refresh_from_db()
    assert request.step == RequestStep.RETURNED
    assert "was here on" in desk.get(arrived).content.decode()


def test_a_part_leaves_the_rest_open(desk, world):
    request = asked(world)
    address = reverse("money_left", args=[request.id])
    left(desk, address, amount="400")
    assert 'value="500.00"' in desk.get(address).content.decode()
    assert "£400.00 has left them" in desk.get(reverse("money_back")).content.decode()


def test_pressed_twice_it_left_once(desk, world):
    address = reverse("money_left", args=[asked(world).id])
    key = "0191a1c2-0000-7000-8000-000000000001"
    left(desk, address, key=key)
    left(desk, address, key=key)
    assert MoneyReturn.objects.count() == 1
    assert left(desk, address, key=key, amount="901").status_code == 409


def test_somebody_pays_back_unasked(desk, world):
    budget = active(world, world.daniel, plan(account_kind=AccountChoice.CARD))
    pay(world, MONDAY, now=at(MONDAY))
    page = desk.get(reverse("money_back"), {"who": "daniel"}).content.decode()
    address = reverse("money_left_unasked", args=[budget.id])
    assert address in page
    left(desk, address, amount="40")
    money = MoneyReturn.objects.get()
    assert (money.pence, money.request_id) == (40_00, None)
    assert "Nobody with a budget" in desk.get(reverse("money_back"), {"who": "zz"}).content.decode()


def test_what_can_not_be_meant_is_asked_again(desk, world):
    address = reverse("money_left", args=[asked(world).id])
    assert left(desk, address, amount="0").status_code == 422
    assert left(desk, address, left_on="9 March 2027").status_code == 422
    assert left(desk, address, left_on="1 January 1999").status_code == 409
    assert not MoneyReturn.objects.exists()


def test_nobody_else_finds_money_back(desk, world):
    request = asked(world)
    left(desk, reverse("money_left", args=[request.id]), amount="10")
    one = [
        reverse("money_left", args=[request.id]),
        reverse("money_left_unasked", args=[request.budget_id]),
        reverse("money_arrived", args=[MoneyReturn.objects.get().id]),
    ]
    for member in (world.practitioner, world.manager, world.auditor, world.administrator,
                   world.provider, world.holder(world.daniel)):  # fmt: skip
        for address in [reverse("money_back"), *one]:
            assert browser(member).get(address).status_code == 404
    elsewhere = browser(make_world().finance)
    assert {elsewhere.get(address).status_code for address in one} == {404}
