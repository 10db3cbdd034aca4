"""What payments follow: rates, pay calendars, and days on which nobody is paid."""

from datetime import date

import pytest
from django.urls import reverse

from budgets.plans.models import ClosedDay, PayCalendar, Rate
from budgets.plans.services.pay_days import add_closed_day
from tests.factories import NOW, make_world
from tests.web.pages import browser

PAGES = (
    reverse("rates"),
    reverse("set_rate", args=["pa_hour"]),
    reverse("pay_calendar"),
    reverse("set_pay_calendar", args=["monthly"]),
)
CABINET = {"starts_on": "6 April 2027", "source": "Cabinet, 12 March 2027"}


@pytest.fixture(autouse=True)
def morning(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def desk(world):
    return browser(world.finance)


def test_the_nations_rates_stand_beside_the_councils(desk):
    page = desk.get(reverse("rates")).content.decode()
    assert "The National Living Wage, for 21 and over" in page
    assert "£12.71 an hour" in page
    assert "National Minimum Wage Regulations 2015" in page
    assert "A personal assistant&#x27;s hour" in page
    assert "Nobody has set it yet" in page


def test_a_rate_is_set_from_a_day_with_who_decided_it(desk, world):
    address = reverse("set_rate", args=["pa_hour"])
    page = desk.post(address, {"value": "14.20"} | CABINET, follow=True).content.decode()
    assert "is set from Tuesday 6 April 2027" in page
    assert "£14.20 an hour from Tuesday 6 April 2027. Cabinet, 12 March 2027" in page
    rate = Rate.objects.get(book_id=world.book_id)
    assert (rate.value, rate.unit, rate.starts_on) == (14_20, "pence_an_hour", date(2027, 4, 6))
    desk.post(address, {"value": "13.90"} | CABINET | {"starts_on": "1 April 2026"})
    page = desk.get(address).content.decode()
    assert "Now £13.90 an hour, since Wednesday 1 April" in page


def test_what_is_added_for_the_unexpected_is_a_percentage(desk):
    address = reverse("set_rate", args=["contingency_percent"])
    desk.post(address, {"value": "7.5 %"} | CABINET)
    assert (Rate.objects.get().value, Rate.objects.get().unit) == (750, "basis_points")
    for typed in ("-1", "7,5", "x", ""):
        assert desk.post(address, {"value": typed} | CABINET).status_code == 422
    assert Rate.objects.count() == 1


def test_a_rate_that_can_not_be_meant_is_not_set(desk):
    address = reverse("set_rate", args=["pa_hour"])
    answer = desk.post(address, {"value": "14"} | CABINET | {"starts_on": "6 April 2099"})
    assert answer.status_code == 409
    assert "This day can&#x27;t be meant" in answer.content.decode()
    assert 'value="14"' in answer.content.decode()
    assert desk.post(address, {"value": "1e5"} | CABINET).status_code == 422
    assert desk.get(reverse("set_rate", args=["minimum_wage_21"])).status_code == 404
    assert not Rate.objects.exists()


def test_the_next_pay_days_of_each_calendar_are_shown(desk):
    page = desk.get(reverse("pay_calendar")).content.decode()
    assert "Every 4 weeks" in page
    assert "Monday 14 December" in page
    assert "Thursday 24 December" in page  # for the fortnight of 28 December, a bank holiday


def test_a_calendar_is_set_and_shown(desk):
    address = reverse("set_pay_calendar", args=["monthly"])
    assert 'value="1 December 2026"' in desk.get(address).content.decode()
    typed = {"anchor_on": "5 December 2026", "lead_days": "3"}
    page = desk.post(address, typed, follow=True).content.decode()
    assert "Paid 3 days before a period begins" in page
    assert "Wednesday 2 December" in page
    assert PayCalendar.objects.get().lead_days == 3
    answer = desk.post(address, typed | {"lead_days": "29"})
    assert answer.status_code == 409
    assert "Pay at most 28 days before" in answer.content.decode()
    assert PayCalendar.objects.count() == 1
    assert desk.get(reverse("set_pay_calendar", args=["once"])).status_code == 404


def test_a_day_is_closed_and_opened_again(desk):
    typed = {"day": "14 December 2026", "words": "The office is closed"}
    page = desk.post(reverse("pay_calendar"), typed, follow=True).content.decode()
    assert "The office is closed" in page
    assert "Friday 11 December" in page
    again = reverse("open_again", args=[date(2026, 12, 14)])
    page = desk.post(again, follow=True).content.decode()
    assert "We pay on that day again" in page
    assert not ClosedDay.objects.exists()
    assert desk.post(again).status_code == 404


def test_a_day_that_is_closed_anyway_is_said(desk):
    typed = {"day": "25 December 2026", "words": "Christmas"}
    answer = desk.post(reverse("pay_calendar"), typed)
    assert answer.status_code == 409
    assert "a weekend or a bank holiday" in answer.content.decode()
    assert 'value="Christmas"' in answer.content.decode()


def test_another_councils_closed_day_stays(desk):
    other = make_world()
    add_closed_day(book_id=other.book_id, day=date(2026, 12, 14), words="Theirs", now=NOW)
    assert "Theirs" not in desk.get(reverse("pay_calendar")).content.decode()
    assert desk.post(reverse("open_again", args=[date(2026, 12, 14)])).status_code == 404
    assert ClosedDay.objects.count() == 1


@pytest.mark.parametrize("address", PAGES)
def test_nobody_else_finds_what_payments_follow(world, address):
    for member in (world.practitioner, world.manager, world.auditor, world.administrator,
                   world.provider, world.holder(world.daniel)):  # fmt: skip
        assert browser(member).get(address).status_code == 404
        assert browser(member).post(address).status_code == 404
