"""Pay runs on the finance desk: opening one, its four steps, who approves, giving it up."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from budgets.councils.services import end_member
from budgets.plans import services as plans
from budgets.plans.models import Instalment
from budgets.plans.selectors import pay_days
from payments.payouts import services as payouts
from payments.payouts.models import Payment, PayRun
from payments.payouts.values import PaymentState, RunState
from tests.factories import NOW, PersonFactory, make_world
from tests.web.pages import browser
from tests.web.runs import (
    MONDAY,
    NEXT,
    approved,
    calculated,
    line_of,
    opened,
    page_of,
    sent,
    some_people,
    told,
    work,
)
from tests.worlds_of_plans import active, agreed, at, prepare


@pytest.fixture(autouse=True)
def morning(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def desk(world):
    return browser(world.finance)


@pytest.fixture
def other_desk(world):
    return browser(world.second_finance)


def steps_in(page: str) -> list[str]:
    found = re.findall(r'tasks__verb">(.*?)<.*?status status--\w+">(.*?)<', page, re.DOTALL)
    return [f"{verb}: {status}" for verb, status in found]


def approve(desk, run):
    seen = page_of(desk, run).partition('name="seen" value="')[2].partition('"')[0]
    return desk.post(reverse("approve_run", args=[run.id]), {"seen": seen}, follow=True)


# Which runs there are


def test_with_nothing_due_it_says_so(desk):
    page = desk.get(reverse("runs")).content.decode()
    assert "Nothing more is due" in page
    assert "No pay run has been sent yet" in page


def test_what_is_due_stands_under_its_day_and_opens_a_run(desk, world):
    # On Monday 23 November £840.00 (3 weeks of £280.00), on 14 December 4 × £280.00 = £1,120.00.
    active(world, world.daniel)
    page = desk.get(reverse("runs")).content.decode()
    assert "£840.00" in page
    assert "£1,120.00" in page
    answer = desk.post(reverse("open_run", args=[MONDAY]), follow=True)
    run = PayRun.objects.get()
    assert (run.state, run.pay_on, run.prepared_by) == ("draft", MONDAY, world.finance.user_id)
    assert "It is being worked out now" in answer.content.decode()
    assert "Being worked out" in desk.get(reverse("runs")).content.decode()


def test_what_is_said_is_what_is_planned(world):
    for person in (world.daniel, world.rosa):
        active(world, person)
    first, second, *_ = pay_days.list_coming(world.book_id, NOW.date())
    assert (first.pay_on, first.count, first.pence) == (MONDAY, 2, 1_680_00)
    assert (second.pay_on, second.own_count, second.own_pence) == (NEXT, 2, 2_240_00)
    planned = prepare(world, NEXT)
    assert (len(planned), sum(one.pence for one in planned)) == (second.count, second.pence)
    assert all(one.pay_on > NEXT for one in pay_days.list_coming(world.book_id, NOW.date()))


def test_a_later_day_says_what_would_be_paid_late(desk, world):
    active(world, world.daniel)
    page = desk.get(reverse("runs")).content.decode()
    assert "1 payment, and 1 due earlier, which would be paid late" in page
    assert desk.post("/finance/runs/2026-02-30/open").status_code == 404


def test_what_stands_still_is_not_offered(desk, world):
    plans.suspend_budget(
        budget=active(world, world.daniel), reason="capacity", words="We wait.",
        starts_on=MONDAY, by=world.practitioner.user_id, now=NOW,
    )  # fmt: skip
    assert "Nothing more is due" in desk.get(reverse("runs")).content.decode()


def test_many_rows_cost_no_more_questions(desk, world, django_assert_max_num_queries):
    def look() -> None:
        for name in ("run", "run_lines", "run_sheet"):
            desk.get(reverse(name, args=[run.id]))
        desk.get(reverse("runs"))
        desk.get(reverse("urgent"))

    told(world, *some_people(world, 3))
    active(world, PersonFactory(team=world.team, full_name="Held back"))
    run = calculated(world)
    with django_assert_max_num_queries(150) as few:
        look()
    for number in range(5):
        active(world, PersonFactory(team=world.team, full_name=f"More {number}"))
    calculated(world)
    with django_assert_max_num_queries(len(few.captured_queries)):
        look()


def test_opened_twice_it_is_one_run_and_says_so(desk, world):
    opened(world)
    answer = desk.post(reverse("open_run", args=[MONDAY]))
    assert answer.status_code == 409
    assert "There is a pay run for this day already" in answer.content.decode()
    assert PayRun.objects.count() == 1


def test_a_day_that_is_over_opens_nothing(desk, world):
    answer = desk.post(reverse("open_run", args=[NOW.date() - timedelta(days=1)]))
    assert answer.status_code == 409
    assert not PayRun.objects.exists()


def test_who_waits_for_a_condition_is_said(desk, world):
    agreed(world, world.daniel)
    active(world, world.rosa)
    page = desk.get(reverse("runs")).content.decode()
    assert "1 budget is agreed and would be paid" in page
    assert world.daniel.full_name in desk.get(reverse("runs_waiting")).content.decode()


def test_only_finance_and_the_auditor_see_runs(world):
    told(world, world.daniel)
    run = calculated(world)
    for member in (world.practitioner, world.manager, world.administrator, world.provider):
        for address in (reverse("runs"), reverse("run", args=[run.id])):
            assert browser(member).get(address).status_code == 404
    auditor = browser(world.auditor)
    page = page_of(auditor, run)
    assert "£840.00" in page
    assert "Approve £" not in page
    assert "Work it out again" not in page
    for name in ("approve_run", "calculate_run", "abandon_run", "follow_up_run"):
        assert auditor.post(reverse(name, args=[run.id])).status_code == 404
    run.refresh_from_db()
    assert run.state == RunState.CALCULATED


def test_another_councils_run_is_not_there(desk, world):
    other = make_world()
    told(other, other.daniel)
    run = calculated(other)
    for name in ("run", "run_lines", "run_sheet", "abandon_run"):
        assert desk.get(reverse(name, args=[run.id])).status_code == 404
    assert desk.post(reverse("approve_run", args=[run.id])).status_code == 404


# The four steps


def test_a_draft_says_how_far_it_is_and_brings_itself_up_to_date(desk, world):
    active(world, world.daniel)
    run = opened(world)
    page = page_of(desk, run)
    assert "0 of 1 budget looked at" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert steps_in(page)[0] == "Calculated: At work"
    assert "http-equiv" not in page_of(desk, run, still="")
    work()
    page = page_of(desk, run)
    assert "£840" in page
    assert "http-equiv" not in page


def test_whoever_prepared_it_sees_whose_turn_it_is_and_no_button(desk, world):
    told(world, world.daniel)
    run = calculated(world)
    page = page_of(desk, run)
    assert steps_in(page) == [
        "Calculated: Done", "Checked: Yours now", "Approved: Theirs now", "Sent: Not yet",
    ]  # fmt: skip
    assert f"Now it’s {world.second_finance.user.full_name}" in page
    assert "Approve £" not in page
    answer = desk.post(reverse("approve_run", args=[run.id]), {"seen": run.digest})
    assert answer.status_code == 409
    run.refresh_from_db()
    assert (run.state, Payment.objects.get().state) == ("calculated", PaymentState.PLANNED)


def test_another_officer_approves_it_with_its_sum_on_the_button(other_desk, world):
    told(world, world.daniel, world.rosa)
    run = calculated(world)
    page = page_of(other_desk, run)
    assert "Approve £1,680.00" in page
    assert steps_in(page)[2] == "Approved: Yours now"
    page = approve(other_desk, run).content.decode()
    assert "£1,680.00 is approved" in page
    run.refresh_from_db()
    assert (run.state, run.approved_by) == ("approved", world.second_finance.user_id)
    assert steps_in(page) == [
        "Calculated: Done", "Checked: Done", "Approved: Done", "Sent: Next",
    ]  # fmt: skip


def test_what_changed_since_it_was_seen_is_not_approved(other_desk, world):
    told(world, world.daniel, world.rosa)
    run = calculated(world)
    seen = run.digest
    payouts.hold_line(
        line=line_of(run, "Rosa Marsh"), words="Ask her.", by=world.finance.user_id, now=NOW
    )
    answer = other_desk.post(reverse("approve_run", args=[run.id]), {"seen": seen})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "This has changed since you looked" in page
    assert "Approve £840.00" in page, "the page is as the run is now"
    run.refresh_from_db()
    assert run.state == RunState.CALCULATED


@pytest.mark.parametrize("seen", ["", "0" * 64, "nonsense"])
def test_nothing_is_approved_unseen(other_desk, world, seen):
    told(world, world.daniel)
    run = calculated(world)
    assert other_desk.post(
        reverse("approve_run", args=[run.id]), {"seen": seen}
    ).status_code == 409  # fmt: skip
    run.refresh_from_db()
    assert run.state == RunState.CALCULATED


def test_the_only_officer_reads_whom_to_ask(desk, world):
    told(world, world.daniel)
    run = calculated(world)
    end_member(member=world.second_finance, by=world.administrator.user_id, now=NOW)
    page = page_of(desk, run)
    assert "Nobody can approve it yet" in page
    assert "administrator" in page


def test_an_officer_who_is_paid_by_it_is_not_offered_the_button(other_desk, world):
    told(world, world.daniel)
    payee = Instalment.objects.get().payment.payee
    type(payee).objects.filter(pk=payee.pk).update(user_id=world.second_finance.user_id)
    run = calculated(world)
    page = page_of(other_desk, run)
    assert "One of these payments goes to you" in page
    assert "Approve £" not in page
    answer = other_desk.post(reverse("approve_run", args=[run.id]), {"seen": run.digest})
    assert answer.status_code == 409


def test_a_run_whose_day_is_over_says_what_to_do(desk, other_desk, world, time_machine):
    told(world, world.daniel)
    run = calculated(world)
    time_machine.move_to(at(MONDAY) + timedelta(days=1), tick=False)
    for officer in (desk, other_desk):
        page = page_of(officer, run)
        assert "Its day is over" in page
        assert "Approve £" not in page


def test_an_empty_run_says_why(desk, world):
    run = calculated(world)
    assert "No budget has anything due by this day" in page_of(desk, run)
    active(world, world.daniel)  # who has given no bank details
    desk.post(reverse("calculate_run", args=[run.id]))
    work()
    page = page_of(desk, run)
    assert "Every payment is held back" in page


def test_worked_out_again_it_takes_in_what_is_new(desk, world):
    told(world, world.daniel)
    run = calculated(world)
    active(world, world.rosa)
    page = desk.post(reverse("calculate_run", args=[run.id]), follow=True).content.decode()
    assert "It is being worked out again" in page
    assert "0 of 2 budgets looked at" in page
    work()
    assert "No bank details yet" in page_of(desk, run, "run_lines", show="held")
    plans.approve_pay_run(
        run=run, digest=PayRun.objects.get().digest, by=world.second_finance, now=NOW
    )
    assert desk.post(reverse("calculate_run", args=[run.id])).status_code == 409


# Giving it up


def test_a_run_is_given_up_with_words_that_everybody_reads(desk, other_desk, world):
    told(world, world.daniel)
    run = approved(world)
    address = reverse("abandon_run", args=[run.id])
    assert "Nothing of it has left" in desk.get(address).content.decode()
    assert desk.post(address, {"words": "  "}).status_code == 422
    page = desk.post(address, {"words": "Wrong day."}, follow=True).content.decode()
    assert "Wrong day." in page
    assert "Its payments wait for another run" in page
    assert Payment.objects.get().state == PaymentState.PLANNED
    assert "Given up" in other_desk.get(reverse("runs")).content.decode()
    assert "Approve £" not in page_of(other_desk, run)


def test_what_has_left_is_not_given_up(desk, world):
    told(world, world.daniel)
    run = sent(world)
    answer = desk.post(reverse("abandon_run", args=[run.id]), {"words": "Too late."})
    assert answer.status_code == 409
    assert "Too late." in answer.content.decode(), "what was typed stays"
    run.refresh_from_db()
    assert run.state != RunState.ABANDONED
