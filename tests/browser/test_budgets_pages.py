"""Every page about direct payments for a team's staff: on a phone, on a desk, in large text."""

from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from budgets.people import services as people
from budgets.people.values import PersonKind, Relation
from budgets.plans import services as plans
from budgets.plans.models import Budget
from budgets.plans.selectors.ending import find_ending
from budgets.plans.values import BudgetState, HolderKind
from budgets.plans.values.agreement import AccountChoice, EndReason, OneOffKind
from budgets.plans.values.conditions import SECTION_31
from budgets.plans.values.drafting import HolderDraft
from budgets.plans.values.surplus import RingFenceKind
from tests.browser.conftest import Opener
from tests.factories import NOW, PersonFactory, World
from tests.worlds_of_plans import MONDAY, active, agreed, at, drafted, pay, plan

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 900}
MOST_BYTES = 100_000
LONG_NAME = "Grace Featherstonehaugh-Cholmondeley Marjoribanks"
CARD = plan(account_kind=AccountChoice.CARD)


def _busy(world: World, budget: Budget) -> dict[str, Any]:
    """Something of everything waits on this budget: figures, a sum, money paid too much."""
    by = world.practitioner
    plans.take_holiday(
        budget=budget, starts_on=date(2026, 12, 7), ends_on=date(2026, 12, 13), words="x" * 60,
        by=by.user_id, now=NOW,
    )  # fmt: skip
    plans.propose_one_off(
        budget=budget, kind=OneOffKind.START_UP, pence=120_00, due_on=MONDAY, words="y" * 60,
        by=by, now=NOW,
    )  # fmt: skip
    more = plan(statement={"starts_on": date(2026, 12, 14), "total_pence": 350_00, "why": "More"})
    proposed = plans.propose_statement(budget=budget, draft=more.statement, by=by, now=NOW)
    return {"figures": proposed.id, "too_much": budget.adjustments.get().id}


def _ending(world: World, budget: Budget) -> Any:
    plans.set_ring_fence(
        budget=budget, kind=RingFenceKind.NOTICE, pence=300_00, words="Grace, two weeks",
        by=world.practitioner.user_id, now=NOW,
    )  # fmt: skip
    plans.begin_ending(
        budget=budget, reason=EndReason.CHOSEN, ends_on=date(2026, 12, 13), words="z" * 60,
        by=world.practitioner, now=NOW,
    )  # fmt: skip
    ending = find_ending(budget)
    assert ending is not None
    return ending.steps.get()


def _full_teams(world: World) -> dict[str, dict[str, str]]:
    """A world in which every page has something to show, and the addresses by who opens them."""

    def somebody(name: str, **more: Any) -> Any:
        return PersonFactory(team=world.team, full_name=name, **more)

    busy, ends = active(world, somebody(LONG_NAME)), active(world, world.rosa, CARD)
    pay(world, MONDAY, now=at(MONDAY))
    waits, step = _busy(world, busy), _ending(world, ends)
    draft, open_still = drafted(world, somebody("Mary")), agreed(world, somebody("Joan"))
    stopped, ill = active(world, somebody("Alice")), active(world, somebody("Dora"))
    plans.suspend_budget(
        budget=stopped, reason="away", words="In hospital", starts_on=MONDAY,
        by=world.practitioner.user_id, now=NOW,
    )  # fmt: skip
    plans.raise_concern(budget=busy, words="w" * 80, by=world.practitioner.user_id, now=NOW)
    plans.record_death(
        person=ill.person, died_on=NOW.date() - timedelta(days=2), by=world.practitioner, now=NOW
    )
    group, friend = somebody("Tuesday Club", kind=PersonKind.GROUP), somebody("Sam Close")
    people.declare_interest(
        member=world.practitioner, person=friend, relation=Relation.FRIEND, now=NOW
    )
    signed = HolderDraft(HolderKind.NOMINATED, full_name=LONG_NAME, consented_on=NOW.date())
    club = drafted(world, group, plan(holder=signed, two_signatures_above_pence=100_00))
    tied = plans.draft_budget(person=friend, draft=plan(), by=world.manager, now=NOW)
    plans.hand_over_link(budget=open_still, by=world.practitioner.user_id, now=NOW)
    one, writing = f"/budgets/{busy.id}", f"/people/{world.daniel.id}/direct-payment"
    states = {"draft": draft, "agreed": open_still, "stopped": stopped, "died": ill, "tied": tied}
    return {
        "practitioner": {
            "direct payments": "/budgets",
            "direct payments, waiting": "/budgets?only=waiting",
            "direct payments, none": "/budgets?who=zzz",
            "add a person": "/people/add",
            "write who": f"{writing}/who",
            "write who, a group": f"/people/{group.id}/direct-payment/who",
            "write who, tied": f"/people/{friend.id}/direct-payment/who",
            "write purposes": f"{writing}/purposes",
            "write week": f"{writing}/week",
            "write paying": f"{writing}/paying",
            "a budget, busy": one,
            **{f"a budget, {name}": f"/budgets/{budget.id}" for name, budget in states.items()},
            "a budget, ending": f"/budgets/{ends.id}",
            "a condition": f"/budgets/{open_still.id}/conditions/{SECTION_31[0]}",
            "new figures": f"{one}/figures",
            "stop payments": f"{one}/stop",
            "payments go on": f"/budgets/{stopped.id}/go-on",
            "a holiday": f"{one}/holiday",
            "a single sum": f"{one}/one-off",
            "another holder": f"{one}/holder",
            "who signs": f"/budgets/{club.id}/signatories",
            "signs no longer": f"/budgets/{club.id}/signatories/{club.holders.get().id}",
            "hand over the link": f"/budgets/{open_still.id}/link",
            "the link as a letter": f"/budgets/{open_still.id}/link/letter",
            "reviews": "/reviews",
            "a review": f"{one}/review",
            "book a review": f"{one}/review/book",
            "a worry": f"{one}/worry",
            "everybody's money in hand": "/money-in-hand",
            "money in hand": f"/budgets/{ends.id}/in-hand",
            "money in hand, unknown": f"{one}/in-hand",
            "set aside": f"{one}/in-hand/set-aside",
            "open a talk": f"{one}/in-hand/talk",
            "end it": f"{one}/end",
            "an ending": f"/budgets/{ends.id}/ending",
            "an ending, somebody died": f"/budgets/{ill.id}/ending",
            "something else is owed": f"/budgets/{ends.id}/ending/add",
            "it is paid": f"/budgets/{ends.id}/ending/{step.id}",
            "pay the last days": f"/budgets/{ill.id}/ending/last-days",
            "all is settled": f"/budgets/{ends.id}/ending/settle",
            "somebody has died": f"/people/{busy.person_id}/died",
            "a person with a budget": f"/people/{busy.person_id}",
        },
        "manager": {
            "agree": f"/budgets/{draft.id}/agree",
            "agree, one's own": f"/budgets/{tied.id}/agree",
            "a budget, for its manager": one,
            "agree figures": f"{one}/figures/{waits['figures']}/agree",
            "paid too much": f"{one}/paid-too-much/{waits['too_much']}",
            "ask for money back": f"{one}/in-hand/ask",
            "leave money": f"/budgets/{ends.id}/ending/leave",
        },
    }


def _users(world: World) -> dict[str, Any]:
    return {"practitioner": world.practitioner.user, "manager": world.manager.user}


def test_every_page_of_a_team_on_a_phone(open_phone: Opener, world: World) -> None:
    users = _users(world)
    for who, addresses in _full_teams(world).items():
        phone = open_phone(users[who])
        for name, address in addresses.items():
            phone.open(address).look(name)
            assert phone.looked[name]["bytes"] < MOST_BYTES, name


def test_every_page_of_a_team_on_a_desk(open_phone: Opener, world: World) -> None:
    users = _users(world)
    for who, addresses in _full_teams(world).items():
        desk = open_phone(users[who], viewport=DESK)
        for name, address in addresses.items():
            desk.open(address).look(f"{name}, on a desk")


def test_every_page_of_a_team_in_text_twice_as_large(
    open_phone: Opener, world: World, large_text: Browser
) -> None:
    users = _users(world)
    for who, addresses in _full_teams(world).items():
        phone = open_phone(users[who], large_text)
        for name, address in addresses.items():
            assert phone.open(address).sideways() <= 0, name


@pytest.mark.parametrize("scripts", [True, False])
def test_a_direct_payment_is_written_down_on_a_phone(
    open_phone: Opener, world: World, scripts: bool
) -> None:
    page = open_phone(world.practitioner.user, java_script_enabled=scripts).page
    page.goto(f"{page.url.split('/authorise')[0]}/people/{world.daniel.id}")
    page.get_by_role("link", name="Write down a direct payment").click()
    page.wait_for_load_state()
    page.get_by_label("Daniel", exact=False).first.check(force=True)
    expect(page.get_by_label("Their name")).to_be_hidden()
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("What for, in Daniel’s words?").first.fill("Somebody to help me get up")
    page.get_by_label("What kind of thing is that?").first.select_option("personal_assistance")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("From which day?").fill("23 November 2026")
    page.get_by_label("Hours with personal assistants in a week").fill("10")
    page.get_by_label("Pay for an hour").fill("13.20")
    page.get_by_role("button", name="Go on").click()
    page.wait_for_load_state()
    page.get_by_label("They add their part themselves").check(force=True)
    page.get_by_label("Their part in a week").fill("30")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Look at it all before it is stored")).to_be_visible()
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("It waits to be agreed")).to_be_visible()
    budget = Budget.objects.get()
    # 10 hours at £13.20 are £132.00, and 12.07 % of that for holiday is £15.93
    assert (budget.state, budget.statements.get().total_pence) == (BudgetState.DRAFT, 147_93)
