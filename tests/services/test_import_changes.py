"""A budget's row that comes again, changed: what is taken, and what is only said."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest

from budgets.people.models import Representative
from budgets.plans import services as plans
from budgets.plans.models import Budget, BudgetHolder, BudgetStatement, CareReview, Condition, Pause
from budgets.plans.selectors import conditions
from budgets.plans.values import BudgetState
from ledgers.selectors import find_discrepancies
from ledgers.values import SCHEDULER
from tests.factories import NOW, World
from tests.services.import_worlds import (
    bring,
    bring_bytes,
    empty_council,
    left_on,
    nothing_changes,
    one_budget,
    try_out,
    written_out,
)
from tests.worlds_of_plans import active, work_out

DIGEST_ALONE = {"caseload.ImportedRow"}.__contains__


@pytest.fixture
def book(db: None) -> Iterator[UUID]:
    """An empty council. Afterwards its books are proved."""
    yield empty_council()
    assert list(find_discrepancies()) == []


def changed(book: UUID, **cells: str) -> Budget:
    """Bring the budget's row again, otherwise; all of it is taken, and only once."""
    tried = try_out(book, budgets=[cells])
    again = bring(book, budgets=[cells])
    assert again.refused == []
    assert again.remarks == []
    assert again.of("budgets") == tried.of("budgets") == {"read": 1, "changed": 1}
    with nothing_changes():
        assert bring(book, budgets=[cells]).of("budgets") == {"read": 1, "unchanged": 1}
    return Budget.objects.select_related("person", "account", "provider").get(book_id=book)


@pytest.mark.parametrize(
    ("cells", "name", "value"),
    [
        ({"cash_share_percent": "20"}, "cash_share_percent", 20),
        ({"agreed_on": "2024-03-01"}, "agreed_on", date(2024, 3, 1)),
        ({"first_paid_on": "2024-04-10"}, "first_paid_on", date(2024, 4, 10)),
        ({"known_from": "statements"}, "known_from", "statements"),
        ({"ends_on": "2027-03-31"}, "ends_on", date(2027, 3, 31)),
    ],
)
def test_plain_facts_are_corrected(
    book: UUID, cells: dict[str, str], name: str, value: object
) -> None:
    one_budget(book)
    budget = changed(book, **cells)
    assert getattr(budget, name) == value
    assert budget.state == BudgetState.ACTIVE


def test_a_last_day_that_has_passed_ends_it(book: UUID) -> None:
    one_budget(book, opening_balance="10.00")
    budget = changed(book, ends_on="2026-11-01", opening_balance="10.00")
    assert (budget.state, budget.ends_on) == (BudgetState.ENDED, date(2026, 11, 1))
    assert left_on(budget) == 10_00


def test_a_last_day_before_the_first_is_refused(book: UUID) -> None:
    one_budget(book)
    with nothing_changes():
        again = bring(book, budgets=[{"starts_on": "2020-01-01", "ends_on": "2020-06-01"}])
    ((_, line, column, why),) = again.refused
    assert (line, column) == (2, "ends_on")
    assert "before the start on 2024-04-08" in why


def test_a_suspension_stops_it_as_the_verb_does(book: UUID) -> None:
    one_budget(book)
    budget = changed(book, suspended_on="2026-11-20")
    assert budget.state == BudgetState.SUSPENDED
    assert Pause.objects.get().starts_on == date(2026, 11, 20)


def test_what_went_on_since_is_not_stopped_again(book: UUID) -> None:
    budget = one_budget(book, suspended_on="2026-11-01")
    plans.resume_budget(budget=budget, from_on=date(2026, 12, 1), words="", by=SCHEDULER, now=NOW)
    again = changed(book, suspended_on="2026-11-01", cash_share_percent="5")
    assert again.state == BudgetState.ACTIVE


def test_a_suspension_before_our_time_is_refused(book: UUID) -> None:
    one_budget(book)
    with nothing_changes():
        again = bring(book, budgets=[{"suspended_on": "1999-12-31"}])
    assert [column for _, _, column, _ in again.refused] == ["suspended_on"]


def test_a_review_that_was_held_since_is_added(book: UUID) -> None:
    one_budget(book, last_reviewed_on="2025-06-01")
    changed(book, last_reviewed_on="2026-06-01")
    held = [review.held_on for review in CareReview.objects.order_by("held_on")]
    assert held == [date(2025, 6, 1), date(2026, 6, 1)]
    older = bring(book, budgets=[{"last_reviewed_on": "2025-06-01"}])
    assert older.of("budgets") == {"read": 1, "unchanged": 1}
    assert CareReview.objects.count() == 2


def test_conditions_on_paper_get_their_day(book: UUID) -> None:
    one_budget(book)
    changed(book, conditions_decided_on="2024-04-01", conditions_decided_by="Ama Boateng")
    assert Condition.objects.filter(on_paper=False).count() == 4
    assert "2024-04-01,Ama Boateng" in written_out(book)["budgets.csv"].decode()


def test_what_waited_for_its_conditions_begins(book: UUID) -> None:
    waiting = {"starts_on": "2026-12-01"}
    assert one_budget(book, **waiting).state == BudgetState.AGREED
    budget = changed(book, **waiting, conditions_decided_on="2026-11-20")
    assert budget.state == BudgetState.ACTIVE
    assert conditions.list_missing(budget) == []


def test_what_was_confirmed_here_is_decided_here(world: World) -> None:
    book = world.book_id
    budget = one_budget(book)
    plans.record_condition(
        budget=budget,
        code="s31_capable",
        stands=False,
        decided_on=NOW.date(),
        why="It has become too much.",
        by=world.practitioner,
        now=NOW,
    )
    with nothing_changes():
        again = bring(book, budgets=[{"conditions_decided_on": "2024-04-01"}])
    assert [column for _, _, column, _ in again.remarks] == ["conditions_decided_on"]
    assert Budget.objects.get(pk=budget.pk).state == BudgetState.SUSPENDED


def test_a_holder_is_corrected_and_let_in(book: UUID) -> None:
    said = {"holder_kind": "nominated_person", "holder_name": "Ruth"}
    one_budget(book, **said)
    new = said | {"holder_name": "Ruth Ashworth", "holder_email": "ruth@home.example"}
    budget = changed(book, **new)
    holder = BudgetHolder.objects.get(budget=budget)
    assert (holder.full_name, holder.email) == ("Ruth Ashworth", "ruth@home.example")
    assert holder.user is not None
    assert Representative.objects.get().user == holder.user


def test_a_provider_is_said(book: UUID) -> None:
    one_budget(book)
    bring(book, providers=[{}])
    budget = changed(book, provider_ref="V1")
    assert budget.provider is not None


@pytest.mark.parametrize(
    "cells",
    [
        {"weekly_total": "230.00"},
        {"kind": "managed"},
        {"holder_kind": "nominated_person", "holder_name": ""},
        {"frequency": "weekly"},
        {"contribution_mode": "net"},
        {"starts_on": "2024-05-06"},
        {"purposes": "transport"},
        {"account_kind": "bank"},
        {"one_off_amount": "10.00"},
        {"opening_balance": "10.00"},
    ],
)
def test_what_is_agreed_here_is_not_changed_by_a_file(book: UUID, cells: dict[str, str]) -> None:
    one_budget(book)
    with nothing_changes():
        again = bring(book, budgets=[cells])
    assert again.of("budgets") == {"read": 1, "unchanged": 1}
    assert [column for _, _, column, _ in again.remarks] == [next(iter(cells))]
    assert len(bring(book, budgets=[cells]).remarks) == 1


def test_a_row_is_taken_in_part_and_the_rest_is_said(book: UUID) -> None:
    one_budget(book)
    again = bring(book, budgets=[{"weekly_total": "230.00", "cash_share_percent": "20"}])
    assert again.of("budgets") == {"read": 1, "changed": 1}
    assert [column for _, _, column, _ in again.remarks] == ["weekly_total"]
    assert Budget.objects.get().cash_share_percent == 20
    assert BudgetStatement.objects.get().total_pence == 220_00


def test_when_payments_are_planned_here_its_end_is_decided_here(book: UUID) -> None:
    one_budget(book)
    work_out(book, date(2026, 12, 14))
    with nothing_changes():
        again = bring(book, budgets=[{"ends_on": "2027-03-31"}])
    assert [column for _, _, column, _ in again.remarks] == ["ends_on"]


def test_a_budget_that_began_here_is_changed_here(world: World) -> None:
    budget = active(world, world.daniel)
    out = written_out(world.book_id)["budgets.csv"]
    with nothing_changes(but=DIGEST_ALONE):
        same = bring_bytes(world.book_id, {"budgets.csv": out})
    assert same.of("budgets") == {"read": 1, "unchanged": 1}
    assert same.remarks == []
    other = out.replace(b",bank,,", b",bank,20,")
    assert other != out
    with nothing_changes():
        again = bring_bytes(world.book_id, {"budgets.csv": other})
    assert [column for _, _, column, _ in again.remarks] == ["cash_share_percent"]
    assert Budget.objects.get(pk=budget.pk).cash_share_percent is None
