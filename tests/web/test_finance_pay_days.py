"""Pay days on the finance desk: what is due, planning it, and the second officer."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from budgets.plans import services as plans
from budgets.plans.models import Budget, Instalment
from budgets.plans.selectors import conditions, pay_days
from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.conditions import CONDITION_WORDS
from payments.payouts import services as payouts
from payments.payouts.models import Payee, Payment
from payments.payouts.selectors.runs import find_run_of
from payments.payouts.values import PaymentState
from tests.factories import NOW, PersonFactory, make_world
from tests.web.pages import browser
from tests.worlds_of_plans import MONDAY, active, agreed, give_details, pay, plan, prepare, work_out

NEXT = date(2026, 12, 14)
"""When the council's next four weeks begin."""


@pytest.fixture(autouse=True)
def morning(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def desk(world):
    return browser(world.finance)


@pytest.fixture
def other_desk(world):
    return browser(world.second_finance)


def day(name, pay_on=MONDAY):
    return reverse(name, args=[pay_on])


def approve(desk, pay_on=MONDAY):
    page = desk.get(day("pay_day", pay_on)).content.decode()
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    return desk.post(day("approve_pay_day", pay_on), {"seen": seen}, follow=True)


def planned(world, desk, pay_on=MONDAY, *, told=True):
    """One officer opens the run, the worker plans it, and the holders say where to pay."""
    page = desk.post(day("plan_pay_day", pay_on), follow=True)
    work_out(world.book_id, pay_on)
    for payee in Payee.objects.filter(details=None) if told else ():
        give_details(payee, now=NOW)
    payouts.calculate_run(run=find_run_of(world.book_id, pay_on), now=NOW)
    return page


def test_with_nothing_due_it_says_so(desk):
    page = desk.get(reverse("pay_days")).content.decode()
    assert "Nothing to plan" in page
    assert "Nothing yet" in page


def test_the_next_pay_days_say_what_would_be_due(desk, world):
    # On Monday 23 November £840.00 (3 weeks of £280.00), on 14 December 4 × £280.00 = £1,120.00.
    active(world, world.daniel)
    page = desk.get(reverse("pay_days")).content.decode()
    assert "To be paid by Monday 23 November" in page
    assert "Plan 1 instalment, £840.00" in page
    assert "Monday 14 December" in page
    assert "£1,120.00" in page


def test_what_is_said_is_what_is_planned(desk, world):
    for person in (world.daniel, world.rosa):
        active(world, person)
    first, second, *_ = pay_days.list_coming(world.book_id, NOW.date())
    assert (first.pay_on, first.count, first.pence) == (MONDAY, 2, 1_680_00)
    assert (second.pay_on, second.own_count, second.own_pence) == (NEXT, 2, 2_240_00)
    planned = prepare(world, NEXT)
    assert (len(planned), sum(one.pence for one in planned)) == (second.count, second.pence)
    assert all(one.pay_on > NEXT for one in pay_days.list_coming(world.book_id, NOW.date()))


def test_a_later_day_says_whom_it_would_keep_waiting(desk, world):
    active(world, world.daniel)
    page = desk.get(day("plan_pay_day", NEXT)).content.decode()
    assert "Plan 2 instalments, £1,960.00" in page
    assert "1 of them, £840.00, is due on an earlier pay day" in page
    assert desk.get("/finance/pay-days/2026-02-30/plan").status_code == 404


def test_who_waits_is_said_with_each_condition(desk, world):
    budget = agreed(world, world.daniel)
    page = desk.get(reverse("pay_days")).content.decode()
    assert "1 budget waits for a condition" not in page  # it begins tomorrow, and nothing is due
    active(world, world.rosa)
    page = desk.get(reverse("pay_days")).content.decode()
    assert "1 budget waits for a condition" in page
    assert world.daniel.full_name in page
    for code in conditions.list_missing(budget):
        assert CONDITION_WORDS[code].replace("'", "&#x27;") in page


def test_one_officer_plans_and_another_approves(desk, other_desk, world):
    active(world, world.daniel)
    page = planned(world, desk, told=False).content.decode()
    assert "another officer approves it" in page
    page = desk.get(day("pay_day")).content.decode()
    assert "Somebody else approves" in page
    assert "Approve 1 " not in page
    assert "has not given bank details yet" in page
    assert "21 days at £310.00 a week" in page
    page = other_desk.get(reverse("pay_days")).content.decode()
    assert "1 instalment to look at and approve" in page
    assert "Approve 1 " not in other_desk.get(day("pay_day")).content.decode()
    planned(world, desk)
    assert "Approve 1 payment, £840.00" in other_desk.get(day("pay_day")).content.decode()
    page = approve(other_desk).content.decode()
    assert "Approved. What happens" in page
    assert Payment.objects.get().state == PaymentState.APPROVED
    assert Payment.objects.get().approved_by == world.second_finance.user_id


def test_nobody_approves_what_they_planned(desk, world):
    active(world, world.daniel)
    planned(world, desk)
    desk.post(day("approve_pay_day"), {"seen": "0-0"})
    digest = find_run_of(world.book_id, MONDAY).digest
    page = desk.post(day("approve_pay_day"), {"seen": digest}, follow=True).content.decode()
    assert "Somebody else must agree this" in page
    assert Payment.objects.get().state == PaymentState.PLANNED


def test_what_changed_since_it_was_seen_is_not_approved(desk, other_desk, world):
    active(world, world.daniel)
    planned(world, desk)
    seen = find_run_of(world.book_id, MONDAY).digest
    active(world, world.rosa)
    planned(world, desk)
    answer = other_desk.post(day("approve_pay_day"), {"seen": seen}, follow=True)
    assert "has changed since you looked" in answer.content.decode()
    assert {one.state for one in Payment.objects.all()} == {PaymentState.PLANNED}


def test_approving_covers_every_page(desk, other_desk, world):
    for number in range(60):
        active(world, PersonFactory(team=world.team, full_name=f"Person {number:02}"))
    planned(world, desk)
    first = other_desk.get(day("pay_day")).content.decode()
    assert "Page 1 of 2" in first
    assert "Person 59" in other_desk.get(day("pay_day"), {"page": 2}).content.decode()
    approve(other_desk)
    assert Payment.objects.filter(state=PaymentState.APPROVED).count() == 60


def test_many_rows_cost_no_more_questions(desk, world, django_assert_max_num_queries):
    for number in range(3):
        active(world, PersonFactory(team=world.team, full_name=f"Person {number}"))
    prepare(world, MONDAY)
    with django_assert_max_num_queries(40) as few:
        desk.get(reverse("pay_days"))
        desk.get(day("pay_day"))
    most = len(few.captured_queries)
    for number in range(5):
        active(world, PersonFactory(team=world.team, full_name=f"More {number}"))
    prepare(world, MONDAY)
    with django_assert_max_num_queries(most):
        desk.get(reverse("pay_days"))
        desk.get(day("pay_day"))


def test_money_that_we_keep_says_that_no_bank_is_asked(desk, other_desk, world):
    active(world, world.daniel, plan(account_kind=AccountChoice.CARD))
    planned(world, desk)
    assert "Kept by us" in other_desk.get(day("pay_day")).content.decode()
    assert "no bank is asked" in approve(other_desk).content.decode()


def test_a_pay_day_that_is_over_is_not_planned(desk, world):
    active(world, world.daniel)
    answer = desk.post(day("plan_pay_day", date(2026, 11, 20)))
    assert answer.status_code == 409
    assert "This pay day is over" in answer.content.decode()
    assert not Instalment.objects.exists()


def test_a_day_that_was_paid_stands_among_the_others(desk, world):
    active(world, world.daniel)
    pay(world, MONDAY, now=NOW + timedelta(days=1))
    page = desk.get(reverse("pay_days")).content.decode()
    assert f'href="{day("pay_day")}"' in page
    assert "Planned and approved" in desk.get(day("pay_day")).content.decode()


def test_what_stands_still_is_not_offered(desk, world):
    budget = active(world, world.daniel)
    plans.suspend_budget(
        budget=budget,
        reason="capacity",
        words="We wait.",
        starts_on=MONDAY,
        by=world.practitioner.user_id,
        now=NOW,
    )
    assert Budget.objects.get(pk=budget.pk).state == "suspended"
    assert "Nothing to plan" in desk.get(reverse("pay_days")).content.decode()


def test_nobody_else_finds_pay_days(world):
    active(world, world.daniel)
    prepare(world, MONDAY)
    others = (
        world.practitioner,
        world.manager,
        world.auditor,
        world.administrator,
        world.provider,
        world.holder(world.daniel),
        make_world().finance,
    )
    for member in others:
        assert browser(member).get(day("pay_day")).status_code == 404
    for member in others[:-1]:
        assert browser(member).get(reverse("pay_days")).status_code == 404
        assert browser(member).post(day("plan_pay_day")).status_code == 404
        assert browser(member).post(day("approve_pay_day")).status_code == 404
