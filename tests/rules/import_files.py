"""Small files of a caseload, and what reading them gives."""

import io
from collections.abc import Mapping
from typing import Any

from budgets.caseload.rules import Table, open_table
from budgets.caseload.values import files
from budgets.caseload.values.files import CaseFile
from budgets.caseload.values.reading import ReadRow

TEAM = {"team_ref": "EAST", "name": "Eastgate", "pot_opening_balance": "12000.00"}
PERSON = {"person_ref": "P1", "full_name": "Rosa Delgado", "kind": "adult", "team_ref": "EAST"}
BUDGET = {
    "budget_ref": "B1",
    "person_ref": "P1",
    "kind": "direct_payment",
    "holder_kind": "person",
    "weekly_total": "220.00",
    "contribution_mode": "none",
    "frequency": "four_weekly",
    "starts_on": "2024-04-08",
    "purposes": "learning",
    "account_kind": "card",
}
MEMBER = {"email": "ama@elmshire.example", "full_name": "Ama Boateng", "role": "practitioner"}
PROVIDER = {"provider_ref": "V1", "name": "Larch Lane Support", "registered": "yes"}
ENGAGEMENT = {
    "engagement_ref": "E1",
    "budget_ref": "B1",
    "worker_ref": "W1",
    "hourly_rate": "13.20",
    "weekly_hours": "12.50",
    "starts_on": "2024-04-08",
    "relation": "none",
}
SHIFT = {
    "shift_id": "0190a0d4-77e2-7c3a-9a53-0c3f5f1b2d4e",
    "engagement_ref": "E1",
    "started_at": "2026-03-28T22:00:00Z",
    "ended_at": "2026-03-29T07:00:00+01:00",
    "break_minutes": "0",
    "kind": "waking_night",
    "logged_at": "2026-03-29T08:00:00+01:00",
}
ABSENCE = {"absence_ref": "A1", "person_ref": "P1", "kind": "hospital", "starts_on": "2026-01-05"}
PAYEE = {"payee_ref": "Y1", "name": "Elmshire College", "kind": "business"}
LINE = {
    "line_id": "L1",
    "budget_ref": "B1",
    "booked_on": "2026-01-05",
    "amount": "-12.50",
    "counterparty": "Elmshire College",
    "description": "Term fee",
    "channel": "card",
}
WORKER = {"worker_ref": "W1", "full_name": "Dana Okafor"}

GOOD: dict[str, dict[str, str]] = {
    "teams.csv": TEAM,
    "members.csv": MEMBER,
    "people.csv": PERSON,
    "providers.csv": PROVIDER,
    "budgets.csv": BUDGET,
    "workers.csv": WORKER,
    "engagements.csv": ENGAGEMENT,
    "shifts.csv": SHIFT,
    "absences.csv": ABSENCE,
    "payees.csv": PAYEE,
    "lines.csv": LINE,
}


def opened(file: CaseFile[Any], content: str | bytes) -> Table[Any]:
    data = content.encode() if isinstance(content, str) else content
    return open_table(file=file, stream=io.BytesIO(data))


def rows_of(file: CaseFile[Any], content: str | bytes) -> list[ReadRow[Any]]:
    return list(opened(file, content).rows)


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def one_row(file: CaseFile[Any], cells: Mapping[str, str]) -> ReadRow[Any]:
    """The only row of a file that has these cells and otherwise what is right."""
    whole = GOOD[file.name] | cells
    lines = [whole.keys(), map(quoted, whole.values())]
    (row,) = rows_of(file, "\n".join(map(",".join, lines)))
    return row


def said(file: CaseFile[Any], **cells: str) -> list[tuple[str, str]]:
    """At which columns the row with these cells is refused, and in which words."""
    row = one_row(file, cells)
    assert (row.record is None) == bool(row.faults)
    return [(fault.column, fault.why) for fault in row.faults]


def taken(file: CaseFile[Any], **cells: str) -> Any:
    """The record of the row with these cells, which nothing is wrong with."""
    row = one_row(file, cells)
    assert row.faults == ()
    return row.record


def people(*rows: str) -> str:
    """A file of people: the first line, then these."""
    return "\n".join(["person_ref,full_name,kind,team_ref", *rows])


__all__ = ["files", "one_row", "opened", "people", "quoted", "rows_of", "said", "taken"]
