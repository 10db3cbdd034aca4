"""Budgets as they come in: their state from facts, their money to the penny, their next payment."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from budgets.caseload.selectors.decided import ON_PAPER
from budgets.councils.models import Member
from budgets.people.models import Person, Representative
from budgets.people.selectors import visible_to
from budgets.plans import services as plans
from budgets.plans.models import (
    Budget,
    BudgetChange,
    BudgetHolder,
    BudgetStatement,
    CareReview,
    Condition,
    Ending,
    Instalment,
    OneOff,
    Pause,
)
from budgets.plans.selectors import conditions, viewer_for
from budgets.plans.selectors.calendar import find_next
from budgets.plans.selectors.reviews import next_review
from budgets.plans.values import BudgetState
from budgets.plans.values.conditions import SECTION_31, SECTION_32
from budgets.recovery.selectors import given_in_year_pence
from ledgers.models import Account, Transfer
from ledgers.selectors import find_discrepancies, find_unbalanced, get_shared
from ledgers.services import post_fact
from ledgers.values import SCHEDULER, About, AccountKind, Posting, TransferKind
from payments.cards.models import CardStop
from payments.outside.models import Message
from payments.payouts.models import HeldBack
from tests.factories import NOW, World
from tests.services.import_worlds import (
    TEAM_AND_PERSON,
    TODAY,
    bring,
    empty_council,
    left_on,
    one_budget,
)
from tests.worlds_of_plans import work_out


@pytest.fixture
def book(db: None) -> Iterator[UUID]:
    """An empty council. Afterwards its books are proved, and nobody was written to."""
    yield empty_council()
    assert list(find_discrepancies()) == []
    assert find_unbalanced() == []
    assert not Message.objects.exists()


STATES: list[tuple[dict[str, str], BudgetState]] = [
    ({}, BudgetState.ACTIVE),
    ({"conditions_decided_on": "2024-04-01"}, BudgetState.ACTIVE),
    ({"ends_on": "2026-11-21"}, BudgetState.ENDED),
    ({"ends_on": "2026-11-22"}, BudgetState.ACTIVE),
    ({"ends_on": "2027-01-01"}, BudgetState.ACTIVE),
    ({"suspended_on": "2026-11-01"}, BudgetState.SUSPENDED),
    ({"suspended_on": "2026-11-01", "ends_on": "2026-11-21"}, BudgetState.ENDED),
    ({"starts_on": "2026-11-21"}, BudgetState.ACTIVE),
    ({"starts_on": "2026-11-22"}, BudgetState.AGREED),
    ({"starts_on": "2026-12-01"}, BudgetState.AGREED),
    ({"starts_on": "2026-12-01", "conditions_decided_on": "2026-11-01"}, BudgetState.ACTIVE),
    ({"starts_on": "2026-12-01", "holder_kind": "council", "kind": "managed"}, BudgetState.ACTIVE),
]


@pytest.mark.parametrize(("cells", "state"), STATES)
def test_its_state_comes_from_facts(book: UUID, cells: dict[str, str], state: BudgetState) -> None:
    assert one_budget(book, **cells).state == state


def test_it_is_kept_as_it_was_agreed(book: UUID) -> None:
    bring(book, members=[{"email": "boss@c.example", "role": "manager"}])
    budget = one_budget(
        book,
        contribution_mode="net",
        weekly_contribution="30.00",
        cash_share_percent="20",
        authorised_by_email="boss@c.example",
        agreed_on="2024-03-20",
        first_paid_on="2024-04-08",
        purposes="learning: the make-up course; transport",
        account_kind="bank",
    )
    assert (budget.kind, budget.holder_kind, budget.account_kind) == (
        "direct_payment",
        "person",
        "bank",
    )
    assert (budget.starts_on, budget.agreed_on, budget.first_paid_on) == (
        date(2024, 4, 8),
        date(2024, 3, 20),
        date(2024, 4, 8),
    )
    assert (budget.opened_by, budget.imported_at, budget.cash_share_percent) == (SCHEDULER, NOW, 20)
    boss = budget.agreed_by
    assert boss is not None
    (figures,) = BudgetStatement.objects.all()
    assert (figures.total_pence, figures.contribution_pence) == (220_00, 30_00)
    assert (figures.number, figures.agreed_by, figures.starts_on) == (1, boss, budget.starts_on)
    assert [(one.purpose, one.words) for one in budget.purposes.order_by("place")] == [
        ("learning", "the make-up course"),
        ("transport", "Getting there"),
    ]
    assert BudgetChange.objects.get().words == "This was taken over from the council's records."


def test_whoever_brings_the_file_agrees_nothing(world: World) -> None:
    """Written down by the service, then, so that the fact can stand as it was."""
    manager = world.manager
    bring(world.book_id, **TEAM_AND_PERSON)
    bring(
        world.book_id,
        budgets=[{"authorised_by_email": manager.user.email}],
        by=manager.user_id,
    )
    budget = Budget.objects.get(reference="B1")
    assert (budget.opened_by, budget.agreed_by) == (SCHEDULER, manager.user_id)


# Money


@pytest.mark.parametrize(
    ("told", "pence"), [("330.86", 330_86), ("-12.01", -12_01), ("0.00", 0), ("", 0)]
)
def test_it_begins_with_what_it_had(book: UUID, told: str, pence: int) -> None:
    budget = one_budget(book, opening_balance=told)
    assert left_on(budget) == pence
    assert get_shared(book, AccountKind.BROUGHT_FORWARD).balance_pence == -pence
    moved = Transfer.objects.filter(book_id=book)
    assert [(one.kind, one.pence) for one in moved] == [
        (TransferKind.OPENING_BALANCE, abs(pence)) for _ in [1] if pence
    ]
    overspent = Account.objects.get(overspends=budget.account)
    assert (budget.account.available_pence, overspent.balance_pence) == (
        max(pence, 0),
        min(pence, 0),
    )


def test_what_was_overspent_is_filled_first(book: UUID) -> None:
    """£12.01 below nothing; £20.00 come: £7.99 are left."""
    budget = one_budget(book, opening_balance="-12.01")
    post_fact(
        Posting(
            book_id=book,
            debit_id=get_shared(book, AccountKind.COUNCIL_FUNDING).id,
            credit_id=budget.account_id,
            pence=20_00,
            key=budget.id,
            kind=TransferKind.KEPT_BY_US,
            about=About("test", budget.id),
            posted_by=SCHEDULER,
            occurred_on=TODAY,
            posted_at=NOW,
        )
    )
    assert left_on(budget) == 7_99
    assert Account.objects.get(overspends=budget.account).balance_pence == 0


def test_another_opening_balance_is_said_and_not_posted(book: UUID) -> None:
    budget = one_budget(book, opening_balance="330.86")
    again = bring(book, budgets=[{"opening_balance": "400.00"}])
    assert again.of("budgets") == {"read": 1, "unchanged": 1}
    assert [column for _, _, column, _ in again.remarks] == ["opening_balance"]
    assert left_on(budget) == 330_86


def test_it_stands_at_the_import_or_before_the_first_line(book: UUID) -> None:
    one_budget(book, opening_balance="1.00")
    bring(book, budgets=[{"budget_ref": "B2", "opening_balance": "2.00"}], lines=[{}])
    openings = Transfer.objects.filter(kind=TransferKind.OPENING_BALANCE)
    days = dict(openings.values_list("pence", "occurred_on"))
    assert days == {1_00: TODAY, 2_00: date(2024, 4, 8)}


def test_a_service_fund_is_a_fund(book: UUID) -> None:
    bring(book, providers=[{}])
    budget = one_budget(
        book,
        kind="individual_service_fund",
        holder_kind="provider",
        provider_ref="V1",
        opening_balance="10.00",
    )
    assert (budget.account.kind, budget.account.available_pence) == (AccountKind.FUND, 10_00)
    assert budget.provider is not None
    assert budget.provider.reference == "V1"
    holder = BudgetHolder.objects.get()
    assert (holder.kind, holder.full_name) == ("provider", "Larch Lane Support")


# The next payment


def test_we_pay_from_the_first_period_that_starts_after_the_import(book: UUID) -> None:
    """The council's four weeks began on 16 November; the next begin on 14 December."""
    budget = one_budget(book, contribution_mode="net", weekly_contribution="30.00")
    assert budget.pays_from == date(2026, 12, 14)
    entry = find_next(budget, TODAY)
    assert entry is not None
    assert (entry.starts_on, entry.pay_on) == (date(2026, 12, 14), date(2026, 12, 14))
    assert entry.pence == 4 * (220_00 - 30_00)


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        ({"frequency": "weekly"}, date(2026, 11, 23)),
        ({"frequency": "monthly"}, date(2026, 12, 1)),
        ({"starts_on": "2026-11-22"}, date(2026, 11, 22)),
        ({"starts_on": "2026-12-05"}, date(2026, 12, 5)),
    ],
)
def test_the_first_day_that_we_pay_for(book: UUID, cells: dict[str, str], first: date) -> None:
    assert one_budget(book, **cells).pays_from == first


def test_it_is_paid_like_any_other(book: UUID) -> None:
    budget = one_budget(book, account_kind="bank")
    monday = date(2026, 12, 14)
    work_out(book, monday)
    (instalment,) = Instalment.objects.all()
    assert (instalment.budget, instalment.pence) == (budget, 4 * 220_00)
    budget.refresh_from_db()
    assert budget.first_paid_on == monday


@pytest.mark.parametrize("cells", [{"suspended_on": "2026-11-01"}, {"ends_on": "2026-11-21"}])
def test_what_is_stopped_or_over_is_not_paid(book: UUID, cells: dict[str, str]) -> None:
    one_budget(book, **cells)
    later = NOW.date() + timedelta(days=60)
    work_out(book, later)
    assert not Instalment.objects.exists()


def test_figures_of_nothing_are_none_and_said(book: UUID) -> None:
    brought = bring(book, **TEAM_AND_PERSON, budgets=[{"weekly_total": "0.00"}])
    assert [column for _, _, column, _ in brought.remarks] == ["weekly_total"]
    assert not BudgetStatement.objects.exists()
    with_same = bring(book, budgets=[{"weekly_total": "0.00", "cash_share_percent": "5"}])
    assert with_same.of("budgets") == {"read": 1, "changed": 1}
    assert with_same.remarks == []


def test_a_sum_that_was_due_before_is_not_paid_again(book: UUID) -> None:
    one_budget(book, one_off_amount="100.00")
    work_out(book, date(2026, 12, 14))
    assert Instalment.objects.get().pence == 4 * 220_00
    assert OneOff.objects.get().on_paper


def test_a_sum_that_is_still_to_come_is_paid_with_the_first(book: UUID) -> None:
    """From Monday 14 December: four weeks at £220.00, and £100.00 once."""
    one_budget(
        book,
        one_off_amount="100.00",
        starts_on="2026-12-14",
        conditions_decided_on="2026-11-01",
    )
    work_out(book, date(2026, 12, 14))
    assert Instalment.objects.get().pence == 4 * 220_00 + 100_00


# Suspended, ended, died


def test_what_is_suspended_is_held_back_as_by_the_verb(book: UUID) -> None:
    budget = one_budget(book, suspended_on="2026-11-01")
    pause = Pause.objects.get()
    assert (pause.starts_on, pause.ends_on) == (date(2026, 11, 1), None)
    assert HeldBack.objects.get().account_id == budget.account_id
    assert CardStop.objects.get().account_id == budget.account_id
    plans.resume_budget(budget=budget, from_on=date(2026, 12, 14), words="", by=SCHEDULER, now=NOW)
    budget.refresh_from_db()
    assert budget.state == BudgetState.ACTIVE
    assert not HeldBack.objects.filter(let_go_at=None).exists()
    assert not CardStop.objects.filter(started_at=None).exists()


def test_a_budget_of_somebody_who_died_ends_and_is_not_paid(book: UUID) -> None:
    died = {"died_on": "2026-10-01"}
    brought = bring(book, teams=[{}], people=[died], budgets=[{"opening_balance": "50.00"}])
    assert brought.refused == []
    budget = Budget.objects.get()
    assert (budget.state, budget.ends_on) == (BudgetState.ENDING, date(2026, 10, 1))
    assert Ending.objects.get().reason == "died"
    work_out(book, date(2026, 12, 14))
    assert not Instalment.objects.exists()
    assert left_on(budget) == 50_00


def test_a_death_that_is_told_later_ends_what_is_open(book: UUID) -> None:
    budget = one_budget(book)
    bring(book, people=[{"died_on": "2026-11-20"}])
    budget.refresh_from_db()
    assert (budget.state, budget.ends_on) == (BudgetState.ENDING, date(2026, 11, 20))


# Conditions and reviews


def test_conditions_without_a_day_were_decided_on_paper(book: UUID) -> None:
    budget = one_budget(book)
    rows = Condition.objects.all()
    assert {row.code for row in rows} == set(SECTION_31)
    assert {(row.stands, row.on_paper, row.decided_by) for row in rows} == {(True, True, ON_PAPER)}
    assert conditions.list_missing(budget) == []


def test_conditions_with_a_day_were_decided_then(book: UUID) -> None:
    one_budget(
        book,
        holder_kind="authorised_person",
        holder_name="Ruth",
        conditions_decided_on="2024-03-01",
        conditions_decided_by="Ama Boateng",
    )
    rows = Condition.objects.all()
    assert {row.code for row in rows} == set(SECTION_32)
    assert {(row.on_paper, row.decided_by, row.decided_on) for row in rows} == {
        (False, "Ama Boateng", date(2024, 3, 1))
    }


def test_what_has_yet_to_begin_waits_for_its_conditions(book: UUID) -> None:
    budget = one_budget(book, starts_on="2026-12-01")
    assert not Condition.objects.exists()
    assert conditions.list_missing(budget) == list(SECTION_31)


def test_conditions_that_do_not_apply_are_said(book: UUID) -> None:
    brought = bring(
        book,
        **TEAM_AND_PERSON,
        budgets=[
            {
                "kind": "recovery",
                "frequency": "once",
                "one_off_amount": "250.00",
                "weekly_total": "",
                "conditions_decided_on": "2024-03-01",
            }
        ],
    )
    assert [column for _, _, column, _ in brought.remarks] == ["conditions_decided_on"]
    assert not Condition.objects.exists()


def test_the_next_review_is_counted_from_the_last(book: UUID) -> None:
    budget = one_budget(book, first_paid_on="2024-04-08", last_reviewed_on="2026-06-01")
    review = CareReview.objects.get()
    assert (review.held_on, review.on_paper) == (date(2026, 6, 1), True)
    due = next_review(budget, TODAY)
    assert due is not None
    assert (due.due.due_on, due.is_overdue) == (date(2027, 6, 1), False)


# Who manages it


def test_a_person_manages_their_own(book: UUID) -> None:
    people = [{"email": "rosa@home.example"}]
    bring(book, teams=[{}], people=people, budgets=[{}])
    holder = BudgetHolder.objects.get()
    assert (holder.full_name, holder.email) == ("Rosa Delgado", "rosa@home.example")
    assert (holder.user, holder.on_paper) == (Person.objects.get().user, True)


def test_an_address_on_the_budget_alone_is_the_persons(book: UUID) -> None:
    budget = one_budget(book, holder_email="rosa@home.example")
    holder = BudgetHolder.objects.get()
    assert holder.user is not None
    assert holder.user.email == "rosa@home.example"
    assert budget.person.user_id == holder.user_id


def test_who_manages_it_for_somebody_signs_in_and_sees_it(book: UUID) -> None:
    said = {
        "holder_kind": "nominated_person",
        "holder_name": "Ruth Ashworth",
        "holder_email": "ruth@home.example",
    }
    bring(book, **TEAM_AND_PERSON, budgets=[said, said | {"budget_ref": "B2"}])
    tie = Representative.objects.get()
    assert (tie.user.email, tie.kind) == ("ruth@home.example", "nominated_person")
    ruth = Member.objects.get(user=tie.user)
    assert list(visible_to(viewer_for(ruth, NOW))) == [Person.objects.get()]


def test_who_managed_what_is_over_sees_nothing(book: UUID) -> None:
    one_budget(
        book,
        holder_kind="nominated_person",
        holder_name="Ruth",
        holder_email="ruth@home.example",
        ends_on="2026-01-01",
    )
    assert not Representative.objects.exists()
    assert BudgetHolder.objects.get().user is None


# One-off budgets


def recovery(**cells: str) -> dict[str, str]:
    said = {
        "kind": "recovery",
        "frequency": "once",
        "one_off_amount": "250.00",
        "weekly_total": "",
        "starts_on": "2026-03-02",
        "agreed_on": "2026-03-01",
    }
    return said | cells


@pytest.mark.parametrize(
    ("cells", "counted"),
    [
        ({}, 250_00),
        ({"agreed_on": ""}, 250_00),
        ({"agreed_on": "2025-11-23"}, 250_00),
        ({"agreed_on": "2025-11-22"}, 0),
        ({"one_off_amount": "0.00"}, 0),
        ({"ends_on": "2026-03-30"}, 250_00),
    ],
)
def test_what_was_given_before_counts_in_the_year(
    book: UUID, cells: dict[str, str], counted: int
) -> None:
    budget = one_budget(book, **recovery(**cells))
    assert given_in_year_pence(budget.person, TODAY) == counted


def test_a_one_off_budget_is_agreed_by_whoever_gave_it(book: UUID) -> None:
    bring(book, members=[{}])
    budget = one_budget(book, **recovery(authorised_by_email="ama@elmshire.example"))
    sum_given = OneOff.objects.get()
    assert (sum_given.kind, sum_given.pence, sum_given.agreed_by) == (
        "recovery",
        250_00,
        budget.agreed_by,
    )
    assert budget.pays_from is None


FACTS: list[dict[str, Any]] = [
    {"starts_on": "1990-01-01"},
    {"starts_on": "2024-04-08", "ends_on": "2024-04-08"},
    {"suspended_on": "2099-01-01"},
    {"first_paid_on": "2099-01-01", "last_reviewed_on": "1999-01-01"},
    {"weekly_total": "0.01"},
    {"weekly_total": "100.00", "weekly_contribution": "100.00", "contribution_mode": "gross"},
    {"frequency": "once", "one_off_amount": "1000000.00", "weekly_total": ""},
    {"kind": "managed", "holder_kind": "nominated_person"},
    {"kind": "recovery", "one_off_amount": "1.00", "suspended_on": "2026-01-01"},
    {"opening_balance": "-999999.99"},
    {"agreed_on": "2030-01-01", "conditions_decided_on": "2030-01-01"},
]


@pytest.mark.parametrize("cells", FACTS)
def test_what_happened_is_not_judged(book: UUID, cells: dict[str, str]) -> None:
    one_budget(book, **cells)
    assert bring(book, budgets=[cells]).of("budgets") == {"read": 1, "unchanged": 1}
