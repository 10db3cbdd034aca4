"""Asking for money back, as the ombudsman would have it: figures, a reason, time, and an answer."""

import ast
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings

import budgets.plans.services
from budgets.people import services as people
from budgets.plans import errors
from budgets.plans import services as plans
from budgets.plans.models import Budget, MoneyReturn, RepaymentRequest
from budgets.plans.selectors.surplus import find_open_request, surplus_on
from budgets.plans.values import HolderKind
from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.drafting import HolderDraft
from budgets.plans.values.surplus import RingFenceKind
from ledgers.errors import KeyReused
from ledgers.selectors import find_unbalanced, left_pence
from ledgers.values import AccountKind, Purpose
from payments.outside.encryption import unseal
from payments.outside.models import Message
from tests.factories import NOW, World
from tests.worlds_of_plans import MONDAY, active, at, balance, moved, pay, plan, spent

DAY = timedelta(days=1)
PAID_ON = [date(2026, 12, 14), date(2027, 1, 11), date(2027, 2, 8), date(2027, 3, 8)]
TODAY = PAID_ON[-1]
IN_TIME = TODAY + 14 * DAY
CARD = plan(account_kind=AccountChoice.CARD)


def saved(world: World, **said: Any) -> Budget:
    """£840.00 and 4 × £1,120.00 = £5,320.00, never spent; £1,720.00 of it above what is needed."""
    budget = active(world, world.daniel, plan(account_kind=AccountChoice.CARD, **said))
    for day in [MONDAY, *PAID_ON]:
        pay(world, day, now=at(day))
    return budget


def ask(world: World, budget: Budget, pence: int = 900_00, **told: Any) -> RepaymentRequest:
    said = {
        "reason": "You needed fewer hours this winter.",
        "answer_by": IN_TIME,
        "by": world.manager,
        "now": at(TODAY),
        "talk": None,
        **told,
    }
    return plans.ask_for_repayment(budget=budget, pence=pence, **said)


def back(world: World, budget: Budget, pence: int, **told: Any) -> MoneyReturn:
    said = {"left_on": TODAY, "key": uuid4(), "now": at(TODAY), **told}
    by = world.finance.user_id
    return plans.record_money_back(budget=budget, pence=pence, by=by, **said)


def arrived(world: World, money: MoneyReturn, on: date = TODAY) -> MoneyReturn:
    return plans.money_arrived(money_return=money, on=on, by=world.finance.user_id, now=at(TODAY))


def left(budget: Budget) -> int:
    return left_pence(Budget.objects.select_related("account").get(pk=budget.pk).account)


def told(world: World) -> list[tuple[str, str]]:
    """Who was written to about repayments, and what they read, oldest first."""
    rows = Message.objects.filter(book_id=world.book_id, about_kind="repayment_request")
    return [
        (unseal(row.address), unseal(row.words))
        for row in rows.order_by("written_at", "id")
        if row.address and row.words
    ]


def now_is(request: RepaymentRequest) -> str:
    return RepaymentRequest.objects.get(pk=request.pk).step


# Asked


def test_the_holder_reads_sum_figures_reason_and_day(world: World) -> None:
    budget = saved(world)
    before = moved(world.book_id)
    request = ask(world, budget)
    ((address, words),) = told(world)
    assert address == world.daniel.email
    assert words == (
        "Daniel, we ask you to pay back £900.00. You needed fewer hours this winter.\n\n"
        "This is how we counted:\n"
        "What is left: £5,320.00\n"
        "The payment that has just come: -£1,120.00\n"
        "8 weeks, to keep in hand: -£2,480.00\n"
        "Above all that is spoken for: £1,720.00\n\n"
        f"Please answer by 22 March 2027:\n{settings.SITE_URL}/home\n\n"
        "If this is wrong, or some of it is spoken for, say so there or call us. "
        "We never take money back ourselves."
    )
    assert (left(budget), moved(world.book_id)) == (5_320_00, before)
    assert request.asked_on == TODAY


def test_figures_stay_as_they_were(world: World) -> None:
    budget = saved(world)
    request = ask(world, budget)
    spent(budget, 4_000_00, on=TODAY)
    kept = RepaymentRequest.objects.get(pk=request.pk)
    assert sum(line["pence"] for line in kept.figures) == 1_720_00


def test_asked_twice_it_is_asked_once(world: World) -> None:
    budget = saved(world)
    assert ask(world, budget) == ask(world, budget)
    assert len(told(world)) == 1
    with pytest.raises(errors.RequestWaiting):
        ask(world, budget, 100_00)


def test_money_was_taken_back_without_figures_or_a_word(world: World) -> None:
    """Lancashire (22 014 616): recouped with no warning, and too little said about the sum."""
    unknown = active(world, world.rosa)
    with pytest.raises(errors.BalanceUnknown):
        ask(world, unknown)
    budget, before = saved(world), moved(world.book_id)
    with pytest.raises(errors.RepaymentReasonMissing):
        ask(world, budget, reason=" ")
    with pytest.raises(errors.RepaymentAboveSurplus) as refused:
        ask(world, budget, 1_720_01)
    assert refused.value.sentence.endswith("so at most £1,720.00 can be asked back.")
    assert (told(world), moved(world.book_id)) == ([], before)


def test_it_was_not_said_how_much_and_when(world: World) -> None:
    """Lancashire (18 012 467): neither the sum nor the day was told before it was taken."""
    budget = saved(world)
    with pytest.raises(errors.NothingToAskBack):
        ask(world, budget, 0)
    with pytest.raises(errors.NoticeTooShort):
        ask(world, budget, answer_by=IN_TIME - DAY)
    assert (told(world), budget.repayment_requests.count()) == ([], 0)


def test_the_councils_own_notice_counts(world: World) -> None:
    from budgets.councils import services as councils

    councils.set_policy(
        book_id=world.book_id,
        name="repayment_notice_days",
        value=28,
        starts_on=MONDAY,
        by=world.administrator.user_id,
        now=NOW,
    )
    budget = saved(world)
    with pytest.raises(errors.NoticeTooShort):
        ask(world, budget)
    ask(world, budget, answer_by=TODAY + 28 * DAY)


def test_holiday_and_redundancy_pay_that_was_owed_was_asked_back(world: World) -> None:
    """West Berkshire (24 014 783): assistants were owed redundancy pay, and didn't get it."""
    budget = saved(world)
    for kind, pence in ((RingFenceKind.HOLIDAY, 520_00), (RingFenceKind.REDUNDANCY, 1_200_00)):
        plans.set_ring_fence(
            budget=budget, kind=kind, pence=pence, words="Ana", by=world.manager.user_id, now=NOW
        )
    # £5,320.00 - £1,120.00 - £2,480.00 - £520.00 - £1,200.00 = nothing
    with pytest.raises(errors.RepaymentAboveSurplus):
        ask(world, budget, 1)


def test_nobody_asks_their_own_family(world: World) -> None:
    with pytest.raises(errors.OwnBudget):
        ask(world, saved(world), by=world.holder(world.daniel))


def test_a_conversation_about_somebody_elses_money_is_no_reason(world: World) -> None:
    budget, other = saved(world), active(world, world.rosa, CARD)
    talk = plans.open_surplus_talk(
        budget=budget, words="Shall we?", by=world.manager, now=at(TODAY)
    )
    with pytest.raises(errors.OtherBudget):
        ask(world, other, talk=talk)
    assert ask(world, budget, talk=talk).talk == talk


# Who is written to


def test_whoever_manages_the_money_is_written_to(world: World) -> None:
    mother = HolderDraft(
        kind=HolderKind.NOMINATED,
        full_name="Grace Okafor",
        email="grace@home.example",
        consented_on=NOW.date(),
    )
    ask(world, saved(world, holder=mother))
    ((address, words),) = told(world)
    assert (address, words.partition(",")[0]) == ("grace@home.example", "Grace Okafor")


def test_nobody_writes_to_somebody_who_died(world: World) -> None:
    request = ask(world, saved(world))
    people.record_death(person=world.daniel, died_on=TODAY, by=world.manager.user_id, now=at(TODAY))
    plans.withdraw_repayment(
        request=RepaymentRequest.objects.get(pk=request.pk),
        words="We are sorry.",
        by=world.manager,
        now=at(TODAY),
    )
    assert len(told(world)) == 1  # the one from before


# How it goes on


def reply(world: World, request: RepaymentRequest, words: str) -> RepaymentRequest:
    by = world.holder(world.daniel).user_id
    return plans.reply_to_repayment(request=request, words=words, by=by, now=at(TODAY))


def test_the_holder_answers_until_it_is_closed(world: World) -> None:
    request = ask(world, saved(world))
    reply(world, request, "The holiday in May is booked.")
    reply(world, request, "The holiday in May is booked.")
    said = reply(world, request, "Here is the booking.")
    assert (said.step, said.reply) == (
        "replied",
        "The holiday in May is booked.\n\nHere is the booking.",
    )
    with pytest.raises(errors.ReplyMissing):
        reply(world, request, " ")
    with pytest.raises(errors.ReplyTooLong):
        reply(world, request, "x" * 4_000)
    plans.withdraw_repayment(
        request=request, words="Keep it for May.", by=world.manager, now=at(TODAY)
    )
    with pytest.raises(errors.RequestClosed):
        reply(world, request, "Thank you.")


def test_it_is_taken_back_with_words_that_are_read(world: World) -> None:
    budget = saved(world)
    request, before = ask(world, budget), moved(world.book_id)
    with pytest.raises(errors.ReasonUnsaid):
        plans.withdraw_repayment(request=request, words="", by=world.manager, now=at(TODAY))
    for _ in range(2):
        plans.withdraw_repayment(
            request=request, words="It is for May.", by=world.manager, now=at(TODAY)
        )
    assert (now_is(request), find_open_request(budget)) == ("withdrawn", None)
    assert [words.partition("\n")[0] for _, words in told(world)][1:] == [
        "Daniel, we no longer ask you for £900.00. It is for May."
    ]
    assert moved(world.book_id) == before


def test_paid_back_in_two_parts(world: World) -> None:
    budget = saved(world)
    funding = balance(world.book_id, AccountKind.COUNCIL_FUNDING)
    request = ask(world, budget)
    first = back(world, budget, 400_00, request=request)
    assert (left(budget), balance(world.book_id, AccountKind.RETURNED_MONEY)) == (4_920_00, 400_00)
    arrived(world, first)
    arrived(world, first)
    assert now_is(request) == "asked"
    arrived(world, back(world, budget, 500_00, request=request))
    assert now_is(request) == "returned"
    assert left(budget) == 4_420_00
    assert balance(world.book_id, AccountKind.RETURNED_MONEY) == 0
    assert balance(world.book_id, AccountKind.COUNCIL_FUNDING) == funding + 900_00
    assert find_unbalanced() == []


def test_told_twice_it_left_once(world: World) -> None:
    budget, key = saved(world), uuid4()
    assert back(world, budget, 400_00, key=key) == back(world, budget, 400_00, key=key)
    with pytest.raises(KeyReused):
        back(world, budget, 400_01, key=key)
    assert left(budget) == 4_920_00


def test_what_cannot_have_come_back(world: World) -> None:
    budget, other = saved(world), active(world, world.rosa, CARD)
    request, before = ask(world, budget), moved(world.book_id)
    with pytest.raises(errors.SumMissing):
        back(world, budget, 0)
    with pytest.raises(errors.DayAhead):
        back(world, budget, 1, left_on=TODAY + DAY)
    with pytest.raises(errors.OtherBudget):
        back(world, other, 1, request=request)
    assert moved(world.book_id) == before
    money = back(world, budget, 1)
    with pytest.raises(errors.BackBeforePaid):
        arrived(world, money, TODAY - DAY)


# Never by software

VERBS = Path(budgets.plans.services.__file__).parent
MAY_POST = {
    "contributions": "a contribution that was seen, and what came back of it",
    "money": "what was spent, as the verbs of settling say",
    "money_back": "money that the holder paid back themselves",
    "leaving": "what a person decided to leave, and what is the person's own",
}
POSTING = {"post", "post_fact", "post_many_facts", "reverse", "hold", "capture", "release"}


def test_no_other_verb_moves_money() -> None:
    """Talks, requests and endings can't even reach the ledger's verbs."""
    posting = {
        path.stem
        for path in VERBS.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in POSTING
        if ast.unparse(node.value) == "ledgers"
    }
    assert posting == set(MAY_POST)


def test_what_was_spent_within_the_plan_is_never_asked_back(world: World) -> None:
    budget = saved(world)
    spent(budget, 5_320_00, on=TODAY, purpose=Purpose.PERSONAL_ASSISTANCE)
    with pytest.raises(errors.RepaymentAboveSurplus):
        ask(world, budget, 1)
    found = surplus_on(budget, TODAY)
    assert found is not None
    assert (found.left_pence, found.surplus_pence) == (0, 0)
