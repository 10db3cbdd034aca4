"""Row security and the application's role, attacked by raw SQL on PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from ledgers import guards, services
from ledgers.doors import acting_for
from ledgers.guards import roles
from ledgers.guards.tables import FOUND_FIRST, HISTORY
from ledgers.models import Account, Transfer
from ledgers.values import SCHEDULER, AccountKind, Viewer
from tests.factories import World, make_world
from tests.ledgers.attacks.raw import insert, settle
from tests.ledgers.books import NOW, Books, nothing_moves
from tests.service import as_application

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

TENANT = {model._meta.db_table: model for model in guards.tenant_models()}
LEDGER = ("ledgers_transfer", "ledgers_hold", "ledgers_release", "ledgers_seal", "ledgers_book")
NO_BOOK = str(UUID(int=7))
DENIED = "permission denied"


def ask(statement: str, *params: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return list(cursor.fetchall()) if cursor.description else []


def set_book(book: UUID | str) -> None:
    ask("SELECT set_config('app.book', %s, true)", str(book))


@contextmanager
def service(book: UUID | str = "") -> Iterator[None]:
    """Be the application's role with this book open, and undo what it did."""
    with transaction.atomic():
        set_book(book)
        with as_application():
            yield
        transaction.set_rollback(True)


def refused(statement: str, *params: Any, match: str = DENIED) -> None:
    with nothing_moves(), pytest.raises(DatabaseError, match=match), transaction.atomic():
        ask(statement, *params)


@pytest.fixture
def there(world: World) -> World:
    return make_world()


def test_every_table_of_a_book_forces_it() -> None:
    forced = ask(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace "
        "AND relrowsecurity AND relforcerowsecurity"
    )
    assert {name for (name,) in forced} == set(TENANT)


def test_no_policy_opens_more_than_one_book() -> None:
    found = {
        (table, name): (command, who, shown)
        for table, name, command, who, shown in ask(
            "SELECT tablename, policyname, cmd, roles::text, qual FROM pg_policies"
        )
    }
    ours = {(table, "in_this_book") for table in TENANT}
    first = {
        (table, "found_first")
        for table, model in TENANT.items()
        if model._meta.label in FOUND_FIRST
    }
    assert set(found) == ours | first
    assert {found[one][:2] for one in ours} == {("ALL", "{public}")}
    owner = ask("SELECT tableowner FROM pg_tables WHERE tablename = 'ledgers_account'")[0][0]
    assert {found[one] for one in first} == {("SELECT", f"{{{owner}}}", "true")}


def test_the_application_has_exactly_its_rights() -> None:
    tables = set(connection.introspection.table_names())
    assert roles.granted(connection) == roles.rights(tables)
    for table, right in roles.granted(connection):
        assert right.split()[0] in {"SELECT", "INSERT", "UPDATE", "DELETE"}, (table, right)


def test_history_is_only_added_to_and_balances_are_not_written() -> None:
    granted = roles.granted(connection)
    for table, model in TENANT.items():
        rights = {right for of, right in granted if of == table}
        if model._meta.label in HISTORY:
            assert rights == {"SELECT", "INSERT"}
    account = {right for of, right in granted if of == "ledgers_account"}
    assert account == {"SELECT", "INSERT", "UPDATE (opened_at)"}


def test_the_application_owns_nothing_and_goes_past_nothing() -> None:
    with as_application():
        assert not roles.is_unbound(connection)
    super_, bypass, login, makes = ask(
        "SELECT rolsuper, rolbypassrls, rolcanlogin, rolcreaterole OR rolcreatedb "
        "FROM pg_roles WHERE rolname = %s",
        roles.APPLICATION,
    )[0]
    assert (super_, bypass, login, makes) == (False, False, False, False)


def test_functions_of_the_owner_answer_questions_alone() -> None:
    may = ask(
        "SELECT proname, provolatile FROM pg_proc WHERE pronamespace = 'public'::regnamespace "
        "AND prosecdef AND prorettype <> 'trigger'::regtype "
        "AND has_function_privilege(%s, oid, 'EXECUTE')",
        roles.APPLICATION,
    )
    assert {name for name, _ in may} == {
        "councils_memberships",
        "councils_book_of",
        "councils_looks",
        "councils_known_elsewhere",
        "councils_logo",
        "payouts_book_of_link",
    }
    assert {volatility for _, volatility in may} == {"s"}
    fixed = ask(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef "
        "AND NOT coalesce(proconfig, '{}') @> '{\"search_path=public, pg_temp\"}'"
    )
    assert fixed == []


@pytest.mark.parametrize("book", ["", NO_BOOK])
def test_without_its_book_nothing_is_there(world: World, book: str) -> None:
    with service(book):
        for table in TENANT:
            assert ask(f'SELECT count(*) FROM "{table}"') == [(0,)], table


def test_only_the_open_book_is_there(world: World, there: World) -> None:
    with service(world.book_id):
        for table in TENANT:
            assert ask(f'SELECT DISTINCT book_id FROM "{table}"') in ([], [(world.book_id,)])
        assert ask("SELECT count(*) FROM ledgers_account") != [(0,)]


@pytest.mark.parametrize("opened", [True, False])
def test_nothing_is_added_to_another_book(world: World, there: World, *, opened: bool) -> None:
    row = Account(book_id=there.book_id, kind=AccountKind.POT, opened_at=NOW)
    sql, values = insert(row)
    with service(world.book_id if opened else ""):
        refused(sql, *values, match="row-level security")


def test_nothing_is_moved_to_another_book(world: World, there: World) -> None:
    with service(world.book_id):
        refused("UPDATE councils_team SET book_id = %s", there.book_id, match="row-level security")
        changed = "UPDATE councils_team SET name = name WHERE book_id = %s RETURNING id"
        assert ask(changed, there.book_id) == []


@pytest.mark.parametrize("table", LEDGER)
@pytest.mark.parametrize("attack", ["DELETE FROM {}", "TRUNCATE {}", "TRUNCATE {} CASCADE"])
def test_history_is_not_taken_away(world: World, table: str, attack: str) -> None:
    with service(world.book_id):
        refused(attack.format(table))


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE ledgers_transfer SET pence = 1",
        "UPDATE ledgers_account SET credits_posted = credits_posted + 1",
        "UPDATE ledgers_account SET opened_at = opened_at, debits_held = 0",
        "ALTER TABLE ledgers_transfer DISABLE TRIGGER ALL",
        "ALTER TABLE ledgers_account DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE ledgers_account NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY in_this_book ON ledgers_account",
        "CREATE POLICY mine ON ledgers_account USING (true)",
        "DROP TRIGGER ledgers_post ON ledgers_transfer",
        "DROP TABLE ledgers_transfer",
        "CREATE TABLE mine (id int)",
        "CREATE FUNCTION ledgers_post() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
        "SET LOCAL session_replication_role = replica",
        f"ALTER ROLE {roles.APPLICATION} BYPASSRLS",
        "SELECT ledgers_check_capture(gen_random_uuid())",
        "COPY ledgers_transfer FROM PROGRAM 'true'",
    ],
)
def test_guards_are_not_the_applications(world: World, attack: str) -> None:
    denied = "permission denied|must be owner|must have admin|must be superuser|no privileges"
    with service(world.book_id):
        refused(attack, match=denied)


def test_a_lock_is_no_change(world: World) -> None:
    with service(world.book_id):
        refused("UPDATE ledgers_account SET opened_at = now()", match="history is only added to")
        refused("UPDATE ledgers_book SET opened_at = now()", match="history is only added to")


def test_a_trigger_of_ones_own_does_not_write_balances(world: World) -> None:
    with service(world.book_id):
        ask("CREATE TEMPORARY TABLE mine (id int)")
        ask(
            "CREATE FUNCTION pg_temp.raise_it() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "UPDATE ledgers_account SET credits_posted = credits_posted + 1; RETURN NEW; END $$"
        )
        ask(
            "CREATE TRIGGER own AFTER INSERT ON mine "
            "FOR EACH ROW EXECUTE FUNCTION pg_temp.raise_it()"
        )
        refused("INSERT INTO mine VALUES (1)")


def test_a_copy_out_has_one_book(world: World, there: World) -> None:
    with service(world.book_id), connection.cursor() as cursor:
        with cursor.copy("COPY (SELECT book_id FROM ledgers_account) TO STDOUT") as copy:
            books = {bytes(line).decode().strip() for line in copy}
        assert books == {str(world.book_id)}


def test_a_copy_in_is_refused(world: World) -> None:
    with (
        service(world.book_id),
        pytest.raises(DatabaseError, match="COPY FROM not supported with row-level security"),
        transaction.atomic(),
    ):
        ask("COPY ledgers_transfer FROM STDIN")


@pytest.mark.django_db(transaction=True)
def test_a_book_is_closed_with_its_door() -> None:
    viewer = Viewer(SCHEDULER, make_world().book_id, frozenset(), NOW)
    with as_application():
        with acting_for(viewer):
            assert ask("SELECT count(*) > 0 FROM ledgers_account") == [(True,)]
        assert ask("SELECT current_setting('app.book', true)") == [("",)]
        assert ask("SELECT count(*) FROM ledgers_account") == [(0,)]
        with pytest.raises(ZeroDivisionError), acting_for(viewer):
            raise ZeroDivisionError
        assert ask("SELECT count(*) FROM ledgers_account") == [(0,)]


def hand_the_ledger_to_somebody_ordinary() -> None:
    """As in service: the tables' owner is no superuser, so the ledger posts under policies."""
    settle()
    ask("CREATE ROLE prove_owner NOLOGIN")
    ask("GRANT CREATE ON SCHEMA public TO prove_owner")
    for (thing,) in ask(
        "SELECT 'TABLE ' || oid::regclass FROM pg_class WHERE relname LIKE 'ledgers%%' "
        "AND relkind = 'r' UNION ALL SELECT 'FUNCTION ' || oid::regprocedure FROM pg_proc "
        "WHERE proname LIKE 'ledgers%%'"
    ):
        ask(f"ALTER {thing} OWNER TO prove_owner")


def test_an_ordinary_owner_posts_both_sides_in_the_open_book(books: Books) -> None:
    posting = books.posting(books.funding, books.pot, 7_00)
    hand_the_ledger_to_somebody_ordinary()
    set_book(books.book.id)
    with as_application():
        services.post(posting)
        row = Transfer.objects.get(key=posting.key)
    sides = Account.objects.in_bulk([row.debit_id, row.credit_id])
    assert sides[row.debit_id].debits_posted == sides[row.credit_id].credits_posted == 7_00


@pytest.mark.parametrize("book", ["", NO_BOOK])
def test_an_ordinary_owner_posts_nothing_elsewhere(books: Books, book: str) -> None:
    posting = books.posting(books.funding, books.pot, 7_00)
    hand_the_ledger_to_somebody_ordinary()
    set_book(book)
    with (
        nothing_moves(),
        as_application(),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        services.post(posting)
