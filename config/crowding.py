"""Many people with budgets like one that was made by the verbs of life, copied by the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import connection, models
from django.db.models import Q, QuerySet

from budgets.people.models import Person
from budgets.plans.models import Budget
from ledgers.models import Account, InBook
from ledgers.values import MAY_OVERSPEND, AccountKind

FLOORS: Final = ("people", "plans", "recovery", "payouts", "cards", "ledgers")
"""The apps whose rows may belong to one person."""

SHARED: Final = frozenset(
    {
        "people.Household",
        "people.Organisation",
        "people.RecordRead",
        "plans.Rate",
        "plans.PayCalendar",
        "plans.ClosedDay",
        "plans.Uplift",
        "payouts.PayoutSettings",
        "payouts.BankFile",
        "payouts.BankAnswer",
    }
)
"""What is a whole council's, and who has looked at somebody."""

ALONE: Final = {
    ("people.Person", "user_id"): None,
    ("payouts.Payee", "user_id"): None,
    ("payouts.Payee", "link_digest"): "",
    ("payouts.Payee", "link"): None,
}
"""What a copy can't share with the first, and what it has instead."""

COPIED_WITH_BALANCES: Final = (*MAY_OVERSPEND, AccountKind.OVERSPENT)
ROUNDS: Final = (
    "CREATE TEMPORARY TABLE rounds AS "
    "SELECT overlay(lpad(to_hex(round), 8, '0') PLACING '-' FROM 5 FOR 0) AS middle, "
    "'-' || round AS numbered FROM generate_series(%s, %s) round ORDER BY round"
)
BEFORE, AFTER = slice(0, 19), slice(28, 36)
"""
What a copy's UUID has of the first one's text; between them stands the number of the copy.

The beginning is when it was made, so that copies lie together; rows that were made at once differ
in their last digits alone.
"""

Found = dict[type[models.Model], set[UUID]]


def copy_people(count: int, *, person: Person | None = None, first: int = 1) -> None:
    """
    Copy one person, with all that is theirs, so many times over.

    Ids of copies are worked out from the first one's, so that they point at one another as the
    first ones do, and so that they lie beside one another in each index. Balances are copied with
    the accounts, for the guards are down meanwhile; pots and shared accounts are counted again in
    the end.

    :param person: who is copied; otherwise the one person of this database
    :param first: the number of the first copy, where there are some already
    """
    found = belongings(person or Person.objects.get())
    own = {str(one) for ids in found.values() for one in ids} | _keys(found)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET synchronous_commit = off")
        cursor.execute(ROUNDS, [first, first + count - 1])
        for model in found:
            with _without_indexes(model):
                for statement, values in _copying(model, found[model], own):
                    cursor.execute(statement, values)
        cursor.execute(RECOUNT, {"copied": [kind.value for kind in COPIED_WITH_BALANCES]})
        cursor.execute("DROP TABLE rounds")
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("RESET synchronous_commit")
        cursor.execute("ANALYZE")


def belongings(person: Person) -> Found:
    """The rows that are one person's, by their ids: their own, and what points at such rows."""
    found: Found = {Person: {person.id}}
    rooms = [one for app in FLOORS for one in apps.get_app_config(app).get_models()]
    theirs = [
        one
        for one in rooms
        if issubclass(one, InBook)
        and one._meta.label not in SHARED
        and one not in (Person, Account)
    ]
    counted = 0
    while counted < (counted := sum(map(len, found.values()))):
        for model in theirs:
            found[model] = _pointing_at(model, found)
        budgets = Budget.objects.filter(id__in=found[Budget]).values("account_id")
        accounts = Account.objects.filter(Q(id__in=budgets) | Q(overspends__in=budgets))
        found[Account] = set(accounts.values_list("id", flat=True))
    return found


def _pointing_at(model: type[models.Model], found: Found) -> set[UUID]:
    which = Q(pk__in=())
    for one in model._meta.local_concrete_fields:
        related = one.related_model
        if isinstance(related, type) and found.get(related):
            which |= Q(**{f"{one.name}__in": found[related]})
        elif one.name == "about_id":
            which |= Q(about_id__in=[any_id for ids in found.values() for any_id in ids])
    return set(QuerySet(model).filter(which).values_list("pk", flat=True))


def _keys(found: Found) -> set[str]:
    """What else stands for one thing alone, so that a copy has its own."""
    return {
        str(value)
        for model, ids in found.items()
        for name in ("key", "entry")
        if name in {field.name for field in model._meta.local_concrete_fields}
        for value in QuerySet(model).filter(pk__in=ids).values_list(name, flat=True)
    }


@contextmanager
def _without_indexes(model: type[models.Model]) -> Iterator[None]:
    """Do without the table's indexes meanwhile, but for those that hold a constraint."""
    with connection.cursor() as cursor:
        cursor.execute(INDEXES, [model._meta.db_table])
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        yield
        for _, making in indexes:
            cursor.execute(making)


def _copying(
    model: type[models.Model], ids: set[UUID], own: set[str]
) -> Iterator[tuple[str, list[Any]]]:
    """One statement for each row, which makes all copies of it."""
    table, fields = model._meta.db_table, model._meta.local_concrete_fields
    columns = ", ".join(str(field.column) for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} WHERE id = ANY(%s)", [list(ids)])
        rows = cursor.fetchall()
    for row in rows:
        said = [_copied(model, *pair, own) for pair in zip(fields, row, strict=True)]
        shown = ", ".join(sql for sql, _ in said)
        yield (
            f"INSERT INTO {table} ({columns}) SELECT {shown} FROM rounds",
            [value for _, values in said for value in values],
        )


def _copied(
    model: type[models.Model], field: models.Field[Any, Any], value: Any, own: set[str]
) -> tuple[str, tuple[Any, ...]]:
    alone = (model._meta.label, str(field.column))
    if alone in ALONE:
        return "%s", (ALONE[alone],)
    if field.column == "reference" and value:
        return "%s || numbered", (value,)
    if isinstance(value, UUID) and str(value) in own:
        return "(%s || middle || %s)::uuid", (str(value)[BEFORE], str(value)[AFTER])
    return "%s", (value,)


INDEXES: Final = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index i
WHERE indrelid = %s::regclass AND NOT indisunique
    AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
"""

RECOUNT: Final = """
UPDATE ledgers_account a SET debits_posted = t.debited, credits_posted = t.credited,
    debits_held = t.held
FROM (
    SELECT account_id, SUM(debited) AS debited, SUM(credited) AS credited, SUM(held) AS held
    FROM (
        SELECT debit_id AS account_id, pence AS debited, 0 AS credited,
            CASE WHEN hold_id IS NULL THEN 0 ELSE -pence END AS held FROM ledgers_transfer
        UNION ALL SELECT credit_id, 0, pence, 0 FROM ledgers_transfer
        UNION ALL SELECT account_id, 0, 0, pence FROM ledgers_hold
        UNION ALL SELECT h.account_id, 0, 0, -r.pence
            FROM ledgers_release r JOIN ledgers_hold h ON h.id = r.hold_id
    ) side GROUP BY account_id
) t
WHERE t.account_id = a.id AND NOT a.kind = ANY(%(copied)s)
"""
