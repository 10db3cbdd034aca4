"""Lines and statements over the REST interface: asked, tapped, told apart, brought."""

import pytest

from budgets.assurance.models import SpendingLine
from budgets.assurance.values import Channel, Source
from budgets.plans.models import Budget
from ledgers.values import Purpose
from tests.api.client import Caller, caller
from tests.factories import World
from tests.rules import statements as samples
from tests.worlds_of_lines import kept, left, line, take
from tests.worlds_of_plans import active, plan


@pytest.fixture
def budget(world: World) -> Budget:
    """A budget for getting out, with nothing in it yet."""
    purposes = ((Purpose.PERSONAL_ASSISTANCE, "Help"), (Purpose.GETTING_OUT, "The allotment"))
    return active(world, world.daniel, plan(purposes=purposes))


@pytest.fixture
def daniel(world: World) -> Caller:
    return caller(world.holder(world.daniel))


def test_lines_say_what_they_were_for_and_what_is_asked(
    world: World, budget: Budget, daniel: Caller
) -> None:
    take(
        world.book_id,
        line(budget, -60_00, counterparty="R Smith", channel=Channel.TRANSFER),
        line(budget, 880_00, channel=Channel.TOP_UP),
    )
    answer = daniel.ask("get", f"/lines?budget={budget.id}").json()
    came, spent = answer["data"]
    assert (came["amount"], came["direction"], came["purpose"]) == ("880.00", "in", "")
    assert (spent["amount"], spent["direction"], spent["how"]) == ("60.00", "out", "unknown")
    assert spent["asked"]["need"] == "tap"
    assert came["asked"]["need"] == "nothing"
    assert daniel.ask("get", "/lines?purpose=other").json()["data"] == [spent]
    assert daniel.ask("get", "/lines?until=2020-01-01").json()["data"] == []


def test_one_tap_and_two_things(world: World, budget: Budget, daniel: Caller) -> None:
    spent = line(budget, -60_00, counterparty="R Smith")
    take(world.book_id, spent, line(budget, -9_00, source=Source.TOLD))
    seen = line(budget, -9_00)
    take(world.book_id, seen)
    address = f"/lines/{kept(spent).id}"
    tag = daniel.ask("get", address)["ETag"]
    body = {"purpose": "getting_out"}
    assert daniel.ask("post", f"{address}/purpose", body).status_code == 428
    said = daniel.ask("post", f"{address}/purpose", body, If_Match=tag)
    assert (said.status_code, said.json()["how"]) == (200, "tap")
    assert daniel.ask("post", f"{address}/purpose", body, If_Match=tag).status_code == 412
    other = f"/lines/{kept(seen).id}"
    tag = daniel.ask("get", other)["ETag"]
    undone = daniel.ask("post", f"{other}/unlink", {}, If_Match=tag)
    assert undone.json()["booked_as"] == "spent"
    again = daniel.ask("post", f"{other}/unlink", {}, If_Match=undone["ETag"])
    assert (again.status_code, again.json()["code"]) == (409, "not_linked")
    assert left(budget) == -78_00


def test_a_statement_is_brought_as_a_file(budget: Budget, daniel: Caller) -> None:
    address = f"/budgets/{budget.id}/statements-in"
    brought = daniel.post(address, samples.STARLING.encode(), Content_Type="text/csv")
    assert (brought.status_code, brought.json()["new"]) == (201, 2)
    assert SpendingLine.objects.count() == 2
    one = brought.json()["id"]
    assert daniel.ask("get", f"/statements-in/{one}").json() == brought.json()
    asked = daniel.post(address, samples.UNKNOWN.encode(), Content_Type="text/csv")
    assert (asked.status_code, asked.json()["code"]) == (422, "columns_not_told")
    pdf = daniel.post(address, b"%PDF-1.7", Content_Type="application/octet-stream")
    assert (pdf.status_code, pdf.json()["code"]) == (422, "statement_unreadable")
    assert SpendingLine.objects.count() == 2


def test_others_see_nothing(world: World, budget: Budget) -> None:
    spent = line(budget, -60_00)
    take(world.book_id, spent)
    rosa = caller(world.holder(world.rosa))
    assert rosa.ask("get", f"/lines/{kept(spent).id}").status_code == 404
    assert rosa.ask("get", "/lines").json()["data"] == []
    finance = caller(world.finance)
    assert finance.ask("get", f"/lines/{kept(spent).id}").status_code == 200
    assert finance.ask("post", f"/lines/{kept(spent).id}/purpose", {}).status_code == 403
