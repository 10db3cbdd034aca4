"""Contributions on the finance desk: what is owed, one person's lines, paid and come back."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from budgets.people.models import Person, RecordRead
from budgets.plans.models import ContributionPaid
from budgets.plans.values.schedule import ContributionMode
from ledgers.models import Account
from tests.factories import NOW, PersonFactory, World, make_world
from tests.web.pages import browser
from tests.worlds_of_plans import MONDAY, active, plan, prepare

LATER = NOW + timedelta(days=10)
"""Wednesday 2 December; the first part, £90.00 for three weeks, was due on 23 November."""


@pytest.fixture(autouse=True)
def later(time_machine):
    time_machine.move_to(LATER, tick=False)


@pytest.fixture
def desk(world):
    return browser(world.finance)


def owing(world: World, person: Person, mode=ContributionMode.GROSS):
    budget = active(world, person, plan(contribution_mode=mode))
    prepare(world, MONDAY)
    return budget


def paying(desk, budget, **said):
    address = reverse("contribution", args=[budget.id])
    key = desk.get(address).context["form"]["key"].value()
    typed = {"amount": "50", "paid_on": "1 December 2026", "how": "standing_order", "words": ""}
    return desk.post(address, typed | {"key": str(key)} | said, follow=True)


def test_with_nothing_owed_it_says_so(desk):
    page = desk.get(reverse("contributions")).content.decode()
    assert "Nothing is owed" in page


def test_what_is_owed_stands_with_its_periods_and_its_sum(desk, world):
    owing(world, world.daniel)
    page = desk.get(reverse("contributions")).content.decode()
    assert world.daniel.full_name in page
    assert "Monday 23 November" in page
    assert "£90.00" in page
    assert "From 1 person" in page


def test_the_list_is_a_table_in_which_no_name_is_a_formula(desk, world):
    owing(world, PersonFactory(team=world.team, full_name="=cmd()"))
    answer = desk.get(reverse("contribution_sheet"))
    assert answer.headers["Content-Disposition"].endswith('owed-2026-12-02.csv"')
    head, row, *rest = answer.content.decode("utf-8-sig").split("\r\n")
    assert head == "Name,Reference,Team,Owed,Periods,Since,Due so far,Paid"
    assert row.startswith("'=cmd(),")
    assert row.endswith(",90.00,1,2026-11-23,90.00,0.00")
    assert rest == [""]


def test_anybody_who_contributes_is_found_by_name(desk, world):
    owing(world, world.daniel)
    active(world, world.rosa, plan(contribution_mode=ContributionMode.NONE,
                                   statement={"contribution_pence": 0}))  # fmt: skip
    page = desk.get(reverse("contributions"), {"who": "okafor"}).content.decode()
    assert world.daniel.full_name in page
    page = desk.get(reverse("contributions"), {"who": "marsh"}).content.decode()
    assert "Nobody who pays a contribution is called “marsh”" in page


def test_what_they_paid_is_written_down_once(desk, world):
    # £90.00 due, £50.00 paid: £40.00 is open. Gross, the council has it.
    budget = owing(world, world.daniel)
    page = desk.get(reverse("contribution", args=[budget.id])).content.decode()
    assert "1 period open" in page
    key = "0191a1c2-0000-7000-8000-000000000001"
    for _ in range(2):
        page = paying(desk, budget, key=key).content.decode()
        assert "£50.00 is written down as paid" in page
    assert "£40.00" in page
    paid = ContributionPaid.objects.get()
    assert (paid.pence, paid.paid_on, paid.recorded_by) == (
        50_00, date(2026, 12, 1), world.finance.user_id,
    )  # fmt: skip
    funding = Account.objects.get(book_id=world.book_id, kind="council_funding")
    assert funding.credits_posted - funding.debits_posted == 50_00 - 12_000_00
    answer = paying(desk, budget, key=key, amount="60")
    assert answer.status_code == 409
    assert ContributionPaid.objects.count() == 1


def test_net_it_is_in_the_budget(desk, world):
    budget = owing(world, world.daniel, ContributionMode.NET)
    paying(desk, budget, amount="90", how="into_account")
    assert Account.objects.get(pk=budget.account_id).balance_pence == 90_00
    assert "Nothing is owed" in desk.get(reverse("contributions")).content.decode()


@pytest.mark.parametrize(
    ("said", "status", "words"),
    [
        ({"amount": "0"}, 422, "above £0"),
        ({"how": ""}, 422, "Choose one"),
        ({"paid_on": "9 December 2026"}, 422, "has not come yet"),
        ({"paid_on": "9 December 1999"}, 409, "can&#x27;t be meant"),
    ],
)
def test_what_can_not_be_meant_is_asked_again(desk, world, said, status, words):
    budget = owing(world, world.daniel)
    answer = paying(desk, budget, **said)
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert not ContributionPaid.objects.exists()


def test_what_came_back_is_due_again(desk, world):
    budget = owing(world, world.daniel, ContributionMode.NET)
    paying(desk, budget, amount="90")
    paid = ContributionPaid.objects.get()
    address = reverse("contribution_back", args=[paid.id])
    assert "£90.00 came back" in desk.get(address).content.decode()
    early = desk.post(address, {"on": "30 November 2026", "words": ""})
    assert early.status_code == 409
    assert "before it was paid" in early.content.decode()
    page = desk.post(address, {"on": "2 December 2026", "words": "Refer to payer"}, follow=True)
    assert "is due again" in page.content.decode()
    assert Account.objects.get(pk=budget.account_id).balance_pence == 0
    assert "£90.00" in desk.get(reverse("contributions")).content.decode()


def test_who_looks_is_kept_for_the_person_to_see(desk, world):
    budget = owing(world, world.daniel)
    desk.get(reverse("contribution", args=[budget.id]))
    assert RecordRead.objects.get().what == "What they pay towards their support"


def test_many_people_cost_no_more_questions(desk, world, django_assert_max_num_queries):
    owing(world, world.daniel)
    with django_assert_max_num_queries(30) as few:
        desk.get(reverse("contributions"))
    most = len(few.captured_queries)
    for number in range(5):
        owing(world, PersonFactory(team=world.team, full_name=f"Person {number}"))
    with django_assert_max_num_queries(most):
        desk.get(reverse("contributions"))


def test_nobody_else_finds_contributions(world):
    budget = owing(world, world.daniel)
    own = [reverse("contribution", args=[budget.id])]
    lists = [reverse("contributions"), reverse("contribution_sheet")]
    for member in (world.practitioner, world.manager, world.auditor, world.administrator,
                   world.provider, world.holder(world.daniel)):  # fmt: skip
        for address in own + lists:
            assert browser(member).get(address).status_code == 404
    elsewhere = browser(make_world().finance)
    assert elsewhere.get(own[0]).status_code == 404
    assert elsewhere.post(own[0], {}).status_code in (404, 422)
    assert not ContributionPaid.objects.exists()
