"""What the signatories of a group decide on their pages: one alone, or two above a sum."""

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from budgets.councils.models import User
from budgets.people.values import PersonKind
from budgets.plans import services as plans
from budgets.plans.models import Budget, SharedDecision
from budgets.plans.values import HolderKind
from budgets.plans.values.drafting import HolderDraft
from tests import worlds_of_plans as states
from tests.factories import NOW, PersonFactory, World
from tests.web.holding import TODAY, shown
from tests.web.pages import browser


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


def signatory(name: str) -> HolderDraft:
    email = f"{name.split(maxsplit=1)[0].lower()}@home.example"
    return HolderDraft(HolderKind.NOMINATED, name, email, consented_on=NOW.date())


@pytest.fixture
def shared(world: World) -> Budget:
    """Iris and Tom sign for a group; above £100.00 both of them."""
    group = PersonFactory(
        team=world.team, full_name="Millfield Friends", kind=PersonKind.GROUP, email=""
    )
    draft = states.plan(
        holder=signatory("Iris Bell"),
        more_holders=(signatory("Tom Hart"),),
        two_signatures_above_pence=100_00,
    )
    return states.active(world, group, draft)


def as_(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(full_name=name))
    return client


def ask(client: Client, budget: Budget, amount: str, words: str = "A trip") -> int:
    sent = {"words": words, "amount": amount}
    return client.post(f"/plan/{budget.id}/sharing", sent).status_code


def test_up_to_the_sum_one_decides(shared: Budget) -> None:
    iris = as_("Iris Bell")
    assert ask(iris, shared, "100") == 302
    page = shown(iris, f"/plan/{shared.id}/sharing")
    assert "£100.00 is decided." in page
    assert "Decided" in page
    assert (
        "Up to £100 one of you decides. Above it, two sign. You sign: Iris Bell, Tom Hart." in page
    )


def test_above_it_the_other_signs_too(shared: Budget) -> None:
    iris, tom = as_("Iris Bell"), as_("Tom Hart")
    ask(iris, shared, "100.01")
    decision = SharedDecision.objects.get()
    assert "You asked for it" in shown(iris, f"/plan/{shared.id}/sharing")
    address = f"/plan/{shared.id}/sharing/{decision.id}/sign"
    refused = iris.post(address)
    assert refused.status_code == 409
    assert f"/plan/{shared.id}/sharing" in refused.content.decode()
    assert "Sign £100.01?" in shown(tom, f"/home/{shared.person_id}")
    assert "Iris Bell asked for it" in shown(tom, f"/plan/{shared.id}/sharing")
    assert tom.post(address).status_code == 302
    decision.refresh_from_db()
    assert decision.agreed_by == User.objects.get(full_name="Tom Hart").id
    assert "Iris Bell and Tom Hart" in shown(iris, f"/plan/{shared.id}/sharing")
    assert "Sign £100.01?" not in shown(tom, f"/home/{shared.person_id}")


def test_either_may_rather_not(shared: Budget) -> None:
    ask(as_("Iris Bell"), shared, "250")
    decision = SharedDecision.objects.get()
    tom = as_("Tom Hart")
    assert tom.post(f"/plan/{shared.id}/sharing/{decision.id}/take-back").status_code == 302
    assert "Taken back" in shown(tom, f"/plan/{shared.id}/sharing")
    decision.refresh_from_db()
    assert decision.withdrawn_at
    assert not decision.agreed_at


@pytest.mark.parametrize(
    ("words", "amount", "said"),
    [
        ("", "20", "Write a few words here."),
        ("A trip", "", "Write the amount in pounds"),
        ("A trip", "0", "Write an amount above £0."),
        ("A trip", "lots", "Write the amount in pounds"),
    ],
)
def test_what_is_missing_is_said(shared: Budget, words: str, amount: str, said: str) -> None:
    answer = as_("Iris Bell").post(f"/plan/{shared.id}/sharing", {"words": words, "amount": amount})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not SharedDecision.objects.exists()


def test_who_signs_no_longer_and_who_never_did_decide_nothing(world: World, shared: Budget) -> None:
    tom = as_("Tom Hart")
    plans.end_signatory(
        holder=shared.holders.get(full_name="Tom Hart"),
        ends_on=date(2026, 12, 1),
        by=world.practitioner.user_id,
        now=NOW,
    )
    for client in (tom, browser(world.holder(world.daniel)), browser(world.practitioner)):
        assert client.get(f"/plan/{shared.id}/sharing").status_code == 404
        assert ask(client, shared, "20") == 404
        assert client.post(f"/plan/{shared.id}/sharing/{uuid4()}/sign").status_code == 404
    assert not SharedDecision.objects.exists()


def test_a_decision_of_another_group_is_none_of_theirs(world: World, shared: Budget) -> None:
    other = PersonFactory(team=world.team, full_name="Others", kind=PersonKind.GROUP, email="")
    draft = states.plan(
        holder=signatory("Ada Low"),
        more_holders=(signatory("Bo Hill"),),
        two_signatures_above_pence=100_00,
    )
    theirs = states.active(world, other, draft)
    ask(as_("Ada Low"), theirs, "300")
    decision = SharedDecision.objects.get()
    iris = as_("Iris Bell")
    assert iris.post(f"/plan/{shared.id}/sharing/{decision.id}/sign").status_code == 404
    assert iris.post(f"/plan/{theirs.id}/sharing/{decision.id}/sign").status_code == 404
    decision.refresh_from_db()
    assert not decision.agreed_at
