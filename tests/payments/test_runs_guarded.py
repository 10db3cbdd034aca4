"""What the database refuses of pay runs, whoever asks and however: raw SQL on either engine."""

from typing import Any
from uuid import uuid4

import pytest

from ledgers.values import SCHEDULER, uuid7
from payments.payouts import services as payouts
from payments.payouts.models import Payee, PayRun, RunLine, RunSheet
from tests.factories import NOW, World, make_world
from tests.ledgers.attacks.raw import insert, refused, run, settle
from tests.payments.owed import budget_account, funding, known_payee, owed, plan
from tests.payments.runs import (
    LATER,
    approve,
    calculated,
    due,
    fresh,
    line_of,
    opened,
    sent_run,
    three,
)

FROZEN = "payouts_run_frozen"


def update(
    made: PayRun | RunLine | RunSheet | Payee, assigned: str, *params: Any
) -> tuple[Any, ...]:
    return f"UPDATE {made._meta.db_table} SET {assigned} WHERE id = %s", *params, made.pk


@pytest.fixture
def agreed(world: World) -> PayRun:
    three(world)
    return approve(world, calculated(world))


@pytest.mark.parametrize(
    "assigned",
    [
        "pence = pence + 1",
        "fingerprint = 'x'",
        "held = 'officer'",
        "change = 'same'",
        "before_pence = 7",
        "to_account_id = source_account_id",
        "payment_id = id",
        "id = payment_id",
        "payee_id = NULL",
        "released_words = 'let it go'",
    ],
)
def test_a_line_of_an_approved_run_is_not_changed(agreed: PayRun, assigned: str) -> None:
    line = RunLine.objects.filter(run=agreed).earliest("payment_id")
    refused(*update(line, assigned), match=f"{FROZEN}|payouts_line_released")


def test_nor_moved_to_another_run_nor_into_it(world: World, agreed: PayRun) -> None:
    other = calculated(world, LATER)
    line = RunLine.objects.filter(run=agreed).earliest("payment_id")
    refused(*update(line, "run_id = %s", other.pk), match=FROZEN)
    due(world, budget_account(world), None, 1_00, on=LATER)
    theirs = payouts.calculate_run(run=other, now=NOW).lines.get()
    refused(*update(theirs, "run_id = %s", agreed.pk), match=FROZEN)


def test_nor_added_nor_deleted(world: World, agreed: PayRun) -> None:
    late = due(world, budget_account(world), None, 1_00)
    line = RunLine.objects.filter(run=agreed).earliest("payment_id")
    refused("DELETE FROM payouts_runline WHERE id = %s", line.pk, match=FROZEN)
    line.pk, line.payment = uuid7(), late
    sql, values = insert(line)
    refused(sql, *values, match=FROZEN)


@pytest.mark.parametrize("state", ["approved", "sent", "abandoned"])
def test_a_sheet_keeps_what_was_approved(world: World, state: str) -> None:
    three(world)
    made = sent_run(world) if state == "sent" else approve(world, calculated(world))
    if state == "abandoned":
        payouts.abandon_run(run=made, words="No", by=SCHEDULER, now=NOW)
    sheet = RunSheet.objects.get(run=made)
    for assigned in ("digest = 'x'", "count = 1", "last = first", "number = 9"):
        refused(*update(sheet, assigned), match=FROZEN)
    refused("DELETE FROM payouts_runsheet WHERE id = %s", sheet.pk, match=FROZEN)
    if state == "sent":
        refused(*update(sheet, "done_at = NULL"), match=FROZEN)


@pytest.mark.parametrize(
    "assigned",
    [
        "digest = 'x'",
        "count = 99",
        "total_pence = 1",
        "pay_on = '2026-12-24'",
        "approved_at = NULL",
        "follows_id = id",
    ],
)
def test_an_approved_run_keeps_what_was_approved(agreed: PayRun, assigned: str) -> None:
    refused(*update(agreed, assigned))


def test_nobody_else_becomes_the_approver_or_the_preparer(agreed: PayRun) -> None:
    refused(*update(agreed, "approved_by = %s", uuid4()), match=FROZEN)
    refused(*update(agreed, "prepared_by = %s", uuid4()), match=FROZEN)


def test_a_run_goes_one_way(world: World) -> None:
    three(world)
    made = calculated(world)
    for state in ("draft", "sending", "sent", "closed", "elsewhere"):
        refused(*update(made, "state = %s", state))
    refused(*update(made, "state = 'abandoned'"))  # nobody says who and why
    refused(*update(made, "state = 'approved'"))  # nobody approves
    approve(world, made)
    for state in ("calculated", "draft", "sent", "closed"):
        refused(*update(made, "state = %s", state))
    refused("DELETE FROM payouts_payrun WHERE id = %s", made.pk, match="payouts_run_kept")


def test_a_run_begins_as_a_draft(agreed: PayRun) -> None:
    agreed.pk, agreed.pay_on = uuid7(), LATER
    sql, values = insert(agreed)
    refused(sql, *values, match="payouts_run_moves")


def test_approver_and_preparer_are_two(world: World) -> None:
    three(world)
    made = calculated(world)
    refused(
        *update(made, "state = 'approved', approved_at = %s, approved_by = prepared_by", NOW),
        match="payouts_run_two_people",
    )


def test_no_approver_is_a_payee(world: World) -> None:
    payee, somebody = known_payee(world), uuid4()
    due(world, budget_account(world), payee, 1_00)
    run(*update(payee, "user_id = %s", somebody))
    made = calculated(world)
    approving = "state = 'approved', approved_at = %s, approved_by = %s"
    refused(*update(made, approving, NOW, somebody), match="payouts_run_own_money")
    run(*update(made, approving, NOW, world.finance.user_id))


def test_no_approver_becomes_a_payee_of_what_has_not_left(world: World) -> None:
    payee = known_payee(world)
    due(world, budget_account(world), payee, 1_00)
    made = approve(world, calculated(world))
    refused(*update(payee, "user_id = %s", made.approved_by), match="payouts_run_own_money")
    run(*update(payee, "user_id = %s", uuid4()))


def test_a_payment_lives_in_one_run(world: World) -> None:
    payment = due(world, budget_account(world), None, 1_00)
    line = line_of(calculated(world), payment)
    other = opened(world, LATER)
    line.pk, line.run = uuid7(), other
    sql, values = insert(line)
    refused(sql, *values)
    payouts.abandon_run(
        run=PayRun.objects.get(pay_on=payment.pay_on), words="x", by=SCHEDULER, now=NOW
    )
    run(sql, *values)
    assert line_of(other, payment).living


def test_a_line_that_is_over_does_not_live_again(world: World) -> None:
    payment = due(world, budget_account(world), None, 1_00)
    made = approve(world, calculated(world))
    payouts.abandon_run(run=made, words="No", by=SCHEDULER, now=NOW)
    refused(*update(line_of(made, payment), "living = %s", True), match=FROZEN)


def test_one_run_a_day(world: World) -> None:
    made = opened(world)
    made.pk = uuid7()
    sql, values = insert(made)
    refused(sql, *values)


def test_words_come_with_what_is_held_and_released(world: World) -> None:
    payment = due(world, budget_account(world), None, 1_00)
    line = line_of(calculated(world), payment)
    for assigned in (
        "held_by = %s",
        "held = 'officer', held_by = %s",
        "held = 'officer', released_by = %s",
        "released_words = 'x', released_by = %s",
    ):
        refused(*update(line, assigned, uuid4()))


def test_who_chose_another_account_does_not_approve_it(world: World) -> None:
    (payment,) = plan(world, owed(funding(world), budget_account(world)))
    somebody = uuid4()
    refused(
        "UPDATE payouts_payment SET state = 'approved', approved_at = %s, approved_by = %s, "
        "payee_by = %s WHERE id = %s",
        NOW,
        somebody,
        somebody,
        payment.pk,
        match="payouts_payment_another_way",
    )


def test_lines_and_sheets_stay_in_their_book(world: World) -> None:
    payment = due(world, budget_account(world), None, 1_00)
    made = calculated(world)
    elsewhere = make_world()
    refused(*update(line_of(made, payment), "book_id = %s", elsewhere.book_id))
    refused(*update(RunSheet.objects.get(run=made), "book_id = %s", elsewhere.book_id))
    refused(*update(fresh(made), "book_id = %s", elsewhere.book_id))


@pytest.mark.postgres
@pytest.mark.parametrize("table", ["payouts_payrun", "payouts_runline", "payouts_runsheet"])
def test_nothing_is_emptied(agreed: PayRun, table: str) -> None:
    settle()
    refused(f"TRUNCATE {table} CASCADE", match="payouts_run_kept")
