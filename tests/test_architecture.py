"""What imports can't show: where keys point, who writes or asks the clock, what a refusal says."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from ledgers import guards
from ledgers.errors import Refusal

HOUSE = Path(__file__).parent.parent
DOMAIN = ("budgets", "payments", "ledgers")
FLOORS = (
    "ledgers",
    "payments.outside",
    "payments.payouts",
    "payments.cards",
    "budgets.councils",
    "budgets.people",
    "budgets.plans",
    "budgets.recovery",
    "budgets.assistants",
    "budgets.assurance",
    "budgets.caseload",
    "api",
    "web",
    "config",
)
"""Every app of ours from the ground up; the contracts in pyproject.toml say the same of imports."""


def sources(*floors: str) -> list[Path]:
    """Every module of these floors but migrations, in a settled order."""
    found = (path for floor in floors for path in sorted((HOUSE / floor).rglob("*.py")))
    return [path for path in found if "migrations" not in path.parts]


def calls(path: Path) -> Iterator[ast.Call]:
    yield from (
        node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)
    )


def where(path: Path, node: ast.expr | ast.stmt) -> str:
    return f"{path.relative_to(HOUSE)}:{node.lineno}: {ast.unparse(node)[:80]}"


def our_models() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if floor_of(model).startswith(guards.OURS)
    ]


def floor_of(model: Any) -> str:
    return str(model._meta.app_config.name)


def test_every_app_has_its_floor() -> None:
    ours = {app.name for app in apps.get_app_configs() if app.name.startswith(guards.OURS)}
    assert ours == set(FLOORS)


def test_foreign_keys_point_down() -> None:
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in our_models()
        for field in model._meta.local_concrete_fields
        if field.is_relation and field.related_model in our_models()
        if FLOORS.index(floor_of(model)) < FLOORS.index(floor_of(field.related_model))
    ]
    assert upward == []


def test_foreign_keys_to_others_are_to_what_django_has() -> None:
    theirs = {
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.local_concrete_fields
        if field.is_relation and field.related_model not in our_models()
    }
    assert theirs == set()


# Refusals


def refusals() -> list[type[Refusal]]:
    """Every named refusal in our packages, found by importing all of them."""
    for floor in DOMAIN:
        package = importlib.import_module(floor)
        for module in pkgutil.walk_packages(package.__path__, f"{floor}."):
            importlib.import_module(module.name)
    found, waiting = [], [Refusal]
    while waiting:
        kind = waiting.pop()
        found.append(kind)
        waiting += kind.__subclasses__()
    return [kind for kind in found if kind.__module__.startswith(DOMAIN)]


def first_line(kind: type[Refusal]) -> str:
    return (vars(kind).get("__doc__") or "").strip().partition("\n")[0]


def test_each_refusal_says_a_sentence() -> None:
    silent = [
        f"{kind.__module__}.{kind.__name__}: {first_line(kind)!r}"
        for kind in refusals()
        if not first_line(kind)[:1].isupper() or not first_line(kind).endswith(".")
    ]
    assert silent == []


def test_each_refusal_has_a_name_of_its_own() -> None:
    names = [kind.__name__ for kind in refusals()]
    assert sorted(set(names)) == sorted(names)


def test_refusals_stand_in_the_room_of_errors() -> None:
    elsewhere = [
        f"{kind.__module__}.{kind.__name__}"
        for kind in refusals()
        if "errors" not in kind.__module__.split(".")
    ]
    assert elsewhere == []


# Writing

WRITING = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "aupdate",
    "acreate",
    "asave",
    "adelete",
}
MAY_WRITE = ("services", "services.py", "management")
WRITE_FOR_A_REASON = {
    "api/idempotency.py": "the one table of the floors above: which answer was given",
    "budgets/councils/models.py": "Django's own way to make a user is a method of its manager",
    "payments/outside": "its rooms are named for their verbs: outbox, messages, schedule, polling",
}
ASKS_ROWS = {"objects", "filter", "exclude", "all", "get", "select_for_update", "get_queryset"}


def may_write(path: Path) -> bool:
    inside = path.relative_to(HOUSE)
    return bool({*inside.parts, inside.name} & set(MAY_WRITE)) or any(
        str(inside).startswith(place) for place in WRITE_FOR_A_REASON
    )


def is_writing(call: ast.Call) -> bool:
    """
    Whether this call writes rows, as far as its words show.

    `.save()` and `.delete()` always; `.update()` and the like on a queryset, for dicts and
    hashes have them too.
    """
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in WRITING:
        return False
    if call.func.attr in {"update", "create"}:
        words = {n.attr for n in ast.walk(call.func.value) if isinstance(n, ast.Attribute)}
        return bool(words & ASKS_ROWS)
    return True


def test_only_services_write() -> None:
    writing = [
        where(path, call)
        for path in sources(*DOMAIN, "api", "web")
        if not may_write(path)
        for call in calls(path)
        if is_writing(call)
    ]
    assert writing == []


@pytest.mark.parametrize(
    ("words", "writes"),
    [
        ("row.save()", True),
        ("row.save(update_fields=['state'])", True),
        ("Payment.objects.create(pence=1)", True),
        ("Payment.objects.filter(id=1).update(state='paid')", True),
        ("Payment.objects.bulk_create(rows)", True),
        ("visible_to(viewer).filter(id=1).delete()", True),
        ("params.update(next=path)", False),
        ("hashlib.sha256().update(body)", False),
        ("services.post(posting)", False),
    ],
)
def test_what_counts_as_writing(words: str, writes: bool) -> None:
    (call, *_) = (n for n in ast.walk(ast.parse(words)) if isinstance(n, ast.Call))
    assert is_writing(call) is writes


# The clock, and the outside

ASKS_THE_CLOCK = {"datetime.now", "timezone.now", "date.today", "datetime.today", "datetime.utcnow"}
MAY_ASK_THE_CLOCK = ("management", "tasks.py")
PLAYED = HOUSE / "payments" / "outside" / "rails" / "practice" / "bank.py"
"""A bank for practice: a server that plays the outside world, with a clock of its own."""


def test_the_domain_never_asks_the_clock() -> None:
    asking = [
        where(path, call)
        for path in sources(*DOMAIN)
        if path != PLAYED and not {*path.relative_to(HOUSE).parts} & set(MAY_ASK_THE_CLOCK)
        for call in calls(path)
        if any(ast.unparse(call.func).endswith(words) for words in ASKS_THE_CLOCK)
    ]
    assert asking == []


HTTP = ("django.http", "django.views", "django.urls", "django.shortcuts", "django.template")
OUTSIDE = ("urllib.request", "http.client", "ftplib", "socket")


def imports(path: Path) -> Iterator[tuple[ast.stmt, str]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def importing(paths: list[Path], names: tuple[str, ...]) -> list[str]:
    return [
        where(path, node)
        for path in paths
        for node, imported in imports(path)
        if any(imported == name or imported.startswith(f"{name}.") for name in names)
    ]


def test_the_domain_knows_nothing_of_http() -> None:
    """Import contracts name whole packages; this names parts of Django."""
    assert importing(sources(*DOMAIN), HTTP) == []


def test_only_gateways_speak_to_the_outside() -> None:
    """Import contracts name whole packages; this names parts of Python's own."""
    paths = [p for p in sources(*DOMAIN, "api", "web") if p.name != "gateway.py"]
    assert importing([path for path in paths if path != PLAYED], OUTSIDE) == []


def test_no_room_for_what_has_no_name() -> None:
    stray = [
        str(path.relative_to(HOUSE))
        for path in sources(*DOMAIN, "api", "web", "config")
        if path.stem in {"utils", "helpers", "common", "core", "misc", "signals"}
    ]
    assert stray == []
