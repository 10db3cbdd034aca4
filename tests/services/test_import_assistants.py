"""Personal assistants, their engagements and their hours, taken from files and given out again."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.assistants import selectors as asked
from budgets.assistants import services as assistants
from budgets.assistants.models import Assistant, Engagement, EngagementRate, Shift, ShiftAgreement
from budgets.assistants.values import AgreedHow, RateKind, Relation
from budgets.caseload.models import ImportedRow
from budgets.caseload.services.importing.engagements import week_of
from budgets.councils.models import Member
from budgets.councils.values import Role
from tests.factories import NOW
from tests.services.import_worlds import (
    TEAM_AND_PERSON,
    bring,
    bring_bytes,
    empty_council,
    nothing_changes,
    try_out,
    written_out,
)

pytestmark = pytest.mark.django_db

BASE: dict[str, Any] = {**TEAM_AND_PERSON, "budgets": [{}]}
ALL: dict[str, Any] = {**BASE, "workers": [{}], "engagements": [{}]}
NIGHT = "0190a0d4-77e2-7c3a-9a53-0c3f5f1b2d4e"


@pytest.fixture
def book() -> UUID:
    return empty_council()


def shift_row(**cells: str) -> dict[str, str]:
    return {"shift_id": str(uuid4()), **cells}


def test_everything_is_taken_as_it_was(book: UUID) -> None:
    brought = bring(
        book,
        **BASE,
        workers=[{"date_of_birth": "1990-02-03", "email": "Dana@helps.example", "phone": "01"}],
        engagements=[
            {
                "relation": "household_family",
                "household_agreement_on": "2024-03-01",
                "notice_until": "2026-12-31",
                "ends_on": "2026-12-31",
            }
        ],
        shifts=[{"agreed_at": "2026-03-30T09:00:00Z"}],
    )
    assert (brought.refused, brought.remarks) == ([], [])
    helper = Assistant.objects.get()
    assert (helper.reference, helper.full_name, helper.born_on) == (
        "W1",
        "Dana Okafor",
        date(1990, 2, 3),
    )
    assert (helper.email, helper.imported_at) == ("dana@helps.example", NOW)
    one = Engagement.objects.get()
    assert (one.weekly_minutes, one.starts_on, one.ends_on) == (
        750,
        date(2024, 4, 8),
        date(2026, 12, 31),
    )
    assert (one.relation, one.household_agreed_on) == (
        Relation.HOUSEHOLD_FAMILY,
        date(2024, 3, 1),
    )
    assert asked.rates_on(one, date(2024, 4, 8)) == {RateKind.STANDARD: 13_20}
    night = Shift.objects.get()
    assert (str(night.id), night.kind, night.minutes) == (NIGHT, "waking_night", 480)
    assert (night.imported_at, night.received_at) == (NOW, NOW)
    assert night.logged_at == datetime(2026, 3, 29, 7, tzinfo=UTC)
    agreed = ShiftAgreement.objects.get()
    assert (agreed.how, agreed.agreed_by, agreed.agreed_at) == (
        AgreedHow.IMPORTED,
        None,
        datetime(2026, 3, 30, 9, tzinfo=UTC),
    )


def test_an_assistant_signs_in_by_an_address_of_their_own(book: UUID) -> None:
    address = {"email": "us@helps.example"}
    brought = bring(book, workers=[address, {"worker_ref": "W2", **address}])
    first, second = Assistant.objects.order_by("reference")
    member = Member.objects.get(book_id=book)
    assert (first.user_id, second.user_id) == (member.user_id, None)
    assert [row.role for row in member.roles.all()] == [Role.ASSISTANT]
    assert [(line, column) for _, line, column, _ in brought.remarks] == [(3, "email")]
    bring(book, workers=[{"worker_ref": "W2", "email": "own@helps.example"}])
    second.refresh_from_db()
    assert second.user
    assert second.user.email == "own@helps.example"


ODD = (
    {"ended_at": "2026-04-02T22:00:00Z"},
    {"break_minutes": "1440"},
    {"woken_minutes": "1000"},
    {"started_at": "2019-01-01T08:00:00Z", "ended_at": "2019-01-01T09:00:00Z"},
    {"started_at": "2030-01-01T08:00:00Z", "ended_at": "2030-01-01T09:00:00Z"},
    {"started_at": "2026-03-28T22:00:00.9Z", "ended_at": "2026-03-28T22:01:00.1Z"},
)


@pytest.mark.parametrize("cells", ODD)
def test_a_fact_is_not_judged(book: UUID, cells: dict[str, str]) -> None:
    brought = bring(book, **ALL, shifts=[cells, shift_row()])
    assert (brought.refused, brought.of("shifts")) == ([], {"read": 2, "created": 2})


def test_family_without_an_agreement_is_taken_and_said(book: UUID) -> None:
    ended = {"relation": "household_family", "ends_on": "2025-01-01"}
    brought = bring(book, **BASE, workers=[{}], engagements=[ended], shifts=[{}])
    assert [(file, column) for file, _, column, _ in brought.remarks] == [
        ("engagements.csv", "household_agreement_on")
    ]
    assert Shift.objects.count() == 1


def test_a_row_is_refused_alone(book: UUID) -> None:
    brought = bring(
        book,
        **BASE,
        workers=[{}],
        engagements=[{}, {"engagement_ref": "E2", "worker_ref": "W9"}],
        shifts=[
            {},
            shift_row(engagement_ref="E2"),
            shift_row(ended_at="2026-03-28T22:00:00Z"),
            {"shift_id": "seven"},
        ],
    )
    assert brought.of("engagements") == {"read": 2, "created": 1, "refused": 1}
    assert brought.of("shifts") == {"read": 4, "created": 1, "refused": 3}
    assert {column for _, _, column, _ in brought.refused} == {
        "worker_ref",
        "engagement_ref",
        "ended_at",
        "shift_id",
    }


def test_the_same_again_changes_nothing(book: UUID) -> None:
    files = {**ALL, "shifts": [{}, shift_row(kind="sleep_in", woken_minutes="0")]}
    bring(book, **files)
    with nothing_changes():
        again = bring(book, **files, now=NOW + timedelta(days=1))
    assert (again.of("shifts"), again.remarks) == ({"read": 2, "unchanged": 2}, [])
    assert not ImportedRow.objects.filter(file="shifts.csv").exists()


def test_to_look_keeps_nothing(book: UUID) -> None:
    with nothing_changes():
        brought = try_out(book, **ALL, shifts=[{}])
    assert brought.of("shifts") == {"read": 1, "created": 1}


def test_what_was_agreed_elsewhere_may_be_corrected(book: UUID) -> None:
    bring(book, **ALL)
    changed = {"hourly_rate": "14.00", "weekly_hours": "20", "notice_until": "2026-12-31"}
    brought = bring(book, engagements=[{**changed, "starts_on": "2024-05-01"}])
    assert [column for _, _, column, _ in brought.remarks] == ["starts_on"]
    one = Engagement.objects.get()
    assert (one.weekly_minutes, one.notice_until) == (1_200, date(2026, 12, 31))
    rates = EngagementRate.objects.order_by("from_on").values_list("from_on", "pence")
    assert list(rates) == [(date(2024, 4, 8), 13_20), (NOW.date(), 14_00)]


def test_hours_that_came_by_a_file_are_agreed_by_one_and_not_changed(book: UUID) -> None:
    bring(book, **ALL, shifts=[{}])
    brought = bring(book, shifts=[{"agreed_at": "2026-04-01T09:00:00Z", "break_minutes": "30"}])
    assert brought.of("shifts") == {"read": 1, "changed": 1}
    assert [column for _, _, column, _ in brought.remarks] == ["break_minutes"]
    assert ShiftAgreement.objects.get().how == AgreedHow.IMPORTED
    later = bring(book, shifts=[{"agreed_at": "2026-05-01T09:00:00Z"}])
    assert [column for _, _, column, _ in later.remarks] == ["agreed_at"]


def test_nobody_is_reminded_of_old_hours(book: UUID) -> None:
    bring(book, **ALL, shifts=[{}])
    assert assistants.remind_of_hours(book_id=book, now=NOW + timedelta(days=30)) == 0


HOURS = ("0.01", "12.50", "17.43", "37.04", "168")


def caseload() -> dict[str, Any]:
    workers = [{}, {"worker_ref": "W2", "full_name": "=Ben, “B”", "email": "b@helps.example"}]
    engagements = [
        {"engagement_ref": f"E{place}", "weekly_hours": hours, "worker_ref": f"W{place % 2 + 1}"}
        for place, hours in enumerate(HOURS, 1)
    ]
    shifts = [
        shift_row(kind="sleep_in", woken_minutes="45"),
        shift_row(engagement_ref="E2", agreed_at="2026-04-01T09:00:00+01:00"),
        shift_row(ended_at="2026-04-02T22:00:00.25Z", break_minutes="1440"),
    ]
    return {**BASE, "workers": workers, "engagements": engagements, "shifts": shifts}


def test_what_goes_out_comes_in_the_same(book: UUID) -> None:
    bring(book, **caseload())
    out = written_out(book)
    assert out["shifts.csv"].count(b"\r\n") == 4
    assert all(f",{float(hours):.2f},".encode() in out["engagements.csv"] for hours in HOURS)
    elsewhere = empty_council()
    brought = bring_bytes(elsewhere, out)
    assert (brought.refused, brought.of("shifts")) == ([], {"read": 3, "created": 3})
    assert written_out(elsewhere) == out
    with nothing_changes():
        again = bring_bytes(elsewhere, out)
    assert again.of("shifts") == {"read": 3, "unchanged": 3}


def test_hours_that_do_not_stand_stay_behind(book: UUID) -> None:
    bring(book, **ALL, shifts=[{}, shift_row()])
    gone = Shift.objects.get(pk=NIGHT)
    helper = bring_member(book)
    assistants.withdraw_shift(shift=gone, by=helper, now=NOW)
    assert NIGHT.encode() not in written_out(book)["shifts.csv"]


def bring_member(book: UUID) -> Member:
    bring(book, workers=[{"email": "dana@helps.example"}])
    return Member.objects.get(book_id=book)


@given(st.integers(0, 168_00))
def test_a_weeks_hours_are_kept_to_the_hundredth(hundredths: int) -> None:
    hours = Decimal(hundredths) / 100
    kept = week_of(hours)
    written = kept["weekly_hours_on_paper"] or Decimal(kept["weekly_minutes"]) / 60
    assert written.quantize(Decimal("0.01")) == hours
    assert abs(kept["weekly_minutes"] - hours * 60) <= Decimal("0.5")
