"""Small caseloads brought to a council, and what came of them."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, BinaryIO
from uuid import UUID

from django.apps import apps

from budgets.caseload.services import EXPORTED_FILES, export_file, import_files
from budgets.caseload.values.importing import Step
from budgets.councils.models import Council
from budgets.plans.models import Budget
from ledgers import guards
from ledgers.models import Account
from ledgers.values import SCHEDULER
from tests.factories import NOW, CouncilFactory
from tests.rules.import_files import GOOD, quoted

Rows = Sequence[Mapping[str, str]]
TODAY = date(2026, 11, 22)


@dataclass
class Brought:
    """What came of one import, by file."""

    steps: list[Step] = field(default_factory=list)

    def of(self, file: str) -> dict[str, int]:
        """The counts of a file that are not nothing."""
        last = [step for step in self.steps if step.file == f"{file}.csv"][-1]
        return {name: count for name, count in last.counts.items() if count}

    @property
    def refused(self) -> list[tuple[str, int, str, str]]:
        """Every fault of every refused row: file, line, column, why."""
        return [
            (fault.file, fault.line, fault.column, fault.why)
            for step in self.steps
            for row in step.refused
            for fault in row.faults
        ]

    @property
    def remarks(self) -> list[tuple[str, int, str, str]]:
        """Everything that was taken and should be looked at, or was not changed."""
        return [
            (fault.file, fault.line, fault.column, fault.why)
            for step in self.steps
            for fault in step.remarks
        ]


def empty_council() -> UUID:
    """A council with nothing in it; its book."""
    council: Council = CouncilFactory()
    return council.book_id


def bring(
    book_id: UUID, *, by: UUID = SCHEDULER, now: datetime = NOW, **files: Rows | bytes
) -> Brought:
    """Bring files to a council; cells that a row leaves out are as in a good one."""
    return bring_bytes(book_id, as_bytes(files), by=by, now=now)


def try_out(book_id: UUID, *, now: datetime = NOW, **files: Rows | bytes) -> Brought:
    """See what bringing files would come to."""
    return bring_bytes(book_id, as_bytes(files), now=now, is_trial=True)


def bring_bytes(
    book_id: UUID,
    files: Mapping[str, bytes],
    *,
    by: UUID = SCHEDULER,
    now: datetime = NOW,
    **how: Any,
) -> Brought:
    """Bring files as they are."""
    streams: dict[str, BinaryIO] = {name: io.BytesIO(data) for name, data in files.items()}
    steps = import_files(book_id=book_id, sources=streams, by=by, now=now, **how)
    return Brought(list(steps))


def as_bytes(files: Mapping[str, Rows | bytes]) -> dict[str, bytes]:
    """Files by their names, from rows that say what is not as usual."""
    return {
        f"{name}.csv": rows if isinstance(rows, bytes) else table(f"{name}.csv", rows)
        for name, rows in files.items()
    }


def table(name: str, rows: Rows) -> bytes:
    """A file with these rows, in the columns that any of them has."""
    whole = [GOOD[name] | row for row in rows]
    columns = list(dict.fromkeys(column for row in whole for column in row))
    lines = [columns, *([quoted(row.get(column, "")) for column in columns] for row in whole)]
    return "".join(",".join(line) + "\r\n" for line in lines).encode()


def written_out(book_id: UUID, *, now: datetime = NOW) -> dict[str, bytes]:
    """Every file that goes out of a council."""
    return {
        file.name: b"".join(export_file(file=file, book_id=book_id, now=now))
        for file in EXPORTED_FILES
    }


TEAM_AND_PERSON: dict[str, Rows] = {"teams": [{"pot_opening_balance": "0.00"}], "people": [{}]}


def one_budget(book_id: UUID, *, now: datetime = NOW, **cells: str) -> Budget:
    """Bring one person with one budget, of which something is not as usual; the budget."""
    brought = bring(book_id, now=now, **TEAM_AND_PERSON, budgets=[cells])
    assert brought.refused == []
    found = Budget.objects.filter(book_id=book_id, reference=cells.get("budget_ref", "B1"))
    return found.select_related("person", "account").get()


def left_on(budget: Budget) -> int:
    """What the ledger has for a budget: available less overspent, in pence."""
    rows = Account.objects.filter(pk=budget.account_id) | Account.objects.filter(
        overspends=budget.account_id
    )
    return sum(account.available_pence for account in rows)


def everything() -> dict[str, list[Any]]:
    """Every row of every table that belongs to a council, to see whether anything changed."""
    models = [Account, *guards.tenant_models(), apps.get_model("councils", "User")]
    return {
        model._meta.label: sorted(map(str, model._default_manager.values_list()))
        for model in models
    }


@contextmanager
def nothing_changes(but: Callable[[str], bool] = lambda _: False) -> Iterator[None]:
    """Fail if any row of any table is different afterwards."""
    before = everything()
    yield
    after = everything()
    changed = [name for name in before if before[name] != after[name] and not but(name)]
    assert changed == []
