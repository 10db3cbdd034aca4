"""A holder's plan and its figures: their own words, who decided what, and sums that add up."""

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from budgets.people.models import RecordRead
from budgets.people.values import PersonKind
from budgets.plans import services as plans
from budgets.plans.values import HolderKind
from budgets.plans.values.drafting import HolderDraft, LineDraft, StatementDraft
from tests import worlds_of_plans as states
from tests.factories import NOW, PersonFactory, World, make_world, promised
from tests.web.pages import browser

SWIM = LineDraft("weekly_sum", "Swimming on Fridays", 12_00, "£12.00 a week")
PAY = LineDraft(
    "pay",
    "Personal assistants' pay",
    298_00,
    "20 hours at £14.90 = £298.00 a week",
    (
        {
            "name": "pa_hour",
            "value": 1490,
            "unit": "pence_an_hour",
            "starts_on": "2026-04-01",
            "source": "Our rates for 2026",
        },
    ),
)


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def daniel(world: World) -> Client:
    return browser(world.holder(world.daniel))


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_plan_speaks_in_their_own_words(daniel: Client, world: World) -> None:
    budget = states.active(world, world.daniel)
    page = shown(daniel, f"/plan/{budget.id}")
    assert "<h1>My plan</h1>" in page
    assert "Somebody to help me up and out" in page
    assert "I see my friends each week" in page
    assert "Daniel Okafor, your own money" in page
    assert "You can decide to ask for this" in page
    assert "Ama Boateng, Sunday 22 November: We talked about it together." in page
    for figure in ("£310.00", "£30.00", "£280.00"):  # 310 - 30 = 280
        assert figure in page
    assert "Every 4 weeks" in page
    assert "You add your part to the account. We pay the rest." in page


def test_what_is_open_is_said_to_be_our_job(daniel: Client, world: World) -> None:
    budget = states.drafted(world, world.daniel)
    page = shown(daniel, f"/plan/{budget.id}")
    assert "Being decided" in page
    assert page.count("Nobody has decided it yet. That is our job.") == 4
    assert "Nobody has agreed these figures yet." in page
    assert "from Monday 23 November" in page


def test_figures_stand_line_by_line_with_rule_rate_and_source(daniel: Client, world: World) -> None:
    draft = states.plan(statement={"lines": (PAY, SWIM)})  # 298 + 12 = 310
    budget = states.active(world, world.daniel, draft)
    page = shown(daniel, f"/plan/{budget.id}/figures")
    assert "20 hours at £14.90 = £298.00 a week" in page
    assert "<strong>£14.90 an hour</strong>, from Wednesday 1 April." in page
    assert "Our rates for 2026" in page
    for figure in ("£298.00", "£12.00", "£310.00", "£280.00"):
        assert figure in page
    assert "Our first figures" in page
    assert "Priya Nair agreed this budget." in page
    assert "Ama Boateng wrote this budget down." in page


def test_later_figures_and_those_nobody_agreed_stand_apart(daniel: Client, world: World) -> None:
    budget = states.active(world, world.daniel)
    draft = StatementDraft(
        starts_on=date(2027, 4, 5), total_pence=330_00, contribution_pence=31_00, why="New rates"
    )
    plans.propose_statement(budget=budget, draft=draft, by=world.practitioner, now=NOW)
    page = shown(daniel, f"/plan/{budget.id}/figures")
    assert "What comes later" in page
    assert "£330.00 a week" in page
    assert "Not agreed yet" in page
    assert "What counts from Monday 23 November" in page


def test_the_menu_leads_to_the_one_plan_or_to_a_choice(daniel: Client, world: World) -> None:
    assert "No plan yet" in shown(daniel, "/plan")
    first = states.drafted(world, world.daniel)
    assert daniel.get("/plan")["Location"] == f"/plan/{first.id}"
    second = states.drafted(world, world.daniel)
    page = shown(daniel, "/plan")
    assert f"/plan/{first.id}" in page
    assert f"/plan/{second.id}" in page


def _signatory(name: str, email: str) -> HolderDraft:
    return HolderDraft(
        HolderKind.NOMINATED, name, email, consented_on=NOW.date(), evidence="Signed paper, seen"
    )


def test_a_group_has_its_signatories(world: World) -> None:
    group = PersonFactory(
        team=world.team, full_name="Millfield Friends", kind=PersonKind.GROUP, email=""
    )
    draft = states.plan(
        holder=_signatory("Iris Bell", "iris@home.example"),
        more_holders=(_signatory("Tom Hart", "tom@home.example"),),
        statement={"starts_on": NOW.date()},
    )
    budget = states.active(world, group, draft)
    tom = budget.holders.get(full_name="Tom Hart").user
    assert tom
    client = Client()
    client.force_login(tom)
    page = shown(client, f"/plan/{budget.id}")
    assert "<h1>Millfield Friends’ plan</h1>" in page
    assert "Iris Bell, signs for the group" in page
    assert "Said yes on Sunday 22 November" in page


def test_who_represents_somebody_sees_their_plan_and_is_seen(world: World) -> None:
    rosa = world.rosa.user
    assert rosa
    draft = states.plan(
        holder=HolderDraft(
            HolderKind.NOMINATED, "Rosa Marsh", user_id=rosa.id, consented_on=NOW.date()
        ),
        statement={"starts_on": NOW.date()},
    )
    budget = states.active(world, world.daniel, draft)
    page = shown(browser(world.holder(world.rosa)), f"/plan/{budget.id}")
    assert "<h1>Daniel’s plan</h1>" in page
    assert "Rosa Marsh, chosen to manage it" in page
    read = RecordRead.objects.get(person=world.daniel)
    assert (read.read_by, read.what) == (rosa.id, "their plan")


def test_for_anybody_else_there_is_no_such_plan(world: World) -> None:
    budget, elsewhere = states.active(world, world.daniel), make_world()
    others = [world.holder(world.rosa), elsewhere.holder(elsewhere.daniel), elsewhere.finance]
    staff = [world.practitioner, world.manager, world.finance, world.auditor]
    for client in map(browser, [*others, *staff]):
        for page in ("", "/figures", "/calendar", "/why", "/statement", "/statement.csv"):
            assert client.get(f"/plan/{budget.id}{page}").status_code == 404
    mine = browser(world.holder(world.daniel))
    assert mine.get(f"/plan/{uuid4()}").status_code == 404
    granted = promised(world, world.daniel)
    assert mine.get(f"/plan/{granted.budget_id}").status_code == 404
