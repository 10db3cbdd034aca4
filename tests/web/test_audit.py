"""The auditor reads everything, moves nothing, and is seen to have looked."""

from datetime import timedelta

import pytest
from django.urls import reverse

from budgets.people.models import RecordRead
from ledgers.values import SCHEDULER
from payments.payouts.services import bring_back
from payments.payouts.values import PaymentState
from tests.factories import make_world, on_its_way, promised, there
from tests.web.pages import browser


@pytest.fixture(autouse=True)
def morning(time_machine, now):
    time_machine.move_to(now + timedelta(hours=1), tick=False)


@pytest.fixture
def auditor(world):
    return browser(world.auditor)


def test_an_empty_list_says_so(auditor):
    assert "Nothing has been authorised yet" in auditor.get(reverse("audit")).content.decode()


def test_people_stand_in_the_list_by_their_reference(auditor, world, now):
    promised(world, world.daniel, now=now)
    page = auditor.get(reverse("audit")).content.decode()
    assert world.daniel.reference in page
    assert "Daniel Okafor" not in page
    assert "£300.00" in page
    assert RecordRead.objects.count() == 0


def test_the_list_is_narrowed(auditor, world, now):
    promised(world, world.daniel, now=now)
    there(world, world.rosa, now=now)
    for asked, count in (
        ({"place": "there"}, 1),
        ({"place": "waiting"}, 1),
        ({"place": "came-back"}, 0),
        ({"words": world.rosa.reference.lower()}, 1),
        ({"team": str(world.team.id)}, 2),
        ({"team": "nowhere", "place": "there"}, 2),
        ({"page": "99"}, 2),
    ):
        page = auditor.get(reverse("audit"), asked)
        assert page.status_code == 200
        assert page.context["total"] == count, asked


def test_a_case_shows_every_penny_and_who_decided(auditor, world, now):
    budget = on_its_way(world, world.daniel, now=now)
    bring_back(
        payment=budget.payment,
        to=PaymentState.FAILED,
        reason_code="AC04",
        by=SCHEDULER,
        now=now + timedelta(minutes=5),
    )
    page = auditor.get(reverse("audit_case", args=[budget.request_id])).content.decode()
    for words in (
        "Daniel Okafor",
        "A course",
        "Ama Boateng",
        "£300 a grant, £600 for one person",
        "Set aside",
        "Sent",
        "Failed: taken back",
        "In between: practice",
        "account ending in 78",
        "Prevention and wellbeing",
    ):
        assert words in page
    assert page.count("£300.00") >= 5


def test_each_look_is_kept_for_the_person_to_see(auditor, world, now):
    budget = promised(world, world.daniel, now=now)
    auditor.get(reverse("audit_case", args=[budget.request_id]))
    read = RecordRead.objects.get()
    assert (read.person, read.read_by, read.role) == (
        world.daniel,
        world.auditor.user_id,
        "auditor",
    )


def test_nobody_else_finds_these_pages(world, now):
    budget = promised(world, world.daniel, now=now)
    pages = [reverse("audit"), reverse("audit_case", args=[budget.request_id])]
    others = (
        world.practitioner,
        world.manager,
        world.finance,
        world.administrator,
        world.provider,
        world.holder(world.daniel),
    )
    for member in others:
        assert [browser(member).get(page).status_code for page in pages] == [404, 404]


def test_another_councils_case_does_not_exist(auditor, now):
    other = make_world()
    budget = promised(other, other.daniel, now=now)
    assert auditor.get(reverse("audit_case", args=[budget.request_id])).status_code == 404
    assert "Nothing has been authorised yet" in auditor.get(reverse("audit")).content.decode()


def test_an_auditor_posts_nothing(auditor, world, now):
    budget = promised(world, world.daniel, now=now)
    assert auditor.post(reverse("audit_case", args=[budget.request_id])).status_code == 405
