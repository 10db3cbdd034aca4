"""Many people with budgets like one that was made by the verbs of life, copied by the database."""

from collections.abc import Iterable
from typing import Any, Final

from django.apps import apps
from django.db import connection, models

from ledgers.values import STRICT, AccountKind

COPIED: Final = (
    "people.Person",
    "ledgers.Account",
    "plans.Budget",
    "plans.AgreedPurpose",
    "plans.BudgetHolder",
    "plans.Condition",
    "plans.BudgetStatement",
    "plans.StatementLine",
    "payouts.Payee",
    "payouts.Payment",
    "payouts.PaymentMove",
    "plans.Instalment",
    "plans.InstalmentLine",
    "plans.ContributionDue",
    "plans.BudgetChange",
    "ledgers.Transfer",
)
"""What belongs to one person, in the order in which it is copied."""

ALONE: Final = {"user_id": "NULL", "link_digest": "''", "link": "NULL"}
"""What a copy can't share with the first."""

OWN_ACCOUNTS: Final = [*STRICT, AccountKind.OVERSPENT]


def copy_people(count: int) -> None:
    """
    Copy the one person of this database, with all that is theirs, so many times over.

    Ids of copies are worked out from the first one's, so that they point at one another as the
    first ones do. Balances are copied with the accounts, for the guards are down meanwhile; the
    shared accounts get theirs in the end.
    """
    several = [apps.get_model(name) for name in COPIED]
    ids = sorted({one for model in several for one in _ids(model)})
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for model in several:
            cursor.execute(_copying(model), {"ids": ids, "count": count})
        cursor.execute(RECOUNT, {"own": [kind.value for kind in OWN_ACCOUNTS]})
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("ANALYZE")


def _rows(model: type[models.Model]) -> str:
    table = model._meta.db_table
    if table != "ledgers_account":
        return f"SELECT * FROM {table}"
    own = ", ".join(f"'{kind.value}'" for kind in (AccountKind.BUDGET, AccountKind.OVERSPENT))
    return f"SELECT * FROM {table} WHERE kind IN ({own})"


def _ids(model: type[models.Model]) -> Iterable[Any]:
    names = {field.column for field in model._meta.local_concrete_fields}
    with connection.cursor() as cursor:
        for column in ("id", "key", "entry"):
            if column in names:
                cursor.execute(f"SELECT {column} FROM ({_rows(model)}) first")
                yield from (row[0] for row in cursor.fetchall())


def _copying(model: type[models.Model]) -> str:
    columns = [str(field.column) for field in model._meta.local_concrete_fields]
    values = ", ".join(_copied(field) for field in model._meta.local_concrete_fields)
    return (
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) "
        f"SELECT {values} FROM ({_rows(model)}) first, generate_series(1, %(count)s) copied(round)"
    )


def _copied(field: models.Field[Any, Any]) -> str:
    column = str(field.column)
    if column in ALONE:
        return ALONE[column]
    if column == "reference":
        return "reference || '-' || copied.round"
    internal = field.target_field if isinstance(field, models.ForeignKey) else field
    if not isinstance(internal, models.UUIDField):
        return column
    copied = f"md5({column}::text || copied.round)::uuid"
    return f"CASE WHEN {column} = ANY(%(ids)s) THEN {copied} ELSE {column} END"


RECOUNT = """
UPDATE ledgers_account a SET debits_posted = t.debited, credits_posted = t.credited
FROM (
    SELECT account_id, SUM(debited) AS debited, SUM(credited) AS credited
    FROM (
        SELECT debit_id AS account_id, pence AS debited, 0 AS credited FROM ledgers_transfer
        UNION ALL SELECT credit_id, 0, pence FROM ledgers_transfer
    ) side GROUP BY account_id
) t
WHERE t.account_id = a.id AND NOT a.kind = ANY(%(own)s)
"""
