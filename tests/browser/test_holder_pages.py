"""Every page and state of a budget that goes on, on a phone, on a desk and in large text."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser

from budgets.councils.models import User
from budgets.people.models import Person
from budgets.people.values import PersonKind
from budgets.plans import services as plans
from budgets.plans.models import Budget
from budgets.plans.values import HolderKind
from budgets.plans.values.agreement import AccountChoice, EndReason
from budgets.plans.values.drafting import HolderDraft, LineDraft
from budgets.plans.values.schedule import ContributionMode
from ledgers.values import SCHEDULER, Purpose
from tests.browser.conftest import Opener
from tests.factories import NOW, PersonFactory, World
from tests.worlds_of_plans import MONDAY, active, agreed, at, drafted, pay, plan, spent

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 900}
MOST_BYTES = 100_000
LONG = "Featherstonehaugh-Cholmondeley" + "x" * 60
OCTOBER = date(2026, 10, 19)
PAY_DAYS = (MONDAY, date(2026, 12, 14), date(2027, 1, 11))
KEPT = plan(
    account_kind=AccountChoice.CARD,
    contribution_mode=ContributionMode.GROSS,
    purposes=((Purpose.GETTING_OUT, f"Swimming {LONG}"),),
    statement={
        "starts_on": OCTOBER,
        "lines": (
            LineDraft("pay", f"Pay {LONG}", 300_00, f"20 hours {LONG}"),
            LineDraft("weekly_sum", "Swimming", 10_00),
        ),
    },
)
PAGES = (
    "", "/figures", "/calendar", "/calendar?year=2027", "/why", "/statement",
    "/statement?since=banana", "/contributions", "/money", "/reviews", "/helping",
)  # fmt: skip

Life = dict[str, Budget]


def _person(world: World, name: str, **said: object) -> Person:
    person: Person = PersonFactory(team=world.team, full_name=name, **said)
    return person


def _signed(*names: str) -> list[HolderDraft]:
    return [
        HolderDraft(
            HolderKind.NOMINATED,
            name,
            f"{name.split()[0].lower()}@home.example",
            consented_on=OCTOBER,
            evidence=LONG,
        )
        for name in names
    ]


def _somebody_in_each_state(world: World) -> Life:
    group = _person(world, f"Friends {LONG}", kind=PersonKind.GROUP, email="")
    iris, tom, joy = _signed("Iris Bell", "Tom Hart", "Joy Grey")
    begun = {"starts_on": OCTOBER}
    return {
        "active": active(world, world.daniel, KEPT),
        "unknown": active(world, _person(world, "Una Known"), plan(statement=begun)),
        "stopped": active(world, _person(world, "Sam Whitlock"), KEPT),
        "ending": active(world, _person(world, "Ed Endings"), KEPT),
        "agreed": agreed(world, _person(world, "Aled Price")),
        "draft": drafted(world, _person(world, "Dora Finch")),
        "died": active(world, _person(world, f"Mabel {LONG}"), plan(statement=begun, holder=joy)),
        "group": active(
            world,
            group,
            plan(
                statement=begun,
                holder=iris,
                more_holders=(tom,),
                two_signatures_above_pence=100_00,
            ),
        ),
    }


def _what_happened(world: World, life: Life) -> None:
    by, mine = world.practitioner, life["active"]
    plans.suspend_budget(
        budget=life["stopped"], reason="questions", words=LONG, starts_on=NOW.date(),
        by=SCHEDULER, now=NOW,
    )  # fmt: skip
    plans.begin_ending(
        budget=life["ending"], reason=EndReason.CHOSEN, ends_on=NOW.date() + timedelta(days=9),
        words=LONG, by=by, now=NOW,
    )  # fmt: skip
    for day in PAY_DAYS:
        pay(world, day, now=at(day))
    plans.record_death(person=life["died"].person, died_on=NOW.date(), by=by, now=NOW)
    spent(mine, 43_21, on=NOW.date())
    plans.hold_review(
        budget=mine, held_on=NOW.date(), matters=LONG, works="Ben", should_change="", by=by, now=NOW
    )
    last = at(PAY_DAYS[-1])
    talk = plans.open_surplus_talk(budget=mine, words=LONG, by=by, now=last)
    plans.ask_for_repayment(
        budget=mine, talk=talk, pence=500_00, reason=LONG, answer_by=date(2027, 2, 8),
        by=world.manager, now=last,
    )  # fmt: skip
    for name, pence in (("Tom Hart", 240_00), ("Iris Bell", 20_00)):
        asks = User.objects.get(full_name=name)
        plans.ask_shared_decision(
            budget=life["group"], words=LONG, pence=pence, by=asks.id, now=NOW
        )


def _life(world: World) -> Life:
    life = _somebody_in_each_state(world)
    _what_happened(world, life)
    return life


def _addresses(life: Life) -> dict[str, tuple[User, str]]:
    """Who opens what, by the name of the page."""
    found = {}
    for name, budget in life.items():
        user = budget.person.user or budget.holders.order_by("named_at", "id")[0].user
        assert user
        found[f"home, {name}"] = (user, f"/home/{budget.person_id}")
        pages = PAGES if name in ("active", "unknown") else ("", "/calendar", "/reviews")
        for page in pages:
            found[f"plan{page}, {name}"] = (user, f"/plan/{budget.id}{page}")
    iris = User.objects.get(full_name="Iris Bell")
    found["sharing"] = (iris, f"/plan/{life['group'].id}/sharing")
    return found


def test_every_page_of_a_plan_on_a_phone(open_phone: Opener, world: World) -> None:
    phones = {}
    for name, (user, address) in _addresses(_life(world)).items():
        if user.id not in phones:
            phones[user.id] = open_phone(user)
        phone = phones[user.id].open(address).look(name)
        assert phone.looked[name]["bytes"] < MOST_BYTES, name


def test_every_page_of_a_plan_on_a_desk(open_phone: Opener, world: World) -> None:
    desks = {}
    for name, (user, address) in _addresses(_life(world)).items():
        if user.id not in desks:
            desks[user.id] = open_phone(user, viewport=DESK)
        desks[user.id].open(address).look(f"{name}, on a desk")


def test_every_page_of_a_plan_in_text_twice_as_large(
    open_phone: Opener, world: World, large_text: Browser
) -> None:
    phones = {}
    for name, (user, address) in _addresses(_life(world)).items():
        if user.id not in phones:
            phones[user.id] = open_phone(user, large_text)
        assert phones[user.id].open(address).sideways() <= 0, name
