"""
History cannot be edited.

As the application's role, by raw SQL, in the council's own book: every row of what is only added
to is changed, column by column, deleted, emptied and written over; balances are set by hand, on
rows that are there and on new ones; money is moved between books; and the guards themselves are
taken down. The control tries the same as the owner, with the triggers off.
"""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from uuid import UUID

from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from config.proving import QUICK, Proof, as_application, scratch_database
from config.tampering import Life
from config.tampering import run as execute
from ledgers.doors import acting_for
from ledgers.guards.tables import HISTORY
from ledgers.models import Account, Transfer
from ledgers.values import SCHEDULER, Viewer, uuid7

HOURS, HOURS_QUICK = 5, 2
LEDGER = ("ledgers.Account", *sorted(label for label in HISTORY if label.startswith("ledgers.")))
TOTALS = ("debits_posted", "credits_posted", "debits_held")

Attack = tuple[str, str]
"""What is tried, and the statement."""


def run(seed: int, control: bool) -> Proof:  # noqa: FBT001  every proof is called this way
    """Try everything once, each in a transaction of its own, and count what was let through."""
    chance = random.Random(seed)  # noqa: S311  a proof must be repeatable
    with ExitStack() as house:
        house.enter_context(scratch_database())
        life, other = Life(chance), Life(chance)
        for _ in range(HOURS_QUICK if QUICK.get() else HOURS):
            life.hour()
            other.hour()
        attacks = [*_on_rows(), *_on_balances(life), *_between(life, other), *_on_guards()]
        chance.shuffle(attacks)
        if not control:
            house.enter_context(as_application())
        viewer = Viewer(SCHEDULER, life.book.id, frozenset(), datetime.now(UTC))
        tried = Counter(what for what, _ in attacks)
        through = [one for one in attacks if not _is_refused(viewer, one[1], control=control)]
    refused = len(attacks) - len(through)
    line = (
        f"{refused} of {len(attacks)} refused ("
        + ", ".join(f"{what} {count}" for what, count in sorted(tried.items()))
        + f"), {len(LEDGER)} tables of the ledger, {len(HISTORY)} of history"
    )
    figures = {
        "attacks": len(attacks),
        "refused": refused,
        "by_kind": dict(tried),
        "let_through": [statement for _, statement in through][:10],
    }
    return Proof(not through, line, figures)


def _is_refused(viewer: Viewer, statement: str, *, control: bool) -> bool:
    """Whether the database refuses it, at once or on commit; nothing of it stays."""
    try:
        with acting_for(viewer):
            if control:
                execute("SET LOCAL session_replication_role = replica")
            execute(statement)
            connection.check_constraints()
            transaction.set_rollback(True)
    except DatabaseError as error:
        return _is_a_refusal(getattr(error.__cause__, "sqlstate", ""))
    return False


def _is_a_refusal(sqlstate: str) -> bool:
    """No right, or against a constraint or a guard; a statement that is wrong proves nothing."""
    return sqlstate == "42501" or sqlstate.startswith("23")


def _on_rows() -> Iterator[Attack]:
    for label in sorted(HISTORY | set(LEDGER)):
        model = apps.get_model(label)
        table = model._meta.db_table
        yield "delete", f'DELETE FROM "{table}"'
        yield "truncate", f'TRUNCATE "{table}" CASCADE'
        yield from (("update", f'UPDATE "{table}" SET {_changed(f)}') for f in _columns(model))
        over = f'INSERT INTO "{table}" SELECT * FROM "{table}" ON CONFLICT (id)'
        yield "write over", f"{over} DO UPDATE SET id = EXCLUDED.id"
        merge = f'MERGE INTO "{table}" t USING "{table}" s ON t.id = s.id'
        yield "merge", f"{merge} WHEN MATCHED THEN DELETE"


def _columns(model: type[models.Model]) -> list["models.Field[object, object]"]:
    return list(model._meta.local_concrete_fields)


def _changed(field: "models.Field[object, object]") -> str:
    column = f'"{field.column}"'
    if isinstance(field, models.BigIntegerField | models.IntegerField):
        return f"{column} = {column} + 1"
    return f"{column} = {column}"


def _on_balances(life: Life) -> Iterator[Attack]:
    for account in life.places:
        set_to = [f"{total} = {total} {how}" for total in TOTALS for how in ("+ 100", "- 1", "* 2")]
        for change in set_to:
            yield "balance", f"UPDATE ledgers_account SET {change} WHERE id = '{account.id}'"
    for total in TOTALS:
        values = ", ".join("100" if one == total else "0" for one in TOTALS)
        columns = f"id, book_id, kind, code, {', '.join(TOTALS)}, opened_at"
        said = f"'{uuid7()}', '{life.book.id}', 'pot', '', {values}, now()"
        yield "balance", f"INSERT INTO ledgers_account ({columns}) VALUES ({said})"


def _between(life: Life, other: Life) -> Iterator[Attack]:
    """Transfers of which the book, the debited or the credited account is another's."""
    here, there = life.places[0], other.places[0]
    for book, debit, credit in (
        (life, here, there),
        (life, there, here),
        (life, there, there),
        (other, here, life.places[1]),
        (other, there, here),
        (other, there, other.places[1]),
    ):
        yield "between books", _transfer(book.book.id, debit, credit)


def _transfer(book_id: UUID, debit: Account, credit: Account) -> str:
    said = {
        "id": uuid7(),
        "book_id": book_id,
        "key": uuid7(),
        "entry": uuid7(),
        "kind": "spent",
        "debit_id": debit.id,
        "credit_id": credit.id,
        "pence": 1,
        "about_kind": "proof",
        "about_id": book_id,
        "posted_by": SCHEDULER,
        "occurred_on": "2026-11-01",
        "posted_at": "2026-11-01",
    }
    values = ", ".join(f"'{value}'" for value in said.values())
    return f"INSERT INTO {Transfer._meta.db_table} ({', '.join(said)}) VALUES ({values})"


def _on_guards() -> Iterator[Attack]:
    for label in LEDGER:
        table = apps.get_model(label)._meta.db_table
        yield "guards", f'ALTER TABLE "{table}" DISABLE TRIGGER ALL'
        yield "guards", f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY'
        yield "guards", f'DROP TABLE "{table}" CASCADE'
    yield "guards", "DROP TRIGGER ledgers_transfer_kept ON ledgers_transfer"
    yield "guards", "DROP FUNCTION ledgers_refuse() CASCADE"
    yield "guards", "SET LOCAL session_replication_role = replica"
    yield "guards", HARMLESS


HARMLESS = """
CREATE OR REPLACE FUNCTION ledgers_refuse() RETURNS trigger LANGUAGE plpgsql
AS 'BEGIN RETURN NEW; END'
"""
"""What would let every change through."""
