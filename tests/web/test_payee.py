"""The link by which somebody who is paid types their bank details."""

import pytest
from django.test import Client

from budgets.councils.models import SecurityCounter
from budgets.recovery.services import hand_over_link
from payments.outside.values import Rail
from payments.payouts.models import Payee, PayeeChange, Payment
from payments.payouts.services import decide_change
from payments.payouts.values import PaymentState
from tests.factories import make_world, promised
from web.payee.words import short_name
from web.request_log import RequestLog

GOOD = {"account_name": "D Okafor", "sort_code": "20-00-00", "account_number": "12345678"}


@pytest.fixture
def budget(world, now):
    return promised(world, world.daniel, now=now)


@pytest.fixture
def path(budget, now):
    return "/pay/" + hand_over_link(recovery=budget, now=now).rpartition("/")[2]


@pytest.fixture(autouse=True)
def morning(time_machine, now):
    time_machine.move_to(now, tick=False)


def test_the_page_says_how_much_waits_and_no_more_than_needed(client, path, world):
    page = client.get(path)
    words = page.content.decode()
    assert page.status_code == 200
    assert "£300.00" in words
    assert "Daniel O<" in words
    assert world.council.name in words
    assert world.council.phone in words
    for secret in ("Daniel Okafor", "A course", world.team.name, "Ama"):
        assert secret not in words


def test_nothing_keeps_finds_or_passes_on_the_page(client, path):
    for answer in (client.get(path), client.get("/pay/nothing"), client.post(path, GOOD)):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_the_details_let_the_money_leave(client, path, budget):
    answer = client.post(path, GOOD)
    assert answer.status_code == 302
    budget.payment.refresh_from_db()
    assert budget.payment.state == PaymentState.SENT
    words = client.get(path).content.decode()
    assert "is on its way" in words
    assert "ending in 78" in words
    assert "12345678" not in words


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"sort_code": "20-00"}, "A sort code has six digits"),
        ({"account_number": "1234567"}, "An account number has eight digits"),
        ({"account_name": "Зоя"}, "in plain letters"),
        ({"account_number": ""}, "Write a few words here"),
        ({"account_number": "\u202e12345678"}, "There is a hidden sign"),
        ({"account_number": "١٢٣٤٥٦٧٨"}, "An account number has eight digits"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, path, budget, typed, sentence):
    answer = client.post(path, GOOD | typed)
    words = answer.content.decode()
    assert answer.status_code in (409, 422)
    assert sentence in words
    assert 'value="D Okafor"' in words or "account_name" in typed
    assert Payee.objects.get(pk=budget.payment.payee_id).details is None


def test_by_the_bank_file_the_page_says_when_it_leaves(client, db, now):
    world = make_world(rail=Rail.BANK_FILE)
    budget = promised(world, world.daniel, now=now)
    path = "/pay/" + hand_over_link(recovery=budget, now=now).rpartition("/")[2]
    client.post(path, GOOD)
    words = client.get(path).content.decode()
    assert "It leaves on Monday 23 November" in words
    assert "Most banks show it by Wednesday 25 November" in words


def test_a_change_waits_for_somebody_else_and_says_so(client, path, budget, world):
    client.post(path, GOOD)
    page = client.get(f"{path}/change").content.decode()
    assert "somebody at the council must agree first" in page
    assert "7 days" in page
    client.post(f"{path}/change", GOOD | {"account_number": "87654321"})
    assert PayeeChange.objects.get().agreed is None
    words = client.get(path).content.decode()
    assert "the account ending in 21" in words
    assert "Until then we pay the one ending in 78" in words
    again = client.post(f"{path}/change", GOOD | {"account_number": "11112222"})
    assert again.status_code == 409
    assert "One change is waiting already" in again.content.decode()


def test_after_a_change_the_days_of_care_are_said(client, path, budget, world, now):
    client.post(path, GOOD)
    client.post(f"{path}/change", GOOD | {"account_number": "87654321"})
    decide_change(change=PayeeChange.objects.get(), agree=True, by=world.finance.user_id, now=now)
    assert "ending in 21" in client.get(path).content.decode()


def test_there_is_no_change_before_the_first_details(client, path):
    assert client.get(f"{path}/change").headers["Location"] == path


def test_an_unknown_link_is_answered_kindly(client, world):
    answer = client.get("/pay/nothing-of-ours")
    assert answer.status_code == 404
    assert "This link is no longer good" in answer.content.decode()
    assert client.post("/pay/nothing-of-ours", GOOD).status_code == 404


def test_an_old_link_gives_the_number_of_its_council(client, path, world, time_machine):
    make_world()
    time_machine.shift(61 * 24 * 3600)
    answer = client.get(path)
    assert answer.status_code == 404
    assert world.council.phone in answer.content.decode()


def test_tries_at_a_link_are_counted(client, path):
    answers = [client.post(path, GOOD | {"sort_code": "1"}).status_code for _ in range(11)]
    assert answers == [409] * 10 + [429]
    assert SecurityCounter.objects.filter(name="pay").exists()


def test_a_form_from_elsewhere_is_refused(path):
    assert Client(enforce_csrf_checks=True).post(path, GOOD).status_code == 403


def test_a_given_up_payment_is_nothing_to_the_payee(client, path, budget):
    Payment.objects.filter(pk=budget.payment_id).update(state=PaymentState.CANCELLED)
    words = client.get(path).content.decode()
    assert "£300.00" not in words


def test_the_log_holds_no_link(rf):
    assert RequestLog.format_request(rf.get("/pay/s3cret")) == "GET /pay/…"
    assert RequestLog.format_request(rf.get("/pay/s3cret/change?a=1")) == "GET /pay/…/change?a=1"
    assert RequestLog.format_request(rf.get("/payments")) == "GET /payments"


def test_enough_of_a_name_is_shown_to_know_it():
    assert short_name("Daniel Okafor") == "Daniel O"
    assert short_name("Zoë") == "Zoë"
