"""What is asked about hours, pay, accounts and those who authorise: each rule at its edge."""

from dataclasses import replace
from datetime import timedelta

import pytest

from budgets.assurance.values.flags import Flag, Rule, Severity
from tests.rules.flag_cases import (
    AMA,
    BUDGET,
    DAY,
    GRANT,
    WORK,
    away,
    facts,
    found,
    line,
    payee,
    rules,
    shift,
    the,
)

ELSEWHERE = replace(WORK, engagement_ref="E2", budget_ref="B2")
OTHER = replace(BUDGET, budget_ref="B2", person_ref="P2", household_ref="H2")


def at_work(shifts, **said):
    return facts(shifts=shifts, engagements=[WORK], **said)


def paid(number: int, pence: int, after: int):
    return line(number, pence, after, payee_ref="W1", counterparty="Sam Cole")


def test_hours_at_the_same_time_are_asked_about() -> None:
    flag = the(Rule.OVERLAPPING_SHIFTS, at_work([shift(1), shift(2, hour=12)]))
    assert (flag.severity, flag.shift_ids) == (Severity.ASK, ("S1", "S2"))
    assert flag.at_stake_pence == 13_00
    assert rules(at_work([shift(1), shift(2, hour=12.6)])) == set()


def test_hours_for_two_employers_are_looked_at_and_neither_is_told_of_the_other() -> None:
    both = facts(
        [BUDGET, OTHER],
        shifts=[shift(1), shift(2, hour=10, engagement_ref="E2")],
        engagements=[WORK, ELSEWHERE],
    )
    one, two = found(both)
    assert {one.severity, two.severity} == {Severity.LOOK}
    assert (one.shift_ids, two.shift_ids) == (("S1",), ("S2",))


@pytest.mark.parametrize(("hours", "asked"), [(16, False), (16.1, True)])
def test_a_shift_longer_than_anybody_can_work_is_asked_about(hours, asked) -> None:
    assert (Rule.IMPOSSIBLE_HOURS in rules(at_work([shift(1, hour=2, hours=hours)]))) is asked


def test_a_sleep_in_may_be_long() -> None:
    assert rules(at_work([shift(1, hour=2, hours=18, kind="sleep_in")])) == set()


def test_hours_while_in_hospital_leave_out_the_days_of_going_and_coming() -> None:
    stay = [away("hospital", 0, 4)]
    edges = at_work([shift(1), shift(2, after=4)], absences=stay)
    assert rules(edges) == set()
    flag = the(Rule.SHIFTS_AWAY, at_work([shift(1, after=1), shift(2, after=2)], absences=stay))
    assert (flag.severity, flag.at_stake_pence) == (Severity.ASK, 2 * 52_00)
    abroad = at_work([shift(1, after=1), shift(2, after=2)], absences=[away("abroad", 0, 4)])
    assert the(Rule.SHIFTS_AWAY, abroad).severity == Severity.LOOK


def a_year(pence: int) -> list:
    return [paid(n, pence, 28 * n) for n in range(1, 6)]


HOURS = [shift(n, after=n, hours=5) for n in range(0, 140, 2)]
EARNED = 14 * 5 * 13_00


@pytest.mark.parametrize(
    ("percent", "asked"), [(100, False), (107, False), (112.07, False), (130, True)]
)
def test_pay_may_be_a_little_more_than_hours_or_have_holiday_in_it(percent, asked) -> None:
    about = at_work(HOURS, lines=a_year(round(EARNED * percent / 100)))
    assert (Rule.OVER_THE_RATE in rules(about)) is asked


def test_pay_without_any_hours_is_asked_about_where_hours_are_kept() -> None:
    others = [replace(WORK, engagement_ref=f"E{n}", worker_ref=f"W{n}") for n in (2, 3)]
    kept = [shift(n, after=n, engagement_ref=f"E{n}") for n in (2, 3)]
    about = facts(lines=a_year(200_00), engagements=[WORK, *others], shifts=kept)
    assert the(Rule.PAY_WITHOUT_HOURS, about).line_ids == ("L1", "L2", "L3", "L4", "L5")
    assert rules(facts(lines=a_year(200_00), engagements=[WORK])) == set()


def test_pay_under_the_minimum_wage_is_looked_at() -> None:
    about = at_work(HOURS, lines=a_year(14 * 5 * 11_00))
    assert the(Rule.UNDER_MINIMUM_WAGE, about).severity == Severity.LOOK


def test_a_rate_below_the_law_has_a_month_to_change() -> None:
    low = replace(WORK, rates=(replace_rate(12_21),))
    april = DAY - timedelta(days=40)
    early = facts(engagements=[low], shifts=[shift(1, after=(april - DAY).days)])
    assert rules(early) == set()
    assert rules(facts(engagements=[low], shifts=[shift(1)])) == {Rule.UNDER_MINIMUM_WAGE}


def replace_rate(pence: int):
    return WORK.rates[0]._replace(pence=pence)


def test_work_and_pay_after_the_end_of_a_job_are_asked_about() -> None:
    over = replace(WORK, last_on=DAY)
    late = facts(lines=[paid(1, 200_00, 46)], engagements=[over])
    assert Rule.ENDED_BUT_PAID in rules(late)
    final = facts(lines=[paid(1, 200_00, 45)], engagements=[over])
    assert Rule.ENDED_BUT_PAID not in rules(final)


def test_family_in_the_household_without_the_councils_word_is_looked_at() -> None:
    family = replace(WORK, relation="household_family")
    assert rules(facts(engagements=[family], shifts=[shift(1)])) == {Rule.HOUSEHOLD_FAMILY}
    agreed = replace(family, household_agreed_on=DAY)
    assert rules(facts(engagements=[agreed], shifts=[shift(1)])) == set()


def test_the_practitioners_own_account_is_urgent() -> None:
    mine = payee("Y1", "person", fingerprint="acc-ama")
    about = facts([GRANT], payees=[mine], members=[AMA], lines=[line(1, 300_00, payee_ref="Y1")])
    flag = the(Rule.SHARED_WITH_PRACTITIONER, about)
    assert (flag.severity, flag.at_stake_pence) == (Severity.URGENT, 300_00)


def test_one_account_behind_several_names_of_strangers_is_asked_about() -> None:
    def shared(homes):
        budgets = [
            replace(BUDGET, budget_ref=f"B{n}", person_ref=f"P{n}", household_ref=home)
            for n, home in enumerate(homes, 1)
        ]
        payees = [
            payee(f"Y{n}", "person", budget_ref=f"B{n}", fingerprint="acc") for n in (1, 2, 3)
        ]
        return rules(facts(budgets, payees=payees))

    assert shared(["H1", "H2", "H3"]) == {Rule.SHARED_ACCOUNT}
    assert shared(["H1", "H2", "H2"]) == set()


@pytest.mark.parametrize(("after", "looked"), [(0, True), (6, True), (7, False), (-1, False)])
def test_pay_in_the_week_after_new_bank_details_is_looked_at(after, looked) -> None:
    agency = payee("Y1", "provider", changed_on=DAY)
    about = facts(lines=[line(1, 90_00, after, payee_ref="Y1")], payees=[agency])
    assert (Rule.DETAILS_CHANGED in rules(about)) is looked


def grants(pence: list[int], *, by: str = "ama", people: int = 99, apart: int = 20):
    return [
        replace(
            GRANT,
            budget_ref=f"{by}{n}",
            person_ref=f"{by}{n % people}",
            one_off_pence=one,
            authorised_by=by,
            agreed_on=DAY + timedelta(days=apart * n % 150),
        )
        for n, one in enumerate(pence)
    ]


TEAM = [AMA, AMA._replace(member_ref="bo"), AMA._replace(member_ref="cy")]


def test_sums_crowding_under_the_limit_are_looked_at() -> None:
    usual = grants([100_00, 250_00, 300_00, 200_00], by="bo")
    near = grants([490_00, 480_00, 499_00, 455_00])
    flags = found(facts([*near, *usual], members=TEAM))
    assert [(flag.rule, flag.budget_ref) for flag in flags] == [
        (Rule.CROWDING, f"ama{n}") for n in range(4)
    ]
    at_it = grants([500_00] * 4)
    assert rules(facts([*at_it, *usual], members=TEAM)) == set()


def test_two_sums_to_one_person_in_a_week_are_looked_at() -> None:
    near = grants([400_00, 450_00], people=1, apart=7)
    assert rules(facts(near, members=TEAM)) == {Rule.SPLIT_GRANTS}
    later = grants([400_00, 450_00], people=1, apart=8)
    assert rules(facts(later, members=TEAM)) == set()


def test_a_practitioner_who_favours_one_shop_is_looked_at() -> None:
    own, others = grants([200_00] * 5), grants([200_00] * 5, by="bo")

    def with_shop(budgets, shop):
        return [
            payee(
                f"{one.budget_ref}-{shop}", "business", budget_ref=one.budget_ref, fingerprint=shop
            )
            for one in budgets
        ]

    about = facts([*own, *others], members=TEAM, payees=with_shop(own, "carpets"))
    assert {flag.budget_ref for flag in found(about)} == {one.budget_ref for one in own}
    everywhere = with_shop([*own, *others], "argos")
    assert rules(facts([*own, *others], members=TEAM, payees=everywhere)) == set()


def test_a_practitioner_far_from_the_team_is_looked_at() -> None:
    usual = [*grants([100_00, 120_00], by="bo"), *grants([150_00], by="cy")]
    flag: Flag = the(Rule.FAR_FROM_TEAM, facts([*grants([100_00] * 9), *usual], members=TEAM))
    assert len(flag.grant_refs) == 9
    assert flag.at_stake_pence == 900_00 - 220_00


def test_what_is_asked_about_one_matter_is_asked_once() -> None:
    lines = [line(1, 250_00, payee_ref="Y1"), line(2, 250_00, after=2, payee_ref="Y1")]
    (flag,) = found(facts(lines=lines, payees=[payee("Y1", "person")]))
    assert flag.line_ids == ("L1", "L2")
    assert {flag.rule, *flag.also} == {Rule.SPLIT, Rule.SAME_AGAIN, Rule.ROUND_SUMS}
    assert flag.at_stake_pence == 500_00


def test_whoever_gives_alone_has_nobody_to_be_compared_with_and_is_looked_at() -> None:
    near = grants([490_00, 480_00, 499_00, 455_00])
    assert rules(facts(near, members=[AMA])) == {Rule.CROWDING}
