"""Statements that holders bring: no line twice, whatever the files; and what is asked of them."""

from datetime import date

import pytest

from budgets.assurance.errors import ColumnsNotTold, StatementUnreadable
from budgets.assurance.models import BankStatement, SpendingLine
from budgets.assurance.selectors.evidence import asked_of
from budgets.assurance.services import Brought, bring_statement, say_purpose
from budgets.assurance.values import Booked, Channel, Source
from budgets.assurance.values.evidence import Need, Why
from budgets.plans.models import Budget
from ledgers.values import Purpose
from tests.factories import NOW, World, promised
from tests.rules import statements as samples
from tests.worlds_of_lines import kept, left, line, take
from tests.worlds_of_plans import active, moved, plan

HEAD = "Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP)\n"
TAPPED = {"day": 0, "words": 1, "amount": 2}


@pytest.fixture
def budget(world: World) -> Budget:
    """A budget for help and getting out, with nothing in it yet."""
    purposes = (
        (Purpose.PERSONAL_ASSISTANCE, "Somebody to help me"),
        (Purpose.GETTING_OUT, "The allotment"),
    )
    return active(world, world.daniel, plan(purposes=purposes))


def bring(world: World, budget: Budget, content: str, **columns: int) -> Brought:
    return bring_statement(
        budget=budget,
        content=content.encode(),
        by=world.daniel.user_id,
        now=NOW,
        columns=columns or None,
    )


def rows(*lines: str) -> str:
    return HEAD + "".join(f"{one}\n" for one in lines)


def test_a_statement_is_kept_line_by_line(world: World, budget: Budget) -> None:
    brought = bring(world, budget, samples.STARLING).statement
    assert brought
    assert (brought.reader, brought.read, brought.new, brought.trouble) == ("starling", 2, 2, "")
    assert (brought.opening_pence, brought.closing_pence) == (500_00, 309_01)
    lines = SpendingLine.objects.filter(statement=brought).order_by("booked_on")
    assert [one.counterparty for one in lines] == ["Elm Cinema", "Dana Okafor"]
    assert left(budget) == -190_99
    budget.refresh_from_db()
    assert (budget.known_from, budget.known_until) == ("statements", date(2026, 11, 4))


def test_the_same_file_again_changes_nothing(world: World, budget: Budget) -> None:
    first = bring(world, budget, samples.STARLING)
    before = moved(world.book_id)
    again = bring(world, budget, samples.STARLING)
    assert again.again
    assert again.statement == first.statement
    assert (moved(world.book_id), BankStatement.objects.count()) == (before, 1)


def test_overlapping_files_and_edited_words_make_no_line_twice(
    world: World, budget: Budget
) -> None:
    bring(world, budget, rows("03/11/2026,Cinema,a,CARD,-10.00,90.00"))
    more = rows(
        "03/11/2026,ELM CINEMA LTD,edited,CARD,-10.00,90.00",
        "03/11/2026,Popcorn,b,CARD,-10.00,80.00",
        "05/11/2026,Bus,c,CARD,-2.00,78.00",
    )
    second = bring(world, budget, more).statement
    assert second
    assert (second.read, second.new) == (3, 2)
    assert left(budget) == -22_00
    third = bring(world, budget, rows("05/11/2026,Bus,c,CARD,-2.00,78.00")).statement
    assert third
    assert third.new == 0


def test_what_the_council_has_of_the_same_account_is_not_taken_again(
    world: World, budget: Budget
) -> None:
    take(world.book_id, line(budget, -10_99, on=date(2026, 11, 3)))
    brought = bring(world, budget, samples.STARLING).statement
    assert brought
    assert brought.new == 1
    late = line(budget, -180_00, on=date(2026, 11, 4), channel=Channel.TRANSFER)
    assert take(world.book_id, late).linked == [late.line_id]
    assert left(budget) == -190_99
    again = bring(world, budget, samples.STARLING + "\n").statement
    assert again
    assert again.new == 0


def test_told_and_then_seen_on_both_files_is_one_movement(world: World, budget: Budget) -> None:
    told = line(budget, -10_99, on=date(2026, 11, 2), source=Source.TOLD)
    take(world.book_id, told)
    take(world.book_id, line(budget, -10_99, on=date(2026, 11, 3)))
    bring(world, budget, samples.STARLING)
    assert left(budget) == -190_99


def test_unknown_columns_are_asked_for_once(world: World, budget: Budget) -> None:
    asked = bring(world, budget, samples.UNKNOWN)
    assert asked.statement is None
    assert asked.unknown
    assert asked.unknown.cells == ("When", "What", "How much")
    first = bring(world, budget, samples.UNKNOWN, **TAPPED).statement
    assert first
    assert (first.reader, first.new) == ("mapped", 2)
    next_month = "When;What;How much\n12.11.2026;Bus;-2.00\n"
    second = bring(world, budget, next_month).statement
    assert second
    assert second.new == 1


@pytest.mark.parametrize(
    "columns",
    [{"day": 0, "words": 1}, TAPPED | {"amount": 1}, TAPPED | {"amount": 9}, TAPPED | {"day": -1}],
)
def test_columns_that_are_none_are_refused(
    world: World, budget: Budget, columns: dict[str, int]
) -> None:
    with pytest.raises(ColumnsNotTold):
        bring(world, budget, samples.UNKNOWN, **columns)
    assert BankStatement.objects.count() == 0


def test_days_to_come_are_refused(world: World, budget: Budget) -> None:
    with pytest.raises(StatementUnreadable, match="still to come"):
        bring(world, budget, rows("25/12/2026,Bus,c,CARD,-2.00,78.00"))
    assert SpendingLine.objects.count() == 0


def test_a_statement_that_does_not_follow_on_may_be_of_another_account(
    world: World, budget: Budget
) -> None:
    bring(world, budget, rows("03/11/2026,Cinema,a,CARD,-10.00,90.00"))
    good = bring(world, budget, rows("04/11/2026,Bus,a,CARD,-1.00,89.00")).statement
    other = bring(world, budget, rows("05/11/2026,Bus,a,CARD,-1.00,999.00")).statement
    assert good
    assert good.trouble == ""
    assert other
    assert "another account" in other.trouble


def test_a_missing_line_is_said(world: World, budget: Budget) -> None:
    gap = rows("03/11/2026,Cinema,a,CARD,-10.00,90.00", "05/11/2026,Bus,a,CARD,-1.00,80.00")
    brought = bring(world, budget, gap).statement
    assert brought
    assert "£9.00" in brought.trouble


# What is asked


def asked(world: World, budget: Budget) -> dict[int, tuple[Need, Why]]:
    """What is asked for each line, by its pence."""
    lines = list(SpendingLine.objects.filter(budget=budget))
    found = asked_of(world.book_id, lines)
    return {one.pence: (found[one.id].need, found[one.id].why) for one in lines}


def test_what_is_asked_of_the_holder(world: World, budget: Budget) -> None:
    unknown = {"counterparty": "R Smith", "channel": Channel.TRANSFER}
    take(
        world.book_id,
        line(budget, -49_99, **unknown),
        line(budget, -50_00, **unknown),
        line(budget, -51_00, mcc="7832"),
        line(budget, -300_00, mcc="7832"),
        line(budget, -301_00, counterparty="Allotments club", on=date(2026, 9, 1)),
        line(budget, -302_00, counterparty="Allotments club", on=date(2026, 10, 1)),
        line(budget, -303_00, counterparty="Allotments club", on=date(2026, 11, 1)),
        line(budget, -400_00, **unknown),
        line(budget, 5_00, channel=Channel.INTEREST),
    )
    assert asked(world, budget) == {
        -49_99: (Need.NOTHING, Why.SMALL),
        -50_00: (Need.TAP, Why.WHAT_FOR),
        -51_00: (Need.NOTHING, Why.SAYS_ENOUGH),
        -300_00: (Need.NOTHING, Why.SHOP_FITS),
        -301_00: (Need.PROOF, Why.FIRST_LARGE),
        -302_00: (Need.PROOF, Why.FIRST_LARGE),
        -303_00: (Need.NOTHING, Why.REGULAR),
        -400_00: (Need.PROOF, Why.NOT_IN_PLAN),
        5_00: (Need.NOTHING, Why.NOTHING_SPENT),
    }


def test_a_tap_is_enough(world: World, budget: Budget) -> None:
    spent = line(budget, -60_00, counterparty="R Smith")
    take(world.book_id, spent)
    assert asked(world, budget)[-60_00][0] == Need.TAP
    say_purpose(line=kept(spent), purpose=Purpose.GETTING_OUT, by=world.daniel.user_id, now=NOW)
    assert asked(world, budget)[-60_00] == (Need.NOTHING, Why.SAYS_ENOUGH)


def test_a_small_grant_needs_nothing(world: World) -> None:
    grant = promised(world, world.rosa, pence=300_00).budget
    take(world.book_id, line(grant, -299_00, counterparty="R Smith"))
    assert asked(world, grant)[-299_00] == (Need.NOTHING, Why.SMALL_GRANT)
    assert kept_as(grant) == [Booked.SPENT]


def kept_as(budget: Budget) -> list[str]:
    return list(SpendingLine.objects.filter(budget=budget).values_list("booked_as", flat=True))
