"""The door: who is it, may they, how often; and what is said at each no."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client, override_settings

from budgets.councils.models import Member
from budgets.councils.services import make_api_token
from budgets.people.models import RecordRead
from tests.api.client import Caller, caller, check_answer, nobody
from tests.factories import NOW, World, asked, make_world, promised


def test_nobody_is_told_what_to_send(world: World) -> None:
    for stranger in (nobody(), Caller("ww_wrong"), Caller("ww_é")):
        refused = stranger.get("/session")
        assert refused.status_code == 401
        assert refused.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_token_dies_with_its_days_its_membership_or_its_user(world: World) -> None:
    finance = caller(world.finance)
    assert finance.get("/session").status_code == 200
    with time_machine.travel(NOW + timedelta(days=90), tick=False):
        assert finance.get("/session").status_code == 401
    Member.objects.filter(pk=world.finance.pk).update(ended_at=NOW)
    ended = finance.get("/session")
    assert (ended.status_code, ended.json()["code"]) == (403, "not_a_member")
    world.auditor.user.is_active = False
    world.auditor.user.save()
    token = make_api_token(member=world.auditor, label="late", now=NOW)
    assert Caller(token).get("/session").status_code == 401


def test_a_token_acts_in_its_own_council_alone(world: World) -> None:
    other = make_world()
    twice = Member.objects.create(book_id=other.book_id, user=world.finance.user, joined_at=NOW)
    twice.roles.create(book_id=other.book_id, role="auditor")
    here, there = caller(world.finance), caller(twice)
    assert here.get("/session").json()["roles"] == ["finance"]
    assert there.get("/session").json()["roles"] == ["auditor"]
    assert len(here.get("/session").json()["councils"]) == 2
    Member.objects.filter(pk=twice.pk).update(ended_at=NOW)
    assert there.get("/session").status_code == 403


def test_a_session_needs_its_csrf_token(world: World) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.finance.user)
    assert browser.get("/api/v1/session").status_code == 200
    refused = browser.post(
        f"/api/v1/teams/{world.team.id}/fillings",
        {"amount": "1.00", "reason": "x"},
        content_type="application/json",
        headers={"Idempotency-Key": "k"},
    )
    assert (refused.status_code, refused.json()["code"]) == (403, "permission_denied")


@override_settings(STAFF_SIGN_IN_BY_CODE=False)
def test_staff_need_more_than_a_code(world: World) -> None:
    browser = Client()
    browser.force_login(world.finance.user)
    refused = browser.get("/api/v1/session")
    assert (refused.status_code, refused.json()["code"]) == (403, "sign_in_weak")
    browser.force_login(world.holder(world.daniel).user)
    assert browser.get("/api/v1/session").status_code == 200


def test_tokens_are_made_by_people_and_ended_at_once(world: World) -> None:
    browser = Client()
    browser.force_login(world.finance.user)
    made = browser.post("/api/v1/tokens", {"label": "export"}, content_type="application/json")
    check_answer("post", "/api/v1/tokens", made)
    assert made.status_code == 201
    machine = Caller(made.json()["token"])
    assert machine.post("/tokens", {"label": "more"}).json()["code"] == "session_needed"
    mine = machine.get("/tokens").json()["data"]
    assert [row["label"] for row in mine] == ["export"]
    assert machine.ask("delete", f"/tokens/{mine[0]['id']}").status_code == 204
    assert machine.get("/session").status_code == 401


def test_looks_are_kept_and_shown_but_not_ones_own(world: World) -> None:
    request = promised(world, world.daniel).request
    ama, daniel = caller(world.practitioner), caller(world.holder(world.daniel))
    ama.get(f"/people/{world.daniel.id}")
    ama.get(f"/recovery-requests/{request.id}")
    ama.get("/budgets")
    daniel.get(f"/people/{world.daniel.id}")
    seen = daniel.get(f"/people/{world.daniel.id}/reads").json()["data"]
    assert {row["what"] for row in seen} == {"getPerson", "getRecoveryRequest", "listBudgets"}
    assert {row["role"] for row in seen} == {"practitioner"}
    assert not RecordRead.objects.filter(read_by=world.daniel.user_id).exists()


@override_settings(API_REQUESTS_A_MINUTE=3, API_STRANGERS_A_MINUTE=2)
def test_limits_are_exact_and_each_ones_own(world: World) -> None:
    finance, auditor = caller(world.finance), caller(world.auditor)
    statuses = [finance.get("/session").status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    assert int(finance.get("/session").headers["Retry-After"]) in range(1, 62)
    assert auditor.get("/session").status_code == 200
    strangers = [nobody().get("/session").status_code for _ in range(4)]
    assert strangers == [401, 401, 429, 429]
    forged = nobody().get("/session", X_Forwarded_For="203.0.113.9")
    assert forged.status_code == 429
    assert auditor.get("/session").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/nothing", 404),
        ("post", "/people/", 404),
        ("get", "/people/0", 404),
        ("get", "/people/٣", 404),
        ("delete", "/people", 405),
        ("options", "/people", 405),
        ("put", "/policy", 405),
    ],
)
def test_other_addresses_and_methods(world: World, method: str, path: str, status: int) -> None:
    assert caller(world.auditor).ask(method, path).status_code == status


def test_what_the_client_would_like_to_read(world: World) -> None:
    auditor = caller(world.auditor)
    assert auditor.get("/people", Accept="application/xml").status_code == 406
    assert auditor.get("/people?format=xml").status_code == 406
    assert auditor.get("/session", Accept="text/csv").status_code == 406
    table = auditor.get("/people", Accept="text/csv")
    assert table.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_state_changes_say_which_state_they_saw(world: World) -> None:
    request = asked(world, world.daniel)
    ama, path = caller(world.practitioner), f"/recovery-requests/{request.id}"
    missing = ama.post(f"{path}/authorise")
    assert (missing.status_code, missing.json()["code"]) == (428, "match_missing")
    tag = ama.get(path).headers["ETag"]
    assert caller(world.manager).step(path, "refuse", {"reason": "No"}).status_code == 200
    stale = ama.post(f"{path}/authorise", If_Match=tag)
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")
    for nonsense in ('W/"x"', "x", '""', f"{tag}x"[1:]):
        assert ama.post(f"{path}/authorise", If_Match=nonsense).status_code == 412


def test_a_weak_tag_is_never_a_match(world: World) -> None:
    request = asked(world, world.daniel)
    ama, path = caller(world.practitioner), f"/recovery-requests/{request.id}"
    tag = ama.get(path).headers["ETag"]
    assert ama.post(f"{path}/withdraw", If_Match=f"W/{tag}").status_code == 412
    assert ama.post(f"{path}/withdraw", If_Match=f'"other", {tag}').status_code == 200
