"""Asking twice is safe: one effect, the same answer, and nobody else's."""

import threading
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import connection

from api.idempotency import forget_answers
from api.models import KeptAnswer
from ledgers.models import Transfer
from tests.api.client import Caller, caller, operations
from tests.factories import NOW, World, asked, make_world

FILLING = {"amount": "10.00", "reason": "More"}


def test_every_post_that_moves_money_needs_its_key(world: World) -> None:
    finance = caller(world.finance)
    path = f"/teams/{world.team.id}/fillings"
    for key in ("", "two words", "é", "x" * 129):
        refused = finance.ask("post", path, FILLING, Idempotency_Key=key)
        assert (refused.status_code, refused.json()["code"]) == (400, "idempotency_key_missing")
    assert KeptAnswer.objects.count() == 0


def test_the_schema_asks_for_the_key() -> None:
    keyed = {
        name
        for name, (_, _, said) in operations().items()
        if any(one["name"] == "Idempotency-Key" for one in said.get("parameters", ()))
    }
    assert {"grantRecoveryBudget", "authoriseRecoveryBudget", "cancelRecoveryBudget"} < keyed
    assert {"fillPot", "payAnew", "makeBankFile", "readBankAnswers"} < keyed


def test_the_same_key_gives_the_same_answer(world: World) -> None:
    finance, key = caller(world.finance), str(uuid4())
    path = f"/teams/{world.team.id}/fillings"
    first = finance.post(path, FILLING, key=key)
    moved = Transfer.objects.count()
    again = finance.post(path, FILLING, key=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert first.headers["ETag"] == again.headers["ETag"]
    assert Transfer.objects.count() == moved


def test_a_step_is_replayed_though_its_tag_is_old(world: World) -> None:
    request = asked(world, world.daniel)
    ama, key = caller(world.practitioner), str(uuid4())
    path = f"/recovery-requests/{request.id}"
    tag = ama.get(path).headers["ETag"]
    first, again = (ama.post(f"{path}/authorise", key=key, If_Match=tag) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.content == again.content


def test_the_same_key_for_something_else_is_refused(world: World) -> None:
    finance, key = caller(world.finance), str(uuid4())
    path = f"/teams/{world.team.id}/fillings"
    finance.post(path, FILLING, key=key)
    for other, body in ((path, FILLING | {"amount": "10.01"}), ("/bank-files", {})):
        refused = finance.post(other, body, key=key)
        assert (refused.status_code, refused.json()["code"]) == (422, "idempotency_key_reused")


def test_a_key_is_its_users_alone(world: World) -> None:
    key, path = str(uuid4()), f"/teams/{world.team.id}/fillings"
    mine = caller(world.finance).post(path, FILLING, key=key)
    theirs = caller(world.second_finance).post(path, FILLING, key=key)
    assert theirs.status_code == 201
    assert theirs.json()["id"] != mine.json()["id"]
    elsewhere = make_world()
    far = caller(elsewhere.finance).post(
        f"/teams/{elsewhere.team.id}/fillings", FILLING | {"amount": "1.00"}, key=key
    )
    assert (far.status_code, far.json()["amount"]) == (201, "1.00")


def test_what_was_answered_is_kept_sealed_and_forgotten(world: World) -> None:
    body = {"full_name": "Mina Patel", "team": str(world.team.id)}
    caller(world.practitioner).post("/people", body)
    kept = KeptAnswer.objects.get()
    assert b"Mina" not in bytes(kept.body or b"")
    assert forget_answers(book_id=world.book_id, before=NOW) == 0
    assert forget_answers(book_id=world.book_id, before=NOW.replace(year=2027)) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_whoever_asks_while_it_is_done_waits_two_seconds_at_most() -> None:
    world = make_world()
    path, key = f"/teams/{world.team.id}/fillings", str(uuid4())
    finance = caller(world.finance)
    inside, go_on = threading.Event(), threading.Event()
    answers: list[Any] = []
    from api.teams import operations as teams

    real = teams.fill_pot

    def slow(**asked_for: Any) -> Any:
        inside.set()
        go_on.wait(10)
        return real(**asked_for)

    def first() -> None:
        answers.append(Caller(finance.token).post(path, FILLING, key=key))
        connection.close()

    with patch.object(teams, "fill_pot", slow):
        thread = threading.Thread(target=first)
        thread.start()
        assert inside.wait(10)
        meanwhile = finance.post(path, FILLING, key=key)
        go_on.set()
        thread.join()
    assert (meanwhile.status_code, meanwhile.json()["code"]) == (409, "in_flight")
    afterwards = finance.post(path, FILLING, key=key)
    assert (answers[0].status_code, afterwards.content) == (201, answers[0].content)
    assert Transfer.objects.filter(kind="pot_filled").count() == 2
