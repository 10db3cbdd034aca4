"""Direct payments as stories, from the first words to a kind ending; each sum worked by hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from budgets.people.models import Person
from budgets.people.values import PersonKind
from budgets.plans import errors
from budgets.plans import selectors as budgets
from budgets.plans import services as plans
from budgets.plans.models import Budget, BudgetStatement, Ending, Instalment
from budgets.plans.selectors import conditions
from budgets.plans.selectors.why import why_balance
from budgets.plans.values import BudgetState, HolderKind
from budgets.plans.values.agreement import AccountChoice, EndReason, LineCode, StepKind
from budgets.plans.values.conditions import ConditionCode
from budgets.plans.values.drafting import HolderDraft
from budgets.plans.values.schedule import ContributionMode
from budgets.plans.values.surplus import RingFenceKind
from ledgers.models import Account
from ledgers.selectors import find_discrepancies, find_unbalanced, left_pence
from ledgers.values import AccountKind, Purpose
from payments.cards.selectors import is_stopped
from payments.outside.models import Message
from payments.payouts.models import HeldBack
from tests.factories import NOW, PersonFactory, World
from tests.worlds_of_plans import (
    MONDAY,
    active,
    agreed,
    at,
    balance,
    pay,
    plan,
    prepare,
    seen_until,
    spent,
)

NEXT = date(2026, 12, 14)


@pytest.fixture(autouse=True)
def _books_are_proved(world: World) -> Iterator[None]:
    yield
    assert list(find_discrepancies()) == []
    assert find_unbalanced() == []


def test_an_older_couple_where_she_cares_for_him(world: World) -> None:
    """He has a direct payment for a PA; she has one in her own right, for a day a week."""
    rosa: Person = PersonFactory(
        team=world.team, full_name="Rose Webb", kind=PersonKind.CARER, cares_for=world.daniel
    )
    his = active(world, world.daniel)
    hers = active(
        world,
        rosa,
        plan(
            contribution_mode=ContributionMode.NONE,
            purposes=((Purpose.BREAKS, "A day a week with my sister"),),
            statement={"total_pence": 42_00, "contribution_pence": 0},
        ),
    )
    pay(world, MONDAY, now=at(MONDAY))
    assert left_pence(_account(his)) == 3 * 280_00
    assert left_pence(_account(hers)) == 3 * 42_00

    def seen_by(person: Person) -> set[Budget]:
        return set(budgets.visible_to(budgets.viewer_for(world.holder(person), NOW)))

    assert (seen_by(world.daniel), seen_by(rosa)) == ({his}, {hers})


def test_a_young_man_whose_capacity_is_doubted(world: World) -> None:
    """Nothing is paid until capacity is decided; then his mother is authorised (s.32)."""
    budget = agreed(world, world.daniel)
    _decide(world, budget, ConditionCode.S31_CAPACITY, stands=False)
    assert prepare(world, MONDAY) == []
    mother = HolderDraft(
        kind=HolderKind.AUTHORISED,
        full_name="Grace Okafor",
        email="grace@home.example",
        consented_on=date(2026, 11, 20),
        evidence="Suitable person: she has arranged his care all his life",
    )
    naming = {"starts_on": MONDAY, "by": world.practitioner.user_id, "now": NOW}
    with pytest.raises(errors.CapacityUndecided):
        plans.replace_holder(budget=budget, draft=mother, **naming)
    decided = replace(mother, capacity_decided_on=date(2026, 11, 19))
    plans.replace_holder(budget=budget, draft=decided, **naming)
    for code in conditions.list_missing(Budget.objects.get(pk=budget.pk)):
        _decide(world, budget, code)
    (first,) = pay(world, MONDAY, now=at(MONDAY))
    assert first.pence == 840_00
    assert first.payment is not None
    assert first.payment.payee is not None
    assert first.payment.payee.display_name == "Grace Okafor"


def test_a_pay_rise_in_april_in_the_middle_of_a_period(world: World) -> None:
    """Five per cent from 1 April: the period that was paid already gets its arrears."""
    budget = active(world, world.daniel)
    march = date(2027, 3, 8)  # four weeks: 8 March to 4 April, paid in advance
    pay(world, march, now=at(march))
    until_then = left_pence(_account(budget))
    uplift = plans.prepare_uplift(
        book_id=world.book_id,
        words="Five per cent from April",
        filters={},
        percent_points=500,
        starts_on=date(2027, 4, 1),
        by=world.finance,
        now=at(date(2027, 3, 15)),
    )
    plans.agree_uplift(uplift=uplift, by=world.second_finance, now=at(date(2027, 3, 16)))
    while plans.apply_uplift(uplift=uplift, by=world.finance.user_id, now=at(date(2027, 3, 17))):
        pass
    # £310.00 + 5 % = £325.50. 1 to 4 April are 4 days, 129 to 133 since 23 November:
    # £325.50 × 133 / 7 = £6,184.50, × 129 / 7 = £5,998.50: £186.00 for them;
    # £310.00 × 133 / 7 = £5,890.00, × 129 / 7 = £5,712.857 → £5,712.86: £177.14 before.
    assert budget.adjustments.get().pence == 186_00 - 177_14
    assert BudgetStatement.objects.get(budget=budget, number=2).total_pence == 325_50
    april = date(2027, 4, 5)
    (instalment,) = pay(world, april, now=at(april))
    # 4 × £325.50 = £1,302.00 less 4 × £30.00 = £120.00, and £8.86.
    assert instalment.pence == 1_182_00 + 8_86
    assert left_pence(_account(budget)) == until_then + 1_190_86


def test_a_hospital_stay_takes_nothing_silently(world: World) -> None:
    """Nine days were paid in advance. Her assistant was kept on, so the manager waives them."""
    budget = active(world, world.daniel, plan(account_kind=AccountChoice.CARD))
    pay(world, MONDAY, now=at(MONDAY))
    into, home = date(2026, 11, 30), date(2026, 12, 9)
    by = world.practitioner.user_id
    plans.suspend_budget(
        budget=budget, reason="hospital", words="In hospital.", starts_on=into, by=by, now=at(into)
    )
    assert is_stopped(_account(budget))
    plans.resume_budget(budget=budget, from_on=home, words="Home again.", by=by, now=at(home))
    assert not is_stopped(_account(budget))
    assert left_pence(_account(budget)) == 840_00
    overpaid = budget.adjustments.get()
    plans.waive_overpayment(
        overpayment=overpaid,
        words="Her assistant was paid to wait.",
        by=world.manager,
        now=at(home),
    )
    (second,) = pay(world, NEXT, now=at(NEXT))
    assert (overpaid.pence, second.pence) == (-360_00, 1_120_00)
    assert left_pence(_account(budget)) == 1_960_00


def test_a_move_to_another_council_ends_in_order(world: World) -> None:
    """The assistant's last pay and holiday come first, then tax; what is left goes back."""
    budget = active(world, world.daniel, plan(contribution_mode=ContributionMode.GROSS))
    pay(world, MONDAY, now=at(MONDAY))
    for kind, pence in ((RingFenceKind.HOLIDAY, 96_00), (RingFenceKind.TAX, 54_00)):
        plans.set_ring_fence(
            budget=budget,
            kind=kind,
            pence=pence,
            words="Told by the payroll bureau",
            by=world.practitioner.user_id,
            now=at(MONDAY),
        )
    last = date(2026, 12, 6)
    ending = plans.begin_ending(
        budget=budget,
        reason=EndReason.MOVED,
        ends_on=last,
        words="Daniel moves to be near his sister.",
        by=world.practitioner,
        now=at(date(2026, 12, 1)),
    )
    pay_of_assistant = plans.add_step(
        ending=ending,
        kind=StepKind.FINAL_PAY,
        words="Two last weeks",
        pence=310_00,
        by=world.practitioner.user_id,
        now=at(last),
    )
    assert [step.kind for step in ending.steps.order_by("place")] == [
        StepKind.FINAL_PAY,
        StepKind.HOLIDAY,
        StepKind.TAX,
    ]
    after = date(2026, 12, 10)
    for step in (pay_of_assistant, *ending.steps.exclude(pk=pay_of_assistant.pk).order_by("place")):
        plans.settle_step(
            step=step, pence=step.pence, on=after, by=world.practitioner.user_id, now=at(after)
        )
    # £930.00 came; £310.00 + £96.00 + £54.00 = £460.00 is paid: £470.00 is left.
    seen_until(budget, after)
    assert left_pence(_account(budget)) == 470_00
    back = plans.record_money_back(
        budget=budget, pence=470_00, left_on=after, key=uuid4(), by=world.finance.user_id,
        now=at(after),
    )  # fmt: skip
    plans.money_arrived(money_return=back, on=after, by=world.finance.user_id, now=at(after))
    plans.settle(ending=Ending.objects.get(pk=ending.pk), by=world.practitioner, now=at(after))
    assert Budget.objects.get(pk=budget.pk).state == BudgetState.ENDED
    assert left_pence(_account(budget)) == 0
    assert balance(world.book_id, AccountKind.RETURNED_MONEY) == 0
    assert sum(line.pence for line in why_balance(Budget.objects.get(pk=budget.pk)).lines) == 0


def test_a_death_stops_everything_and_writes_to_nobody(world: World) -> None:
    """Payments stop at once; her daughter hears from a person, never from software."""
    budget = active(world, world.daniel)
    pay(world, MONDAY, now=at(MONDAY))
    prepare(world, NEXT, now=at(date(2026, 12, 1)))
    written = Message.objects.count()
    died = date(2026, 12, 3)
    (ending,) = plans.record_death(
        person=world.daniel, died_on=died, by=world.practitioner, now=at(died + timedelta(days=1))
    )
    assert (ending.reason, ending.budget.ends_on) == (EndReason.DIED, died)
    assert Budget.objects.get(pk=budget.pk).state == BudgetState.ENDING
    assert is_stopped(_account(budget))
    assert HeldBack.objects.filter(account=budget.account_id, let_go_at=None).exists()
    assert Instalment.objects.get(pay_on=NEXT).cancelled_at is not None
    assert Message.objects.count() == written
    # What was paid for the days after is part of what is left. Nobody is asked for it by this.
    assert left_pence(_account(budget)) == 840_00
    assert not budget.adjustments.exists()
    assert not budget.repayment_requests.exists()


def test_every_line_of_a_balance_is_explained(world: World) -> None:
    """Paid, spent, a contribution, something bought too dear: the lines add up to the penny."""
    budget = active(world, world.daniel)
    (first,) = pay(world, MONDAY, now=at(MONDAY))
    spent(budget, 412_40, on=date(2026, 11, 27), purpose=Purpose.PERSONAL_ASSISTANCE)
    spent(budget, 500_00, on=date(2026, 11, 30), purpose=Purpose.EQUIPMENT)
    balance_now = why_balance(Budget.objects.get(pk=budget.pk))
    assert [line.pence for line in balance_now.lines] == [840_00, -412_40, -500_00]
    assert balance_now.balance_pence == 840_00 - 412_40 - 500_00 == -72_40
    assert [line.code for line in first.lines.order_by("place")] == [
        LineCode.SUPPORT,
        LineCode.CONTRIBUTION,
    ]


def _account(budget: Budget) -> Account:
    return Account.objects.get(pk=budget.account_id)


def _decide(world: World, budget: Budget, code: str, *, stands: bool = True) -> None:
    plans.record_condition(
        budget=budget,
        code=code,
        stands=stands,
        decided_on=NOW.date(),
        why="We talked about it together.",
        by=world.practitioner,
        now=NOW,
    )
