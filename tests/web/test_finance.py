"""The finance desk: where payments are, files for the bank and its answers, details, pots."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from budgets.councils.models import PotFilling
from budgets.councils.services import set_bank_account
from budgets.people.models import Person
from ledgers.values import SCHEDULER
from payments.outside.values import Rail
from payments.payouts.models import BankAnswer, BankFile, PayeeChange, Payment
from payments.payouts.rules import read_bank_details
from payments.payouts.selectors import find_link
from payments.payouts.services import bring_back, give_details
from payments.payouts.values import PaymentState
from tests.factories import make_world, on_its_way, promised, there
from tests.web.pages import browser

DESK = ("payments", "bank_files", "payee_changes", "clearing", "pots")


@pytest.fixture(autouse=True)
def morning(time_machine, now):
    time_machine.move_to(now + timedelta(hours=1), tick=False)


@pytest.fixture
def desk(world):
    return browser(world.finance)


def came_back(world, now, to=PaymentState.FAILED, code="AC04"):
    budget = on_its_way(world, world.daniel, now=now)
    bring_back(payment=budget.payment, to=to, reason_code=code, by=SCHEDULER, now=now)
    return budget


def by_file(now):
    world = make_world(rail=Rail.BANK_FILE)
    set_bank_account(
        council=world.council, name="Elmshire", sort_code="20-00-00", account_number="55779911"
    )
    on_its_way(world, world.daniel, now=now)
    return world


@pytest.mark.parametrize("name", DESK)
def test_each_page_of_an_empty_desk_says_so_kindly(desk, name):
    page = desk.get(reverse(name))
    assert page.status_code == 200
    assert re.search(r"Nothing|Nobody|No file|Put money in", page.content.decode())


@pytest.mark.parametrize("name", DESK)
def test_who_is_not_of_finance_finds_no_desk(world, name):
    outside = [world.holder(world.daniel), world.provider]
    if name != "pots":
        outside += [world.practitioner, world.manager, world.administrator]
    for member in outside:
        assert browser(member).get(reverse(name)).status_code == 404


def test_nobody_but_finance_fills_a_pot_or_makes_a_file(world):
    for member in (world.auditor, world.manager, world.administrator):
        for address in (reverse("fill_pot", args=[world.team.id]), reverse("make_bank_file")):
            assert browser(member).post(address).status_code == 404


def test_a_payment_is_where_it_is(desk, world, now):
    promised(world, world.rosa, now=now)
    there(world, world.daniel, now=now)
    assert "Rosa Marsh" in desk.get(reverse("payments")).content.decode()
    paid = desk.get(reverse("payments"), {"place": "paid"}).content.decode()
    assert "Daniel Okafor" in paid
    assert "Account ending in 78" in paid
    assert "12345678" not in paid
    assert desk.get(reverse("payments"), {"place": "nonsense"}).status_code == 200


def test_what_came_back_says_why_and_is_paid_again(desk, world, now):
    budget = came_back(world, now)
    address = reverse("payment", args=[budget.payment_id])
    page = desk.get(address).content.decode()
    assert "The account is closed" in page
    assert "Pay £300.00 again" in page
    answer = desk.post(reverse("pay_anew", args=[budget.payment_id]), follow=True)
    assert "It will be paid again" in answer.content.decode()
    assert Payment.objects.get().state == PaymentState.APPROVED
    again = desk.post(reverse("pay_anew", args=[budget.payment_id]))
    assert again.status_code == 409
    assert "already somewhere else" in again.content.decode()


def test_what_came_back_is_given_up_with_its_budget(desk, world, now):
    budget = came_back(world, now)
    world.team.pot.refresh_from_db()
    before = world.team.pot.available_pence
    desk.post(reverse("give_up_payment", args=[budget.payment_id]))
    budget.budget.refresh_from_db()
    world.team.pot.refresh_from_db()
    assert budget.budget.state == "ended"
    assert world.team.pot.available_pence == before + 300_00


def test_what_is_on_its_way_is_not_given_up(desk, world, now):
    budget = on_its_way(world, world.daniel, now=now)
    answer = desk.post(reverse("give_up_payment", args=[budget.payment_id]))
    assert answer.status_code == 409
    assert "nobody takes it back" in answer.content.decode()


def test_the_auditor_looks_and_does_nothing(world, now):
    budget = came_back(world, now)
    looking = browser(world.auditor)
    page = looking.get(reverse("payment", args=[budget.payment_id])).content.decode()
    assert "Pay £300.00 again" not in page
    assert looking.post(reverse("pay_anew", args=[budget.payment_id])).status_code == 404


def test_another_councils_payment_does_not_exist(desk, now):
    other = make_world()
    budget = came_back(other, now)
    assert desk.get(reverse("payment", args=[budget.payment_id])).status_code == 404
    assert desk.post(reverse("pay_anew", args=[budget.payment_id])).status_code == 404


def test_the_days_file_is_made_carried_and_answered(db, now):
    world = by_file(now)
    desk = browser(world.finance)
    assert "Make the file for £300.00" in desk.get(reverse("bank_files")).content.decode()
    page = desk.post(reverse("make_bank_file"), follow=True).content.decode()
    assert "Now carry it to the bank" in page
    file = BankFile.objects.get()
    for kind, start in (("pain001", b"<?xml"), ("csv", b"payment_id,")):
        got = desk.get(reverse("bank_file_download", args=[file.id, kind]))
        assert got.content.startswith(start)
        assert got.headers["Content-Disposition"].startswith("attachment")
        assert got.headers["Cache-Control"] == "no-store"
    assert desk.get(reverse("bank_file_download", args=[file.id, "exe"])).status_code == 404
    payment = Payment.objects.get()
    rows = f"payment_id,outcome,reason\r\n{payment.id},failed,AC04\r\nx,paid,\r\n"
    sent = SimpleUploadedFile("answer.csv", rows.encode())
    page = desk.post(reverse("bank_answers"), {"file": sent}, follow=True).content.decode()
    assert "The bank could not pay it" in page
    assert "This is not the id of a payment of ours" in page
    again = SimpleUploadedFile("answer.csv", rows.encode())
    desk.post(reverse("bank_answers"), {"file": again})
    assert BankAnswer.objects.count() == 1


def test_a_file_that_is_no_answer_is_refused_kindly(desk):
    sent = SimpleUploadedFile("holiday.jpg", b"\xff\xd8\xff\x00")
    answer = desk.post(reverse("bank_answers"), {"file": sent})
    assert answer.status_code == 409
    assert "not UTF-8" in answer.content.decode()
    assert desk.post(reverse("bank_answers"), {}).status_code == 422


def test_with_nothing_due_no_file_is_made(desk, world):
    set_bank_account(
        council=world.council, name="Elmshire", sort_code="20-00-00", account_number="55779911"
    )
    answer = desk.post(reverse("make_bank_file"))
    assert answer.status_code == 409
    assert "There is nothing to send" in answer.content.decode()
    assert BankFile.objects.count() == 0


def test_without_the_councils_account_no_file_is_made(db, now):
    world = make_world(rail=Rail.BANK_FILE)
    on_its_way(world, world.daniel, now=now)
    answer = browser(world.finance).post(reverse("make_bank_file"))
    assert answer.status_code == 409
    assert Payment.objects.get().state == PaymentState.APPROVED


def test_only_who_makes_files_carries_them(db, now):
    world = by_file(now)
    browser(world.finance).post(reverse("make_bank_file"))
    file = BankFile.objects.get()
    looking = browser(world.auditor)
    assert looking.get(reverse("bank_file", args=[file.id])).status_code == 200
    got = looking.get(reverse("bank_file_download", args=[file.id, "csv"]))
    assert got.status_code == 404


def asked_change(world, person, now):
    budget = on_its_way(world, person, now=now)
    payee = budget.payment.payee
    details = read_bank_details(
        sort_code="20-00-00", account_number="87654321", account_name="D Okafor"
    )
    give_details(secret=find_link(payee, now), details=details, now=now)
    return PayeeChange.objects.get()


def test_new_details_are_agreed_by_a_second_person(desk, world, now):
    change = asked_change(world, world.daniel, now)
    page = desk.get(reverse("payee_changes")).content.decode()
    assert "1 waits for somebody to agree" in page
    assert "ending in 78" in page
    assert "<strong>21</strong>" in page
    address = reverse("decide_change", args=[change.id])
    assert "Agreed" in desk.post(address, {"decision": "agree"}, follow=True).content.decode()
    change.payee.refresh_from_db()
    assert change.payee.last_two == "21"
    late = browser(world.second_finance).post(address, {"decision": "refuse"})
    assert late.status_code == 409


def test_new_details_may_be_refused(desk, world, now):
    change = asked_change(world, world.daniel, now)
    desk.post(reverse("decide_change", args=[change.id]), {"decision": "refuse"})
    change.payee.refresh_from_db()
    assert change.payee.last_two == "78"


def test_nobody_agrees_what_they_asked_for_themselves(world, now):
    Person.objects.filter(pk=world.daniel.pk).update(user=world.finance.user)
    world.daniel.refresh_from_db()
    change = asked_change(world, world.daniel, now)
    desk = browser(world.finance)
    assert "somebody else decides" in desk.get(reverse("payee_changes")).content.decode()
    answer = desk.post(reverse("decide_change", args=[change.id]), {"decision": "agree"})
    assert answer.status_code == 409
    assert "Somebody else must agree this" in answer.content.decode()


def test_money_in_between_is_explained(desk, world, now):
    on_its_way(world, world.daniel, now=now)
    page = desk.get(reverse("clearing")).content.decode()
    assert "£300" in page
    assert "the oldest since" in page
    assert "belongs to no payment" not in page


def test_a_pot_is_filled_once_for_its_key(desk, world):
    address = reverse("fill_pot", args=[world.team.id])
    key = desk.get(address).context["form"]["key"].value()
    typed = {"amount": "2,500", "reason": "Second half of the year", "key": str(key)}
    for _ in range(2):
        page = desk.post(address, typed, follow=True).content.decode()
        assert "£2,500.00 is in the pot" in page
    world.team.pot.refresh_from_db()
    assert world.team.pot.available_pence == 14_500_00
    assert "Second half of the year" in page
    other = desk.post(address, typed | {"amount": "9"})
    assert other.status_code == 409
    assert PotFilling.objects.filter(team=world.team).count() == 2


def test_a_pot_is_not_filled_with_nonsense(desk, world):
    address = reverse("fill_pot", args=[world.team.id])
    answer = desk.post(address, {"amount": "1e5", "reason": "", "key": "x"})
    assert answer.status_code == 422
    assert 'value="1e5"' in answer.content.decode()
    assert desk.get(reverse("fill_pot", args=[make_world().team.id])).status_code == 404


def test_a_form_from_elsewhere_does_nothing(world, now):
    budget = came_back(world, now)
    strict = browser(world.finance, checks_csrf=True)
    assert strict.post(reverse("pay_anew", args=[budget.payment_id])).status_code == 403
