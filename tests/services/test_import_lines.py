"""Lines as files bring them: posted once, with the balance before the first of them."""

from datetime import date
from uuid import UUID

import pytest

from budgets.assurance.models import SpendingLine
from budgets.assurance.values import Booked, How, Source
from budgets.plans.models import Budget
from ledgers.values import AccountKind, Purpose
from tests.services.import_worlds import (
    TEAM_AND_PERSON,
    bring,
    bring_bytes,
    empty_council,
    left_on,
    nothing_changes,
    try_out,
    written_out,
)
from tests.worlds_of_plans import balance

pytestmark = pytest.mark.django_db

WORLD = TEAM_AND_PERSON | {
    "budgets": [{"opening_balance": "100.00", "account_kind": "bank"}],
    "payees": [{}, {"payee_ref": "TAX", "name": "HMRC", "kind": "hmrc"}],
}
LINES = [
    {"amount": "880.00", "channel": "top_up", "counterparty": "Elmshire Council"},
    {"line_id": "L2", "amount": "-12.50", "payee_ref": "Y1", "mcc": "7832"},
    {"line_id": "L3", "amount": "-60.00", "payee_ref": "TAX", "channel": "direct_debit"},
    {"line_id": "L4", "amount": "-7.00", "purpose": "transport", "booked_on": "2026-01-09"},
    {"line_id": "=L5", "amount": "2.50", "channel": "refund", "counterparty": "=cmd|' /C calc'!A0"},
]


@pytest.fixture
def book(db: None) -> UUID:
    """A council with a budget that had £100.00, and five lines of it."""
    book_id = empty_council()
    brought = bring(book_id, **WORLD, lines=LINES)
    assert brought.refused == []
    assert brought.of("lines") == {"read": 5, "created": 5}
    return book_id


def test_what_was_there_before_and_the_lines_make_what_is_left(book: UUID) -> None:
    budget = Budget.objects.get(book_id=book)
    assert left_on(budget) == 100_00 + 880_00 - 12_50 - 60_00 - 7_00 + 2_50
    assert balance(book, AccountKind.BROUGHT_FORWARD) == -980_00
    assert balance(book, AccountKind.SPENDING, Purpose.EMPLOYMENT_COSTS) == 60_00
    assert (budget.known_from, budget.known_until) == ("statements", date(2026, 1, 9))


def test_each_line_is_kept_as_it_came(book: UUID) -> None:
    rows = {row.line_id: row for row in SpendingLine.objects.filter(book_id=book)}
    assert rows["L3"].payee is not None
    assert (rows["L3"].purpose, rows["L3"].how) == (Purpose.EMPLOYMENT_COSTS, How.PAYEE_KIND)
    assert (rows["L4"].purpose, rows["L4"].how) == (Purpose.TRANSPORT, How.TOLD)
    assert rows["=L5"].counterparty == "=cmd|' /C calc'!A0"
    assert rows["L1"].booked_as == Booked.BROUGHT_FORWARD
    assert {row.source for row in rows.values()} == {Source.STATEMENT}


def test_the_same_file_again_changes_nothing(book: UUID) -> None:
    with nothing_changes():
        again = bring(book, **WORLD, lines=LINES)
    assert again.of("lines") == {"read": 5, "unchanged": 5}
    assert again.of("budgets") == {"read": 1, "unchanged": 1}


def test_a_line_told_otherwise_stays_and_is_reported(book: UUID) -> None:
    with nothing_changes():
        again = bring(book, lines=[{"line_id": "L2", "amount": "-13.00", "payee_ref": "Y1"}])
    assert again.of("lines") == {"read": 1, "unchanged": 1}
    assert [(file, column) for file, _, column, _ in again.remarks] == [("lines.csv", "amount")]


def test_a_line_that_points_at_nothing_is_refused_alone(book: UUID) -> None:
    new = [{"line_id": "N1", "payee_ref": "nobody"}, {"line_id": "N2", "budget_ref": "none"}]
    brought = bring(book, lines=[*new, {"line_id": "N3"}])
    assert [(line, column) for _, line, column, _ in brought.refused] == [
        (2, "payee_ref"),
        (3, "budget_ref"),
    ]
    assert SpendingLine.objects.filter(line_id="N3").exists()


def test_a_trial_keeps_nothing() -> None:
    book_id = empty_council()
    tried = try_out(book_id, **WORLD, lines=LINES)
    assert tried.of("lines") == {"read": 5, "created": 5}
    assert SpendingLine.objects.count() == 0


def test_what_goes_out_comes_in_again_with_the_same_sums(book: UUID) -> None:
    files = written_out(book)
    assert files["lines.csv"].count(b"\r\n") == 6
    other = empty_council()
    assert bring_bytes(other, files).refused == []
    here, there = (Budget.objects.get(book_id=one) for one in (book, other))
    assert left_on(there) == left_on(here)
    assert written_out(other) == files


def test_a_year_overspent_without_a_balance_is_taken(db: None) -> None:
    """Sums that go below nothing are booked beside the budget, and filled when money comes."""
    book_id = empty_council()
    budgets = [{"account_kind": "bank"}]
    lines = [
        {"line_id": f"L{n}", "amount": "50.00" if n % 3 == 0 else "-30.00", "channel": "transfer"}
        for n in range(1, 601)
    ]
    brought = bring(book_id, **TEAM_AND_PERSON, budgets=budgets, lines=lines)
    assert brought.of("lines") == {"read": 600, "created": 600}
    assert left_on(Budget.objects.get(book_id=book_id)) == 200 * 50_00 - 400 * 30_00
