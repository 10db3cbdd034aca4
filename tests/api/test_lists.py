"""Lists: pages by one key, and whole tables that no spreadsheet runs."""

import csv
import io
from datetime import timedelta

import pytest
import time_machine

from budgets.people.models import Person
from ledgers.selectors import get_shared
from ledgers.values import AccountKind, uuid7
from tests.api.client import Caller, caller
from tests.factories import NOW, PersonFactory, World, on_its_way, there


def everybody_alike(world: World, count: int) -> None:
    """Many people with the same name, added at the same instant."""
    Person.objects.bulk_create(
        Person(
            id=uuid7(NOW.timestamp()),
            book_id=world.book_id,
            team=world.team,
            reference=f"P-{number}",
            full_name="Jo Smith",
            kind="adult",
            added_at=NOW,
        )
        for number in range(count)
    )


def walk(client: Caller, path: str, limit: int) -> list[str]:
    seen: list[str] = []
    page = client.get(f"{path}?limit={limit}").json()
    while True:
        seen += [row["id"] for row in page["data"]]
        if page["next"] is None:
            return seen
        page = client.get(f"{path}?limit={limit}&cursor={page['next']}").json()


def test_more_than_a_thousand_alike_are_each_shown_once(world: World) -> None:
    everybody_alike(world, 1_100)
    seen = walk(caller(world.auditor), "/people", 97)
    assert len(seen) == len(set(seen)) == 1_102
    assert seen == sorted(seen, reverse=True)


def test_pages_lead_back_as_they_lead_on(world: World) -> None:
    everybody_alike(world, 8)
    auditor = caller(world.auditor)
    first = auditor.get("/people?limit=4").json()
    second = auditor.get(f"/people?limit=4&cursor={first['next']}").json()
    third = auditor.get(f"/people?limit=4&cursor={second['next']}").json()
    assert (first["previous"], third["next"], len(third["data"])) == (None, None, 2)
    back = auditor.get(f"/people?limit=4&cursor={third['previous']}").json()
    assert back["data"] == second["data"]
    front = auditor.get(f"/people?limit=4&cursor={back['previous']}").json()
    assert (front["data"], front["previous"]) == (first["data"], None)


def test_who_comes_meanwhile_moves_nobody(world: World) -> None:
    everybody_alike(world, 6)
    auditor = caller(world.auditor)
    first = auditor.get("/people?limit=4").json()
    PersonFactory(team=world.team, full_name="Somebody New")
    second = auditor.get(f"/people?limit=4&cursor={first['next']}").json()
    assert not {row["id"] for row in first["data"]} & {row["id"] for row in second["data"]}


@pytest.mark.parametrize("name", ["=cmd", "+1", "-1", "@x", "＝1", "＠x"])
def test_a_table_runs_nothing(world: World, name: str) -> None:
    Person.objects.filter(pk=world.daniel.pk).update(full_name=name)
    table = caller(world.auditor).get("/people?format=csv")
    rows = list(csv.DictReader(io.StringIO(table.content.decode())))
    assert f"'{name}" in {row["full_name"] for row in rows}
    assert {"team.id", "team.name", "date_of_birth"} <= set(rows[0])
    assert "attachment" in table.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("/people", "auditor"),
        ("/budgets", "auditor"),
        ("/recovery-requests", "auditor"),
        ("/teams", "auditor"),
        ("/members", "auditor"),
        ("/delegations", "auditor"),
        ("/payees", "finance"),
        ("/payments", "finance"),
        ("/bank-files", "finance"),
        ("/accounts", "finance"),
        ("/tokens", "finance"),
    ],
)
def test_every_list_is_a_table_too(world: World, path: str, role: str) -> None:
    there(world, world.daniel)
    client = caller(getattr(world, role))
    rows = client.get(f"{path}?limit=200").json()["data"]
    table = client.get(f"{path}?format=csv").content.decode()
    assert len(list(csv.DictReader(io.StringIO(table)))) == len(rows)


def test_lists_ask_a_steady_number_of_questions(
    world: World, django_assert_max_num_queries
) -> None:
    there(world, world.daniel)
    there(world, world.rosa)
    auditor = caller(world.auditor)
    for path in ("/people", "/budgets", "/recovery-requests", "/payments", "/payees", "/members"):
        auditor.get(path)
        with django_assert_max_num_queries(16):
            auditor.get(path)


def test_a_statement_runs_down_to_nothing(world: World) -> None:
    for seconds in (1, 2):
        with time_machine.travel(NOW + timedelta(seconds=seconds), tick=False):
            on_its_way(world, world.daniel)
    finance = caller(world.finance)
    pot = f"/accounts/{world.team.pot_id}"
    rows = finance.get(f"{pot}/statement").json()["data"]
    assert [(row["amount"], row["direction"], row["balance"]) for row in rows] == [
        ("300.00", "out", "11400.00"),
        ("300.00", "out", "11700.00"),
        ("12000.00", "in", "12000.00"),
    ]
    first = finance.get(f"{pot}/statement?limit=1").json()
    second = finance.get(f"{pot}/statement?limit=1&cursor={first['next']}").json()
    assert [row["balance"] for row in second["data"]] == ["11700.00"]
    table = finance.get(f"{pot}/statement?format=csv").content.decode()
    assert [row["balance"] for row in csv.DictReader(io.StringIO(table))] == [
        "11400.00",
        "11700.00",
        "12000.00",
    ]


def test_a_balance_as_of_an_instant(world: World) -> None:
    finance = caller(world.finance)
    pot = f"/accounts/{world.team.pot_id}/balance"
    assert finance.get(pot).json()["amount"] == "12000.00"
    before = finance.get(f"{pot}?at=2026-11-22T10:41:59Z").json()
    assert (before["amount"], before["at"]) == ("0.00", "2026-11-22T10:41:59Z")
    assert finance.get(f"{pot}?at=2026-11-22T10:42:00").status_code == 400
    funding = get_shared(world.book_id, AccountKind.COUNCIL_FUNDING)
    owed = finance.get(f"/accounts/{funding.id}/balance").json()
    assert (owed["amount"], owed["direction"]) == ("12000.00", "out")
