"""Ending a budget: its last day, what is owed first, what is left; and when somebody has died."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from budgets.people.models import Person
from budgets.people.services import declare_interest
from budgets.people.values import Relation
from budgets.plans import services as plans
from budgets.plans.models import Budget
from budgets.plans.selectors import why
from budgets.plans.selectors.ending import find_ending, what_is_left
from budgets.plans.values import BudgetState
from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.surplus import RingFenceKind
from payments.outside.models import Message
from tests.factories import NOW, World
from tests.web.pages import browser
from tests.worlds_of_plans import MONDAY, active, at, drafted, pay, plan

LATER = at(date(2026, 12, 15))


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[None]:
    with time_machine.travel(at(MONDAY), tick=False):
        yield


@pytest.fixture
def ama(world: World) -> Client:
    return browser(world.practitioner)


@pytest.fixture
def priya(world: World) -> Client:
    return browser(world.manager)


@pytest.fixture
def budget(world: World) -> Budget:
    """On a card, with £840.00 for three weeks, of which £300.00 is holiday that is owed."""
    made = active(world, world.daniel, plan(account_kind=AccountChoice.CARD))
    pay(world, MONDAY, now=at(MONDAY))
    plans.set_ring_fence(
        budget=made,
        kind=RingFenceKind.HOLIDAY,
        pence=300_00,
        words="Grace, two weeks",
        by=world.practitioner.user_id,
        now=NOW,
    )
    return made


def shown(client: Client, budget: Budget, more: str, status: int = 200) -> str:
    answer = client.get(f"/budgets/{budget.id}/{more}".rstrip("/"))
    assert answer.status_code == status
    return answer.content.decode().replace("&#x27;", "’")


def sent(client: Client, budget: Budget, more: str, status: int = 302, **typed: str) -> str:
    answer = client.post(f"/budgets/{budget.id}/{more}", typed)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode().replace("&#x27;", "’")


def begun(client: Client, budget: Budget, **typed: str) -> str:
    said = {"reason": "chosen", "ends_on": "13 December 2026", "words": "Arranged care."}
    return sent(client, budget, "end", **(said | typed))


def state_of(budget: Budget) -> BudgetState:
    return BudgetState(Budget.objects.values_list("state", flat=True).get(pk=budget.pk))


def test_its_last_day_is_set_and_what_is_owed_stands_first(ama: Client, budget: Budget) -> None:
    assert "What happens then" in shown(ama, budget, "end")
    begun(ama, budget)
    assert state_of(budget) == BudgetState.ENDING
    page = shown(ama, budget, "ending")
    assert "The last day is Sunday 13 December" in page
    assert "Holiday that is owed: Grace, two weeks" in page
    assert "£840.00" in page
    # £840.00 less £300.00 of holiday
    assert "£540.00" in page
    assert "It is ending" in shown(ama, budget, "")


def test_a_day_that_is_over_comes_back(ama: Client, budget: Budget) -> None:
    said = {"reason": "chosen", "ends_on": "1 November 2026", "words": ""}
    page = sent(ama, budget, "end", 409, **said)
    assert "Choose today or a later day" in page
    assert state_of(budget) == BudgetState.ACTIVE


def test_what_was_never_agreed_ends_at_once(ama: Client, world: World) -> None:
    draft = drafted(world, world.rosa)
    begun(ama, draft, ends_on="23 November 2026")
    assert state_of(draft) == BudgetState.ENDED


def test_steps_are_settled_in_their_order(ama: Client, budget: Budget) -> None:
    begun(ama, budget)
    sent(ama, budget, "ending/add", kind="final_pay", words="Grace, last week", amount="200")
    ending = find_ending(budget)
    assert ending is not None
    pay_first, holiday = ending.steps.order_by("place")
    page = shown(ama, budget, f"ending/{holiday.id}")
    assert "“Grace, last week” comes before this" in page
    typed = {"amount": "300", "on": "23 November 2026"}
    assert "This is settled first" in sent(ama, budget, f"ending/{holiday.id}", 409, **typed)
    sent(ama, budget, f"ending/{pay_first.id}", amount="200", on="23 November 2026")
    sent(ama, budget, f"ending/{holiday.id}", **typed)
    holiday.refresh_from_db()
    assert holiday.settled_pence == 300_00
    assert why.why_balance(budget).balance_pence == 840_00 - 200_00 - 300_00


def test_what_cannot_wait_says_why(ama: Client, budget: Budget) -> None:
    begun(ama, budget)
    sent(ama, budget, "ending/add", kind="final_pay", words="Grace, last week", amount="200")
    ending = find_ending(budget)
    assert ending is not None
    holiday = ending.steps.order_by("place")[1]
    typed = {"amount": "300", "on": "23 November 2026", "early_words": "She travels today."}
    sent(ama, budget, f"ending/{holiday.id}", **typed)
    holiday.refresh_from_db()
    assert holiday.settled_pence == 300_00


def test_earned_pay_is_found_where_payments_were_stopped(ama: Client, world: World) -> None:
    budget = active(world, world.rosa)
    begun(ama, budget, reason="condition", ends_on="23 November 2026")
    assert "Payments are stopped" not in shown(ama, budget, "ending")
    sent(ama, budget, "ending/add", kind="final_pay", words="Grace, last day", amount="40")
    page = shown(ama, budget, "ending")
    assert "£40.00 is missing for what is owed" in page
    assert "Pay the last days after all" in page
    sent(ama, budget, "ending/last-days", words="Grace worked that day.")
    assert "Payments are stopped" not in shown(ama, budget, "ending")


def test_a_manager_who_did_not_begin_it_leaves_money_where_it_is(
    ama: Client, priya: Client, budget: Budget
) -> None:
    begun(ama, budget)
    shown(ama, budget, "ending/leave", status=404)
    assert "Leave some of it where it is" in shown(priya, budget, "ending")
    assert 'value="540.00"' in shown(priya, budget, "ending/leave")
    too_much = sent(priya, budget, "ending/leave", 409, amount="900", words="Kind.")
    assert "more than what is left" in too_much
    sent(priya, budget, "ending/leave", amount="540", words="The family needs it.")
    ending = find_ending(budget)
    assert ending is not None
    assert ending.written_off_pence == 540_00
    assert what_is_left(ending, MONDAY).to_give_back_pence == 0


def test_all_is_settled_once_nothing_is_left(ama: Client, world: World, budget: Budget) -> None:
    begun(ama, budget)
    ending = find_ending(budget)
    assert ending is not None
    early = sent(ama, budget, "ending/settle", 409)
    assert "isn’t over yet" in early
    step = ending.steps.get()
    sent(ama, budget, f"ending/{step.id}", amount="300", on="23 November 2026")
    with time_machine.travel(LATER, tick=False):
        ama, priya = browser(world.practitioner), browser(world.manager)
        assert "£540.00 is left" in sent(ama, budget, "ending/settle", 409)
        sent(priya, budget, "ending/leave", amount="540", words="The family needs it.")
        assert "All is settled" in shown(ama, budget, "ending")
        sent(ama, budget, "ending/settle")
        assert "It has ended" in shown(ama, budget, "ending")
    assert state_of(budget) == BudgetState.ENDED


def test_where_nobody_knows_somebody_says_what_they_saw(ama: Client, world: World) -> None:
    budget = active(world, world.rosa)
    pay(world, MONDAY, now=at(MONDAY))
    begun(ama, budget)
    with time_machine.travel(LATER, tick=False):
        ama = browser(world.practitioner)
        assert "What did you see together?" in shown(ama, budget, "ending/settle")
        unsaid = sent(ama, budget, "ending/settle", 409, words="")
        assert "We don’t know what is left" in unsaid
        sent(ama, budget, "ending/settle", words="The last statement: nothing.")
    assert state_of(budget) == BudgetState.ENDED


def test_before_it_is_begun_there_is_no_such_page(ama: Client, budget: Budget) -> None:
    for more in ("ending", "ending/add", "ending/settle"):
        shown(ama, budget, more, status=404)


def test_when_somebody_has_died_nothing_is_sent(ama: Client, budget: Budget) -> None:
    there = f"/people/{budget.person_id}/died"
    page = ama.get(there).content.decode()
    assert "nothing is sent to anybody" in page
    before = Message.objects.count()
    assert ama.post(there, {"died_on": "20 November 2026"}).status_code == 302
    assert Person.objects.get(pk=budget.person_id).died_on == date(2026, 11, 20)
    assert state_of(budget) == BudgetState.ENDING
    assert Message.objects.count() == before
    page = shown(ama, budget, "ending")
    assert "Daniel died on Friday 20 November" in page
    assert "Take the time that the family needs" in page


def test_a_death_that_has_not_come_is_not_recorded(ama: Client, budget: Budget) -> None:
    tomorrow = f"{MONDAY + timedelta(days=1):%Y-%m-%d}"
    answer = ama.post(f"/people/{budget.person_id}/died", {"died_on": tomorrow})
    assert answer.status_code == 422
    assert Person.objects.get(pk=budget.person_id).died_on is None


def test_somebody_close_does_none_of_this(ama: Client, world: World, budget: Budget) -> None:
    declare_interest(
        member=world.practitioner, person=world.daniel, relation=Relation.FAMILY, now=NOW
    )
    assert "Somebody else must do this" in shown(ama, budget, "end")
    said = {"reason": "chosen", "ends_on": "13 December 2026", "words": ""}
    sent(ama, budget, "end", 409, **said)
    there = f"/people/{budget.person_id}/died"
    assert "We are sorry" in ama.get(there).content.decode()
    assert ama.post(there, {"died_on": "20 November 2026"}).status_code == 409
    assert Person.objects.get(pk=budget.person_id).died_on is None
    assert state_of(budget) == BudgetState.ACTIVE


def test_nobody_else_ends_it(world: World, budget: Budget) -> None:
    for member in (world.finance, world.auditor, world.holder(world.daniel)):
        shown(browser(member), budget, "end", status=404)
        assert browser(member).get(f"/people/{budget.person_id}/died").status_code == 404
