"""Authorising a recovery budget: the promise, and every refusal with nothing moved."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from budgets.councils import services as councils
from budgets.councils.models import Member
from budgets.people import services as people
from budgets.people.errors import PersonClosed
from budgets.people.models import Household, Person
from budgets.people.values import Relation, RepresentativeKind
from budgets.recovery import errors, selectors
from budgets.recovery import services as recovery
from budgets.recovery.models import RecoveryBudget, RecoveryRequest
from budgets.recovery.values import Asking, Progress, Reach
from ledgers.errors import KeyReused
from ledgers.models import Account, Transfer
from payments.outside.models import Message, OutboxItem
from payments.outside.values import Rail
from payments.payouts.models import Payment
from tests.factories import (
    NOW,
    FundedTeamFactory,
    PersonFactory,
    World,
    make_world,
    on_its_way,
    promised,
)


def asking(person: Person, **said: Any) -> Asking:
    return replace(Asking(person.id, "A course at the college", 300_00, uuid4()), **said)


def assert_nothing_moved(world: World) -> None:
    """Nothing is set aside or posted, and nobody outside was called or written to."""
    pot = Account.objects.get(pk=world.team.pot_id)
    assert pot.available_pence == pot.balance_pence == 12_000_00
    assert Transfer.objects.filter(book=world.book_id).count() == 1
    for model in (RecoveryRequest, RecoveryBudget, Payment, OutboxItem, Message):
        assert not model.objects.filter(book=world.book_id).exists(), model


def test_the_sum_is_set_aside_at_once(world: World) -> None:
    budget = promised(world, world.daniel)
    pot = Account.objects.get(pk=world.team.pot_id)
    assert (pot.available_pence, pot.balance_pence) == (11_700_00, 12_000_00)
    assert selectors.progress(budget.request) == Progress.WAITING_FOR_DETAILS
    assert budget.authorised_by == world.practitioner.user_id
    assert budget.collect_by == NOW.date() + timedelta(days=42)


def test_the_agreement_keeps_the_persons_words(world: World) -> None:
    budget = promised(world, world.daniel, words="A course in bike repair")
    purpose = budget.budget.purposes.get()
    assert (purpose.words, purpose.purpose) == ("A course in bike repair", "learning")
    assert budget.budget.person == world.daniel


def test_the_same_button_pressed_twice_is_one_grant(world: World) -> None:
    said = asking(world.daniel)
    first = recovery.grant_recovery_budget(asking=said, by=world.practitioner, now=NOW)
    again = recovery.grant_recovery_budget(asking=said, by=world.practitioner, now=NOW)
    assert first == again
    assert Account.objects.get(pk=world.team.pot_id).debits_held == 300_00


def test_one_key_for_two_wishes_is_refused(world: World) -> None:
    said = asking(world.daniel)
    recovery.grant_recovery_budget(asking=said, by=world.practitioner, now=NOW)
    with pytest.raises(KeyReused):
        recovery.grant_recovery_budget(
            asking=replace(said, pence=200_00), by=world.practitioner, now=NOW
        )


def test_straight_to_the_shop_is_spent_on_the_purpose(world: World) -> None:
    budget = promised(world, world.daniel, reach=Reach.STRAIGHT, straight_to="City College")
    assert budget.payment.payee is not None
    assert budget.payment.payee.display_name == "City College"
    assert budget.payment.to_account.kind == "spending"
    assert budget.payment.to_account.code == budget.request.purpose


def test_details_known_already_leave_at_once(world: World) -> None:
    on_its_way(world, world.daniel, pence=100_00)
    again = promised(world, world.daniel, pence=100_00)
    assert selectors.progress(again.request) == Progress.ON_ITS_WAY


def test_by_bank_file_the_promise_waits_for_the_file(db: None) -> None:
    world = make_world(rail=Rail.BANK_FILE)
    budget = on_its_way(world, world.daniel)
    assert selectors.progress(budget.request) == Progress.PROMISED
    assert Account.objects.get(pk=world.team.pot_id).debits_held == 300_00


@pytest.mark.parametrize("pence", [300_01, 1_000_00])
def test_over_the_delegation(world: World, pence: int) -> None:
    with pytest.raises(errors.OverDelegation):
        recovery.grant_recovery_budget(
            asking=asking(world.daniel, pence=pence), by=world.practitioner, now=NOW
        )
    assert_nothing_moved(world)


def test_a_member_without_a_delegation_may_authorise_nothing(world: World) -> None:
    with pytest.raises(errors.OverDelegation):
        recovery.grant_recovery_budget(
            asking=asking(world.daniel, pence=1), by=world.finance, now=NOW
        )
    assert_nothing_moved(world)


def test_a_delegation_that_starts_tomorrow_gives_nothing_today(world: World) -> None:
    councils.give_delegation(
        member=world.finance,
        grant_limit_pence=300_00,
        person_year_limit_pence=300_00,
        starts_on=NOW.date() + timedelta(days=1),
        by=world.manager.user_id,
        now=NOW,
    )
    with pytest.raises(errors.OverDelegation):
        recovery.grant_recovery_budget(asking=asking(world.daniel), by=world.finance, now=NOW)
    assert_nothing_moved(world)


def test_the_persons_year_is_limited(world: World) -> None:
    promised(world, world.daniel)
    promised(world, world.daniel)
    with pytest.raises(errors.PersonYearLimit):
        promised(world, world.daniel, pence=1)
    assert Account.objects.get(pk=world.team.pot_id).debits_held == 600_00


def test_a_year_later_the_limit_is_free_again(world: World) -> None:
    promised(world, world.daniel)
    promised(world, world.daniel)
    later = promised(world, world.daniel, now=NOW + timedelta(days=365))
    assert later.pence == 300_00


def test_what_went_back_to_the_pot_does_not_count(world: World) -> None:
    given_up = promised(world, world.daniel)
    recovery.cancel_recovery_budget(recovery=given_up, by=world.practitioner.user_id, now=NOW)
    assert selectors.given_in_year_pence(world.daniel, NOW.date()) == 0


def test_an_exhausted_pot(db: None) -> None:
    world = make_world(pot_pence=299_99)
    with pytest.raises(errors.PotExhausted):
        promised(world, world.daniel)
    assert Account.objects.get(pk=world.team.pot_id).available_pence == 299_99
    assert not RecoveryRequest.objects.exists()


def practitioner_as_person(world: World, **fields: Any) -> Person:
    person: Person = PersonFactory(team=world.team, email="", **fields)
    Person.objects.filter(pk=person.pk).update(user=world.practitioner.user)
    person.refresh_from_db()
    return person


def test_oneself(world: World) -> None:
    me = practitioner_as_person(world)
    with pytest.raises(errors.OwnMoney):
        recovery.grant_recovery_budget(asking=asking(me), by=world.practitioner, now=NOW)
    assert_nothing_moved(world)


def test_own_household(world: World) -> None:
    home = Household.objects.create(book_id=world.book_id, reference="H1")
    practitioner_as_person(world, household=home)
    Person.objects.filter(pk=world.daniel.pk).update(household=home)
    with pytest.raises(errors.OwnFamily):
        recovery.grant_recovery_budget(asking=asking(world.daniel), by=world.practitioner, now=NOW)
    assert_nothing_moved(world)


@pytest.mark.parametrize("relation", list(Relation))
def test_a_declared_tie(world: World, relation: Relation) -> None:
    people.declare_interest(
        member=world.practitioner, person=world.daniel, relation=relation, now=NOW
    )
    with pytest.raises(errors.OwnFamily):
        recovery.grant_recovery_budget(asking=asking(world.daniel), by=world.practitioner, now=NOW)
    assert_nothing_moved(world)


def test_somebody_whose_money_one_manages(world: World) -> None:
    people.name_representative(
        person=world.daniel,
        user=world.practitioner.user,
        kind=RepresentativeKind.NOMINATED,
        starts_on=NOW.date(),
        now=NOW,
    )
    with pytest.raises(errors.OwnFamily):
        recovery.grant_recovery_budget(asking=asking(world.daniel), by=world.practitioner, now=NOW)
    assert_nothing_moved(world)


def test_own_payees_account(world: World) -> None:
    known = on_its_way(world, world.daniel, pence=10_00)
    assert known.payment.payee is not None
    Member.objects.filter(pk=world.practitioner.pk).update(
        account_fingerprint=known.payment.payee.fingerprint
    )
    world.practitioner.refresh_from_db()
    with pytest.raises(errors.OwnAccount):
        promised(world, world.daniel, pence=10_00)
    assert Account.objects.get(pk=world.team.pot_id).available_pence == 11_990_00


@pytest.mark.parametrize("field", ["closed_on", "died_on"])
def test_a_closed_person(world: World, field: str) -> None:
    Person.objects.filter(pk=world.daniel.pk).update(**{field: NOW.date()})
    with pytest.raises(PersonClosed):
        promised(world, world.daniel)
    assert_nothing_moved(world)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"words": "  "}, errors.WordsMissing),
        ({"pence": 0}, errors.SumAbsurd),
        ({"pence": -5}, errors.SumAbsurd),
        ({"pence": 10_000_01}, errors.SumAbsurd),
        ({"reach": Reach.STRAIGHT, "straight_to": " "}, errors.PayeeMissing),
    ],
)
def test_an_asking_that_says_nothing(
    world: World, said: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        recovery.grant_recovery_budget(
            asking=asking(world.daniel, **said), by=world.practitioner, now=NOW
        )
    assert_nothing_moved(world)


def test_another_councils_person_does_not_exist(world: World) -> None:
    elsewhere = make_world()
    with pytest.raises(Person.DoesNotExist):
        recovery.grant_recovery_budget(
            asking=asking(elsewhere.daniel), by=world.practitioner, now=NOW
        )
    assert_nothing_moved(world)


def test_the_pot_is_the_persons_teams(world: World) -> None:
    other = FundedTeamFactory(book_id=world.book_id, pot_pence=500_00)
    somebody = PersonFactory(team=other)
    recovery.grant_recovery_budget(asking=asking(somebody), by=world.practitioner, now=NOW)
    assert Account.objects.get(pk=other.pot_id).available_pence == 200_00
    assert Account.objects.get(pk=world.team.pot_id).available_pence == 12_000_00
