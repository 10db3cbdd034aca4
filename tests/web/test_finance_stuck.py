"""What got stuck waits on one page for a person, who tries it again or gives it up with words."""

from unittest.mock import patch
from uuid import uuid4

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from config.jobs import JOBS
from config.tasks import run_job
from ledgers.values import About
from payments.outside import calling, messages, tending
from payments.outside.errors import CallRefused
from payments.outside.models import Message, OutboxItem
from payments.outside.values import Channel, MessageState, OutboxState, StuckKind
from payments.payouts.models import PaymentMove
from payments.payouts.services import apply_answers
from payments.payouts.values import PaymentState
from tests.factories import NOW
from tests.payments.worlds import again, payment_of, poll, sums
from tests.web.pages import browser
from web.finance.stuck_words import JOBS as JOB_WORDS


@pytest.fixture(autouse=True)
def morning(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def desk(world):
    return browser(world.finance)


def given_up(world, words="No such sort code here."):
    payment = payment_of(world, account_number="12345678")
    with patch.object(calling, "gateway_for", side_effect=CallRefused(words)):
        poll(world)
    return payment, OutboxItem.objects.get()


def failed_message(world):
    message = messages.write_message(
        book_id=world.book_id, key=uuid4(), channel=Channel.EMAIL, address="daniel@home.example",
        subject="Secret", words="Very secret", about=About("user", world.daniel.id), now=NOW,
    )  # fmt: skip
    Message.objects.update(state=MessageState.FAILED, attempts=12, last_trouble="No such mailbox.")
    return message


def idle_answer(world, now):
    payment = payment_of(world, account_number="12345678")
    item = OutboxItem.objects.get()
    OutboxItem.objects.update(
        state=OutboxState.ANSWERED, answered_at=now, outcome="paid", applied_at=now,
        last_trouble="This answer is about an earlier try. Nothing was changed.",
    )  # fmt: skip
    return payment, item


def stuck_job(world, name="close_spent"):
    tending.hand_over_once(task=run_job, calls=[(name, str(world.book_id))], now=NOW)
    DBTaskResult.objects.update(
        status="FAILED", finished_at=NOW, worker_ids=["w"] * tending.MOST_RUNS,
        exception_class_path="django.db.utils.IntegrityError",
        traceback="IntegrityError: Daniel Okafor",
    )  # fmt: skip
    return DBTaskResult.objects.get()


def look(member):
    answer = browser(member).get(reverse("stuck"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_when_nothing_is_stuck_it_says_so(world):
    assert "Nothing is stuck" in look(world.finance)
    assert "Nothing is stuck" in look(world.administrator)


def test_a_call_that_was_given_up_says_what_since_when_and_why(world):
    payment, _ = given_up(world)
    page = look(world.finance)
    assert "Paying Daniel Okafor" in page
    assert "£300.00" in page
    assert "No such sort code here." in page
    assert "Tried 1 time." in page
    assert reverse("payment", args=[payment.id]) in page
    assert "12345678" not in page


def test_it_is_tried_again_under_the_same_key(world, desk):
    _, item = given_up(world)
    answer = desk.post(reverse("stuck_again", args=["call", item.id]), follow=True)
    assert "Nothing is stuck" in answer.content.decode()
    item.refresh_from_db()
    assert (item.state, item.attempts) == (OutboxState.WAITING, 0)
    assert OutboxItem.objects.count() == 1


def test_all_calls_are_tried_again_at_once(world, desk):
    given_up(world)
    desk.post(reverse("stuck_calls_again"))
    assert OutboxItem.objects.get().state == OutboxState.WAITING


def test_given_up_for_good_the_money_comes_back_and_says_by_whom(world, desk):
    payment, item = given_up(world)
    before = sums(world, payment)
    address = reverse("stuck_away", args=["call", item.id])
    assert "Ask your bank first" in desk.get(address).content.decode()
    answer = desk.post(address, {"words": "The bank has no trace of it."}, follow=True)
    assert "Nothing is stuck" in answer.content.decode()
    assert again(payment).state == PaymentState.FAILED
    after = sums(world, payment)
    assert (before.clearing, after.clearing, after.there) == (300_00, 0, 0)
    assert PaymentMove.objects.latest("moved_at", "id").moved_by == world.finance.user_id
    item.refresh_from_db()
    assert item.last_trouble == "The bank has no trace of it."
    assert desk.post(address, {"words": "Again."}).status_code in (404, 409)


def test_giving_up_wants_words(world, desk):
    payment, item = given_up(world)
    answer = desk.post(reverse("stuck_away", args=["call", item.id]), {"words": " "})
    assert answer.status_code == 422
    assert again(payment).state == PaymentState.SENT


def test_what_was_tried_again_meanwhile_is_not_given_up(world, desk):
    payment, item = given_up(world)
    desk.post(reverse("stuck_again", args=["call", item.id]))
    answer = desk.post(reverse("stuck_away", args=["call", item.id]), {"words": "Not paid."})
    assert answer.status_code in (404, 409)
    assert again(payment).state == PaymentState.SENT
    assert desk.post(reverse("stuck_again", args=["call", item.id])).status_code == 409


def test_a_message_that_failed_shows_neither_its_words_nor_its_address(world, desk):
    message = failed_message(world)
    page = look(world.finance)
    assert "A code to sign in" in page
    assert "No such mailbox." in page
    assert "ecret" not in page.replace("Secretary", "")
    assert "daniel@home.example" not in page
    desk.post(reverse("stuck_again", args=["message", message.id]))
    message.refresh_from_db()
    assert (message.state, message.attempts) == (MessageState.WAITING, 0)


def test_a_message_given_up_is_emptied_and_keeps_why(world, desk):
    message = failed_message(world)
    desk.post(reverse("stuck_away", args=["message", message.id]), {"words": "I rang her."})
    message.refresh_from_db()
    assert (message.words, message.address, message.last_trouble) == (None, None, "I rang her.")
    assert "Nothing is stuck" in look(world.finance)


def test_an_answer_that_moved_nothing_is_read_again_or_put_aside(world, desk, now):
    payment, item = idle_answer(world, now)
    assert "about an earlier try" in look(world.finance)
    desk.post(reverse("stuck_again", args=["answer", item.id]))
    item.refresh_from_db()
    assert item.applied_at is None
    apply_answers(book_id=world.book_id, now=now)
    assert again(payment).state == PaymentState.PAID


def test_an_answer_put_aside_moves_nothing(world, desk, now):
    payment, item = idle_answer(world, now)
    desk.post(reverse("stuck_away", args=["answer", item.id]), {"words": "Paid by hand."})
    assert "Nothing is stuck" in look(world.finance)
    assert again(payment).state == PaymentState.SENT


def test_a_job_that_fails_is_shown_without_anybodys_record(world):
    given_up(world)
    failed_message(world)
    stuck_job(world)
    page = look(world.administrator)
    assert "Closing recovery budgets that are spent" in page
    assert "IntegrityError" in page
    assert "Okafor" not in page
    assert "A code to sign in" not in page
    assert "Paying" not in page


def test_an_administrator_tries_jobs_again_and_nothing_else(world):
    administrator = browser(world.administrator)
    payment, item = given_up(world)
    job = stuck_job(world)
    for way, data in (("stuck_again", {}), ("stuck_away", {"words": "No."})):
        assert administrator.post(reverse(way, args=["call", item.id]), data).status_code == 404
    assert again(payment).state == PaymentState.SENT
    assert administrator.post(reverse("stuck_again", args=["job", job.pk])).status_code == 302
    job.refresh_from_db()
    assert (job.status, job.worker_ids) == ("READY", [])


def test_a_job_is_given_up_with_words(world, desk):
    job = stuck_job(world)
    desk.post(reverse("stuck_away", args=["job", job.pk]), {"words": "Known, mended tomorrow."})
    job.refresh_from_db()
    assert job.return_value["words"] == "Known, mended tomorrow."
    assert job.return_value["given_up_by"] == str(world.finance.user_id)


def test_the_auditor_reads_and_decides_nothing(world):
    _, item = given_up(world)
    page = look(world.auditor)
    assert "Paying Daniel Okafor" in page
    assert "Try again" not in page
    auditor = browser(world.auditor)
    assert auditor.post(reverse("stuck_again", args=["call", item.id])).status_code == 404
    assert auditor.post(reverse("stuck_calls_again")).status_code == 404


@pytest.mark.parametrize("who", ["practitioner", "manager", "provider"])
def test_others_find_no_such_page(world, who):
    assert browser(getattr(world, who)).get(reverse("stuck")).status_code == 404


@pytest.mark.parametrize("kind", list(StuckKind))
def test_what_is_not_there_is_refused(world, desk, kind):
    assert desk.post(reverse("stuck_again", args=[kind, uuid4()])).status_code == 409
    assert desk.get(reverse("stuck_away", args=[kind, uuid4()])).status_code == 404


def test_every_job_has_words_and_every_words_a_job():
    assert JOB_WORDS.keys() == {job.name for job in JOBS}
