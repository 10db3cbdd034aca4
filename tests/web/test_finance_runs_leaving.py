"""A pay run on its way: how far it is, what waits and why, what came back, and its remedies."""

import pytest
from django.core import mail
from django.urls import reverse

from budgets.councils.services import set_bank_account
from budgets.plans.values.agreement import AccountChoice
from ledgers.services.stops import stop_book
from payments.outside.models import Message
from payments.outside.values import Rail
from payments.payouts import services as payouts
from payments.payouts.models import BankFile, Payee, Payment, PayRun, RunLine, RunSheet
from payments.payouts.values import PaymentState, RunState
from tests.factories import NOW, make_world
from tests.web.pages import browser
from tests.web.runs import (
    MORNING,
    answered,
    approved,
    calculated,
    page_of,
    sent,
    told,
)
from tests.worlds_of_plans import plan


@pytest.fixture(autouse=True)
def morning(time_machine):
    time_machine.move_to(MORNING, tick=False)


@pytest.fixture
def desk(world):
    return browser(world.finance)


@pytest.fixture
def other_desk(world):
    return browser(world.second_finance)


def test_an_approved_run_says_when_it_leaves(desk, world, time_machine):
    time_machine.move_to(NOW, tick=False)
    told(world, world.daniel)
    page = page_of(desk, approved(world))
    assert "It leaves on Monday 23 November" in page
    assert "0 of 1 payments have left" in page


def test_being_sent_the_page_says_how_far_and_comes_again_by_itself(desk, world):
    told(world, world.daniel, world.rosa)
    run = approved(world)
    PayRun.objects.filter(pk=run.pk).update(state=RunState.SENDING, sending_at=MORNING)
    page = page_of(desk, run)
    assert "Being sent" in page
    assert 'aria-label="0 of 2 payments have left"' in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "You can close this page" in page


def test_sent_it_says_where_the_money_is(desk, world):
    told(world, world.daniel, world.rosa)
    run = sent(world)
    page = page_of(desk, run)
    assert "2 of 2 payments have left" in page
    assert "On its way" in page
    assert "http-equiv" not in page
    assert "Daniel" in page_of(desk, run, "run_lines", show="sent")


def test_answered_it_is_closed(desk, world):
    told(world, world.daniel)
    run = answered(sent(world))
    assert run.state == RunState.CLOSED
    page = page_of(desk, run)
    assert "Each payment has its answer" in page
    assert "Came back" not in page


def test_what_came_back_says_why_and_is_paid_again_by_a_run(desk, other_desk, world):
    told(world, world.daniel, world.rosa)
    run = answered(sent(world), back=1)
    page = page_of(desk, run)
    assert "Came back from the bank" in page
    assert "The account is closed" in page
    assert "Pay it again by a run of its own" in page
    answer = desk.post(reverse("follow_up_run", args=[run.id]), follow=True)
    follow_up = PayRun.objects.get(follows=run)
    page = answer.content.decode()
    assert "Paying again on Monday 23 November" in page
    assert (follow_up.count, follow_up.total_pence) == (1, 840_00)
    assert "Approve £840.00" in page_of(other_desk, follow_up)
    assert "Paid again by another run" in page_of(desk, run)
    assert desk.post(reverse("follow_up_run", args=[run.id])).status_code == 409
    assert PayRun.objects.filter(follows=run).count() == 1


def test_a_follow_up_is_worked_out_again(desk, world):
    told(world, world.daniel)
    run = answered(sent(world), back=1)
    desk.post(reverse("follow_up_run", args=[run.id]))
    follow_up = PayRun.objects.get(follows=run)
    page = desk.post(reverse("calculate_run", args=[follow_up.id]), follow=True).content.decode()
    assert "It is worked out again" in page


def test_nothing_came_back_so_nothing_is_paid_again(desk, world):
    told(world, world.daniel)
    run = answered(sent(world))
    assert desk.post(reverse("follow_up_run", args=[run.id])).status_code == 409
    assert not PayRun.objects.filter(follows=run).exists()


def test_whoever_manages_the_money_gets_the_link_for_new_details(desk, world):
    told(world, world.daniel)
    payment = answered(sent(world), back=1).lines.get().payment
    page = desk.get(reverse("payment", args=[payment.id])).content.decode()
    assert "Send the link for new details" in page
    page = desk.post(reverse("send_link_again", args=[payment.id]), follow=True).content.decode()
    assert "The link is on its way to" in page
    assert Message.objects.filter(about_kind="budget").exists()
    assert mail.outbox == [], "it leaves with the worker"


def test_it_is_paid_to_another_account_that_somebody_else_agrees_to(desk, other_desk, world):
    told(world, world.daniel)
    payment = answered(sent(world), back=1).lines.get().payment
    address = reverse("pay_other", args=[payment.id])
    assert "We know no other account" in desk.get(address).content.decode()
    mine = payment.payee
    other = Payee.objects.get(pk=mine.pk)
    other.pk, other.reference, other.link_digest, other.last_two = None, "", "", "31"
    other.display_name, other.fingerprint = "Daniel’s savings", "f" * 64
    other.save(force_insert=True)
    assert "Daniel’s savings" in desk.get(address).content.decode()
    assert desk.post(address, {"payee": str(mine.pk)}).status_code == 422
    desk.post(address, {"payee": str(other.pk)})
    payment.refresh_from_db()
    assert (payment.payee_id, payment.payee_by) == (other.pk, world.finance.user_id)
    assert desk.post(reverse("pay_anew", args=[payment.id])).status_code == 409
    assert other_desk.post(reverse("pay_anew", args=[payment.id])).status_code == 302
    payment.refresh_from_db()
    assert payment.state == PaymentState.APPROVED


def test_remedies_are_for_what_came_back(desk, world):
    told(world, world.daniel)
    payment = sent(world).lines.get().payment
    assert desk.get(reverse("pay_other", args=[payment.id])).status_code == 404
    assert desk.post(reverse("send_link_again", args=[payment.id])).status_code == 404


def test_what_is_not_what_was_approved_did_not_leave_and_says_so(desk, world):
    told(world, world.daniel, world.rosa)
    run = approved(world)
    payment = run.lines.order_by("payment_id")[0].payment
    Payment.objects.filter(pk=payment.pk).update(pence=1)
    while payouts.send_run_step(book_id=world.book_id, by=world.finance.user_id, now=MORNING):
        pass
    page = page_of(desk, run)
    assert "It is not what was approved any more" in page
    assert "tell whoever runs the service" in page
    assert "1 of 2 payments have left" in page


def test_a_run_whose_lines_no_longer_fit_their_digest_waits_as_a_whole(desk, world):
    told(world, world.daniel, world.rosa)
    run = approved(world)
    RunSheet.objects.filter(run=run).update(done_at=MORNING, changed_at=MORNING)
    PayRun.objects.filter(pk=run.pk).update(state=RunState.SENDING, sending_at=MORNING)
    page = page_of(desk, run)
    assert "2 payments, £1,680.00, did not leave" in page
    assert {line.payment.state for line in RunLine.objects.filter(run=run)} == {"approved"}


def test_by_the_bank_file_it_leaves_in_files_that_are_made_here(db):
    world = make_world(rail=Rail.BANK_FILE)
    set_bank_account(
        council=world.council, name="Elmshire", sort_code="20-00-00", account_number="55779911"
    )
    desk = browser(world.finance)
    told(world, world.daniel, world.rosa)
    run = sent(world)
    page = page_of(desk, run)
    assert "With the bank’s file" in page
    assert "2 payments, £1,680.00, are ready" in page
    desk.post(reverse("make_bank_file"))
    file = BankFile.objects.get()
    page = page_of(desk, run)
    assert file.message_id in page
    assert "Make the bank’s file" not in page
    assert "2 of 2 payments have left" in page


def test_while_the_books_do_not_agree_it_waits_and_says_so(desk, world):
    told(world, world.daniel)
    run = approved(world)
    stop_book(book_id=world.book_id, findings=["Clearing is £1 off."], now=MORNING)
    page = page_of(desk, run)
    assert "Nothing is paid now" in page
    assert "It waits, whole, until the books agree again." in page
    payouts.send_run_step(book_id=world.book_id, by=world.finance.user_id, now=MORNING)
    assert "0 of 1 payments have left" in page_of(desk, run)


def test_money_that_we_keep_says_that_it_stays_with_us(desk, world):
    told(world, world.daniel, draft=plan(account_kind=AccountChoice.CARD))
    run = sent(world)
    assert "Kept by us" in page_of(desk, run, "run_lines")
    assert "1 of 1 payments have left" in page_of(desk, run)


# One that can't wait


def test_one_that_cannot_wait_is_approved_alone_by_somebody_else(
    desk, other_desk, world, time_machine
):
    time_machine.move_to(NOW, tick=False)
    told(world, world.daniel)
    run = calculated(world)
    payouts.hold_line(line=run.lines.get(), words="Wait.", by=world.finance.user_id, now=NOW)
    payment = Payment.objects.get()
    own = desk.get(reverse("urgent")).content.decode()
    assert "You prepared it, so somebody else approves it." in own
    assert "Approve £840.00" not in own
    assert desk.post(reverse("approve_alone", args=[payment.id])).status_code == 409
    assert "Approve £840.00" in other_desk.get(reverse("urgent")).content.decode()
    other_desk.post(reverse("approve_alone", args=[payment.id]))
    payment.refresh_from_db()
    assert (payment.state, payment.approved_by) == ("approved", world.second_finance.user_id)
    assert "Nothing waits alone" in other_desk.get(reverse("urgent")).content.decode()


def test_what_leaves_with_a_run_is_not_among_them(desk, world):
    told(world, world.daniel)
    calculated(world)
    assert "Nothing waits alone" in desk.get(reverse("urgent")).content.decode()


def test_another_councils_payment_is_not_approved(other_desk, world):
    other = make_world()
    told(other, other.daniel)
    payment = Payment.objects.get()
    answer = other_desk.post(reverse("approve_alone", args=[payment.id]))
    assert answer.status_code in (404, 409)
    payment.refresh_from_db()
    assert payment.state == PaymentState.PLANNED
