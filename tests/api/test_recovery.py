"""Recovery budgets over REST: asked, granted, stepped through; refused with nothing moved."""

from uuid import uuid4

import pytest

from budgets.recovery.models import RecoveryBudget, RecoveryRequest
from ledgers.models import Hold, Release, Transfer
from payments.outside.models import Message
from tests.api.client import caller
from tests.factories import World, asked, on_its_way, promised, there

ASKING = {"words": "The make-up course", "amount": "300.00", "currency": "GBP"}


def everything() -> tuple[int, ...]:
    """How much there is of all that an act leaves behind."""
    kinds = (Transfer, Hold, Release, RecoveryRequest, RecoveryBudget, Message)
    return tuple(kind.objects.count() for kind in kinds)


def test_a_practitioner_grants_in_one_step(world: World) -> None:
    ama = caller(world.practitioner)
    granted = ama.post("/recovery-budgets", ASKING | {"person": str(world.daniel.id)})
    assert granted.status_code == 201
    said = granted.json()
    assert (said["amount"], said["currency"], said["state"]) == ("300.00", "GBP", "authorised")
    assert said["progress"] == "waiting_for_details"
    assert said["recovery"]["collect_by"] == "2027-01-03"
    team = ama.get(f"/teams/{world.team.id}").json()
    assert (team["available"], team["set_aside"]) == ("11700.00", "300.00")


def test_a_holder_asks_from_their_phone_and_withdraws(world: World) -> None:
    daniel = caller(world.holder(world.daniel))
    said = daniel.post("/recovery-requests", ASKING | {"person": str(world.daniel.id)})
    assert (said.status_code, said.json()["state"]) == (201, "asked")
    path = f"/recovery-requests/{said.json()['id']}"
    taken_back = daniel.step(path, "withdraw")
    assert (taken_back.status_code, taken_back.json()["state"]) == (200, "withdrawn")


@pytest.mark.parametrize(
    ("step", "body", "state"),
    [
        ("authorise", None, "authorised"),
        ("pass-to-manager", {}, "with_manager"),
        ("refuse", {"reason": "The college pays for this itself."}, "refused"),
        ("withdraw", None, "withdrawn"),
    ],
)
def test_each_step_of_an_asking(
    world: World, step: str, body: dict[str, str] | None, state: str
) -> None:
    request = asked(world, world.daniel)
    path = f"/recovery-requests/{request.id}"
    answer = caller(world.practitioner).step(path, step, body)
    assert (answer.status_code, answer.json()["state"]) == (200, state)
    assert answer.headers["ETag"] == caller(world.practitioner).get(path).headers["ETag"]


def test_what_is_promised_is_given_up_and_the_pot_has_it_again(world: World) -> None:
    budget = promised(world, world.daniel)
    ama = caller(world.practitioner)
    link = ama.post(f"/recovery-requests/{budget.request_id}/hand-over-link")
    assert link.json()["link"].startswith("http")
    given_up = ama.step(f"/recovery-requests/{budget.request_id}", "cancel")
    assert (given_up.status_code, given_up.json()["progress"]) == (200, "cancelled")
    assert ama.get(f"/teams/{world.team.id}").json()["available"] == "12000.00"


def test_money_on_its_way_is_not_taken_back(world: World) -> None:
    budget = on_its_way(world, world.daniel)
    before = everything()
    refused = caller(world.practitioner).step(f"/recovery-requests/{budget.request_id}", "cancel")
    assert (refused.status_code, refused.json()["code"]) == (409, "money_has_gone")
    assert everything() == before


def test_one_answer_whether_it_helped(world: World) -> None:
    budget = there(world, world.daniel)
    daniel = caller(world.holder(world.daniel))
    path = f"/recovery-requests/{budget.request_id}"
    answer = daniel.step(path, "did-it-help", {"helped": "yes", "words": "I passed!"})
    assert answer.json()["recovery"]["helped"]["words"] == "I passed!"
    again = daniel.step(path, "did-it-help", {"helped": "no"})
    assert (again.status_code, again.json()["code"]) == (409, "answered_already")


@pytest.mark.parametrize(
    ("amount", "status", "code"),
    [
        ("300.01", 403, "over_delegation"),
        ("0.00", 422, "sum_absurd"),
        ("10000.01", 422, "sum_absurd"),
    ],
)
def test_a_refused_grant_leaves_nothing(world: World, amount: str, status: int, code: str) -> None:
    before, key = everything(), str(uuid4())
    body = ASKING | {"person": str(world.daniel.id), "amount": amount}
    refused = caller(world.practitioner).post("/recovery-budgets", body, key=key)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert refused.json()["detail"]
    assert everything() == before
    mended = caller(world.practitioner).post("/recovery-budgets", body | ASKING, key=key)
    assert mended.status_code == 201


def test_lists_are_filtered(world: World) -> None:
    asked(world, world.daniel)
    promised(world, world.rosa)
    ama = caller(world.practitioner)

    def names(query: str) -> list[str]:
        rows = ama.get(f"/recovery-requests{query}").json()["data"]
        return sorted(row["person"]["name"] for row in rows)

    assert names("") == ["Daniel Okafor", "Rosa Marsh"]
    assert names("?state=asked") == ["Daniel Okafor"]
    assert names(f"?person={world.rosa.id}") == ["Rosa Marsh"]
    assert names(f"?team={world.team.id}&state=authorised") == ["Rosa Marsh"]
    assert names(f"?team={uuid4()}") == []
