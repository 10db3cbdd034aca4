"""People: who is seen by whom, who is tied to whom, who may not be."""

from datetime import date, timedelta
from typing import Any

import pytest

from budgets.councils.models import User
from budgets.people import selectors
from budgets.people import services as people
from budgets.people.errors import BornTooSoon, EndsTooEarly, NameMissing
from budgets.people.models import Person, Representative
from budgets.people.values import RepresentativeKind
from budgets.plans.selectors import viewer_for
from tests.factories import NOW, FundedTeamFactory, PersonFactory, World, make_world

TODAY = NOW.date()


def test_a_practitioner_sees_the_people_of_their_team(world: World) -> None:
    PersonFactory(team=FundedTeamFactory(book_id=world.book_id))
    make_world()
    seen = selectors.visible_to(viewer_for(world.practitioner, NOW))
    assert set(seen) == {world.daniel, world.rosa}


def test_a_holder_sees_themselves(world: World) -> None:
    seen = selectors.visible_to(viewer_for(world.holder(world.rosa), NOW))
    assert list(seen) == [world.rosa]


@pytest.mark.parametrize("name", ["finance", "administrator", "provider"])
def test_these_see_nobody(world: World, name: str) -> None:
    assert not selectors.visible_to(viewer_for(getattr(world, name), NOW)).exists()


def test_an_auditor_sees_the_council_and_no_other(world: World) -> None:
    elsewhere = make_world()
    seen = set(selectors.visible_to(viewer_for(world.auditor, NOW)))
    assert {world.daniel, world.rosa} <= seen
    assert elsewhere.daniel not in seen


@pytest.mark.parametrize(
    ("starts", "ends", "sees"),
    [(0, None, True), (1, None, False), (-9, 0, False), (-9, 1, True)],
)
def test_a_representative_sees_them_between_two_days(
    world: World, starts: int, ends: int | None, sees: bool
) -> None:
    people.name_representative(
        person=world.daniel,
        user=world.rosa.user,
        kind=RepresentativeKind.AUTHORISED,
        starts_on=TODAY + timedelta(days=starts),
        ends_on=None if ends is None else TODAY + timedelta(days=ends),
        now=NOW,
    )
    seen = selectors.visible_to(viewer_for(world.holder(world.rosa), NOW))
    assert (world.daniel in seen) == sees


def represented(world: World, **said: Any) -> Representative:
    return people.name_representative(
        person=world.daniel,
        user=world.rosa.user,
        kind=RepresentativeKind.AUTHORISED,
        starts_on=TODAY - timedelta(days=9),
        now=NOW,
        **said,
    )


def test_it_is_kept_why_somebody_may_manage_the_money(world: World) -> None:
    represented(
        world,
        consented_on=TODAY,
        evidence=" Lasting power of attorney, seen ",
        capacity_decided_on=TODAY - timedelta(days=30),
    )
    kept = Representative.objects.get()
    assert (kept.consented_on, kept.evidence) == (TODAY, "Lasting power of attorney, seen")
    assert kept.capacity_decided_on == TODAY - timedelta(days=30)


def test_somebody_manages_the_money_no_longer(world: World) -> None:
    people.end_representative(representative=represented(world), ends_on=TODAY)
    seen = selectors.visible_to(viewer_for(world.holder(world.rosa), NOW))
    assert world.daniel not in seen
    assert Representative.objects.get().ends_on == TODAY


@pytest.mark.parametrize("days", [9, 10])
def test_nobody_stops_before_they_began(world: World, days: int) -> None:
    with pytest.raises(EndsTooEarly):
        people.end_representative(
            representative=represented(world), ends_on=TODAY - timedelta(days=days)
        )
    assert Representative.objects.get().ends_on is None


def test_where_somebody_lives_is_kept_as_they_write_it(world: World) -> None:
    person = people.add_person(
        team=world.team, full_name="Wei Chen", address="1 Mill Lane\nElmford", now=NOW
    )
    assert Person.objects.get(pk=person.pk).address == "1 Mill Lane\nElmford"


def test_search_needs_all_words_and_leaves_out_the_closed(world: World) -> None:
    viewer = viewer_for(world.practitioner, NOW)
    assert list(selectors.search(viewer, "oka dan")) == [world.daniel]
    assert list(selectors.search(viewer, world.daniel.reference[:4])) != []
    assert not selectors.search(viewer, "daniel marsh").exists()
    Person.objects.filter(pk=world.daniel.pk).update(closed_on=TODAY)
    assert not selectors.search(viewer, "daniel").exists()


@pytest.mark.parametrize("name", ["", "  "])
def test_somebody_without_a_name(world: World, name: str) -> None:
    with pytest.raises(NameMissing):
        people.add_person(team=world.team, full_name=name, now=NOW)


@pytest.mark.parametrize("born", [date(1899, 12, 31), TODAY + timedelta(days=1)])
def test_somebody_who_cannot_be(world: World, born: date) -> None:
    with pytest.raises(BornTooSoon):
        people.add_person(team=world.team, full_name="A", date_of_birth=born, now=NOW)


@pytest.mark.parametrize("name", ["Éloïse Ó Briain", "محمد", "李小龍", "🌻 Sunny", "O’Neill-Smith"])
def test_names_in_every_script_are_kept(world: World, name: str) -> None:
    assert people.add_person(team=world.team, full_name=name, now=NOW).full_name == name


def test_who_looked_is_kept(world: World) -> None:
    people.record_reads(
        people=[world.daniel],
        by=world.auditor.user_id,
        role="auditor",
        what="case",
        now=NOW,
    )
    assert [read.read_by for read in selectors.list_reads(world.daniel)] == [world.auditor.user_id]


def test_a_carer_has_no_tie_to_staff_by_chance(world: World) -> None:
    assert not selectors.has_tie(world.practitioner, world.rosa)
    assert User.objects.filter(pk=world.practitioner.user_id).exists()
