"""People, teams, members and providers as they come in, and as they are brought again."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest

from budgets.councils import selectors as councils
from budgets.councils import services as members
from budgets.councils.models import Delegation, Member, PotFilling, Team, User
from budgets.councils.values import Role
from budgets.people.models import Absence, Household, Organisation, Person
from ledgers.models import Transfer
from ledgers.selectors import find_discrepancies, find_unbalanced, get_shared
from ledgers.values import AccountKind, TransferKind
from payments.outside.models import Message
from tests.factories import NOW, World
from tests.services.import_worlds import (
    as_bytes,
    bring,
    bring_bytes,
    empty_council,
    nothing_changes,
    try_out,
    written_out,
)


@pytest.fixture
def book(db: None) -> Iterator[UUID]:
    """An empty council. Afterwards its books are proved, and nobody was written to."""
    yield empty_council()
    assert list(find_discrepancies()) == []
    assert find_unbalanced() == []
    assert not Message.objects.exists()


def person(reference: str) -> Person:
    return Person.objects.get(reference=reference)


def roles(email: str) -> set[str]:
    return set(councils.roles_of(Member.objects.get(user__email=email)))


# Teams


def test_a_pot_begins_with_what_was_in_it(book: UUID) -> None:
    bring(
        book,
        teams=[
            {"pot_opening_balance": "12000.01"},
            {"team_ref": "WEST", "pot_opening_balance": "0.00"},
        ],
    )
    east, west = (Team.objects.get(reference=ref) for ref in ("EAST", "WEST"))
    assert (east.pot.available_pence, west.pot.available_pence) == (12_000_01, 0)
    assert get_shared(book, AccountKind.BROUGHT_FORWARD).balance_pence == -12_000_01
    (moved,) = Transfer.objects.all()
    assert (moved.kind, moved.about_id) == (TransferKind.OPENING_BALANCE, east.id)
    assert PotFilling.objects.get().team == east


def test_a_pot_is_not_filled_again(book: UUID) -> None:
    bring(book, teams=[{"pot_opening_balance": "100.00"}])
    again = bring(book, teams=[{"pot_opening_balance": "150.00", "name": "East side"}])
    assert again.of("teams") == {"read": 1, "changed": 1}
    ((_, line, column, why),) = again.remarks
    assert (line, column) == (2, "pot_opening_balance")
    assert "was not changed" in why
    team = Team.objects.get()
    assert (team.name, team.pot.available_pence) == ("East side", 100_00)
    same = bring(book, teams=[{"pot_opening_balance": "150.00", "name": "East side"}])
    assert same.of("teams") == {"read": 1, "unchanged": 1}
    assert len(same.remarks) == 1


def test_what_was_spent_since_is_no_other_opening_balance(book: UUID) -> None:
    bring(book, teams=[{"pot_opening_balance": "100.00"}])
    members.fill_pot(team=Team.objects.get(), pence=7_00, reason="More", key=book, by=book, now=NOW)
    again = bring(book, teams=[{"pot_opening_balance": "100.00", "name": "East side"}])
    assert again.remarks == []
    assert again.of("teams") == {"read": 1, "changed": 1}


# Members


def test_a_member_is_let_in_with_roles_team_and_limits(book: UUID) -> None:
    said = {
        "role": "practitioner; manager",
        "team_ref": "EAST",
        "grant_limit": "300.00",
        "person_year_limit": "600.00",
        "account_fingerprint": "acc-1",
    }
    bring(book, teams=[{}], members=[said])
    member = Member.objects.get()
    assert roles("ama@elmshire.example") == {Role.PRACTITIONER, Role.MANAGER}
    assert [place.team.reference for place in member.places.all()] == ["EAST"]
    limits = councils.limits_on(member, NOW.date())
    assert (limits.grant_pence, limits.person_year_pence) == (300_00, 600_00)
    assert member.account_fingerprint == "acc-1"
    assert not member.user.has_usable_password()


def test_without_a_limit_for_a_year_that_for_one_grant_stands(book: UUID) -> None:
    bring(book, members=[{"grant_limit": "250.00"}])
    assert councils.limits_on(Member.objects.get(), NOW.date()).person_year_pence == 250_00


def test_a_limit_for_a_year_alone_is_said(book: UUID) -> None:
    brought = bring(book, members=[{"person_year_limit": "250.00"}])
    assert [column for _, _, column, _ in brought.remarks] == ["grant_limit"]
    assert not Delegation.objects.exists()


def test_a_member_who_changes_is_changed(book: UUID) -> None:
    bring(
        book,
        teams=[{}, {"team_ref": "WEST"}],
        members=[{"team_ref": "EAST", "grant_limit": "100.00"}],
    )
    again = bring(
        book,
        members=[
            {"role": "auditor", "full_name": "Ama B.", "team_ref": "WEST", "grant_limit": "50.00"}
        ],
    )
    assert again.of("members") == {"read": 1, "changed": 1}
    member = Member.objects.get()
    assert roles("ama@elmshire.example") == {Role.AUDITOR}
    assert member.user.full_name == "Ama B."
    assert {place.team.reference for place in member.places.all()} == {"EAST", "WEST"}
    assert councils.limits_on(member, NOW.date()).grant_pence == 50_00


def test_who_has_left_comes_back(book: UUID) -> None:
    bring(book, members=[{}])
    members.end_member(member=Member.objects.get(), by=book, now=NOW)
    again = bring(book, members=[{"full_name": "Ama B."}])
    assert again.of("members") == {"read": 1, "changed": 1}
    assert Member.objects.get().ended_at is None
    assert roles("ama@elmshire.example") == {Role.PRACTITIONER}


def test_a_user_of_two_councils_is_one(book: UUID) -> None:
    other = empty_council()
    bring(other, members=[{}])
    bring(book, members=[{"full_name": "Somebody else"}])
    assert User.objects.count() == 1
    again = bring(book, members=[{"full_name": "A third name"}])
    assert again.of("members") == {"read": 1, "changed": 1}
    assert User.objects.get().full_name == "Ama Boateng"


def test_a_holder_who_begins_to_work_here_stays_a_holder(book: UUID) -> None:
    bring(book, teams=[{}], people=[{"email": "ama@elmshire.example"}])
    bring(book, members=[{}])
    assert roles("ama@elmshire.example") == {Role.HOLDER, Role.PRACTITIONER}


def test_nobody_says_what_they_are_themselves(world: World) -> None:
    me = world.administrator
    said = [{"email": me.user.email, "full_name": me.user.full_name, "role": "manager;finance"}]
    with nothing_changes():
        brought = bring(world.book_id, members=said, by=me.user_id)
    ((_, _, column, why),) = brought.refused
    assert column == "email"
    assert "about you" in why


def test_who_may_not_say_who_works_here_brings_no_members(world: World) -> None:
    files = as_bytes({"members": [{}, {"email": world.practitioner.user.email, "role": "manager"}]})
    with nothing_changes():
        brought = bring_bytes(
            world.book_id, files, by=world.finance.user_id, may_change_members=False
        )
    assert brought.of("members") == {"read": 2, "refused": 2}
    assert all("administrator" in why for *_, why in brought.refused)


def test_of_members_who_stay_the_same_nobody_has_to_be_asked(world: World) -> None:
    files = {"members.csv": written_out(world.book_id)["members.csv"]}
    brought = bring_bytes(world.book_id, files, by=world.finance.user_id, may_change_members=False)
    assert brought.refused == []
    assert set(brought.of("members")) == {"read", "unchanged"}


# People


def test_a_person_is_kept_with_all_that_is_said(book: UUID) -> None:
    said = {
        "date_of_birth": "1952-03-09",
        "household_ref": "H1",
        "email": "Rosa@home.example",
        "phone": "01632 960 412",
        "died_on": "",
        "address": "1 High Street\nElmshire",
        "prefers": "post",
    }
    bring(book, teams=[{}], people=[said])
    rosa = person("P1")
    assert (rosa.full_name, rosa.kind, rosa.date_of_birth) == (
        "Rosa Delgado",
        "adult",
        date(1952, 3, 9),
    )
    assert (rosa.email, rosa.phone, rosa.prefers) == ("rosa@home.example", "01632 960 412", "post")
    assert rosa.address == "1 High Street\nElmshire"
    assert rosa.household == Household.objects.get(reference="H1")


def test_who_has_an_address_signs_in_by_it(book: UUID) -> None:
    bring(book, teams=[{}], people=[{"email": "rosa@home.example"}])
    rosa = person("P1")
    assert rosa.user is not None
    assert rosa.user.email == "rosa@home.example"
    assert not rosa.user.has_usable_password()
    assert roles("rosa@home.example") == {Role.HOLDER}


def test_of_two_with_one_address_the_first_signs_in_by_it(book: UUID) -> None:
    shared = [{"person_ref": f"P{n}", "email": "us@home.example"} for n in (1, 2)]
    brought = bring(book, teams=[{}], people=[*shared, {"person_ref": "P3"}])
    assert brought.of("people") == {"read": 3, "created": 3}
    assert [(line, column) for _, line, column, _ in brought.remarks] == [(3, "email")]
    assert (person("P1").user_id is None, person("P2").user_id is None) == (False, True)
    later = bring(book, people=[{"person_ref": "P4", "email": "us@home.example"}])
    assert [(line, column) for _, line, column, _ in later.remarks] == [(2, "email")]
    assert person("P2").email == person("P4").email == "us@home.example"


def test_an_address_that_comes_later_is_signed_in_by(book: UUID) -> None:
    bring(book, teams=[{}], people=[{}])
    again = bring(book, people=[{"email": "rosa@home.example"}])
    assert again.of("people") == {"read": 1, "changed": 1}
    rosa = person("P1")
    assert rosa.user is not None
    assert roles("rosa@home.example") == {Role.HOLDER}


def test_another_address_changes_where_we_write_and_not_who_signs_in(book: UUID) -> None:
    bring(book, teams=[{}], people=[{"email": "rosa@home.example"}])
    user = person("P1").user
    bring(book, people=[{"email": "else@home.example"}])
    assert (person("P1").email, person("P1").user) == ("else@home.example", user)


def test_who_cares_for_whom_may_come_in_any_order(book: UUID) -> None:
    people = [
        {"person_ref": "P1", "kind": "carer", "cares_for_ref": "P3"},
        {"person_ref": "P2", "kind": "carer", "cares_for_ref": "P1"},
        {"person_ref": "P3"},
    ]
    brought = bring(book, teams=[{}], people=people)
    assert brought.of("people") == {"read": 3, "created": 3}
    assert person("P1").cares_for == person("P3")
    assert person("P2").cares_for == person("P1")


def test_two_who_care_for_each_other(book: UUID) -> None:
    people = [
        {"person_ref": "P1", "cares_for_ref": "P2"},
        {"person_ref": "P2", "cares_for_ref": "P1"},
    ]
    brought = bring(book, teams=[{}], people=people)
    assert brought.of("people") == {"read": 2, "created": 2}
    assert person("P1").cares_for == person("P2")
    assert person("P2").cares_for == person("P1")
    with nothing_changes():
        again = bring(book, people=people)
    assert again.of("people") == {"read": 2, "unchanged": 2}


def test_who_cares_for_nobody_we_know_is_refused_with_whoever_cares_for_them(book: UUID) -> None:
    people = [
        {"person_ref": "P1", "cares_for_ref": "P9"},
        {"person_ref": "P2", "cares_for_ref": "P1"},
        {"person_ref": "P3"},
    ]
    brought = bring(book, teams=[{}], people=people)
    assert brought.of("people") == {"read": 3, "created": 1, "refused": 2}
    assert [(line, column) for _, line, column, _ in brought.refused] == [
        (2, "cares_for_ref"),
        (3, "cares_for_ref"),
    ]
    assert try_out(book, people=people).of("people") == {"read": 3, "refused": 2, "unchanged": 1}


def test_people_of_one_household_share_it(book: UUID) -> None:
    bring(
        book,
        teams=[{}],
        people=[{"household_ref": "H1"}, {"person_ref": "P2", "household_ref": "H1"}],
    )
    bring(book, people=[{"person_ref": "P3", "household_ref": "H1"}])
    assert Household.objects.count() == 1
    assert {one.household_id for one in Person.objects.all()} == {Household.objects.get().id}


def test_a_corrected_person_is_corrected(book: UUID) -> None:
    bring(book, teams=[{}, {"team_ref": "WEST"}], people=[{}, {"person_ref": "P2"}])
    said = {
        "full_name": "Rosa Marsh",
        "kind": "carer",
        "team_ref": "WEST",
        "household_ref": "H2",
        "cares_for_ref": "P2",
        "date_of_birth": "1952-03-09",
        "prefers": "easy_read",
    }
    again = bring(book, people=[said])
    assert again.of("people") == {"read": 1, "changed": 1}
    rosa = person("P1")
    assert (rosa.full_name, rosa.kind, rosa.team.reference) == ("Rosa Marsh", "carer", "WEST")
    assert (rosa.cares_for, rosa.date_of_birth) == (person("P2"), date(1952, 3, 9))
    assert rosa.household is not None
    assert rosa.prefers == "easy_read"
    with nothing_changes():
        assert bring(book, people=[said]).of("people") == {"read": 1, "unchanged": 1}


def test_a_death_is_a_fact_and_nobody_is_written_to(book: UUID) -> None:
    bring(book, teams=[{}], people=[{"died_on": "2026-10-01", "email": "rosa@home.example"}])
    rosa = person("P1")
    assert (rosa.died_on, rosa.death_recorded_at, rosa.user) == (date(2026, 10, 1), NOW, None)
    assert not User.objects.exists()


def test_a_day_of_death_that_has_not_come_is_taken_and_said(book: UUID) -> None:
    brought = bring(book, teams=[{}], people=[{"died_on": "2027-10-01"}])
    assert [column for _, _, column, _ in brought.remarks] == ["died_on"]
    assert person("P1").died_on == date(2027, 10, 1)


# Providers and absences


def test_providers_are_named_and_corrected(book: UUID) -> None:
    bring(book, providers=[{"email": "hello@larch.example"}])
    again = bring(book, providers=[{"name": "Larch Lane", "registered": "no"}])
    assert again.of("providers") == {"read": 1, "changed": 1}
    one = Organisation.objects.get()
    assert (one.name, one.registered, one.email) == ("Larch Lane", False, "hello@larch.example")


def test_absences_are_kept_and_corrected(book: UUID) -> None:
    bring(book, teams=[{}], people=[{}], absences=[{}])
    again = bring(book, absences=[{"ends_on": "2026-01-09"}])
    assert again.of("absences") == {"read": 1, "changed": 1}
    assert Absence.objects.get().ends_on == date(2026, 1, 9)
    odd = bring(book, absences=[{"starts_on": "2026-02-01"}])
    ((_, line, column, why),) = odd.refused
    assert (line, column) == (2, "starts_on")
    assert "after the last day, 2026-01-09" in why


def test_an_absence_stays_its_persons(book: UUID) -> None:
    bring(book, teams=[{}], people=[{}, {"person_ref": "P2"}], absences=[{}])
    again = bring(book, absences=[{"person_ref": "P2"}])
    assert again.of("absences") == {"read": 1, "unchanged": 1}
    assert [column for _, _, column, _ in again.remarks] == ["person_ref"]
    assert Absence.objects.get().person == person("P1")
