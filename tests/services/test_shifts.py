"""Hours that phones send: kept once, whatever is odd about them; only the impossible is refused."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from budgets.assistants import errors
from budgets.assistants import services as assistants
from budgets.assistants.models import Shift, ShiftWarning
from budgets.assistants.values import Outcome, ShiftKind, WarningCode
from tests.factories import NOW, World, make_world
from tests.worlds_of_assistants import FIRST_DAY, Work, helps, london, shift, works

DAY = date(2026, 11, 16)


@pytest.fixture
def work(world: World) -> Work:
    return works(world)


def codes(answer: Any) -> list[WarningCode]:
    return [one.code for one in answer.warnings]


def test_hours_are_taken_as_they_were_worked(work: Work) -> None:
    new = shift(work.engagement, break_minutes=30, miles_tenths=123, note=" Shopping too ")
    answer = work.log(new)
    assert (answer.shift_id, answer.outcome, codes(answer)) == (new.id, Outcome.TAKEN, [])
    kept = Shift.objects.get(pk=new.id)
    assert (kept.started_at, kept.ended_at) == (london(DAY, 9), london(DAY, 13))
    assert (kept.minutes, kept.break_minutes, kept.miles_tenths) == (240, 30, 123)
    assert (kept.note, kept.logged_by, kept.received_at) == ("Shopping too", work.user_id, NOW)


def test_the_same_again_changes_nothing(work: Work) -> None:
    new = shift(work.engagement)
    work.log(new)
    again = work.log(new, received_at=NOW + timedelta(days=2))
    assert again.outcome == Outcome.ALREADY_THERE
    assert Shift.objects.get(pk=new.id).received_at == NOW


def test_the_same_id_for_other_hours_is_refused(work: Work) -> None:
    new = shift(work.engagement)
    work.log(new)
    answer = work.log(replace(new, break_minutes=15))
    assert (answer.outcome, answer.code) == (Outcome.REFUSED, "shift_id_reused")
    assert Shift.objects.get(pk=new.id).break_minutes == 0


def test_what_comes_twice_in_one_batch_is_kept_once(work: Work) -> None:
    new = shift(work.engagement)
    first, second, third = work.log_many([new, new, replace(new, note="More")])
    assert (first.outcome, second.outcome) == (Outcome.TAKEN, Outcome.ALREADY_THERE)
    assert third.code == "shift_id_reused"
    assert Shift.objects.count() == 1


def impossible() -> list[tuple[dict[str, Any], str]]:
    nine = london(DAY, 9)
    return [
        ({"ended_at": nine}, "shift_ends_first"),
        ({"ended_at": nine + timedelta(seconds=59)}, "shift_ends_first"),
        ({"ended_at": nine - timedelta(hours=8)}, "shift_ends_first"),
        ({"hours": 30}, "shift_too_long"),
        ({"hours": 24, "ended_at": nine + timedelta(hours=24, minutes=1)}, "shift_too_long"),
        ({"started_at": NOW - timedelta(hours=1), "hours": 3}, "shift_in_future"),
        ({"day": FIRST_DAY - timedelta(days=1)}, "shift_before_start"),
        ({"started_at": datetime.min.replace(tzinfo=NOW.tzinfo)}, "shift_before_start"),
        ({"break_minutes": 240}, "break_too_long"),
        ({"break_minutes": -1}, "minutes_absurd"),
        ({"woken_minutes": 10}, "woken_without_sleep_in"),
        ({"kind": ShiftKind.SLEEP_IN, "woken_minutes": 241}, "woken_too_long"),
        ({"miles_tenths": 10_000}, "miles_absurd"),
        ({"note": "n" * 501}, "note_too_long"),
        ({"replaces": uuid4()}, "replaced_missing"),
        ({"engagement_id": uuid4()}, "engagement_missing"),
    ]


@pytest.mark.parametrize(("said", "code"), impossible())
def test_the_impossible_is_refused_by_name(work: Work, said: dict[str, Any], code: str) -> None:
    good = shift(work.engagement, day=DAY + timedelta(days=1))
    bad, kept = work.log_many([shift(work.engagement, **said), good])
    assert (bad.outcome, bad.code) == (Outcome.REFUSED, code)
    assert bad.words.endswith(".")
    assert kept.outcome == Outcome.TAKEN
    assert list(Shift.objects.values_list("id", flat=True)) == [good.id]


def test_more_than_a_batch_is_refused_whole(work: Work) -> None:
    with pytest.raises(errors.TooManyShifts):
        work.log_many([shift(work.engagement)] * 501)
    assert not Shift.objects.exists()


def test_a_full_day_and_the_first_day_are_possible(work: Work) -> None:
    assert work.log(shift(work.engagement, hours=24)).outcome == Outcome.TAKEN
    assert work.log(shift(work.engagement, day=FIRST_DAY)).outcome == Outcome.TAKEN


def test_a_phone_a_little_ahead_is_believed(work: Work) -> None:
    ends = NOW + timedelta(minutes=15)
    new = shift(work.engagement, started_at=NOW - timedelta(hours=2), ended_at=ends)
    assert work.log(new).outcome == Outcome.TAKEN


def test_a_phone_without_a_clock_loses_nothing(work: Work) -> None:
    new = shift(work.engagement, logged_at=datetime.min.replace(tzinfo=NOW.tzinfo))
    assert work.log(new).outcome == Outcome.TAKEN
    assert Shift.objects.get(pk=new.id).logged_at == NOW


def test_nobody_logs_for_another(world: World, work: Work) -> None:
    other = works(world, world.rosa, assistant=helps(world, "Ben Cole"))
    answer = other.log(shift(work.engagement))
    assert answer.code == "engagement_missing"
    assert not Shift.objects.exists()


def test_an_id_of_anothers_hours_says_nothing_of_them(world: World, work: Work) -> None:
    new = shift(work.engagement)
    work.log(new)
    other = works(world, world.rosa, assistant=helps(world, "Ben Cole"))
    assert other.log(new).code == "shift_id_reused"


def test_an_id_of_another_councils_hours_is_refused(world: World, work: Work) -> None:
    elsewhere = works(make_world())
    new = shift(work.engagement)
    work.log(new)
    answers = elsewhere.log_many(
        [replace(new, engagement_id=elsewhere.engagement.id), shift(elsewhere.engagement)]
    )
    assert [one.code for one in answers] == ["shift_id_reused", ""]
    assert Shift.objects.filter(book_id=elsewhere.world.book_id).count() == 1


def test_a_correction_points_to_what_it_puts_right(work: Work) -> None:
    first = work.logged()
    answer = work.log(shift(work.engagement, hours=5, replaces=first.id))
    assert answer.outcome == Outcome.REPLACED
    assert Shift.objects.get(pk=first.id).minutes == 240
    assert Shift.objects.get(pk=answer.shift_id).replaces_id == first.id
    late = work.log(shift(work.engagement, hours=6, replaces=first.id))
    assert late.code == "replaced_already"


def test_a_correction_that_comes_first_in_its_batch_is_taken_after(work: Work) -> None:
    first = shift(work.engagement)
    right = shift(work.engagement, hours=5, replaces=first.id)
    newest = shift(work.engagement, hours=6, replaces=right.id)
    answers = work.log_many([newest, right, first])
    assert [one.outcome for one in answers] == [
        Outcome.REPLACED,
        Outcome.REPLACED,
        Outcome.TAKEN,
    ]
    assert [codes(one) for one in answers] == [[], [], []]


def test_corrections_in_a_ring_are_refused(work: Work) -> None:
    one, two = uuid4(), uuid4()
    answers = work.log_many(
        [shift(work.engagement, id=one, replaces=two), shift(work.engagement, id=two, replaces=one)]
    )
    assert [answer.code for answer in answers] == ["replaced_missing", "replaced_missing"]


def test_a_correction_stays_with_one_employer(world: World, work: Work) -> None:
    other = works(world, world.rosa, assistant=work.assistant)
    first = work.logged()
    assert other.log(shift(other.engagement, replaces=first.id)).code == "replaces_elsewhere"


def test_what_was_taken_back_is_not_corrected(work: Work) -> None:
    first = work.logged()
    assistants.withdraw_shift(shift=first, by=work.member, now=NOW)
    assert work.log(shift(work.engagement, replaces=first.id)).code == "replaced_withdrawn"


def test_a_batch_asks_as_often_as_one(work: Work) -> None:
    def asked(count: int) -> int:
        days = [DAY - timedelta(days=back) for back in range(count)]
        with CaptureQueriesContext(connection) as queries:
            work.log_many([shift(work.engagement, day=day, hours=13) for day in days])
        return len(queries)

    asked(1)
    assert asked(40) <= asked(1) + 1


ATTACKS = (
    "UPDATE assistants_shift SET break_minutes = 1",
    "DELETE FROM assistants_shift",
    "UPDATE assistants_shiftwarning SET words = ''",
    "DELETE FROM assistants_shiftwarning",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_hours_are_never_changed(work: Work, attack: str) -> None:
    work.logged(hours=7)
    assert ShiftWarning.objects.exists()
    with (
        pytest.raises(DatabaseError, match="as they were logged"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(attack)
    assert Shift.objects.get().break_minutes == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": 239},
        {"break_minutes": 240},
        {"woken_minutes": 1},
        {"ended_at": london(DAY, 9)},
        {"ended_at": london(DAY, 9) + timedelta(hours=25), "minutes": 1_500},
        {"kind": "holiday"},
        {"miles_tenths": 10_000},
    ],
)
def test_the_database_knows_what_is_impossible(work: Work, wrong: dict[str, Any]) -> None:
    usual = {
        "book_id": work.world.book_id,
        "engagement": work.engagement,
        "kind": ShiftKind.STANDARD,
        "started_at": london(DAY, 9),
        "ended_at": london(DAY, 13),
        "minutes": 240,
        "logged_by": work.user_id,
        "logged_at": NOW,
        "received_at": NOW,
    }
    with pytest.raises(DatabaseError), transaction.atomic():
        Shift.objects.create(**{**usual, **wrong})
    Shift.objects.create(**usual)


def test_weeks_of_17_are_added_up_as_london_has_them(work: Work) -> None:
    """Late on a Sunday evening in summer is still that week, though UTC's Monday is near."""
    sunday = datetime(2026, 6, 7, 21, 0, tzinfo=NOW.tzinfo)
    weeks = [sunday - timedelta(weeks=back) for back in range(17)]
    work.log_many([shift(work.engagement, started_at=one, hours=1) for one in weeks])
    agreed = shift(work.engagement, started_at=sunday - timedelta(hours=5), hours=1)
    assistants.change_terms(
        engagement=work.engagement,
        weekly_minutes=119,
        pattern="",
        opted_out_of_48_hours=False,
        by=work.holder,
        now=NOW,
    )
    (said,) = [one for one in work.log(agreed).warnings if one.code == "above_agreed_hours"]
    assert said.words.startswith("This makes 2 hours in the week from 1 June.")
