"""Cells of one row that contradict each other, and what is taken and remarked on."""

import pytest

from tests.rules.import_files import files, one_row, said, taken

HOLDER = {"holder_kind": "provider", "kind": "individual_service_fund", "provider_ref": "V1"}
ONCE = {"frequency": "once", "kind": "recovery", "weekly_total": "", "one_off_amount": "300.00"}


@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        (
            {"ends_on": "2024-04-07"},
            "ends_on",
            "This is before the start on 2024-04-08. Look at both days.",
        ),
        (
            {"weekly_contribution": "220.01", "contribution_mode": "net"},
            "weekly_contribution",
            "The contribution is above the total. Look at both.",
        ),
        (
            {"weekly_total": "", "weekly_contribution": "5.00", "contribution_mode": "net"},
            "weekly_total",
            "There is a contribution. Write the total of which it is a part.",
        ),
        (
            {"weekly_contribution": "5.00"},
            "contribution_mode",
            "There is a contribution. Write net or gross.",
        ),
        (
            {"frequency": "once"},
            "one_off_amount",
            "What is paid once needs its amount here.",
        ),
        (
            {"kind": "recovery"},
            "one_off_amount",
            "What is paid once needs its amount here.",
        ),
        (
            HOLDER | {"provider_ref": ""},
            "provider_ref",
            "A provider holds this budget. Write which one.",
        ),
        (
            HOLDER | {"holder_kind": "person"},
            "holder_kind",
            "A provider holds an Individual Service Fund. Write provider.",
        ),
    ],
)
def test_budgets_that_cannot_be_meant(cells: dict[str, str], column: str, why: str) -> None:
    assert said(files.BUDGETS, **cells) == [(column, why)]


def test_a_contradiction_names_the_value_as_it_stood() -> None:
    (fault,) = one_row(files.BUDGETS, {"ends_on": " 2024-04-07 "}).faults
    assert (fault.line, fault.column, fault.value) == (2, "ends_on", " 2024-04-07 ")


@pytest.mark.parametrize(
    "cells",
    [
        {"ends_on": "2024-04-08"},
        {"weekly_contribution": "220.00", "contribution_mode": "net"},
        {"weekly_contribution": "0.00"},
        {"weekly_contribution": "0", "weekly_total": "0"},
        {"contribution_mode": "gross"},
        {"suspended_on": "2023-01-01"},
        {"first_paid_on": "2024-04-01"},
        {"opening_balance": "-12.50"},
        {"kind": "managed", "holder_kind": "council"},
        {"holder_kind": "nominated_person", "holder_email": "ruth@example.org"},
        {
            "holder_kind": "authorised_person",
            "holder_name": "Ruth Ashworth",
            "conditions_decided_on": "2024-03-01",
        },
        HOLDER,
        ONCE,
        {"one_off_amount": "300.00"},
    ],
)
def test_budgets_that_are_taken_without_a_remark(cells: dict[str, str]) -> None:
    row = one_row(files.BUDGETS, cells)
    assert (row.faults, row.remarks) == ((), ())


@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        (
            {"holder_kind": "authorised_person", "holder_name": "Ruth Ashworth"},
            "conditions_decided_on",
            (
                "An authorised person manages this, and no day says when the conditions were "
                "decided. Confirm them at the next review."
            ),
        ),
        (
            {"holder_kind": "nominated_person"},
            "holder_name",
            "Somebody else manages this, and it is not said who.",
        ),
        (
            {"provider_ref": "V1"},
            "provider_ref",
            "A provider is named who does not hold the money.",
        ),
        ({"weekly_total": ""}, "weekly_total", "Without a total nothing is paid. Agree one."),
        (
            ONCE | {"weekly_total": "10.00"},
            "weekly_total",
            "This is paid once, so nothing is paid week by week.",
        ),
    ],
)
def test_budgets_that_are_taken_and_remarked_on(
    cells: dict[str, str], column: str, why: str
) -> None:
    row = one_row(files.BUDGETS, cells)
    assert row.record is not None
    assert [(one.column, one.why) for one in row.remarks] == [(column, why)]


def test_limits_of_a_member() -> None:
    assert said(files.MEMBERS, grant_limit="300.00", person_year_limit="299.99") == [
        (
            "person_year_limit",
            "The limit for a person in a year can't be below the limit for one grant.",
        )
    ]
    row = taken(files.MEMBERS, grant_limit="300", person_year_limit="300")
    assert (row.grant_limit_pence, row.person_year_limit_pence) == (300_00, 300_00)
    assert taken(files.MEMBERS, grant_limit="300").person_year_limit_pence is None


def test_people_who_care_for_themselves_or_died_before_their_birth() -> None:
    assert said(files.PEOPLE, cares_for_ref="P1") == [
        ("cares_for_ref", "Nobody cares for themselves here. Write the other person.")
    ]
    assert said(files.PEOPLE, date_of_birth="1952-04-03", died_on="1952-04-02") == [
        ("died_on", "This is before the birth on 1952-04-03. Look at both days.")
    ]


def test_bank_details_come_together_or_not_at_all() -> None:
    both = "A sort code and an account number come together. Write both or neither."
    assert said(files.PAYEES, sort_code="20-00-00") == [("account_number", both)]
    assert said(files.PAYEES, account_number="12345678") == [("sort_code", both)]
    assert taken(files.PAYEES, sort_code="", account_number="").sort_code is None


def test_spans_end_after_they_start() -> None:
    before = "This is before the start on {}. Look at both days."
    assert said(files.ABSENCES, ends_on="2026-01-04") == [("ends_on", before.format("2026-01-05"))]
    assert said(files.ENGAGEMENTS, ends_on="2024-04-07") == [
        ("ends_on", before.format("2024-04-08"))
    ]
    assert said(files.SHIFTS, ended_at="2026-03-28T22:00:00Z") == [
        ("ended_at", "This is not after the start at 2026-03-28T22:00:00Z.")
    ]


def test_facts_are_not_judged() -> None:
    """A shift of 30 hours, half an hour's break, logged before it began: assurance asks."""
    row = taken(files.SHIFTS, ended_at="2026-03-30T04:00:00Z", logged_at="2026-03-01T00:00:00Z")
    assert (row.ended_at - row.started_at).total_seconds() == 30 * 3600
    assert taken(files.ENGAGEMENTS, hourly_rate="0.01").hourly_rate_pence == 1
    assert taken(files.LINES, amount="0.00").amount_pence == 0
