"""What a row is known by when it comes again: a digest of what was taken from it."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from budgets.caseload.rules.cells import write_cell
from budgets.caseload.values.columns import AccountNumber, SortCode
from budgets.caseload.values.files import CaseFile
from budgets.caseload.values.reading import Head

SECRET: Final = (SortCode, AccountNumber)


def digest_of(*, file: CaseFile[Any], head: Head, record: object, account: str = "") -> str:
    """
    The SHA-256 of a row as it would be written out, of the columns that its file has.

    However a cell was spelled, what is read the same has the same digest.

    :param account: what stands for the numbers of a bank account, which are not in the digest
    """
    written = hashlib.sha256(account.encode())
    for column in file.columns:
        if head.has(column.name) and not isinstance(column.kind, SECRET):
            cell = write_cell(column, getattr(record, column.field))
            written.update(f"\x1e{column.name}\x1f{cell}".encode())
    return written.hexdigest()


def differing(
    *, file: CaseFile[Any], head: Head, record: object, standing: object
) -> Mapping[str, Any]:
    """
    In which fields a row says something else than what stands, and what that is.

    An empty cell says nothing: it takes nothing away. So does a column that is never given out.
    """
    said = {
        column.field: getattr(record, column.field)
        for column in file.columns[1:]
        if head.has(column.name) and column.name not in file.kept_in
    }
    return {
        name: value
        for name, value in said.items()
        if value is not None and value != getattr(standing, name)
    }
