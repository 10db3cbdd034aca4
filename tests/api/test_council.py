"""Members, delegations, policy, people and payees over REST."""

import pytest

from budgets.recovery.services import hand_over_link
from payments.payouts import services as payouts
from payments.payouts.models import Payee
from payments.payouts.rules import read_bank_details
from tests.api.client import caller
from tests.factories import NOW, World, on_its_way


def test_somebody_is_added_and_found(world: World) -> None:
    ama = caller(world.practitioner)
    body = {"full_name": "Mina Patel", "date_of_birth": "1950-02-28", "team": str(world.team.id)}
    added = ama.post("/people", body)
    assert (added.status_code, added.json()["kind"]) == (201, "adult")
    found = ama.get("/people?q=patel").json()["data"]
    assert [row["id"] for row in found] == [added.json()["id"]]
    refused = ama.post("/people", body | {"date_of_birth": "2090-01-01"})
    assert (refused.status_code, refused.json()["code"]) == (422, "born_too_soon")


def test_members_are_let_in(world: World) -> None:
    administrator = caller(world.administrator)
    body = {"email": "New@Council.example", "full_name": "New", "roles": ["finance", "auditor"]}
    added = administrator.post("/members", body)
    assert (added.status_code, added.json()["roles"]) == (201, ["auditor", "finance"])
    assert added.json()["email"] == "new@council.example"
    by_role = administrator.get("/members?role=auditor").json()["data"]
    assert {row["id"] for row in by_role} == {str(world.auditor.id), added.json()["id"]}
    for roles in ([], ["king"], "auditor", ["auditor"] * 9):
        assert administrator.post("/members", body | {"roles": roles}).status_code == 422


def test_a_delegation_is_given_from_a_day(world: World) -> None:
    priya = caller(world.manager)
    body = {
        "member": str(world.practitioner.id),
        "grant_limit": "500.00",
        "person_year_limit": "900.00",
        "starts_on": "2026-11-23",
    }
    given = priya.post("/delegations", body)
    assert (given.status_code, given.json()["grant_limit"]) == (201, "500.00")
    absurd = priya.post("/delegations", body | {"person_year_limit": "499.99"})
    assert (absurd.status_code, absurd.json()["code"]) == (422, "limits_absurd")
    rows = priya.get(f"/delegations?member={world.practitioner.id}").json()["data"]
    assert sorted(row["grant_limit"] for row in rows) == ["300.00", "500.00"]


def test_policy_is_dated(world: World) -> None:
    administrator = caller(world.administrator)
    body = {"name": "collect_within_days", "value": 56, "starts_on": "2026-12-01"}
    assert administrator.post("/policy/settings", body).status_code == 201

    def days(on: str) -> int:
        settings = caller(world.practitioner).get(f"/policy?on={on}").json()["settings"]
        return next(row["value"] for row in settings if row["name"] == "collect_within_days")

    assert (days("2026-11-30"), days("2026-12-01")) == (42, 56)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": "no_such"}, "setting_unknown"),
        ({"value": 1_000_000_000}, "setting_absurd"),
        ({"value": -1}, "invalid"),
        ({"value": "56"}, "invalid"),
    ],
)
def test_a_setting_that_cannot_be_meant(world: World, change: dict, code: str) -> None:
    body = {"name": "collect_within_days", "value": 56, "starts_on": "2026-12-01"} | change
    refused = caller(world.administrator).post("/policy/settings", body)
    assert (refused.status_code, refused.json()["code"]) == (422, code)


def test_a_change_of_bank_details_needs_somebody_else(world: World) -> None:
    budget = on_its_way(world, world.daniel)
    payouts.give_details(
        secret=hand_over_link(recovery=budget, now=NOW).rpartition("/")[2],
        details=read_bank_details(
            sort_code="200000", account_number="87654399", account_name="D Okafor"
        ),
        now=NOW,
    )
    payee = Payee.objects.get()
    finance, path = caller(world.finance), f"/payees/{payee.id}"
    seen = finance.get(path)
    assert (seen.json()["last_two"], seen.json()["change"]["last_two"]) == ("78", "99")
    assert b"87654399" not in seen.content
    assert b"12345678" not in seen.content
    agreed = finance.step(path, "decision", {"agree": True})
    assert (agreed.status_code, agreed.json()["last_two"]) == (200, "99")
    assert agreed.json()["care_until"] == "2026-11-29"
    again = finance.step(path, "decision", {"agree": False})
    assert (again.status_code, again.json()["code"]) == (409, "change_decided")
