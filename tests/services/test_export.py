"""What goes out of a council is the same again when it was brought into another."""

import csv
import io
from datetime import date, timedelta
from uuid import UUID

import pytest

from budgets.caseload.services import count_staying, open_example
from budgets.councils import services as councils
from budgets.people import services as people
from budgets.people.models import Person
from budgets.plans import services as plans
from budgets.plans.models import Budget
from budgets.plans.values import BudgetState
from ledgers.models import Account
from ledgers.selectors import find_discrepancies
from ledgers.values import SCHEDULER
from payments.payouts import services as payouts
from tests.factories import NOW, World, promised, there
from tests.services.import_worlds import (
    TODAY,
    bring,
    bring_bytes,
    empty_council,
    left_on,
    nothing_changes,
    written_out,
)
from tests.worlds_of_plans import MONDAY, active, agreed, drafted, pay, plan

pytestmark = pytest.mark.django_db

CASELOAD = {
    "teams": [
        {"pot_opening_balance": "12000.00"},
        {"team_ref": "WEST", "name": "West, “the other one”", "pot_opening_balance": "0.00"},
    ],
    "members": [
        {"team_ref": "EAST", "grant_limit": "300.00", "person_year_limit": "600.00"},
        {"email": "boss@c.example", "full_name": "=Boss", "role": "manager;practitioner;auditor"},
        {"email": "a@c.example", "account_fingerprint": "acc-1", "role": "administrator"},
    ],
    "people": [
        {"date_of_birth": "1952-03-09", "email": "rosa@home.example", "prefers": "text"},
        {"person_ref": "P2", "kind": "carer", "cares_for_ref": "P1", "household_ref": "H1"},
        {"person_ref": "P3", "kind": "group", "full_name": "The Tuesday Kitchen"},
        {"person_ref": "P4", "full_name": "Éloïse Ó Briain", "address": "1 High Street\nElm, “b”"},
        {"person_ref": "P5", "died_on": "2026-10-01", "household_ref": "H1"},
        {"person_ref": "P6", "cares_for_ref": "P7", "phone": "01632 960 412"},
        {"person_ref": "P7", "cares_for_ref": "P6", "team_ref": "WEST"},
    ],
    "providers": [{}, {"provider_ref": "V2", "registered": "no", "email": "v@v.example"}],
    "budgets": [
        {"opening_balance": "330.86", "first_paid_on": "2024-04-08", "cash_share_percent": "10"},
        {
            "budget_ref": "B2",
            "person_ref": "P2",
            "holder_kind": "nominated_person",
            "holder_name": "Ruth Ashworth",
            "holder_email": "ruth@home.example",
            "weekly_contribution": "12.50",
            "contribution_mode": "gross",
            "frequency": "monthly",
            "conditions_decided_on": "2024-04-01",
            "conditions_decided_by": "Ama Boateng",
            "last_reviewed_on": "2026-06-01",
            "purposes": r"learning: a course\; evenings;transport;other: what else",
            "account_kind": "bank",
        },
        {
            "budget_ref": "B3",
            "person_ref": "P3",
            "kind": "recovery",
            "frequency": "once",
            "one_off_amount": "250.00",
            "weekly_total": "",
            "authorised_by_email": "boss@c.example",
            "agreed_on": "2026-03-01",
        },
        {
            "budget_ref": "B4",
            "person_ref": "P4",
            "kind": "individual_service_fund",
            "holder_kind": "provider",
            "provider_ref": "V2",
            "opening_balance": "-12.01",
        },
        {"budget_ref": "B5", "person_ref": "P5", "opening_balance": "50.00"},
        {"budget_ref": "B6", "person_ref": "P6", "suspended_on": "2026-11-01"},
        {"budget_ref": "B7", "person_ref": "P7", "ends_on": "2026-09-30"},
        {"budget_ref": "B8", "person_ref": "P1", "starts_on": "2026-12-07"},
        {
            "budget_ref": "B9",
            "person_ref": "P4",
            "kind": "managed",
            "holder_kind": "council",
            "one_off_amount": "75.00",
            "conditions_decided_by": "Nobody",
            "ends_on": "2027-03-31",
        },
        {
            "budget_ref": "B10",
            "person_ref": "P6",
            "holder_kind": "authorised_person",
            "weekly_total": "",
            "known_from": "statements",
            "conditions_decided_by": "The panel",
        },
    ],
    "absences": [{}, {"absence_ref": "A2", "kind": "abroad", "ends_on": "2026-02-01"}],
    "payees": [
        {"budget_ref": "B2", "kind": "own_account", "account_fingerprint": "acc-1"},
        {"payee_ref": "Y2", "sort_code": "200000", "account_number": "55779911"},
        {"payee_ref": "Y3", "budget_ref": "B1", "changed_on": "2026-11-20", "kind": "hmrc"},
    ],
}


def table(book_id: UUID, file: str) -> dict[str, dict[str, str]]:
    """A file that goes out, by its keys."""
    text = written_out(book_id)[f"{file}.csv"].decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    return {next(iter(row.values())): row for row in rows}


def moved(book_id: UUID) -> UUID:
    """An empty council that takes in what goes out of another; nothing of it is refused."""
    to = empty_council()
    brought = bring_bytes(to, written_out(book_id))
    assert brought.refused == []
    return to


def test_a_varied_caseload_goes_out_as_it_came_in() -> None:
    book = empty_council()
    assert bring(book, **CASELOAD).refused == []
    first = written_out(book)
    assert written_out(moved(book)) == first
    assert sum(data.count(b"\r\n") for data in first.values()) == 2 + 3 + 7 + 2 + 10 + 2 + 3 + 11
    assert list(find_discrepancies()) == []


def test_what_came_in_stands_in_what_goes_out() -> None:
    book = empty_council()
    bring(book, **CASELOAD)
    budgets, folk = table(book, "budgets"), table(book, "people")
    assert budgets["B2"] | {"weekly_total": "220.00"} == budgets["B2"]
    assert budgets["B2"]["purposes"] == (
        r"learning: a course\; evenings;transport;other: what else"
    )
    assert (budgets["B1"]["opening_balance"], budgets["B4"]["opening_balance"]) == (
        "330.86",
        "-12.01",
    )
    assert (budgets["B10"]["conditions_decided_on"], budgets["B10"]["conditions_decided_by"]) == (
        "",
        "The panel",
    )
    assert (budgets["B1"]["holder_name"], budgets["B2"]["holder_name"]) == ("", "Ruth Ashworth")
    assert budgets["B3"]["authorised_by_email"] == "boss@c.example"
    assert folk["P4"]["address"] == "1 High Street\nElm, “b”"
    assert folk["P6"]["cares_for_ref"] == "P7"
    assert table(book, "members")["boss@c.example"]["role"] == "practitioner;manager;auditor"


def test_brought_back_where_it_came_from_it_changes_nothing() -> None:
    book = empty_council()
    bring(book, **CASELOAD)
    with nothing_changes(but=lambda name: name == "caseload.ImportedRow"):
        again = bring_bytes(book, written_out(book))
    assert {name: again.of(name) for name in CASELOAD} == {
        name: {"read": len(rows), "unchanged": len(rows)} for name, rows in CASELOAD.items()
    }
    assert again.remarks == []


def test_the_keys_are_in_order_whatever_order_they_came_in() -> None:
    book = empty_council()
    bring(book, **{name: rows[::-1] for name, rows in CASELOAD.items()})
    assert list(table(book, "budgets"))[:3] == ["B1", "B10", "B2"]


def test_an_empty_council_goes_out_as_the_first_lines() -> None:
    files = written_out(empty_council())
    assert all(data.count(b"\r\n") == 1 for data in files.values())


def test_what_lived_here_goes_out_and_lives_on_elsewhere(world: World) -> None:
    """
    A direct payment that was paid once, and one-off budgets in every place.

    £12,000.00 in the pot, £300.00 there and £200.00 promised: £11,700.00 are in it, for what is
    promised has not left. Four weeks at £310.00 less £30.00 are £1,120.00 on the budget.
    """
    book = world.book_id
    draft = plan(statement={"starts_on": date(2026, 11, 16)})
    budget = active(world, world.daniel, draft)
    pay(world, MONDAY, now=NOW + timedelta(days=1))
    there(world, world.rosa, pence=300_00)
    promise = promised(world, world.daniel, pence=200_00)
    given_up = promised(world, world.daniel, pence=50_00, words="A tent")
    payouts.cancel_payment(payment=given_up.payment, by=SCHEDULER, now=NOW)
    to = moved(book)
    assert written_out(to) == written_out(book)
    pot = Account.objects.get(book_id=to, kind="pot")
    assert pot.available_pence == 11_700_00
    twin = Budget.objects.get(book_id=to, reference=budget.reference)
    assert (twin.state, twin.person.full_name) == (BudgetState.ACTIVE, "Daniel Okafor")
    assert left_on(twin) == left_on(budget) == 4 * (310_00 - 30_00)
    rows = table(book, "budgets")
    sums = {promise.budget_id: "200.00", given_up.budget_id: "0.00"}
    for budget_id, told in sums.items():
        assert rows[Budget.objects.get(pk=budget_id).reference]["one_off_amount"] == told


def test_who_is_paid_goes_out_without_the_numbers(world: World) -> None:
    there(world, world.rosa)
    (row,) = table(world.book_id, "payees").values()
    assert row["payee_ref"].startswith("Y-")
    assert row["budget_ref"] == Budget.objects.get().reference
    assert len(row["account_fingerprint"]) == 64
    assert list(row) == [
        "payee_ref",
        "budget_ref",
        "name",
        "kind",
        "account_fingerprint",
        "changed_on",
    ]


def test_what_no_file_can_say_stays_behind(world: World) -> None:
    """A draft, and what waits for its conditions: taken in, either would be paid."""
    drafted(world, world.daniel)
    began = plan(statement={"starts_on": date(2026, 11, 16)})
    agreed(world, world.rosa, began)
    assert table(world.book_id, "budgets") == {}
    assert count_staying(book_id=world.book_id, now=NOW) == 2


def test_what_is_agreed_and_yet_to_begin_goes_out(world: World) -> None:
    budget = agreed(world, world.daniel)
    assert budget.starts_on > TODAY
    to = moved(world.book_id)
    assert Budget.objects.get(book_id=to).state == BudgetState.AGREED


def test_only_who_works_here_now_goes_out(world: World) -> None:

    councils.end_member(member=world.auditor, by=SCHEDULER, now=NOW)
    emails = set(table(world.book_id, "members"))
    assert world.auditor.user.email not in emails
    assert world.practitioner.user.email in emails
    assert Person.objects.get(pk=world.daniel.pk).email not in emails


def test_words_go_out_as_they_will_be_read(world: World) -> None:
    people.add_person(
        team=world.team, full_name="Tab\tand space ", reference="P1", now=NOW, address="1\r\n2 "
    )
    row = table(world.book_id, "people")["P1"]
    assert (row["full_name"], row["address"]) == ("Tab and space", "1\n2")
    to = moved(world.book_id)
    assert written_out(to) == written_out(world.book_id)


def test_nothing_of_another_council_goes_out(world: World) -> None:
    other = empty_council()
    bring(other, **CASELOAD)
    assert set(table(world.book_id, "teams")) == {world.team.reference}
    assert set(table(world.book_id, "providers")) == set()


def test_a_sum_of_a_budget_in_lines_is_exact(world: World) -> None:
    budget = active(world, world.daniel, plan(statement={"starts_on": date(2026, 11, 16)}))
    plans.propose_one_off(
        budget=budget,
        kind="start_up",  # type: ignore[arg-type]
        pence=99_99,
        due_on=MONDAY,
        words="Insurance",
        by=world.practitioner,
        now=NOW,
    )
    assert table(world.book_id, "budgets")[budget.reference]["one_off_amount"] == ""


@pytest.mark.either
def test_the_example_council_goes_out_and_comes_in_the_same() -> None:
    council = open_example(now=NOW)
    first = written_out(council.book_id)
    assert written_out(moved(council.book_id)) == first
    assert list(find_discrepancies()) == []
    with nothing_changes(but=lambda name: name == "caseload.ImportedRow"):
        again = bring_bytes(council.book_id, first)
    assert again.refused == again.remarks == []
