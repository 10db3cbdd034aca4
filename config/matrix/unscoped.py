"""The ORM's scoping switched off, so that row security alone keeps councils apart."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db.models import QuerySet

from budgets.councils.rights import RIGHTS, Scope
from config.matrix.asking import Case, cases
from ledgers.guards import tenant_models

BOOK = frozenset({"book", "book_id"})


@contextmanager
def scoping_off() -> Iterator[None]:
    """Let every query ask in all books, and every right reach everybody's things."""
    everywhere = {action: dict.fromkeys(scopes, Scope.COUNCIL) for action, scopes in RIGHTS.items()}
    with patch.dict(RIGHTS, everywhere), patch.object(QuerySet, FILTERING, _unscoped):
        yield


FILTERING = "_filter_or_exclude_inplace"
_filter: Any = getattr(QuerySet, FILTERING)


def _unscoped(rows: QuerySet[Any], negate: bool, args: Any, said: dict[str, Any]) -> None:  # noqa: FBT001  Django's own
    if rows.model in tenant_models():
        said = {name: value for name, value in said.items() if name not in BOOK}
    _filter(rows, negate, args, said)


def elsewhere() -> Iterator[Case]:
    """Every operation about another council's things, as each role that has its right."""
    for case in cases():
        if case.owner == "elsewhere" and case.role in RIGHTS[case.operation.right]:
            yield case
