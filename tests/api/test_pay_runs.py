"""Pay runs over REST: opened by one, approved by another, sent, answered for, paid again."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.plans import services as plans
from budgets.plans.models import Budget
from ledgers.models import Transfer
from ledgers.values import SCHEDULER
from payments.payouts import services as payouts
from payments.payouts.models import Payee, Payment, PayRun, RunLine
from payments.payouts.values import PaymentState
from tests import worlds_of_plans as states
from tests.api.client import Caller, caller
from tests.factories import NOW, World, make_world

MONDAY = {"pay_on": "2026-11-23"}


@pytest.fixture
def finance(world: World) -> Caller:
    return caller(world.finance)


@pytest.fixture
def second(world: World) -> Caller:
    return caller(world.second_finance)


def work(run: dict[str, Any]) -> None:
    """What the worker does once a run is opened."""
    while plans.plan_run_step(run_id=PayRun.objects.get(pk=run["id"]).id, now=NOW):
        pass


def details() -> None:
    """Every holder says where they are paid, by the link that they were given."""
    for payee in Payee.objects.filter(details=None).order_by("id"):
        states.give_details(payee, now=NOW)


def sent(world: World) -> datetime:
    """The pay day comes, and the worker makes every step."""
    day = NOW + timedelta(days=1)
    while payouts.send_run_step(book_id=world.book_id, by=SCHEDULER, now=day):
        pass
    return day


def suspended(world: World) -> None:
    """Daniel's budget is stopped for now."""
    plans.suspend_budget(
        budget=Budget.objects.get(person=world.daniel),
        reason="asked",
        words="They asked us to",
        starts_on=NOW.date(),
        by=world.practitioner.user_id,
        now=NOW,
    )


def calculated_alone(finance: Caller) -> dict[str, Any]:
    """What there is, opened by the first officer and worked out, with everybody's details."""
    run = finance.post("/pay-runs", MONDAY).json()
    work(run)
    details()
    finance.post(f"/pay-runs/{run['id']}/prepare-again", {})
    work(run)
    return dict(finance.get(f"/pay-runs/{run['id']}").json())


def calculated(world: World, finance: Caller) -> dict[str, Any]:
    """£840.00 each for Daniel and Rosa, opened by the first officer and worked out."""
    states.active(world, world.daniel)
    states.active(world, world.rosa)
    return calculated_alone(finance)


def nothing_moved() -> tuple[Any, ...]:
    """How things are, so that a refusal can be held against it."""
    runs = PayRun.objects.order_by("id").values_list("state", "digest", "count", "total_pence")
    payments = Payment.objects.order_by("id").values_list("id", "state")
    return list(runs), list(payments), Transfer.objects.count(), RunLine.objects.count()


def test_a_run_is_opened_worked_out_approved_and_leaves(
    world: World, finance: Caller, second: Caller
) -> None:
    waiting = states.agreed(world, world.rosa)
    states.active(world, world.daniel)
    opened = finance.post("/pay-runs", MONDAY)
    assert (opened.status_code, opened.json()["state"]) == (201, "draft")
    path = f"/pay-runs/{opened.json()['id']}"
    planning = finance.get(f"{path}/progress").json()["planning"]
    assert (planning["total"], planning["done"], planning["finished_at"]) == (1, 0, None)
    work(opened.json())
    run = finance.get(path).json()
    assert (run["state"], run["count"], run["total"]) == ("calculated", 0, "0.00")
    assert run["held"] == [{"count": 1, "total": "840.00", "held": "no_details"}]
    (left_out,) = finance.get(f"{path}/left-out").json()["data"]
    assert (left_out["budget"], len(left_out["missing"])) == (str(waiting.id), 4)
    details()
    finance.post(f"{path}/prepare-again", {})
    work(run)
    run = second.get(path).json()
    assert (run["count"], run["total"], run["held"]) == (1, "840.00", [])
    assert [one for one in run["changes"] if one["count"]] == [
        {"count": 1, "total": "840.00", "change": "new"}
    ]


def test_what_was_approved_leaves_on_its_day_and_its_run_is_closed(
    world: World, finance: Caller, second: Caller
) -> None:
    states.active(world, world.daniel)
    run = calculated_alone(finance)
    path = f"/pay-runs/{run['id']}"
    approved = second.step(path, "approve", {"digest": run["digest"]})
    assert (approved.status_code, approved.json()["state"]) == (200, "approved")
    day = sent(world)
    progress = finance.get(f"{path}/progress").json()
    assert (progress["steps"], progress["steps_done"]) == (1, 1)
    assert progress["places"] == [{"count": 1, "total": "840.00", "state": "sent"}]
    (payment,) = finance.get(f"/payments?run={run['id']}").json()["data"]
    assert (payment["state"], payment["amount"]) == ("sent", "840.00")
    assert finance.get(f"{path}/waiting").json()["data"] == []
    payouts.mark_paid(payment=Payment.objects.get(), by=SCHEDULER, now=day)
    payouts.close_runs(book_id=world.book_id, now=day)
    assert finance.get(path).json()["state"] == "closed"


def test_an_answer_is_given_again_for_the_same_key(world: World, finance: Caller) -> None:
    first = finance.post("/pay-runs", MONDAY, key="one")
    assert finance.post("/pay-runs", MONDAY, key="one").content == first.content
    assert PayRun.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "status", "code"),
    [
        ("2026-11-21", 422, "pay_day_past"),
        ("2127-11-21", 422, "pay_day_too_far"),
        ("2026-02-30", 422, "invalid"),
    ],
)
def test_a_day_that_can_not_be_meant(finance: Caller, day: str, status: int, code: str) -> None:
    refused = finance.post("/pay-runs", {"pay_on": day})
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert PayRun.objects.count() == 0


def test_a_day_has_one_run(world: World, finance: Caller, second: Caller) -> None:
    calculated(world, finance)
    before = nothing_moved()
    refused = second.post("/pay-runs", MONDAY)
    assert (refused.status_code, refused.json()["code"]) == (409, "run_open_already")
    assert nothing_moved() == before


def test_nobody_approves_their_own_run_nor_what_they_have_not_seen(
    world: World, finance: Caller, second: Caller
) -> None:
    run = calculated(world, finance)
    path, before = f"/pay-runs/{run['id']}", nothing_moved()
    own = finance.step(path, "approve", {"digest": run["digest"]})
    assert (own.status_code, own.json()["code"]) == (403, "needs_two_people")
    other = second.step(path, "approve", {"digest": "0" * 64})
    assert (other.status_code, other.json()["code"]) == (409, "run_changed")
    for wrong in ({}, {"digest": run["digest"].upper()}, {"digest": "x"}, {"digest": 1}):
        assert second.step(path, "approve", wrong).status_code == 422
    blind = second.post(f"{path}/approve", {"digest": run["digest"]})
    assert (blind.status_code, blind.json()["code"]) == (428, "match_missing")
    assert nothing_moved() == before


def test_whoever_is_paid_by_a_run_does_not_approve_it_by_a_second_account(
    world: World, finance: Caller, second: Caller
) -> None:
    run = calculated(world, finance)
    before = nothing_moved()
    Payee.objects.filter(display_name="Rosa Marsh").update(user_id=world.second_finance.user_id)
    refused = second.step(f"/pay-runs/{run['id']}", "approve", {"digest": run["digest"]})
    assert (refused.status_code, refused.json()["code"]) == (403, "paid_by_it")
    assert nothing_moved() == before


def line_of(asker: Caller, run: dict[str, Any], name: str) -> dict[str, Any]:
    (line,) = asker.get(f"/pay-runs/{run['id']}/lines?q={name}").json()["data"]
    return dict(line)


def test_a_line_is_held_back_and_released_with_words(
    world: World, finance: Caller, second: Caller
) -> None:
    run = calculated(world, finance)
    line = line_of(finance, run, "Daniel")
    assert (line["amount"], line["change"], line["included"]) == ("840.00", "new", True)
    path = f"/run-lines/{line['id']}"
    held = second.step(path, "hold", {"words": "Their daughter rang"})
    assert (held.json()["held"], held.json()["included"]) == ("officer", False)
    now = finance.get(f"/pay-runs/{run['id']}").json()
    assert (now["count"], now["total"]) == (1, "840.00")
    assert now["digest"] != run["digest"]
    stale = second.step(f"/pay-runs/{run['id']}", "approve", {"digest": run["digest"]})
    assert stale.json()["code"] == "run_changed"
    back = finance.step(path, "release", {"words": "It is all right"})
    assert (back.json()["included"], back.json()["released_words"]) == (True, "It is all right")
    assert finance.get(f"/pay-runs/{run['id']}").json()["digest"] == run["digest"]
    again = finance.step(path, "hold", {"words": " "})
    assert again.status_code == 422


def test_after_approval_no_line_is_touched(world: World, finance: Caller, second: Caller) -> None:
    run = calculated(world, finance)
    line = line_of(finance, run, "Daniel")
    second.step(f"/pay-runs/{run['id']}", "approve", {"digest": run["digest"]})
    before = nothing_moved()
    for step in ("hold", "release"):
        refused = finance.step(f"/run-lines/{line['id']}", step, {"words": "Too late"})
        assert (refused.status_code, refused.json()["code"]) == (409, "run_not_there")
    assert finance.post(f"/pay-runs/{run['id']}/prepare-again", {}).status_code == 409
    assert nothing_moved() == before


def test_what_nobody_gave_details_for_is_not_released(world: World, finance: Caller) -> None:
    states.active(world, world.daniel)
    run = finance.post("/pay-runs", MONDAY).json()
    work(run)
    line = line_of(finance, run, "Daniel")
    assert (line["held"], line["included"]) == ("no_details", False)
    before = nothing_moved()
    refused = finance.step(f"/run-lines/{line['id']}", "release", {"words": "Go on"})
    assert (refused.status_code, refused.json()["code"]) == (409, "details_missing")
    assert nothing_moved() == before


def test_a_run_is_given_up_and_its_day_is_free_again(
    world: World, finance: Caller, second: Caller
) -> None:
    run = calculated(world, finance)
    path = f"/pay-runs/{run['id']}"
    second.step(path, "approve", {"digest": run["digest"]})
    given_up = finance.step(path, "abandon", {"words": "The wrong day"})
    assert (given_up.json()["state"], given_up.json()["abandoned_why"]) == (
        "abandoned", "The wrong day",
    )  # fmt: skip
    assert {one.state for one in Payment.objects.all()} == {PaymentState.PLANNED}
    other = second.post("/pay-runs", MONDAY)
    assert other.status_code == 201
    rows = finance.get("/pay-runs?state=abandoned").json()["data"]
    assert [row["id"] for row in rows] == [run["id"]]


def test_what_came_back_is_paid_by_a_run_of_its_own(
    world: World, finance: Caller, second: Caller
) -> None:
    run = calculated(world, finance)
    path = f"/pay-runs/{run['id']}"
    early = finance.post(f"{path}/follow-up", MONDAY)
    assert (early.status_code, early.json()["code"]) == (409, "run_not_there")
    second.step(path, "approve", {"digest": run["digest"]})
    day = sent(world)
    nothing = finance.post(f"{path}/follow-up", MONDAY)
    assert (nothing.status_code, nothing.json()["code"]) == (409, "nothing_came_back")
    payment = Payment.objects.get(payee__display_name="Daniel Okafor")
    payouts.bring_back(
        payment=payment, to=PaymentState.FAILED, reason_code="AC04", by=SCHEDULER, now=day
    )
    followed = finance.post(f"{path}/follow-up", {"pay_on": "2026-11-24"})
    assert (followed.status_code, followed.json()["follows"]) == (201, run["id"])
    assert (followed.json()["state"], followed.json()["total"]) == ("calculated", "840.00")
    twice = finance.post(f"{path}/follow-up", {"pay_on": "2026-11-25"})
    assert (twice.status_code, twice.json()["code"]) == (409, "run_open_already")
    rows = finance.get(f"/pay-runs?follows={run['id']}").json()["data"]
    assert [row["id"] for row in rows] == [followed.json()["id"]]


def test_a_payment_that_can_not_wait_leaves_by_itself(
    world: World, finance: Caller, second: Caller
) -> None:
    run = calculated(world, finance)
    line = line_of(finance, run, "Daniel")
    path = f"/payments/{line['payment']}"
    own = finance.step(path, "approve")
    assert (own.status_code, own.json()["code"]) == (403, "needs_two_people")
    urgent = second.step(path, "approve")
    assert (urgent.status_code, urgent.json()["state"]) == (200, "approved")
    assert second.get(f"/pay-runs/{run['id']}").json()["count"] == 1
    given_up = finance.step(path, "give-up")
    assert given_up.json()["state"] == "cancelled"


def test_another_way_is_of_the_same_person(world: World, finance: Caller, second: Caller) -> None:
    run = calculated(world, finance)
    second.step(f"/pay-runs/{run['id']}", "approve", {"digest": run["digest"]})
    day = sent(world)
    payment = Payment.objects.get(payee__display_name="Daniel Okafor")
    payouts.bring_back(
        payment=payment, to=PaymentState.FAILED, reason_code="AC04", by=SCHEDULER, now=day
    )
    rosa = Payee.objects.get(display_name="Rosa Marsh")
    path = f"/payments/{payment.id}"
    refused = finance.step(path, "pay-another-way", {"payee": str(rosa.id)})
    assert (refused.status_code, refused.json()["code"]) == (422, "other_person")
    assert finance.step(path, "pay-another-way", {"payee": str(uuid4())}).status_code == 404
    payment.refresh_from_db()
    assert (payment.state, payment.payee and payment.payee.display_name) == (
        PaymentState.FAILED, "Daniel Okafor",
    )  # fmt: skip


@pytest.mark.parametrize(
    "query",
    ["held=maybe", "change=other", "state=gone", "payee=x", "q=", "who=daniel", "limit=201"],
)
def test_what_narrows_nothing_is_refused(world: World, finance: Caller, query: str) -> None:
    run = calculated(world, finance)
    assert finance.get(f"/pay-runs/{run['id']}/lines?{query}").status_code == 400


def test_lines_are_narrowed_and_come_as_a_table(world: World, finance: Caller) -> None:
    run = calculated(world, finance)
    path = f"/pay-runs/{run['id']}/lines"

    def count(query: str) -> int:
        return len(finance.get(f"{path}?{query}").json()["data"])

    budget = Budget.objects.get(person=world.daniel)
    assert count("held=no") == count("change=new") == count("state=planned") == 2
    assert count("held=yes") == count("change=same") == count("q=Nobody") == 0
    assert count(f"budget={budget.id}") == count(f"q={budget.reference}") == count("q=okafor") == 1
    table = finance.get(f"{path}?format=csv").content.decode().splitlines()
    assert (len(table), table[0].split(",")[0]) == (3, "id")


def test_of_another_council_there_is_nothing(world: World, finance: Caller) -> None:
    elsewhere = make_world()
    run = calculated(elsewhere, caller(elsewhere.finance))
    line = line_of(caller(elsewhere.finance), run, "Daniel")
    for path in (f"/pay-runs/{run['id']}", f"/run-lines/{line['id']}"):
        assert finance.get(path).status_code == 404
    assert finance.get("/pay-runs").json()["data"] == []
    assert caller(world.practitioner).get("/pay-runs").status_code == 403


def test_more_lines_are_no_more_questions(world: World, finance: Caller) -> None:
    states.active(world, world.daniel)
    run = finance.post("/pay-runs", MONDAY).json()
    work(run)
    ask: Callable[[], Any] = lambda: finance.get(f"/pay-runs/{run['id']}/lines")  # noqa: E731
    with CaptureQueriesContext(connection) as one:
        assert len(ask().json()["data"]) == 1
    states.active(world, world.rosa)
    finance.post(f"/pay-runs/{run['id']}/prepare-again", {})
    work(run)
    with CaptureQueriesContext(connection) as two:
        assert len(ask().json()["data"]) == 2
    assert len(two) == len(one)


def test_an_account_that_changed_in_between_is_not_paid_unseen(
    world: World, finance: Caller, second: Caller
) -> None:
    run = calculated(world, finance)
    before = nothing_moved()
    Payee.objects.filter(display_name="Daniel Okafor").update(fingerprint="f" * 64)
    refused = second.step(f"/pay-runs/{run['id']}", "approve", {"digest": run["digest"]})
    assert (refused.status_code, refused.json()["code"]) == (409, "run_changed")
    assert nothing_moved() == before


def test_who_has_died_in_between_is_not_paid(world: World, finance: Caller, second: Caller) -> None:
    run = calculated(world, finance)
    path = f"/pay-runs/{run['id']}"
    second.step(path, "approve", {"digest": run["digest"]})
    plans.record_death(person=world.daniel, died_on=NOW.date(), by=world.practitioner, now=NOW)
    sent(world)
    assert dict(Payment.objects.values_list("payee__display_name", "state")) == {
        "Daniel Okafor": PaymentState.CANCELLED,
        "Rosa Marsh": PaymentState.SENT,
    }
    places = finance.get(f"{path}/progress").json()["places"]
    assert {one["state"]: one["count"] for one in places} == {"cancelled": 1, "sent": 1}


def test_who_is_stopped_in_between_waits_and_it_is_said_why(
    world: World, finance: Caller, second: Caller
) -> None:
    run = calculated(world, finance)
    path = f"/pay-runs/{run['id']}"
    second.step(path, "approve", {"digest": run["digest"]})
    suspended(world)
    sent(world)
    (waiting,) = finance.get(f"{path}/waiting").json()["data"]
    assert (waiting["payee"]["display_name"], waiting["amount"]) == ("Daniel Okafor", "840.00")
    assert waiting["why"] not in ("", "not_yet", "changed")
    assert Payment.objects.get(pk=waiting["payment"]).state == PaymentState.APPROVED


def test_whom_the_run_before_paid_and_this_one_would_not(
    world: World, finance: Caller, second: Caller
) -> None:
    run = calculated(world, finance)
    second.step(f"/pay-runs/{run['id']}", "approve", {"digest": run["digest"]})
    sent(world)
    suspended(world)
    later = finance.post("/pay-runs", {"pay_on": "2026-12-14"}).json()
    work(later)
    shown = finance.get(f"/pay-runs/{later['id']}").json()
    assert shown["compared_with"] == run["id"]
    (stopped,) = finance.get(f"/pay-runs/{later['id']}/stopped").json()["data"]
    assert (stopped["payee"]["display_name"], stopped["before"]) == ("Daniel Okafor", "840.00")
    assert stopped["reason"]
    raised = finance.get(f"/pay-runs/{later['id']}/lines?change=raised").json()["data"]
    assert [(one["amount"], one["before"]) for one in raised] == [("1120.00", "840.00")]
