"""Uplifts on the finance desk: prepared, looked at, agreed by another, raised, and no way back."""

from datetime import date

import pytest
from django.urls import reverse

from budgets.plans import services as plans
from budgets.plans.models import BudgetStatement, Uplift
from ledgers.values import SCHEDULER
from tests.factories import NOW, PersonFactory, make_world
from tests.web.pages import browser
from tests.worlds_of_plans import active

TYPED = {"words": "Our yearly rise", "percent": "4.5", "hour": "", "starts_on": "6 April 2027"}


@pytest.fixture(autouse=True)
def morning(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def desk(world):
    return browser(world.finance)


@pytest.fixture
def other_desk(world):
    return browser(world.second_finance)


def prepared(desk, **said):
    desk.post(reverse("prepare_uplift"), TYPED | said)
    return Uplift.objects.latest("id")


def test_with_none_yet_it_says_what_will_be_there(desk):
    page = desk.get(reverse("uplifts")).content.decode()
    assert "None yet" in page
    assert "another uplift does" in page


def test_it_is_shown_per_person_and_in_total_before_anybody_agrees(desk, world):
    # £310.00 × 1.045 = £323.95: £13.95 more a week, for two £27.90.
    # In a year £27.90 × 365 / 7 = £1,454.785… → £32,328.57 to £33,783.36: £1,454.79.
    for person in (world.daniel, world.rosa):
        active(world, person)
    page = desk.post(reverse("prepare_uplift"), TYPED, follow=True).content.decode()
    for words in (
        "Raised by 4.5 %",
        "£323.95",
        "+ £13.95",
        "£620.00",
        "£647.90",
        world.rosa.full_name,
    ):
        assert words in page
    assert "Somebody else agrees" in page
    assert "Waits for agreement" in desk.get(reverse("uplifts")).content.decode()
    assert BudgetStatement.objects.count() == 2


def test_another_officer_agrees_and_it_is_raised_in_the_background(desk, other_desk, world):
    active(world, world.daniel)
    uplift = prepared(desk)
    own = desk.post(reverse("agree_uplift", args=[uplift.id]))
    assert own.status_code == 409
    assert "Nobody agrees an uplift that they prepared" in own.content.decode()
    page = other_desk.get(reverse("uplift", args=[uplift.id])).content.decode()
    assert "Raise 1 budget by £13.95 a week" in page
    page = other_desk.post(reverse("agree_uplift", args=[uplift.id]), follow=True).content.decode()
    assert "0 of 1 raised" in page
    plans.apply_uplift(uplift=uplift, by=SCHEDULER, now=NOW)
    page = desk.get(reverse("uplift", args=[uplift.id])).content.decode()
    assert "1 budget raised" in page
    assert "To take it back, prepare another uplift" in page
    newest = BudgetStatement.objects.latest("number")
    assert (newest.total_pence, newest.starts_on) == (323_95, date(2027, 4, 6))
    late = desk.post(reverse("withdraw_uplift", args=[uplift.id]))
    assert late.status_code == 409


def test_what_nobody_has_agreed_is_taken_back(desk, other_desk, world):
    active(world, world.daniel)
    uplift = prepared(desk)
    page = desk.post(reverse("withdraw_uplift", args=[uplift.id]), follow=True).content.decode()
    assert "Nothing was raised" in page
    assert other_desk.post(reverse("agree_uplift", args=[uplift.id])).status_code == 409
    assert BudgetStatement.objects.count() == 1


def test_it_may_be_for_some_budgets_alone(desk, world):
    first, second = (active(world, person) for person in (world.daniel, world.rosa))
    uplift = prepared(desk, references=f"{second.reference}\n\n")
    assert [line.budget_id for line in uplift.lines.all()] == [second.id]
    uplift = prepared(desk, team_ids=[str(world.team.id)], weekly_to="300", weekly_from="")
    assert first.id not in [line.budget_id for line in uplift.lines.all()]
    answer = desk.post(reverse("prepare_uplift"), TYPED | {"references": "nobody"})
    assert answer.status_code == 409
    assert "There is no budget nobody" in answer.content.decode()
    assert "<details" in answer.content.decode()
    assert "open" in answer.content.decode().partition("lines__more")[2][:20]


def test_what_stands_in_the_way_is_said_of_each(desk, world):
    active(world, world.daniel)
    uplift = prepared(desk, percent="", hour="15")
    page = desk.get(reverse("uplift", args=[uplift.id])).content.decode()
    assert "1 stays as it is" in page
    assert "It raises nobody" in page
    page = desk.get(reverse("uplift", args=[uplift.id]), {"show": "problems"}).content.decode()
    assert uplift.lines.get().problem[:30].replace("'", "&#x27;") in page


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"percent": ""}, 409),
        ({"percent": "4.5", "hour": "15"}, 409),
        ({"percent": "99"}, 409),
        ({"percent": "4,5"}, 422),
        ({"words": ""}, 422),
        ({"starts_on": "6 April 2999"}, 409),
        ({"team_ids": ["x"]}, 422),
    ],
)
def test_what_nobody_can_mean_is_not_prepared(desk, world, said, status):
    active(world, world.daniel)
    answer = desk.post(reverse("prepare_uplift"), TYPED | said)
    assert answer.status_code == status
    assert not Uplift.objects.exists()


def test_many_rows_cost_no_more_questions(desk, world, django_assert_max_num_queries):
    active(world, world.daniel)
    address = reverse("uplift", args=[prepared(desk).id])
    with django_assert_max_num_queries(30) as few:
        desk.get(address)
    most = len(few.captured_queries)
    for number in range(5):
        active(world, PersonFactory(team=world.team, full_name=f"Person {number}"))
    address = reverse("uplift", args=[prepared(desk).id])
    with django_assert_max_num_queries(most):
        desk.get(address)


def test_the_auditor_looks_and_does_nothing(desk, world):
    active(world, world.daniel)
    uplift = prepared(desk)
    looking = browser(world.auditor)
    page = looking.get(reverse("uplift", args=[uplift.id])).content.decode()
    assert "Prepared by" in page
    assert "<button" not in page.partition("<main")[2]
    assert looking.post(reverse("agree_uplift", args=[uplift.id])).status_code == 404
    assert looking.get(reverse("prepare_uplift")).status_code == 404


def test_nobody_else_finds_uplifts(desk, world):
    active(world, world.daniel)
    uplift = prepared(desk)
    addresses = [reverse("uplifts"), reverse("uplift", args=[uplift.id]), reverse("prepare_uplift")]
    for member in (world.practitioner, world.manager, world.administrator, world.provider,
                   world.holder(world.daniel)):  # fmt: skip
        assert {browser(member).get(one).status_code for one in addresses} == {404}
    elsewhere = browser(make_world().finance)
    assert elsewhere.get(addresses[1]).status_code == 404
    assert elsewhere.post(reverse("agree_uplift", args=[uplift.id])).status_code == 404
    assert elsewhere.post(reverse("withdraw_uplift", args=[uplift.id])).status_code == 404
