"""When somebody is away, who provides care, and who lives together."""

from datetime import date, timedelta
from typing import Any

import pytest

from budgets.people import errors, selectors
from budgets.people import services as people
from budgets.people.models import Absence, Organisation
from budgets.people.values import AbsenceKind
from ledgers.values import SCHEDULER
from tests.factories import NOW, World, make_world

TODAY = NOW.date()
DAY = timedelta(days=1)
WHO: dict[str, Any] = {"by": SCHEDULER, "now": NOW}


def away(world: World, starts_on: date = TODAY, **said: Any) -> Absence:
    return people.record_absence(
        **{"person": world.daniel, "kind": AbsenceKind.HOSPITAL, **WHO, **said},
        starts_on=starts_on,
    )


def days(absence: Absence) -> tuple[date, date | None]:
    kept = Absence.objects.get(pk=absence.pk)
    return kept.starts_on, kept.ends_on


def test_somebody_goes_away_and_comes_back(world: World) -> None:
    absence = away(world)
    assert days(absence) == (TODAY, None)
    people.end_absence(absence=absence, ends_on=TODAY + 9 * DAY, **WHO)
    assert days(absence) == (TODAY, TODAY + 9 * DAY)
    people.end_absence(absence=absence, ends_on=TODAY, **WHO)
    assert days(absence) == (TODAY, TODAY), "one day is enough, and the last one said counts"


def test_the_latest_absence_comes_first(world: World) -> None:
    first, second = away(world), away(world, TODAY + 30 * DAY, kind=AbsenceKind.ABROAD)
    away(world, person=world.rosa)
    assert list(selectors.list_absences(world.daniel)) == [second, first]


def test_told_again_under_its_reference_it_is_corrected(world: World) -> None:
    first = away(world, reference="H1")
    again = away(world, reference="H1", now=NOW + DAY)
    assert (again, again.told_at) == (first, NOW), "nothing new was said"
    later = away(world, reference="H1", ends_on=TODAY + DAY, now=NOW + DAY)
    assert (later, later.told_at) == (first, NOW + DAY)
    assert days(first) == (TODAY, TODAY + DAY)
    assert Absence.objects.count() == 1


def test_a_reference_is_one_persons_in_its_council(world: World) -> None:
    away(world, reference="H1")
    away(make_world(), reference="H1")
    with pytest.raises(errors.AbsenceReferenceTaken):
        away(world, reference="H1", person=world.rosa, ends_on=TODAY)
    assert Absence.objects.filter(ends_on=None).count() == 2


@pytest.mark.parametrize(
    ("starts", "ends", "refusal"),
    [
        (TODAY, TODAY - DAY, errors.EndsTooEarly),
        (date(1899, 12, 31), TODAY, errors.DayImpossible),
        (TODAY, date(2126, 11, 23), errors.DayImpossible),
        (date(2226, 11, 22), None, errors.DayImpossible),
    ],
)
def test_days_that_cannot_be(
    world: World, starts: date, ends: date | None, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        away(world, starts, ends_on=ends)
    assert not Absence.objects.exists()


@pytest.mark.parametrize(
    ("ends", "refusal"),
    [(TODAY - DAY, errors.EndsTooEarly), (date(9999, 12, 31), errors.DayImpossible)],
)
def test_an_end_that_cannot_be(world: World, ends: date, refusal: type[Exception]) -> None:
    absence = away(world)
    with pytest.raises(refusal):
        people.end_absence(absence=absence, ends_on=ends, **WHO)
    assert days(absence) == (TODAY, None)


def test_the_first_and_the_last_day_that_can_be(world: World) -> None:
    # 22 November 2026 + 100 years = 22 November 2126
    absence = away(world, date(1900, 1, 1), ends_on=date(2126, 11, 22))
    assert days(absence) == (date(1900, 1, 1), date(2126, 11, 22))


def named(world: World, name: str = "Sunny Days", **said: Any) -> Organisation:
    return people.name_organisation(book_id=world.book_id, name=name, **{**WHO, **said})


def test_an_organisation_is_named_once_and_corrected(world: World) -> None:
    first = named(world, reference="O1", email="hello@sunny.example")
    again = named(world, " Sunny   Days Ltd ", reference="O1", registered=True)
    assert again == first
    kept = selectors.find_organisation(world.book_id, "O1")
    assert kept is not None
    assert (kept.name, kept.registered, kept.email) == ("Sunny Days Ltd", True, "")
    assert selectors.find_organisation(make_world().book_id, "O1") is None


def test_an_organisation_has_a_reference_though_nobody_gives_one(world: World) -> None:
    first, second = named(world), named(world)
    assert first.reference != second.reference
    assert first.reference.startswith("O-")


@pytest.mark.parametrize("name", ["", " \n"])
def test_an_organisation_has_a_name(world: World, name: str) -> None:
    with pytest.raises(errors.OrganisationNameMissing):
        named(world, name)
    assert not Organisation.objects.exists()


def test_a_household_is_found_by_its_reference(world: World) -> None:
    home = people.name_household(book_id=world.book_id, reference="H1")
    assert people.name_household(book_id=world.book_id, reference="H1") == home
    assert selectors.find_household(world.book_id, "H1") == home
    assert selectors.find_household(make_world().book_id, "H1") is None
