"""Stopping a direct payment over REST, letting it go on, and holidays from payments."""

import pytest

from tests import worlds_of_plans as plans
from tests.api.client import caller
from tests.api.direct_payments import everything
from tests.factories import World

STOP = {"reason": "hospital", "words": "Get well soon", "starts_on": "2026-11-30"}


def test_it_stops_and_goes_on(world: World) -> None:
    budget = plans.active(world, world.daniel)
    plans.prepare(world, plans.MONDAY)
    ama, path = caller(world.practitioner), f"/budgets/{budget.id}"
    assert ama.step(path, "suspend", STOP).json()["state"] == "suspended"
    (pause,) = ama.get(f"/pauses?budget={budget.id}").json()["data"]
    assert (pause["kind"], pause["starts_on"], pause["ends_on"]) == (
        "suspension", "2026-11-30", None,
    )  # fmt: skip
    on = ama.step(path, "resume", {"from_on": "2026-12-07", "words": "Welcome home"})
    assert on.json()["state"] == "active"
    (pause,) = ama.get("/pauses?kind=suspension").json()["data"]
    assert pause["ends_on"] == "2026-12-06"
    (adjustment,) = ama.get("/adjustments?state=open").json()["data"]
    assert (adjustment["amount"], adjustment["cause"]["kind"]) == ("280.00", "pause")


def test_a_holiday_has_a_last_day(world: World) -> None:
    budget = plans.active(world, world.daniel)
    ama, path = caller(world.practitioner), f"/budgets/{budget.id}"
    body = {"starts_on": "2026-12-21", "ends_on": "2027-01-03", "words": "At my sister's"}
    assert ama.step(path, "holiday", body).status_code == 200
    (pause,) = ama.get("/pauses?kind=holiday").json()["data"]
    assert (pause["starts_on"], pause["ends_on"]) == ("2026-12-21", "2027-01-03")
    again = ama.step(path, "holiday", body)
    assert (again.status_code, again.json()["code"]) == (409, "pause_overlaps")


@pytest.mark.parametrize(
    ("step", "body", "status", "code"),
    [
        ("suspend", STOP | {"starts_on": "1999-01-01"}, 422, "day_absurd"),
        ("suspend", STOP | {"words": ""}, 422, "invalid"),
        ("resume", {"from_on": "2026-12-07", "words": "Hello"}, 409, "not_paused"),
        (
            "holiday",
            {"starts_on": "2026-12-07", "ends_on": "2026-12-06", "words": "x"},
            422,
            "ends_before_start",
        ),
    ],
)
def test_a_refusal_changes_nothing(
    world: World, step: str, body: dict[str, str], status: int, code: str
) -> None:
    budget = plans.active(world, world.daniel)
    before = everything()
    refused = caller(world.practitioner).step(f"/budgets/{budget.id}", step, body)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert everything() == before
    budget.refresh_from_db()
    assert budget.state == "active"
