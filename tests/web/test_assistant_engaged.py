"""A holder as an employer: adding somebody, rates, the list, notice; and family in the home."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from budgets.assistants.models import Engagement, StartCheck
from tests.factories import NOW, World
from tests.web.holding import shown
from tests.web.pages import browser, newest_mail
from tests.worlds_of_assistants import Work, works


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def work(world: World) -> Work:
    return works(world)


@pytest.fixture
def daniel(work: Work) -> Client:
    return browser(work.holder)


def somebody(**said: Any) -> dict[str, Any]:
    return {
        "full_name": "Ben Adler",
        "relation": "none",
        "starts_on": "1 December 2026",
        "hour": "13.40",
        "week": "16",
        **said,
    }


def test_somebody_is_added_and_lets_sign_in(daniel: Client, work: Work) -> None:
    here = f"/plan/{work.budget.id}/assistants"
    assert "Mariam Haddad" in shown(daniel, here)
    made_at = daniel.post(f"{here}/add", somebody()).headers["Location"]
    ben = Engagement.objects.get(assistant__full_name="Ben Adler")
    assert (ben.weekly_minutes, ben.rates.get().pence) == (960, 13_40)
    page = shown(daniel, made_at)
    assert "Before Ben starts" in page
    assert "£13.40" in page
    assert "16 hours" in page
    daniel.post(f"{made_at}/invite", {"email": "ben@home.example"})
    assert newest_mail()[0] == "ben@home.example"
    assert "Write to Ben again how to sign in" in shown(daniel, made_at)


def test_the_list_helps_and_a_rate_is_agreed(daniel: Client, work: Work) -> None:
    here = f"/plan/{work.budget.id}/assistants/{work.engagement.id}"
    daniel.post(f"{here}/done", {"what": "insurance"})
    assert StartCheck.objects.get().what == "insurance"
    assert daniel.post(f"{here}/done", {"what": "dancing"}).status_code == 404
    daniel.post(f"{here}/rate", {"kind": "standard", "amount": "15", "from_on": "1 December 2026"})
    page = shown(daniel, here)
    assert "Done on Sunday 22 November" in page
    assert "£15.00" in page
    assert "from Tuesday 1 December" in page


def test_notice_and_the_end(daniel: Client, work: Work) -> None:
    here = f"/plan/{work.budget.id}/assistants/{work.engagement.id}"
    assert daniel.post(f"{here}/notice", {"day": "1 November 2026"}).status_code == 409
    daniel.post(f"{here}/notice", {"day": "20 December 2026"})
    assert "Leaving" in shown(daniel, here)
    daniel.post(f"{here}/end", {"day": "21 November 2026", "words": "She moved away."})
    page = shown(daniel, here)
    assert "Ended" in page
    assert "A new rate of pay" not in page


def test_family_in_the_same_home_needs_the_council_first(
    world: World, daniel: Client, work: Work
) -> None:
    here = f"/plan/{work.budget.id}/assistants"
    refused = daniel.post(f"{here}/add", somebody(relation="household_family"))
    assert refused.status_code == 409
    assert "only when the council has agreed to it" in refused.content.decode()
    ama = browser(world.practitioner)
    address = f"/budgets/{work.budget.id}/assistants"
    assert "Add family from the same home" in shown(ama, address)
    said = somebody(reason="times", words="Care is needed at night.", agreed_on="20 November 2026")
    ama.post(f"{address}/family", said)
    family = Engagement.objects.get(assistant__full_name="Ben Adler")
    assert (family.relation, family.household_reason) == ("household_family", "times")
    assert "Care is needed at night." in shown(ama, address)
    assert daniel.get(f"{address}/family").status_code == 404


def test_another_holders_assistants_do_not_exist(world: World, work: Work) -> None:
    other = works(world, world.rosa)
    rosa = browser(other.holder)
    here = f"/plan/{work.budget.id}/assistants"
    for address in (here, f"{here}/add", f"{here}/{work.engagement.id}"):
        assert rosa.get(address).status_code == 404
    own = f"/plan/{other.budget.id}/assistants/{work.engagement.id}"
    for step in ("", "/rate", "/notice", "/end", "/invite"):
        assert rosa.get(f"{own}{step}").status_code == 404
