"""Hours that wait for somebody who has died: a practitioner sees them, and agrees them."""

import pytest
from django.urls import reverse

from budgets.assistants.models import ShiftAgreement
from budgets.plans import services as plans
from tests.factories import NOW
from tests.web.pages import browser
from tests.worlds_of_assistants import works


@pytest.fixture(autouse=True)
def morning(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def work(world):
    return works(world)


def test_while_somebody_can_agree_nothing_is_asked_of_the_council(world, work):
    shift = work.logged()
    page = browser(world.practitioner)
    address = reverse("settle_hours", args=[work.budget.id])
    assert "Hours wait" not in page.get(reverse("employed", args=[work.budget.id])).text
    assert "No hours wait here" in page.get(address).text
    assert page.post(address, {"shift": shift.id, "words": "So"}).status_code == 409
    assert not ShiftAgreement.objects.exists()


def test_after_a_death_they_are_agreed_on_one_page(world, work):
    shift = work.logged()
    plans.record_death(
        person=work.budget.person, died_on=NOW.date(), by=world.practitioner, now=NOW
    )
    page = browser(world.practitioner)
    assert "Hours wait" in page.get(reverse("employed", args=[work.budget.id])).text
    address = reverse("settle_hours", args=[work.budget.id])
    shown = page.get(address).text
    assert (str(shift.id) in shown, "£56.00" in shown) == (True, True)
    said = {"shift": shift.id, "words": "She worked them."}
    assert page.post(address, {**said, "words": " "}).status_code == 422
    assert page.post(address, {"words": "x"}).status_code == 404
    assert page.post(address, {**said, "shift": "seven"}).status_code == 404
    assert page.post(address, said).status_code == 302
    assert ShiftAgreement.objects.get().agreed_by == world.practitioner.user_id


def test_it_is_nobody_elses_page(world, work):
    address = reverse("settle_hours", args=[work.budget.id])
    for member in (world.auditor, world.finance, work.member, work.holder):
        assert browser(member).get(address).status_code in {403, 404}
