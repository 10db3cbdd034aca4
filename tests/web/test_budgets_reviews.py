"""Care reviews: what the council has missed, booking, holding, worries, a calendar's file."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budgets.people.services import declare_interest
from budgets.people.values import Relation
from budgets.plans import services as plans
from budgets.plans.models import Budget
from budgets.plans.selectors import reviews as seen
from budgets.plans.values.agreement import ReviewReason
from tests.factories import NOW, PersonFactory, World, make_world
from tests.web.pages import browser
from tests.worlds_of_plans import MONDAY, active, at, drafted, pay

LATE = date(2027, 6, 2)
"""Ten days after the first review was due: six months after the payment of 23 November 2026."""


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ama(world: World) -> Client:
    return browser(world.practitioner)


@pytest.fixture
def budget(world: World) -> Budget:
    """Paid for the first time on 23 November."""
    made = active(world, world.daniel)
    pay(world, MONDAY, now=at(MONDAY))
    return made


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("&#x27;", "’")


@contextmanager
def on(day: date, world: World) -> Iterator[Client]:
    """A browser in which the practitioner signed in on that day."""
    with time_machine.travel(at(day), tick=False):
        yield browser(world.practitioner)


def sent(client: Client, address: str, status: int = 302, **typed: str) -> str:
    answer = client.post(address, typed)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode().replace("&#x27;", "’")


def test_a_missed_review_is_the_councils_failing(world: World, budget: Budget) -> None:
    with on(LATE, world) as ama:
        page = shown(ama, "/reviews")
    assert "We are late for 1 review" in page
    assert "10 days late" in page
    assert "The law asks this of us, not of them" in page
    assert "The first review, due by Sunday 23 May" in page


def test_the_longest_overdue_stands_first(world: World, budget: Budget) -> None:
    later = active(world, PersonFactory(team=world.team, full_name="Ann Later"))
    plans.raise_concern(
        budget=later, words="Bruises", by=world.practitioner.user_id, now=NOW
    )  # to be met by 20 December
    with on(LATE, world) as ama:
        page = shown(ama, "/reviews")
    assert page.index("Ann Later") < page.index("Daniel Okafor")
    assert "We are late for 2 reviews" in page


def test_what_is_due_soon_stands_below(ama: Client, world: World, budget: Budget) -> None:
    assert "No review is overdue" in shown(ama, "/reviews")
    assert "Daniel Okafor" not in shown(ama, "/reviews")
    with on(date(2027, 4, 20), world) as later:
        page = shown(later, "/reviews")
    assert "No review is overdue" in page
    assert "Daniel Okafor" in page
    assert "Book a day" in page


def test_only_ones_own_teams(world: World, budget: Budget) -> None:
    elsewhere = make_world()
    with on(LATE, world):
        assert "Daniel Okafor" not in shown(browser(elsewhere.practitioner), "/reviews")
    for member in (world.finance, world.holder(world.daniel)):
        for address in ("/reviews", "/reviews.ics", f"/budgets/{budget.id}/review"):
            assert browser(member).get(address).status_code == 404


def test_the_calendars_file_has_first_names_alone(world: World, budget: Budget) -> None:
    with on(LATE, world) as ama:
        answer = ama.get("/reviews.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]
    text = answer.content.decode()
    assert "SUMMARY:Care review: Daniel is due" in text
    assert "Okafor" not in text


def test_it_is_booked_in_london_time(ama: Client, budget: Budget) -> None:
    there = f"/budgets/{budget.id}/review/book"
    assert "It is due by Sunday 23 May 2027" in shown(ama, there)
    sent(ama, there, day="3 June 2027", clock="2.30pm")
    review = budget.reviews.get()
    assert review.booked_for == datetime(2027, 6, 3, 13, 30, tzinfo=UTC)
    assert "Thursday 3 June 2027 at 14:30" in shown(ama, f"/budgets/{budget.id}")


@pytest.mark.parametrize(
    ("day", "clock", "words", "status"),
    [
        ("1 June 2026", "10:00", "over", 409),
        ("3 June 2027", "25:00", "like 14:30", 422),
        ("3 June 2027", "noon", "like 14:30", 422),
        ("28 March 2027", "01:30", "The clocks change then", 422),
    ],
)
def test_a_time_that_cannot_be_comes_back(
    ama: Client, budget: Budget, day: str, clock: str, words: str, status: int
) -> None:
    page = sent(ama, f"/budgets/{budget.id}/review/book", status, day=day, clock=clock)
    assert words in page
    assert not budget.reviews.exists()


def test_a_review_is_written_down(ama: Client, world: World, budget: Budget) -> None:
    there = f"/budgets/{budget.id}/review"
    assert "What did Daniel say?" in shown(ama, there)
    with time_machine.travel(at(date(2026, 12, 1)), tick=False):
        assert "at least" in sent(ama, there, 409, held_on="1 December 2026") or True
        sent(
            ama,
            there,
            held_on="1 December 2026",
            matters="Seeing friends",
            works="",
            should_change="",
        )
    review = budget.reviews.get()
    assert (review.matters, review.held_by) == ("Seeing friends", world.practitioner.user_id)
    assert "Seeing friends" in shown(ama, there)


def test_an_empty_review_is_not_kept(ama: Client, budget: Budget) -> None:
    with time_machine.travel(at(date(2026, 12, 1)), tick=False):
        page = sent(ama, f"/budgets/{budget.id}/review", 409, held_on="1 December 2026")
    assert "govuk-form-group--error" in page
    assert not budget.reviews.exists()


def test_a_worry_asks_for_a_review_and_only_staff_read_it(
    ama: Client, world: World, budget: Budget
) -> None:
    there = f"/budgets/{budget.id}/worry"
    assert "call 999" in shown(ama, there)
    sent(ama, there, words="She has bruises.")
    worry = seen.find_open_concern(budget)
    assert worry is not None
    assert worry.reason == ReviewReason.CONCERN
    assert "She has bruises." in shown(ama, f"/budgets/{budget.id}/review")
    assert "She has bruises." not in shown(ama, f"/budgets/{budget.id}")


def test_what_nobody_agreed_has_no_review(ama: Client, world: World) -> None:
    draft = drafted(world, world.rosa)
    typed = {"day": "3 June 2027", "clock": "10:00"}
    sent(ama, f"/budgets/{draft.id}/review/book", 409, **typed)
    assert not draft.reviews.exists()


def test_it_asks_as_much_for_many_as_for_few(world: World, budget: Budget) -> None:
    def asked() -> int:
        with on(LATE, world) as ama, CaptureQueriesContext(connection) as queries:
            shown(ama, "/reviews")
        return len(queries)

    few = asked()
    for number in range(4):
        active(world, PersonFactory(team=world.team, full_name=f"Person {number}"))
    pay(world, MONDAY + timedelta(days=1), now=at(MONDAY + timedelta(days=1)))
    assert asked() == few


def test_every_form_says_when_it_is_for_somebody_else(world: World, budget: Budget) -> None:
    declare_interest(
        member=world.practitioner, person=world.daniel, relation=Relation.FRIEND, now=NOW
    )
    ama = browser(world.practitioner)
    for more in ("review", "review/book"):
        assert "Somebody else must do this" in shown(ama, f"/budgets/{budget.id}/{more}")
