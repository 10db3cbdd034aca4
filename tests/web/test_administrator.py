"""The administrator: members and roles, teams, policy, how the council shows itself."""

from datetime import timedelta

import pytest
from django.urls import reverse

from budgets.councils.models import Member, PolicySetting
from budgets.councils.selectors import get_council, policy_on, roles_of
from budgets.councils.values import Role
from tests.factories import MemberFactory, make_world
from tests.web.pages import browser

PAGES = ("members", "let_in", "teams", "policy_settings", "council_settings", "council_account")


@pytest.fixture(autouse=True)
def morning(time_machine, now):
    time_machine.move_to(now + timedelta(hours=1), tick=False)


@pytest.fixture
def admin(world):
    return browser(world.administrator)


def of(name, member):
    return reverse(name, args=[member.id])


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_there_for_the_administrator_alone(world, admin, name):
    assert admin.get(reverse(name)).status_code == 200
    for member in (
        world.practitioner,
        world.manager,
        world.finance,
        world.auditor,
        world.provider,
        world.holder(world.daniel),
    ):
        assert browser(member).get(reverse(name)).status_code == 404


def test_people_who_draw_on_support_are_not_among_the_members(admin, world):
    page = admin.get(reverse("members")).content.decode()
    assert "Ama Boateng" in page
    assert "Daniel Okafor" not in page
    assert admin.get(of("member", world.holder(world.daniel))).status_code == 404


def test_somebody_is_let_in(admin, world):
    typed = {"full_name": "Lucy Grant", "email": "lucy@council.example", "roles": ["finance"]}
    page = admin.post(reverse("let_in"), typed, follow=True).content.decode()
    assert "Lucy Grant can sign in now" in page
    member = Member.objects.get(user__email="lucy@council.example")
    assert roles_of(member) == {"finance"}
    assert member.book_id == world.book_id


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"full_name": "", "email": "x@y.example", "roles": ["finance"]}, "Write a few words"),
        ({"full_name": "A", "email": "nonsense", "roles": ["finance"]}, "Write an email address"),
        ({"full_name": "A", "email": "x@y.example", "roles": []}, "Choose at least one thing"),
        ({"full_name": "A", "email": "x@y.example", "roles": ["holder"]}, "valid choice"),
    ],
)
def test_nobody_is_let_in_by_mistake(admin, typed, sentence):
    answer = admin.post(reverse("let_in"), typed)
    assert answer.status_code in (409, 422)
    assert sentence in answer.content.decode()
    assert not Member.objects.filter(user__email="x@y.example").exists()


def test_roles_change_and_teams_too(admin, world):
    admin.post(of("change_roles", world.practitioner), {"roles": ["auditor"]})
    assert roles_of(world.practitioner) == {"auditor"}
    admin.post(of("place_in_teams", world.practitioner), {"teams": []})
    assert not world.practitioner.places.exists()
    admin.post(of("place_in_teams", world.practitioner), {"teams": [world.team.id]})
    assert world.practitioner.places.get().team == world.team
    strange = admin.post(
        of("place_in_teams", world.practitioner), {"teams": [make_world().team.id]}
    )
    assert strange.status_code == 422


def test_what_somebody_is_for_themselves_stays(admin, world):
    both = MemberFactory(book_id=world.book_id, email=world.daniel.email, role=Role.FINANCE)
    admin.post(of("change_roles", both), {"roles": ["auditor"]})
    assert roles_of(both) == {"holder", "auditor"}
    admin.post(of("end_member", both))
    assert roles_of(both) == {"holder"}
    both.refresh_from_db()
    assert both.ended_at is None


def test_nobody_changes_what_they_may_do_themselves(admin, world):
    me = world.administrator
    assert admin.post(of("change_roles", me), {"roles": ["finance"]}).status_code == 409
    assert admin.post(of("end_member", me)).status_code == 409
    typed = {"full_name": "Me", "email": me.user.email.upper(), "roles": ["finance"]}
    answer = admin.post(reverse("let_in"), typed)
    assert answer.status_code == 409
    assert "Ask another administrator" in answer.content.decode()
    assert roles_of(me) == {"administrator"}


def test_who_leaves_is_out_at_once_and_may_come_back(admin, world):
    theirs = browser(world.finance)
    assert theirs.get(reverse("payments")).status_code == 200
    admin.post(of("end_member", world.finance))
    assert theirs.get(reverse("payments")).status_code == 403
    assert "Left" in admin.get(reverse("members")).content.decode()
    admin.post(of("change_roles", world.finance), {"roles": ["finance"]})
    assert theirs.get(reverse("payments")).status_code == 200


def test_another_councils_member_does_not_exist(admin):
    other = make_world()
    for name in ("member", "change_roles", "place_in_teams"):
        assert admin.get(of(name, other.finance)).status_code == 404
    assert admin.post(of("end_member", other.finance)).status_code == 404


def test_a_team_is_opened_once(admin, world):
    typed = {"name": "Westgate", "reference": "W1"}
    assert "Westgate is open" in admin.post(reverse("teams"), typed, follow=True).content.decode()
    answer = admin.post(reverse("teams"), typed)
    assert answer.status_code == 409
    assert "Another team has this reference" in answer.content.decode()


def test_a_setting_holds_from_its_day(admin, world, now):
    address = reverse("set_policy", args=["payee_care_days"])
    assert "7 days" in admin.get(address).content.decode()
    page = admin.post(address, {"value": "10", "starts_on": "1 January 2027"}, follow=True)
    assert "From Friday 1 January 2027 it is 10 days" in page.content.decode()
    assert policy_on(world.book_id, now.date()).payee_care_days == 7
    assert policy_on(world.book_id, now.date() + timedelta(days=60)).payee_care_days == 10
    assert "10 days" in admin.get(reverse("policy_settings")).content.decode()


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("payee_care_days", {"value": "١٠", "starts_on": "1 January 2027"}),
        ("payee_care_days", {"value": "1_0", "starts_on": "1 January 2027"}),
        ("payee_care_days", {"value": "-1", "starts_on": "1 January 2027"}),
        ("payee_care_days", {"value": "10", "starts_on": "1 January 2026"}),
        ("payee_care_days", {"value": "99999", "starts_on": "1 January 2027"}),
        ("recovery_no_questions_pence", {"value": "1e5", "starts_on": "1 January 2027"}),
    ],
)
def test_a_setting_is_not_set_to_nonsense(admin, name, typed):
    answer = admin.post(reverse("set_policy", args=[name]), typed)
    assert answer.status_code in (409, 422)
    assert typed["value"] in answer.content.decode()
    assert PolicySetting.objects.count() == 0


def test_an_unknown_setting_does_not_exist(admin):
    assert admin.get(reverse("set_policy", args=["nonsense"])).status_code == 404


def test_the_policy_in_plain_words_is_for_everybody(world):
    page = browser(world.holder(world.daniel)).get(reverse("policy")).content.decode()
    assert "£300" in page
    assert "42 days" in page
    assert "2 bank days" in page


def test_the_councils_colour_is_made_readable(admin, world):
    typed = {"name": "Elmshire", "colour": "#ffcc00", "phone": "01632 1", "phone_hours": "9 to 5"}
    admin.post(reverse("council_settings"), typed)
    ours = get_council(world.book_id)
    assert ours.colour not in ("#ffcc00", "#17595a")
    page = admin.get(reverse("council_settings")).content.decode()
    assert f"/accent/{ours.colour[1:]}.css" in page
    assert "Elmshire" in page
    wrong = admin.post(reverse("council_settings"), typed | {"colour": "teal"})
    assert wrong.status_code == 409
    assert "six digits" in wrong.content.decode()


def test_the_account_is_kept_and_never_shown(admin, world):
    typed = {"account_name": "Elmshire", "sort_code": "200000", "account_number": "55779911"}
    admin.post(reverse("council_account"), typed)
    assert get_council(world.book_id).bank_name == "Elmshire"
    assert "55779911" not in admin.get(reverse("council_account")).content.decode()
    assert admin.post(reverse("council_account"), typed | {"sort_code": "2"}).status_code == 409
