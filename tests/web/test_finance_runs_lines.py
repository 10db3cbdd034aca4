"""The lines of a pay run: what changed adds up, why some are held, letting go, the table."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from budgets.people.models import Person
from payments.payouts import services as payouts
from payments.payouts.models import Payment, PayRun
from payments.payouts.values import PaymentState
from tests.factories import NOW, PersonFactory
from tests.web.pages import browser
from tests.web.runs import (
    MONDAY,
    NEXT,
    answered,
    approved,
    calculated,
    line_of,
    page_of,
    sent,
    told,
)
from tests.worlds_of_plans import active, at
from tests.worlds_of_runs import BETWEEN, busy_council, held_by_officer
from web.finance.runs.figures import changes_of


@pytest.fixture(autouse=True)
def morning(time_machine):
    time_machine.move_to(BETWEEN, tick=False)


@pytest.fixture
def desk(world):
    return browser(world.finance)


def text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


# What changed


def test_what_changed_adds_up_to_this_time(desk, world):
    run = busy_council(world)
    changes = changes_of(run)
    in_between = sum(row.pence for row in changes.rows)
    assert changes.before.pence + in_between == run.total_pence
    assert [(row.label, row.people, row.pence) for row in changes.rows] == [
        ("New", "+ 4", 3_920_00),
        ("Raised", "1", 200_00),
        ("Lowered", "1", -240_00),
        ("Stopped", "− 1", -1_120_00),
        ("Held back", "− 4", -4_200_00),
    ]
    page = text(page_of(desk, run))
    assert "Last time, Monday 23 November 10 £11,200.00" in page
    assert "This time 9 £9,760.00" in page


def test_it_adds_up_whatever_is_held_or_let_go(desk, world):
    run = busy_council(world)
    held_by_officer(world, run)
    payouts.release_line(
        line=line_of(run, "Li Wei"), words="I rang.", by=world.finance.user_id, now=BETWEEN
    )
    run.refresh_from_db()
    changes = changes_of(run)
    assert changes.before.pence + sum(row.pence for row in changes.rows) == run.total_pence
    assert "1 let go all the same, £1,120.00" in page_of(desk, run)


def test_each_change_leads_to_its_people_with_why(desk, world):
    run = busy_council(world)
    raised = text(page_of(desk, run, "run_lines", show="raised"))
    assert "Joan Hale" in raised
    assert "28 days at £360.00 a week" in raised
    assert "Last time, £1,120.00: 28 days at £310.00 a week" in raised
    assert "Samir" not in raised
    assert "Samir Patel" in page_of(desk, run, "run_lines", show="lowered")
    stopped = page_of(desk, run, "run_lines", show="stopped")
    assert "Mary Finch" in stopped
    assert "as it was paid last time" in stopped
    new = page_of(desk, run, "run_lines", show="new")
    assert "Ada Lund" in new
    assert "Ben Achterberg" in new
    assert "Joan Hale" not in new


def test_the_first_run_has_only_new_people_and_says_why(desk, world, time_machine):
    time_machine.move_to(NOW, tick=False)
    told(world, world.daniel)
    page = page_of(desk, calculated(world))
    assert "This is the first run of these budgets" in page
    assert "Last time" not in page


def test_nonsense_in_the_address_shows_all(desk, world):
    run = busy_council(world)
    assert "All lines" in page_of(desk, run, "run_lines", show="nonsense", page="x")


def test_lines_are_found_by_name_or_reference(desk, world):
    run = busy_council(world)
    page = page_of(desk, run, "run_lines", who="hale")
    assert "Joan Hale" in page
    assert "Samir" not in page
    joan = line_of(run, "Joan Hale").payment.instalment.budget
    assert "Joan Hale" in page_of(desk, run, "run_lines", who=joan.reference)
    assert "Nobody here has “zz”" in page_of(desk, run, "run_lines", who="zz")


def test_many_lines_come_a_page_at_a_time(desk, world, time_machine):
    time_machine.move_to(NOW, tick=False)
    told(world, *(PersonFactory(team=world.team, full_name=f"P {n:02}") for n in range(52)))
    run = calculated(world)
    page = page_of(desk, run, "run_lines", show="new")
    assert "Page 1 of 2" in page
    assert "show=new&amp;who=&amp;page=2" in page
    assert "P 51" in page_of(desk, run, "run_lines", show="new", page="2")


def test_an_account_shows_its_last_two_digits_alone(desk, world):
    run = busy_council(world)
    for page in (page_of(desk, run), page_of(desk, run, "run_lines")):
        assert "12345678" not in page
        assert "87654399" not in page
    assert "Account ending in 78" in page_of(desk, run, "run_lines")


# Held back


def test_each_reason_says_what_to_do(desk, world):
    run = busy_council(world)
    held_by_officer(world, run)
    page = text(page_of(desk, run, "run_lines", show="held")).replace("&#x27;", "'")
    assert "Li Wei’s bank details are new, so we take care until Wednesday 16 December" in page
    assert "Its payments are paused" in page
    assert "Nobody has said where to pay it" in page
    assert "His sister rang: he has moved." in page


def test_a_line_is_let_go_with_words(desk, world):
    run = busy_council(world)
    line = line_of(run, "Li Wei")
    assert "Let it go" in desk.get(reverse("run_line", args=[run.id, line.id])).content.decode()
    address = reverse("release_line", args=[run.id, line.id])
    assert desk.post(address, {"words": ""}).status_code == 422
    page = desk.post(address, {"words": "I rang her."}, follow=True).content.decode()
    assert "£1,120.00 goes with this run" in page
    line.refresh_from_db()
    assert (line.released_words, line.released_by) == ("I rang her.", world.finance.user_id)
    run.refresh_from_db()
    assert run.total_pence == 9_760_00 + 1_120_00
    assert "I rang her." in page_of(desk, run, "run_lines", show="released")


@pytest.mark.parametrize("name", ["Amina Yusuf", "Ben Achterberg"])
def test_what_is_put_right_elsewhere_is_not_let_go_here(desk, world, name):
    run = busy_council(world)
    line = run.lines.filter(payment__instalment__budget__person__full_name=name)[0]
    page = desk.get(reverse("run_line", args=[run.id, line.id])).content.decode()
    assert "It can’t be let go here" in page
    answer = desk.post(reverse("release_line", args=[run.id, line.id]), {"words": "Please."})
    assert answer.status_code == 409
    assert "Please." in answer.content.decode(), "what was typed stays"
    line.refresh_from_db()
    assert line.released_at is None


def test_a_line_is_held_back_with_words(desk, world):
    run = busy_council(world)
    line = line_of(run, "Joan Hale")
    address = reverse("hold_line", args=[run.id, line.id])
    assert "Hold back £1,320.00" in desk.get(address).content.decode()
    page = desk.post(address, {"words": "Looks too much."}, follow=True).content.decode()
    assert "£1,320.00 is held back" in page
    assert "Looks too much." in page
    run.refresh_from_db()
    assert run.total_pence == 9_760_00 - 1_320_00
    assert Payment.objects.get(pk=line.payment_id).state == PaymentState.PLANNED


def test_nothing_is_held_or_let_go_once_it_is_approved(desk, world, time_machine):
    time_machine.move_to(NOW, tick=False)
    told(world, world.daniel)
    run = approved(world)
    line = run.lines.get()
    page = desk.get(reverse("run_line", args=[run.id, line.id])).content.decode()
    assert "Hold it back" not in page
    answer = desk.post(reverse("hold_line", args=[run.id, line.id]), {"words": "Stop."})
    assert answer.status_code == 409
    line.refresh_from_db()
    assert line.held == ""


def test_the_auditor_looks_and_holds_nothing(world):
    run = busy_council(world)
    line = line_of(run, "Joan Hale")
    auditor = browser(world.auditor)
    page = auditor.get(reverse("run_line", args=[run.id, line.id])).content.decode()
    assert "28 days at £360.00 a week" in page
    assert "Hold it back" not in page
    for name in ("hold_line", "release_line"):
        address = reverse(name, args=[run.id, line.id])
        assert auditor.post(address, {"words": "No."}).status_code == 404


def test_what_is_held_back_run_after_run_is_said(desk, world, time_machine):
    now = NOW
    budgets = told(world, world.daniel, world.rosa)
    payee = budgets[0].instalments.get().payment.payee
    days = [MONDAY, NEXT, NEXT + timedelta(days=28)]
    type(payee).objects.filter(pk=payee.pk).update(care_until=days[-1] + timedelta(days=9))
    for day in days[:-1]:
        answered(sent(world, day, now=now))
        now = at(day + timedelta(days=3))
    run = calculated(world, days[-1], now=now)
    time_machine.move_to(now, tick=False)
    page = text(page_of(desk, run, "run_lines", show="held"))
    assert "Held back in 3 runs, since" in page
    assert "Somebody has to see to it: ring its team." in page
    assert "Held back in 2 runs, since" in page


# The table


def rows_of(desk, run: PayRun) -> list[dict[str, str]]:
    answer = desk.get(reverse("run_sheet", args=[run.id]))
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_table_has_every_line_once_and_adds_up(desk, world):
    run = busy_council(world)
    rows = rows_of(desk, run)
    assert len(rows) == run.lines.count() == 13
    going = [row for row in rows if row["Goes"] == "yes"]
    assert sum(round(float(row["Amount"]) * 100) for row in going) == run.total_pence
    (joan,) = (row for row in rows if row["Person"] == "Joan Hale")
    assert (joan["Amount"], joan["Last time"], joan["Change"]) == ("1320.00", "1120.00", "Raised")
    assert {row["Held back because"] for row in rows} == {
        "", "Paused", "No bank details yet", "New bank details",
    }  # fmt: skip


def test_no_cell_of_the_table_is_a_formula(desk, world, time_machine):
    time_machine.move_to(NOW, tick=False)
    told(world, PersonFactory(team=world.team, full_name="=cmd|' /C calc'!A1"))
    run = calculated(world)
    payouts.hold_line(line=run.lines.get(), words="@SUM(1)", by=world.finance.user_id, now=NOW)
    (row,) = rows_of(desk, run)
    assert row["Person"].startswith("'=")
    assert row["What an officer said"] == "'@SUM(1)"
    assert not [cell for cell in row.values() if cell[:1] in "=+@" and cell]


def test_a_draft_has_no_table(desk, world, time_machine):
    time_machine.move_to(NOW, tick=False)
    active(world, Person.objects.get(pk=world.daniel.pk))
    desk.post(reverse("open_run", args=[MONDAY]))
    assert desk.get(reverse("run_sheet", args=[PayRun.objects.get().id])).status_code == 404
