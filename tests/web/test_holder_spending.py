"""Where the money went, and a bank's statement brought from a phone."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from budgets.assurance.models import BankStatement, SpendingLine
from budgets.assurance.values import Booked, Channel, How, Source
from budgets.plans.models import Budget
from ledgers.values import Purpose
from tests.factories import NOW, World
from tests.rules import statements as samples
from tests.web.holding import shown
from tests.web.pages import browser
from tests.worlds_of_lines import kept, left, line, take
from tests.worlds_of_plans import active, plan


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def budget(world: World) -> Budget:
    """A budget for help and getting out, with nothing in it yet."""
    purposes = (
        (Purpose.PERSONAL_ASSISTANCE, "Somebody to help me"),
        (Purpose.GETTING_OUT, "The allotment"),
    )
    return active(world, world.daniel, plan(purposes=purposes))


@pytest.fixture
def daniel(world: World) -> Client:
    return browser(world.holder(world.daniel))


def bring(client: Client, budget: Budget, content: str, name: str = "bank.csv") -> Any:
    file = SimpleUploadedFile(name, content.encode(), content_type="text/csv")
    return client.post(f"/plan/{budget.id}/spending/statements", {"file": file}, follow=True)


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_nothing_to_do_is_said(world: World, budget: Budget, daniel: Client) -> None:
    assert "Nothing here yet" in shown(daniel, f"/plan/{budget.id}/spending")
    take(world.book_id, line(budget, -12_50, mcc="7832", counterparty="Elm <b>Cinema</b>"))
    page = shown(daniel, f"/plan/{budget.id}/spending")
    assert "Nothing for you to do" in page
    assert "Nothing to do" in page
    assert "Elm &lt;b&gt;Cinema&lt;/b&gt;" in page
    assert "Getting out and joining in" in page


def test_one_tap_says_what_it_was_for(world: World, budget: Budget, daniel: Client) -> None:
    spent = line(budget, -60_00, counterparty="R Smith", channel=Channel.TRANSFER)
    take(world.book_id, spent)
    page = shown(daniel, f"/plan/{budget.id}/spending")
    assert "1 tap would help" in page
    address = re.search(r'action="([^"]+)"[^>]*>.{0,400}?value="getting_out"', page)
    assert address
    answer = daniel.post(address[1], {"purpose": "getting_out"}, follow=True)
    assert "We remember: Getting out and joining in." in words(answer)
    assert "Nothing for you to do" in words(answer)
    assert (kept(spent).purpose, kept(spent).how) == (Purpose.GETTING_OUT, How.TAP)
    assert kept(spent).said_by == world.daniel.user_id


def test_a_purpose_that_is_none_is_refused(world: World, budget: Budget, daniel: Client) -> None:
    spent = line(budget, -60_00, counterparty="R Smith")
    take(world.book_id, spent)
    address = f"/plan/{budget.id}/spending/{kept(spent).id}"
    assert daniel.post(address, {"purpose": "cigars"}).status_code == 422
    assert kept(spent).how == How.UNKNOWN


def test_two_things_are_told_apart(world: World, budget: Budget, daniel: Client) -> None:
    take(world.book_id, line(budget, -9_00, source=Source.TOLD))
    seen = line(budget, -9_00)
    take(world.book_id, seen)
    assert shown(daniel, f"/plan/{budget.id}/spending").count("Elmshire Stores") == 1
    address = f"/plan/{budget.id}/spending/{kept(seen).id}"
    assert "We knew of this money" in shown(daniel, address)
    answer = daniel.post(f"{address}/two-things", follow=True)
    assert "We count it for itself now." in words(answer)
    assert kept(seen).booked_as == Booked.SPENT
    assert left(budget) == -18_00
    assert daniel.post(f"{address}/two-things").status_code == 409


def test_a_statement_is_read_and_said_in_words(budget: Budget, daniel: Client) -> None:
    answer = bring(daniel, budget, samples.STARLING)
    page = words(answer)
    assert "We have read it" in page
    assert "2 lines, 2 of them were new" in page
    assert "It adds up" in page
    again = words(bring(daniel, budget, samples.STARLING))
    assert "We have this one already" in again
    assert SpendingLine.objects.count() == 2
    assert "Elm Cinema" in shown(daniel, f"/plan/{budget.id}/spending")


def test_three_taps_for_a_bank_that_we_do_not_know(budget: Budget, daniel: Client) -> None:
    page = words(bring(daniel, budget, samples.UNKNOWN))
    assert "Three taps" in page
    assert "How much" in page
    sealed = re.search(r'name="kept" value="([^"]+)"', page)
    assert sealed
    assert "Elm Cinema" not in sealed[1]
    taps = {"kept": sealed[1], "day": "0", "words": "1", "amount": "2"}
    address = f"/plan/{budget.id}/spending/statements/columns"
    wrong = daniel.post(address, taps | {"amount": "1"})
    assert wrong.status_code == 409
    answer = daniel.post(address, taps, follow=True)
    assert "2 lines, 2 of them were new" in words(answer)
    tampered = daniel.post(address, taps | {"kept": "AAAA"})
    assert tampered.status_code == 422
    next_month = "When;What;How much\n12.11.2026;Bus;-2.00\n"
    assert "1 line, 1 of them was new" in words(bring(daniel, budget, next_month))


@pytest.mark.parametrize(
    ("content", "said"),
    [("%PDF-1.7", "PDF"), ("hello", "no day and no amount"), ("<html>", "web page")],
)
def test_what_is_no_statement_is_said_beside_the_file(
    budget: Budget, daniel: Client, content: str, said: str
) -> None:
    answer = bring(daniel, budget, content, name="statement.csv")
    assert answer.status_code == 409
    assert said in words(answer)
    assert BankStatement.objects.count() == 0


def test_it_is_nobody_elses_business(world: World, budget: Budget, daniel: Client) -> None:
    bring(daniel, budget, samples.STARLING)
    one, statement = SpendingLine.objects.first(), BankStatement.objects.get()
    assert one
    rosa = browser(world.holder(world.rosa))
    for address in (
        "spending",
        f"spending/{one.id}",
        "spending/statements",
        f"spending/statements/{statement.id}",
    ):
        assert daniel.get(f"/plan/{budget.id}/{address}").status_code == 200
        assert rosa.get(f"/plan/{budget.id}/{address}").status_code == 404
    assert (
        rosa.post(f"/plan/{budget.id}/spending/{one.id}", {"purpose": "other"}).status_code == 404
    )


def test_the_balance_is_known_until_the_statement(budget: Budget, daniel: Client) -> None:
    bring(daniel, budget, samples.STARLING)
    budget.refresh_from_db()
    assert budget.known_until == date(2026, 11, 4)
    assert "As of your last statement, 4 November" in shown(daniel)
