"""Somebody has died: it is kept, and nothing is ever sent to them by itself again."""

from datetime import date, timedelta
from typing import Any

import pytest

from budgets.people import errors
from budgets.people import services as people
from budgets.people.models import Person
from budgets.recovery import selectors
from budgets.recovery import services as recovery
from budgets.recovery.models import RecoveryBudget
from budgets.recovery.values import Progress
from ledgers.models import Account
from payments.outside.models import Message
from payments.payouts import services as payouts
from payments.payouts.models import PayeeChange
from payments.payouts.rules import read_bank_details
from tests.factories import NOW, PersonFactory, World, asked, on_its_way, promised, there

TODAY = NOW.date()
DAY = timedelta(days=1)


def died(world: World, person: Person, day: date = TODAY, **more: Any) -> Person:
    said = {"by": world.practitioner.user_id, "now": NOW, **more}
    return people.record_death(person=person, died_on=day, **said)


def kept(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def letters() -> int:
    return Message.objects.count()


def test_it_is_kept_who_said_so_and_when(world: World) -> None:
    died(world, world.daniel, TODAY - DAY)
    daniel = kept(world.daniel)
    assert (daniel.died_on, world.daniel.died_on) == (TODAY - DAY, TODAY - DAY)
    assert (daniel.death_recorded_by, daniel.death_recorded_at) == (
        world.practitioner.user_id,
        NOW,
    )


def test_told_again_it_stays_and_another_day_corrects_it(world: World) -> None:
    died(world, world.daniel, TODAY - DAY)
    died(world, world.daniel, TODAY - DAY, now=NOW + DAY, by=world.manager.user_id)
    assert kept(world.daniel).death_recorded_by == world.practitioner.user_id
    died(world, world.daniel, TODAY, now=NOW + DAY, by=world.manager.user_id)
    daniel = kept(world.daniel)
    assert (daniel.died_on, daniel.death_recorded_by) == (TODAY, world.manager.user_id)


@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (TODAY + DAY, errors.DeathInFuture),
        (date(1991, 5, 13), errors.DeathBeforeBirth),
        (date(1899, 12, 31), errors.DayImpossible),
    ],
)
def test_a_day_that_cannot_be(world: World, day: date, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        died(world, world.daniel, day)
    assert kept(world.daniel).died_on is None


def test_a_wrong_correction_changes_nothing(world: World) -> None:
    died(world, world.daniel)
    with pytest.raises(errors.DeathInFuture):
        died(world, world.daniel, TODAY + DAY)
    assert kept(world.daniel).died_on == TODAY


def test_the_day_of_birth_may_be_the_day_of_death(world: World) -> None:
    died(world, world.daniel, date(1991, 5, 14))
    assert kept(world.daniel).died_on == date(1991, 5, 14)


@pytest.mark.parametrize("email", ["daniel@home.example", ""])
def test_nobody_is_reminded_of_money_for_somebody_who_died(world: World, email: str) -> None:
    person = PersonFactory(team=world.team, email=email)
    budget = promised(world, person)
    died(world, person)
    before = letters()
    assert recovery.remind_uncollected(book_id=world.book_id, now=NOW + 30 * DAY) == 0
    assert letters() == before
    assert RecoveryBudget.objects.get(pk=budget.pk).reminded_at is None


def test_what_nobody_can_collect_returns_by_its_day(world: World) -> None:
    budget = promised(world, world.daniel)
    promised(world, world.rosa)
    died(world, world.daniel)
    assert recovery.lapse_uncollected(book_id=world.book_id, now=NOW + 42 * DAY) == 0
    assert recovery.lapse_uncollected(book_id=world.book_id, now=NOW + 43 * DAY) == 1
    fresh = RecoveryBudget.objects.get(pk=budget.pk)
    assert selectors.progress(fresh.request) == Progress.LAPSED
    # £12,000.00 - £300.00 that Rosa may still collect
    assert Account.objects.get(pk=world.team.pot_id).available_pence == 11_700_00


def test_nobody_is_asked_whether_it_helped_somebody_who_died(world: World) -> None:
    there(world, world.daniel)
    died(world, world.daniel)
    before = letters()
    assert recovery.ask_whether_it_helped(book_id=world.book_id, now=NOW + 56 * DAY) == 0
    assert letters() == before


def test_no_answer_goes_to_somebody_who_died(world: World) -> None:
    request = asked(world, world.daniel)
    died(world, world.daniel)
    before = letters()
    request.refresh_from_db()
    recovery.refuse_request(request=request, reason="…", by=world.practitioner, now=NOW)
    assert letters() == before


def test_no_link_goes_to_somebody_who_died(world: World) -> None:
    budget = promised(world, world.daniel)
    died(world, world.daniel)
    before = letters()
    with pytest.raises(errors.PersonDied):
        recovery.send_hand_over_link(
            recovery=RecoveryBudget.objects.get(pk=budget.pk), now=NOW + DAY
        )
    assert letters() == before


@pytest.mark.parametrize("dead", [True, False])
def test_no_notice_of_new_bank_details_goes_to_somebody_who_died(world: World, dead: bool) -> None:
    budget = on_its_way(world, world.daniel)
    if dead:
        died(world, world.daniel)
    before = letters()
    payouts.give_details(
        secret=recovery.hand_over_link(recovery=budget, now=NOW).rpartition("/")[2],
        details=read_bank_details(
            sort_code="20-00-00", account_number="87654321", account_name="D Okafor"
        ),
        now=NOW,
    )
    assert PayeeChange.objects.count() == 1, "it waits for somebody to agree, whoever asked"
    assert letters() == before + (not dead)
