"""Engagements over the REST interface: made, each step, and who may not."""

import pytest

from budgets.assistants.models import Engagement
from tests.api.client import caller
from tests.factories import World
from tests.worlds_of_assistants import Work, works


@pytest.fixture
def work(world: World) -> Work:
    return works(world)


def test_an_engagement_is_made_and_goes_through_its_steps(world: World, work: Work) -> None:
    daniel = caller(work.holder)
    body = {
        "budget": str(work.budget.id),
        "full_name": "Ben Adler",
        "relation": "none",
        "starts_on": "2026-12-01",
        "rates": [{"kind": "standard", "amount": "13.40"}, {"kind": "sleep_in", "amount": "60.00"}],
        "weekly_minutes": 960,
    }
    made = daniel.post("/engagements", body, key="one")
    assert made.status_code == 201
    assert daniel.post("/engagements", body, key="one").json() == made.json()
    assert Engagement.objects.filter(assistant__full_name="Ben Adler").count() == 1
    path = f"/engagements/{made.json()['id']}"
    rate = {"kind": "standard", "amount": "14.00", "starts_on": "2027-01-01"}
    amounts = [one["amount"] for one in daniel.step(path, "rates", rate).json()["rates"]]
    assert sorted(amounts) == ["13.40", "14.00", "60.00"]
    done = daniel.step(path, "start-checks", {"what": "insurance", "done_on": "2026-11-20"})
    assert done.json()["start_checks"] == [{"what": "insurance", "done_on": "2026-11-20"}]
    told = daniel.step(path, "notice", {"until": "2027-03-01"})
    assert told.json()["notice_until"] == "2027-03-01"
    ended = daniel.step(path, "end", {"ends_on": "2027-03-01", "words": "Moved"})
    assert ended.json()["ends_on"] == "2027-03-01"


def test_only_the_council_agrees_that_family_in_the_home_is_paid(world: World, work: Work) -> None:
    path = f"/engagements/{work.engagement.id}"
    why = {"reason": "times", "words": "It is at night.", "agreed_on": "2026-11-20"}
    assert caller(work.holder).step(path, "household", why).status_code == 403
    agreed = caller(world.practitioner).step(path, "household", why).json()
    assert (agreed["relation"], agreed["household_agreed_on"]) == ("household_family", "2026-11-20")


def test_an_assistant_sees_their_own_and_no_employer_anothers(world: World, work: Work) -> None:
    other = works(world, world.rosa, assistant=work.assistant)
    both = {one["id"] for one in caller(work.member).get("/engagements").json()["data"]}
    assert both == {str(work.engagement.id), str(other.engagement.id)}
    mine = caller(work.holder).get("/engagements").json()["data"]
    assert [one["id"] for one in mine] == [str(work.engagement.id)]
    assert caller(work.holder).get(f"/engagements/{other.engagement.id}").status_code == 404
