"""Instalments to the penny: each sum is worked by hand beside it."""

from datetime import date, timedelta
from typing import Any

import pytest

from budgets.plans import errors
from budgets.plans import services as plans
from budgets.plans.models import Budget, ContributionDue, Instalment, PayCalendar
from budgets.plans.selectors import calendar
from budgets.plans.selectors.why import why_balance
from budgets.plans.values import BudgetKind, HolderKind
from budgets.plans.values.agreement import AccountChoice, LineCode, OneOffKind
from budgets.plans.values.drafting import HolderDraft, StatementDraft
from budgets.plans.values.schedule import ContributionMode, Frequency
from ledgers.models import Account, Transfer
from ledgers.values import TransferKind
from payments.payouts.models import Payment
from payments.payouts.values import PaymentState
from tests.factories import NOW, PersonFactory, World
from tests.worlds_of_plans import MONDAY, active, pay, plan, prepare, work_out

NEXT = date(2026, 12, 14)
"""When the council's next four weeks begin."""


def lines_of(instalment: Instalment) -> list[tuple[str, int]]:
    return [(line.code, line.pence) for line in instalment.lines.order_by("place")]


def later(day: date) -> object:
    return NOW + (day - NOW.date())


def test_the_first_weeks_are_a_part_of_the_councils_four(world: World) -> None:
    # 16 November + 28 days = 14 December; from 23 November that leaves 21 days: 3 weeks.
    # 3 × £310.00 = £930.00, of which 3 × £30.00 = £90.00 is his own: £840.00.
    active(world, world.daniel)
    (first,) = prepare(world, MONDAY)
    assert (first.starts_on, first.ends_on, first.pence) == (MONDAY, NEXT, 840_00)
    assert lines_of(first) == [(LineCode.SUPPORT, 930_00), (LineCode.CONTRIBUTION, -90_00)]
    assert ContributionDue.objects.get(instalment=first).pence == 90_00


def test_a_start_in_mid_week_is_paid_by_days(world: World) -> None:
    # From Thursday 26 November 18 days: £310.00 × 18 / 7 = £797.142… → £797.14;
    # £30.00 × 18 / 7 = £77.142… → £77.14; together £720.00.
    active(world, world.daniel, plan(statement={"starts_on": date(2026, 11, 26)}))
    (first,) = prepare(world, MONDAY)
    assert lines_of(first) == [(LineCode.SUPPORT, 797_14), (LineCode.CONTRIBUTION, -77_14)]
    assert first.pence == 720_00


def test_a_whole_period_is_four_weeks(world: World) -> None:
    # 4 × £280.00 = £1,120.00
    active(world, world.daniel)
    prepare(world, MONDAY)
    (second,) = prepare(world, NEXT)
    assert (second.pence, second.contribution_pence) == (1_120_00, 120_00)


def test_gross_pays_all_and_the_contribution_is_due(world: World) -> None:
    active(world, world.daniel, plan(contribution_mode=ContributionMode.GROSS))
    (first,) = prepare(world, MONDAY)
    assert (first.pence, lines_of(first)) == (930_00, [(LineCode.SUPPORT, 930_00)])
    assert ContributionDue.objects.get(instalment=first).pence == 90_00


@pytest.mark.parametrize(
    ("frequency", "pence", "ends_on"),
    [
        (Frequency.WEEKLY, 280_00, date(2026, 11, 30)),  # 23 to 29 November
        (Frequency.FORTNIGHTLY, 280_00, date(2026, 11, 30)),  # the second week of its fortnight
        (Frequency.FOUR_WEEKLY, 840_00, date(2026, 12, 14)),
        # 8 days of November: £310 × 8 / 7 = £354.29 less £30 × 8 / 7 = £34.29
        (Frequency.MONTHLY, 320_00, date(2026, 12, 1)),
    ],
)
def test_each_frequency_has_its_periods(
    world: World, frequency: Frequency, pence: int, ends_on: date
) -> None:
    active(world, world.daniel, plan(frequency=frequency))
    (first,) = prepare(world, MONDAY)
    assert (first.pence, first.ends_on) == (pence, ends_on)


def test_prepared_twice_it_is_planned_once(world: World) -> None:
    active(world, world.daniel)
    prepare(world, MONDAY)
    again = work_out(world.book_id, MONDAY)
    assert (again.count, Instalment.objects.count(), Payment.objects.count()) == (1, 1, 1)


def test_a_pay_day_that_is_over_is_refused(world: World) -> None:
    active(world, world.daniel)
    with pytest.raises(errors.PayDayPast):
        prepare(world, date(2026, 11, 20))
    assert not Instalment.objects.exists()


def test_what_was_missed_comes_with_the_next_run(world: World) -> None:
    # Nothing was prepared in November: on 14 December both periods go, £840.00 and £1,120.00.
    active(world, world.daniel)
    first, second = prepare(world, NEXT, now=later(NEXT))
    assert (first.pence, second.pence) == (840_00, 1_120_00)
    assert first.ends_on == second.starts_on == NEXT


def test_money_arrives_and_every_penny_is_explained(world: World) -> None:
    budget = active(world, world.daniel)
    pay(world, MONDAY, now=later(MONDAY))
    balance = why_balance(Budget.objects.get(pk=budget.pk))
    assert balance.balance_pence == 840_00 == sum(line.pence for line in balance.lines)
    assert Account.objects.get(pk=budget.account_id).balance_pence == 840_00


def test_money_that_we_keep_needs_no_bank(world: World) -> None:
    budget = active(world, world.daniel, plan(account_kind=AccountChoice.CARD))
    (first,) = pay(world, MONDAY, now=later(MONDAY))
    assert first.payment
    assert first.payment.payee is None
    assert Payment.objects.get().state == PaymentState.PAID
    kinds = Transfer.objects.filter(credit=budget.account_id).values_list("kind", "pence")
    assert list(kinds) == [(TransferKind.KEPT_BY_US, 840_00)]


def test_a_managed_account_has_no_conditions_of_section_31(world: World) -> None:
    kept = plan(kind=BudgetKind.MANAGED, holder=HolderDraft(kind=HolderKind.COUNCIL))
    budget = active(world, world.daniel, kept)
    (first,) = pay(world, MONDAY, now=later(MONDAY))
    assert first.pence == Account.objects.get(pk=budget.account_id).balance_pence == 840_00


def test_the_last_period_ends_with_the_budget(world: World) -> None:
    # Until 2 December inclusive: 10 days. £310 × 10 / 7 = £442.857 → £442.86, less £42.86.
    active(world, world.daniel, plan(ends_on=date(2026, 12, 2)))
    (first,) = prepare(world, MONDAY)
    assert (first.pence, first.ends_on) == (400_00, date(2026, 12, 3))
    assert prepare(world, NEXT, now=later(NEXT)) == []


def test_a_holiday_from_payments_is_not_paid(world: World) -> None:
    # 21 days less 30 November to 6 December, 7 days: 2 weeks, 2 × £280.00.
    budget = active(world, world.daniel)
    plans.take_holiday(
        budget=budget,
        starts_on=date(2026, 11, 30),
        ends_on=date(2026, 12, 6),
        words="With her sister in Wales.",
        by=world.practitioner.user_id,
        now=NOW,
    )
    (first,) = prepare(world, MONDAY)
    assert first.pence == 560_00
    assert first.contribution_pence == 60_00


def test_a_period_that_is_wholly_paused_costs_nothing(world: World) -> None:
    budget = active(world, world.daniel)
    plans.take_holiday(
        budget=budget,
        starts_on=MONDAY,
        ends_on=date(2026, 12, 13),
        words="Away.",
        by=world.practitioner.user_id,
        now=NOW,
    )
    (first,) = prepare(world, MONDAY)
    assert (first.pence, first.payment) == (0, None)
    assert not Payment.objects.exists()


def test_a_start_up_sum_goes_out_with_the_first(world: World) -> None:
    budget = active(world, world.daniel)
    sum_ = plans.propose_one_off(
        budget=budget,
        kind=OneOffKind.START_UP,
        pence=150_00,
        due_on=MONDAY,
        words="Insurance and the first advert",
        by=world.practitioner,
        now=NOW,
    )
    with pytest.raises(errors.NotYourDraft):
        plans.agree_one_off(one_off=sum_, by=world.practitioner, now=NOW)
    plans.agree_one_off(one_off=sum_, by=world.manager, now=NOW)
    (first,) = prepare(world, MONDAY)
    assert first.pence == 990_00
    assert lines_of(first)[-1] == (LineCode.START_UP, 150_00)
    (second,) = prepare(world, NEXT, now=later(NEXT))
    assert second.pence == 1_120_00


def test_a_sum_between_two_pay_days_goes_by_itself(world: World) -> None:
    budget = active(world, world.daniel)
    prepare(world, MONDAY)
    sum_ = plans.propose_one_off(
        budget=budget,
        kind=OneOffKind.ONE_OFF,
        pence=75_00,
        due_on=date(2026, 12, 2),
        words="A new hoist sling",
        by=world.practitioner,
        now=NOW,
    )
    plans.agree_one_off(one_off=sum_, by=world.manager, now=NOW)
    (single,) = prepare(world, date(2026, 12, 2))
    assert (single.kind, single.pence) == ("single", 75_00)


def test_a_council_may_pay_early_and_on_other_days(world: World) -> None:
    PayCalendar.objects.create(
        book_id=world.book_id,
        frequency=Frequency.FOUR_WEEKLY,
        anchor_on=date(2026, 11, 27),
        lead_days=3,
        set_by=world.finance.user_id,
        set_at=NOW,
    )
    # Periods begin on Friday 27 November; until then 4 days: £310 × 4 / 7 = £177.14, less £17.14.
    budget = active(world, world.daniel)
    (first,) = prepare(world, MONDAY)
    assert (first.ends_on, first.pence) == (date(2026, 11, 27), 160_00)
    coming = calendar.find_next(budget, date(2026, 11, 24))
    assert coming
    assert coming.pay_on == date(2026, 11, 24)


def test_the_calendar_says_what_the_run_then_plans(world: World) -> None:
    budget = active(world, world.daniel)
    coming = calendar.year_of(budget, from_on=MONDAY, until=date(2027, 11, 22))
    for entry in coming:
        prepare(world, max(entry.pay_on, MONDAY), now=later(max(entry.pay_on, MONDAY)))
    kept = calendar.year_of(budget, from_on=MONDAY, until=date(2027, 11, 22))
    assert [one.pence for one in kept] == [one.pence for one in coming]
    assert sum(one.pence for one in kept) == 840_00 + 13 * 1_120_00
    assert all(one.is_to_come for one in coming)
    assert not any(one.is_to_come for one in kept)


def test_the_next_pay_day_is_never_in_the_past(world: World) -> None:
    budget = active(world, world.daniel)
    coming = calendar.find_next(budget, NOW.date())
    # NOW is a Sunday: the run that takes it is on Monday.
    assert coming
    assert (coming.pay_on, coming.pence) == (MONDAY, 840_00)


def test_new_figures_never_rewrite_what_was_paid(world: World) -> None:
    budget = active(world, world.daniel)
    (first,) = prepare(world, MONDAY)
    before = lines_of(first)
    _new_figures(world, budget, date(2026, 12, 7), 345_00)
    # 7 to 13 December was paid at £280.00; it is due at £315.00: £35.00 more.
    assert budget.adjustments.get().pence == 35_00
    assert lines_of(first) == before
    (second,) = prepare(world, NEXT, now=later(NEXT))
    assert lines_of(second) == [
        (LineCode.SUPPORT, 1_380_00),  # 4 × £345.00
        (LineCode.CONTRIBUTION, -120_00),
        (LineCode.ARREARS, 35_00),
    ]
    assert second.pence == 1_295_00
    (third,) = prepare(world, NEXT + timedelta(days=28), now=later(NEXT + timedelta(days=28)))
    assert third.pence == 1_260_00


def test_lower_figures_wait_for_a_person(world: World) -> None:
    budget = active(world, world.daniel)
    prepare(world, MONDAY)
    _new_figures(world, budget, date(2026, 12, 7), 240_00)
    overpaid = budget.adjustments.get()
    assert (overpaid.pence, overpaid.decision) == (-70_00, "")
    (second,) = prepare(world, NEXT, now=later(NEXT))
    assert second.pence == 4 * 210_00


def test_an_overpayment_is_spread_to_the_penny(world: World) -> None:
    budget = active(world, world.daniel)
    prepare(world, MONDAY)
    _new_figures(world, budget, date(2026, 12, 7), 240_00)
    overpaid = budget.adjustments.get()
    plans.spread_overpayment(
        overpayment=overpaid,
        over_instalments=3,
        words="She asked for three.",
        by=world.manager,
        now=NOW,
    )
    # £70.00 over three: £23.34, £23.33, £23.33; the next instalment is whole again.
    paid = []
    for number in range(4):
        day = NEXT + timedelta(days=28 * number)
        run_on = calendar.bank_day_from(day)
        (instalment,) = prepare(world, run_on, now=later(run_on))
        paid.append(instalment.pence)
    assert paid == [840_00 - 23_34, 840_00 - 23_33, 840_00 - 23_33, 840_00]


def test_an_overpayment_may_be_waived_once(world: World) -> None:
    budget = active(world, world.daniel)
    prepare(world, MONDAY)
    _new_figures(world, budget, date(2026, 12, 7), 240_00)
    overpaid = budget.adjustments.get()
    with pytest.raises(errors.RepaymentReasonMissing):
        plans.waive_overpayment(overpayment=overpaid, words=" ", by=world.manager, now=NOW)
    plans.waive_overpayment(overpayment=overpaid, words="Our mistake.", by=world.manager, now=NOW)
    with pytest.raises(errors.OverpaymentDecided):
        plans.waive_overpayment(overpayment=overpaid, words="Again.", by=world.manager, now=NOW)
    (second,) = prepare(world, NEXT, now=later(NEXT))
    assert second.pence == 840_00


def test_arrears_are_nothing_to_decide(world: World) -> None:
    budget = active(world, world.daniel)
    prepare(world, MONDAY)
    _new_figures(world, budget, date(2026, 12, 7), 345_00)
    with pytest.raises(errors.NotAnOverpayment):
        plans.waive_overpayment(
            overpayment=budget.adjustments.get(), words="No.", by=world.manager, now=NOW
        )


def _new_figures(world: World, budget: Budget, starts_on: date, total_pence: int) -> None:
    figures = StatementDraft(
        starts_on=starts_on, total_pence=total_pence, contribution_pence=30_00, why="It changed."
    )
    proposed = plans.propose_statement(budget=budget, draft=figures, by=world.practitioner, now=NOW)
    plans.agree_statement(statement=proposed, by=world.manager.user_id, now=NOW)


@pytest.mark.parametrize("count", [3, 30])
def test_a_pay_day_asks_no_more_for_more_budgets(
    world: World, count: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(count):
        active(world, PersonFactory(team=world.team, full_name=f"Person {number}"))
    with django_assert_max_num_queries(70):
        prepared = work_out(world.book_id, MONDAY)
    assert (prepared.count, prepared.pence) == (count, count * 840_00)
