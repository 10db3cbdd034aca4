"""What is asked about spending: each rule alone, at its edge."""

from dataclasses import replace
from datetime import timedelta

import pytest

from budgets.assurance.values.flags import Rule, Severity
from tests.rules.flag_cases import BUDGET, DAY, GRANT, away, facts, found, line, payee, rules, the


def test_ordinary_spending_raises_no_question() -> None:
    week = [line(n, 18_00, after=n, mcc="5812", channel="card") for n in range(60)]
    assert found(facts(lines=week)) == []


def test_one_bill_in_parts_below_the_limit_is_asked_about() -> None:
    about = facts(lines=[line(1, 240_00), line(2, 210_00, after=6), line(3, 30_00, after=6)])
    flag = the(Rule.SPLIT, about)
    assert flag.severity == Severity.ASK
    assert flag.line_ids == ("L1", "L2")
    assert flag.at_stake_pence == 450_00


@pytest.mark.parametrize("second", [line(2, 210_00, after=7), line(2, 199_99, after=2)])
def test_parts_further_apart_or_smaller_are_no_split(second) -> None:
    assert Rule.SPLIT not in rules(facts(lines=[line(1, 240_00), second]))


def test_a_provider_paid_twice_in_a_week_is_no_split() -> None:
    care = [line(n, 230_00, after=3 * n, payee_ref="Y1", invoice_number=f"I{n}") for n in (1, 2)]
    assert rules(facts(lines=care, payees=[payee("Y1", "provider")])) == set()


def test_the_same_sum_again_within_days_is_looked_at() -> None:
    flag = the(Rule.SAME_AGAIN, facts(lines=[line(1, 60_00), line(2, 60_00, after=3)]))
    assert (flag.severity, flag.line_ids, flag.at_stake_pence) == (
        Severity.LOOK,
        ("L1", "L2"),
        60_00,
    )


@pytest.mark.parametrize(
    "lines",
    [
        [line(1, 60_00), line(2, 60_00, after=4)],
        [line(1, 49_99), line(2, 49_99, after=1)],
        [line(1, 60_00, mcc="4121"), line(2, 60_00, mcc="4121")],
        [line(1, 60_00), line(2, 60_00, after=1), line(3, -60_00, after=6, channel="refund")],
    ],
    ids=["later", "small", "fares", "given back"],
)
def test_the_same_again_may_be_quite_ordinary(lines) -> None:
    assert Rule.SAME_AGAIN not in rules(facts(lines=lines))


def test_an_invoice_paid_twice_is_asked_about_weeks_later() -> None:
    bills = [line(n, 310_00, after=20 * n, invoice_number="INV-7") for n in (1, 2)]
    assert the(Rule.SAME_AGAIN, facts(lines=bills)).severity == Severity.ASK


def test_round_sums_to_a_private_person_are_asked_about() -> None:
    sums = [line(n, 100_00, after=30 * n, payee_ref="Y1") for n in (1, 2, 3)]
    flag = the(Rule.ROUND_SUMS, facts(lines=sums, payees=[payee("Y1", "person")]))
    assert (flag.severity, flag.at_stake_pence) == (Severity.ASK, 300_00)
    once = the(Rule.ROUND_SUMS, facts(lines=sums[:1], payees=[payee("Y1", "person")]))
    assert once.severity == Severity.LOOK
    petrol = [line(n, 32_50, after=30 * n, payee_ref="Y1") for n in (1, 2)]
    assert rules(facts(lines=petrol, payees=[payee("Y1", "person")])) == set()


def test_betting_is_asked_about_and_a_spa_day_is_nobodys_business() -> None:
    assert the(Rule.BLOCKED_MERCHANT, facts(lines=[line(1, 5_00, mcc="7995")])).severity == "ask"
    assert rules(facts(lines=[line(1, 140_00, mcc="7298", purpose="breaks")])) == set()


def test_one_drink_is_fine_and_a_habit_is_looked_at() -> None:
    drinks = [line(n, 26_00, after=n, mcc="5921") for n in range(1, 4)]
    assert rules(facts(lines=drinks[:2])) == set()
    assert the(Rule.ASK_ABOUT_MERCHANT, facts(lines=drinks)).severity == Severity.LOOK


def test_cash_is_fine_in_the_share_that_was_agreed() -> None:
    drawn = [line(n, 200_00, after=5 * n, channel="cash") for n in range(1, 7)]
    agreed = replace(BUDGET, cash_share_percent=40)
    assert rules(facts([agreed], lines=drawn)) == set()
    flag = the(Rule.CASH, facts([replace(BUDGET, cash_share_percent=10)], lines=drawn))
    assert len(flag.line_ids) == 6


def test_money_gone_at_once_is_urgent() -> None:
    full = replace(BUDGET, opening_pence=1_500_00)
    flag = the(Rule.DRAINED, facts([full], lines=[line(1, 1_300_00)]))
    assert flag.severity == Severity.URGENT
    chair = line(1, 1_300_00, invoice_number="W1", purpose="getting_out")
    assert Rule.DRAINED not in rules(facts([full], lines=[chair]))


def test_a_surplus_counts_at_two_pay_dates_and_not_after_hospital() -> None:
    ins = [line(n, -1_200_00, after=28 * n, channel="top_up") for n in range(1, 5)]
    flag = the(Rule.SURPLUS, facts([replace(BUDGET, opening_pence=800_00)], lines=ins))
    assert flag.severity == Severity.LOOK
    assert flag.line_ids == ("L3", "L4")
    assert rules(facts(lines=ins[:3])) == set()
    full, stay = replace(BUDGET, opening_pence=800_00), away("hospital", 20, 60)
    assert rules(facts([full], lines=ins, absences=[stay])) == set()


def test_what_is_kept_for_holiday_and_tax_is_no_surplus() -> None:
    ins = [line(n, -1_200_00, after=28 * n, channel="top_up") for n in range(1, 5)]
    kept = replace(BUDGET, opening_pence=800_00, ring_fenced_pence=3_000_00)
    assert rules(facts([kept], lines=ins)) == set()


def test_no_spending_asks_whether_somebody_is_all_right() -> None:
    weeks = [line(10 + n, 20_00, after=-7 * n) for n in range(9)]
    lines = [*weeks, line(2, 15_00, after=30, channel="direct_debit")]
    known = replace(BUDGET, known_until=DAY + timedelta(days=57))
    flag = the(Rule.NO_SPENDING, facts([known], lines=lines))
    assert flag.severity == Severity.ASK
    assert "Are you all right?" in flag.reason
    shorter = replace(BUDGET, known_until=DAY + timedelta(days=56))
    assert rules(facts([shorter], lines=lines)) == set()
    assert rules(facts([replace(known, known_until=None)], lines=lines)) == set()
    assert rules(facts([known], lines=lines, absences=[away("hospital", 5, 6)])) == set()
    seldom = facts([known], lines=[line(1, 90_00, after=-60), line(2, 80_00)])
    assert the(Rule.NO_SPENDING, seldom).severity == Severity.LOOK


def test_a_contribution_missed_once_is_no_matter_and_twice_is() -> None:
    owing = replace(
        BUDGET,
        contribution_mode="net",
        contribution_pence=20_00,
        known_until=DAY + timedelta(days=66),
    )
    paid = [line(1, -80_00, channel="contribution")]
    assert Rule.CONTRIBUTION_MISSED not in rules(facts([owing], lines=paid))
    later = replace(owing, known_until=DAY + timedelta(days=67))
    flag = the(Rule.CONTRIBUTION_MISSED, facts([later], lines=paid))
    assert flag.at_stake_pence == 160_00


def test_money_used_after_a_death_is_urgent_and_final_bills_are_not() -> None:
    died = replace(BUDGET, died_on=DAY)
    bills = [
        line(1, 200_00, after=20, payee_ref="Y1"),
        line(2, 90_00, after=30, payee_ref="Y2"),
        line(3, 150_00, after=3, channel="card"),
    ]
    payees = [payee("Y1", "provider"), payee("Y2", "hmrc")]
    assert rules(facts([died], lines=bills, payees=payees)) == set()
    used = line(4, 150_00, after=4, channel="card")
    assert the(Rule.AFTER_DEATH, facts([died], lines=[used])).severity == Severity.URGENT


@pytest.mark.parametrize("day", ["ends_on", "suspended_on"])
def test_money_used_after_an_end_or_a_stop_is_asked_about(day) -> None:
    over = replace(BUDGET, **{day: DAY})
    assert the(Rule.AFTER_END, facts([over], lines=[line(1, 60_00, after=5)])).severity == "ask"
    assert rules(facts([over], lines=[line(1, 60_00, after=3)])) == set()


def test_off_the_plan_counts_above_the_sum_where_it_matters() -> None:
    sofa = line(1, 300_00, mcc="5712", purpose="equipment", is_sure=True, channel="card")
    assert the(Rule.OFF_PLAN, facts(lines=[sofa])).severity == Severity.ASK
    assert rules(facts(lines=[sofa._replace(pence=-240_00)])) == set()
    planned = replace(BUDGET, purposes=frozenset({"equipment"}))
    assert rules(facts([planned], lines=[sofa])) == set()
    assert rules(facts(lines=[sofa._replace(purpose="")])) == set()


def test_a_first_big_payment_needs_another_sign_beside_it() -> None:
    shop = line(1, 412_37, channel="card", mcc="5047")
    assert rules(facts(lines=[shop])) == set()
    friend = line(1, 412_37, payee_ref="Y1")
    assert the(Rule.NEW_PAYEE, facts(lines=[friend], payees=[payee("Y1", "person")]))


def test_a_nephew_who_pays_himself_is_asked() -> None:
    helped = replace(BUDGET, holder_kind="nominated_person", holder_name="Ned Hale")
    paid = [line(n, 95_00, after=30 * n, counterparty="NED  HALE") for n in (1, 2, 3)]
    assert the(Rule.HOLDER_PAYS_THEMSELVES, facts([helped], lines=paid)).severity == "ask"
    assert rules(facts(lines=paid)) == set()


def test_a_one_off_budget_asks_for_nothing() -> None:
    lines = [line(1, 150_00), line(2, 150_00, after=1), line(3, 150_00, channel="cash")]
    assert rules(facts([GRANT], lines=lines)) == set()
