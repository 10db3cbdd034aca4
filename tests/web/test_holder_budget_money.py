"""When a holder is paid, why a balance is what it is, and every movement of it, to the penny."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budgets.plans.models import Budget
from ledgers.selectors import find_last_seal, left_pence
from ledgers.services import seal_book
from ledgers.values import Purpose
from tests import worlds_of_plans as states
from tests.factories import World
from tests.web.holding import CARD, DECEMBER_14, OWN_ACCOUNT, PAY_DAY, TODAY, shown, spend
from tests.web.pages import browser
from web.holder.plan.sheet import sheet_of


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def daniel(world: World) -> Client:
    return browser(world.holder(world.daniel))


@pytest.fixture
def card(world: World) -> Budget:
    """£1,240.00 came for four weeks on 14 December: 4 x £310.00."""
    budget = states.active(world, world.daniel, CARD)
    states.pay(world, DECEMBER_14, now=PAY_DAY)
    return budget


# The calendar


def test_a_year_of_pay_days_with_what_each_is_made_of(daniel: Client, card: Budget) -> None:
    page = shown(daniel, f"/plan/{card.id}/calendar")
    # 14 December, 11 January, 8 February and 8 March: 4 x 1240 = 4960, until March 2027
    assert "April 2026 to March 2027" in page
    assert '<span class="govuk-visually-hidden">£4,960.00</span>' in page
    assert page.count("£1,240.00") == 3 * 4  # the day, its one line, and together
    assert "28 days at £310.00 a week" in page
    assert "For 14 December to 10 January 2027" in page
    assert "Monday 8 March 2027" in page
    assert "Paid" in page


def test_a_pay_day_that_moved_says_why(daniel: Client, card: Budget) -> None:
    page = shown(daniel, f"/plan/{card.id}/calendar?year=2027")
    assert "Friday 30 April 2027" in page
    assert "Paid early, because Monday 3 May is a bank holiday." in page


@pytest.mark.parametrize("year", ["", "2025", "2199", "0", "-5", "x", "٢٠٢٦", "9" * 5000])
def test_any_year_asked_for_has_a_page(daniel: Client, card: Budget, year: str) -> None:
    assert daniel.get(f"/plan/{card.id}/calendar", {"year": year}).status_code == 200


def test_what_is_late_is_said_to_be_our_job(daniel: Client, world: World) -> None:
    budget = states.active(world, world.daniel, CARD)
    page = shown(daniel, f"/plan/{budget.id}/calendar")
    assert "This is late, and that is our job. It comes with our next payments." in page


def test_before_all_is_decided_the_calendar_is_empty(daniel: Client, world: World) -> None:
    budget = states.agreed(world, world.daniel)
    page = shown(daniel, f"/plan/{budget.id}/calendar")
    assert "When all is decided, each day on which you are paid stands here." in page
    assert "£" not in page


# Why is there this much


def test_the_lines_add_up_to_what_there_is(daniel: Client, card: Budget) -> None:
    spend(card, 300_25)
    spend(card, 12_00, purpose=Purpose.GETTING_OUT)
    spend(card, 12_00, purpose=Purpose.GETTING_OUT)
    page = shown(daniel, f"/plan/{card.id}/why")
    for figure in ("+ £1,240.00", "− £300.25", "− £24.00", "− £324.25"):
        assert figure in page
    card.account.refresh_from_db()
    assert left_pence(card.account) == 915_75  # 1240.00 - 300.25 - 24.00
    assert '<span class="govuk-visually-hidden">£915.75</span>' in page
    assert "2 times" in page.replace("2 Times", "2 times")
    assert page.count("<svg") >= 3


def test_of_an_account_that_we_dont_see_we_say_what_we_paid(daniel: Client, world: World) -> None:
    budget = states.active(world, world.daniel, OWN_ACCOUNT)
    states.pay(world, DECEMBER_14, now=PAY_DAY)
    page = shown(daniel, f"/plan/{budget.id}/why")
    assert "<h1>What we paid</h1>" in page
    assert "£1,240.00" in page
    assert "You have" not in page


# The statement


def test_each_movement_says_what_it_left(daniel: Client, card: Budget) -> None:
    spend(card, 300_00)
    spend(card, 1_000_00)  # 60 more than there is: part of it stands beside as overspent
    page = shown(daniel, f"/plan/{card.id}/statement")
    rows = re.findall(r'number sum"[^>]*>([^<]*)</td><td[^>]*>([^<]*)<', page)
    assert rows == [
        ("− £1,000.00", "−£60.00"),
        ("− £300.00", "£940.00"),
        ("+ £1,240.00", "£1,240.00"),
    ]
    assert "Money from the council, for 14 December to 10 January 2027" in page
    assert "A personal assistant" in page


def test_only_some_days_keep_what_each_left(daniel: Client, card: Budget) -> None:
    spend(card, 300_00, on=date(2026, 12, 18))
    spend(card, 40_00, on=date(2026, 12, 21))
    page = shown(daniel, f"/plan/{card.id}/statement?since=20+December+2026&until=21/12/2026")
    assert "£900.00" in page  # 1240 - 300 - 40, though the 300 isn't shown
    assert "£300.00" not in page
    assert "since=20+December+2026&amp;until=21%2F12%2F2026" in page
    turned = shown(daniel, f"/plan/{card.id}/statement?since=2026-12-21&until=2026-12-20")
    assert "£900.00" in turned


def test_a_day_that_is_none_is_said_beside_its_field(daniel: Client, card: Budget) -> None:
    page = shown(daniel, f"/plan/{card.id}/statement?since=banana")
    assert "Write the day with its year, like 14 May 1991." in page
    assert "banana" in page
    assert "£1,240.00" in page


def test_pages_go_back_by_what_was_last(daniel: Client, card: Budget) -> None:
    for _ in range(60):
        spend(card, 1_00)
    first = shown(daniel, f"/plan/{card.id}/statement")
    assert first.count("− £1.00") == 50
    assert "£1,229.00" in first  # the oldest of these 50 is the 11th: 1240 - 11
    older = re.search(r"before=([0-9a-f-]{36})", first)
    assert older
    second = shown(daniel, f"/plan/{card.id}/statement?before={older[1]}")
    assert second.count("− £1.00") == 10
    assert "+ £1,240.00" in second
    assert "Older" not in second
    assert daniel.get(f"/plan/{card.id}/statement?before=x").status_code == 200


def test_the_table_for_a_spreadsheet_has_every_line(daniel: Client, card: Budget) -> None:
    spend(card, 300_00)
    answer = daniel.get(f"/plan/{card.id}/statement.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert f"statement-{card.reference}-2026-12-22.csv" in answer["Content-Disposition"]
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    span = "Money from the council, for 14 December to 10 January 2027"
    assert rows == [
        ["Day", "What", "Money in", "Money out", "Left"],
        ["2026-12-14", span, "1240.00", "", "1240.00"],
        ["2026-12-20", "A personal assistant", "", "300.00", "940.00"],
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff20"])
def test_no_cell_of_the_table_is_run(start: str) -> None:
    sheet = sheet_of([(date(2026, 12, 20), f"{start}SUM(A1)", 0, -5)])
    row = list(csv.reader(io.StringIO(sheet.decode("utf-8-sig"), newline="")))[1]
    assert row == ["2026-12-20", f"'{start}SUM(A1)", "", "", "-0.05"]


def test_before_anything_moved_it_says_what_will_be_there(daniel: Client, world: World) -> None:
    budget = states.active(world, world.daniel, CARD)
    for page in ("why", "statement"):
        assert "Nothing here yet" in shown(daniel, f"/plan/{budget.id}/{page}")
    sheet = daniel.get(f"/plan/{budget.id}/statement.csv").content.decode("utf-8-sig")
    assert sheet == "Day,What,Money in,Money out,Left\r\n"


def test_a_statement_bears_the_newest_seal(daniel: Client, card: Budget) -> None:
    assert "Seal 1" not in shown(daniel, f"/plan/{card.id}/statement")
    seal_book(book_id=card.book_id, now=PAY_DAY)
    seal = find_last_seal(card.book_id)
    assert seal
    page = shown(daniel, f"/plan/{card.id}/statement")
    assert f"<code>{seal.root}</code>" in page
    assert "What is here up to" in page
    sheet = daniel.get(f"/plan/{card.id}/statement.csv").content.decode("utf-8-sig")
    assert sheet.splitlines()[-1].split(",", 1)[1] == f'"Sealed: seal 1, root {seal.root}",,,'


@pytest.mark.parametrize("page", ["", "/calendar", "/why", "/statement", "/figures"])
def test_more_movements_need_no_more_queries(daniel: Client, card: Budget, page: str) -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            shown(daniel, f"/plan/{card.id}{page}")
        counts.append(len(asked))
        for _ in range(5):
            spend(card, 5_00)
    assert counts[0] == counts[1]
