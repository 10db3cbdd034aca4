"""Guards that are gone are found, and migrating puts them back."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test.utils import isolate_apps

from ledgers import checks, guards
from ledgers.models import Account, Hold, Transfer
from tests.ledgers.attacks.raw import POSTGRESQL, run
from tests.ledgers.books import Books

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _guarded() -> Iterator[None]:
    assert guards.find_missing("default") == []
    yield
    guards.raise_again("default")
    assert guards.find_missing("default") == []


def drop_trigger(name: str, table: str) -> None:
    run(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == POSTGRESQL else ""))


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("ledgers_post", "ledgers_transfer"),
        ("ledgers_hold_whole", "ledgers_hold"),
        ("ledgers_account_written", "ledgers_account"),
    ],
)
def test_a_dropped_trigger_is_found_and_put_back(name: str, table: str) -> None:
    drop_trigger(name, table)
    with pytest.raises(CommandError, match=f"The guard {name} is missing"):
        call_command("check", databases=["default"])
    call_command("migrate", verbosity=0)
    call_command("check", databases=["default"])


@pytest.mark.postgres
def test_a_disabled_trigger_is_found() -> None:
    run("ALTER TABLE ledgers_transfer DISABLE TRIGGER ledgers_transfer_kept")
    assert guards.find_missing("default") == ["ledgers_transfer_kept"]
    run("ALTER TABLE ledgers_transfer ENABLE TRIGGER ledgers_transfer_kept")


def test_a_dropped_guard_of_a_book_is_found_and_put_back() -> None:
    key = min(guards.tenant_keys(), key=lambda key: key.name)
    if connection.vendor == POSTGRESQL:
        run(f'ALTER TABLE "{key.table}" DROP CONSTRAINT "{key.name}"')
    else:
        run(f'DROP TRIGGER "{key.name}_far"')
    with pytest.raises(CommandError, match=key.name):
        call_command("check", databases=["default"])
    call_command("migrate", verbosity=0)


def test_migrating_to_see_changes_nothing() -> None:
    drop_trigger("ledgers_post", "ledgers_transfer")
    call_command("migrate", plan=True, verbosity=0)
    call_command("migrate", check_unapplied=True, verbosity=0)
    assert guards.find_missing("default") == ["ledgers_post"]


def widened(model: type[models.Model], name: str) -> tuple[Any, Any]:
    was: Any = model._meta.get_field(name)
    new = models.CharField(max_length=was.max_length + 1)
    new.set_attributes_from_name(name)
    new.model = model
    return was, new


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("model", "name"), [(Account, "code"), (Transfer, "about_kind"), (Hold, "about_kind")]
)
def test_a_rebuilt_table_gets_its_guards_back(
    books: Books, monkeypatch: pytest.MonkeyPatch, model: type[models.Model], name: str
) -> None:
    """What a migration with AlterField does on SQLite: a new table, which no trigger knows."""
    was, new = widened(model, name)

    def rebuild(*_: object, **__: object) -> None:
        with connection.schema_editor() as editor:
            editor.alter_field(model, was, new)
            editor.alter_field(model, new, was)
        assert "ledgers_post" in guards.find_missing("default")

    monkeypatch.setattr("django.core.management.commands.migrate.Command.handle", rebuild)
    books.put_in(books.pot, 5_00)
    connection.close()
    call_command("migrate")
    assert guards.find_missing("default") == []


@pytest.mark.sqlite
def test_a_migration_that_fails_leaves_every_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise CommandError("half way")

    monkeypatch.setattr("django.core.management.commands.migrate.Command.handle", fail)
    with pytest.raises(CommandError, match="half way"):
        call_command("migrate")
    assert guards.find_missing("default") == []


@isolate_apps("ledgers")
def test_a_model_without_a_book_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    class Loose(models.Model):
        class Meta:
            app_label = "ledgers"

    monkeypatch.setattr(apps, "get_models", lambda **_: [Loose])
    (found,) = checks.check_books()
    assert (found.id, found.obj) == ("ledgers.E001", Loose)


def test_every_model_of_ours_has_its_book() -> None:
    assert checks.check_books() == []


def test_the_list_of_global_tables_names_tables_that_are_there() -> None:
    assert {model._meta.label for model in apps.get_models()} >= guards.GLOBAL_TABLES


@pytest.mark.postgres
def test_no_key_within_a_book_is_asked_twice() -> None:
    run(
        "ALTER TABLE ledgers_hold ADD CONSTRAINT again FOREIGN KEY (account_id) "
        "REFERENCES ledgers_account (id)"
    )
    assert single_keys() == {("ledgers_hold", "account_id")}
    guards.raise_again("default")
    assert single_keys() == set()


def single_keys() -> set[tuple[str, str]]:
    within = {(key.table, key.column) for key in guards.tenant_keys()}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint c JOIN pg_attribute a "
            "ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] "
            "WHERE c.contype = 'f' AND array_length(c.conkey, 1) = 1"
        )
        return set(cursor.fetchall()) & within
