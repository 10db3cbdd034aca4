"""A proof may have a process die at named places; nobody else can, and nobody else notices."""

import ast
import os
import signal
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from django.conf import settings

from ledgers import fail_points
from ledgers.fail_points import NAMES, Fuse, reach

HOUSE = Path(settings.BASE_DIR)
FLOORS = ("budgets", "payments", "ledgers", "config")


def places() -> set[str]:
    """Every name that our code passes, as it is written."""
    found = set()
    for path in (path for floor in FLOORS for path in (HOUSE / floor).rglob("*.py")):
        text = path.read_text()
        if "reach(" in text:
            found |= {
                str(ast.literal_eval(node.args[0]))
                for node in ast.walk(ast.parse(text))
                if isinstance(node, ast.Call)
                if isinstance(node.func, ast.Name)
                if node.func.id == "reach"
            }
    return found


def test_every_name_is_a_place_and_every_place_has_a_name() -> None:
    assert places() == NAMES


def test_unarmed_nothing_is_even_looked_at() -> None:
    assert settings.FAIL_POINT == ""
    with patch.object(fail_points, "_armed") as looked, patch.object(os, "kill") as killed:
        for name in NAMES:
            reach(name)
    assert not looked.called
    assert not killed.called


def test_a_name_that_is_none_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="after_lunch"):
        reach("after_lunch")


def test_counted_it_burns_down_once() -> None:
    fuse = Fuse("3")
    assert [fuse.burns_down() for _ in range(5)] == [False, False, True, False, False]


def test_by_chance() -> None:
    assert [Fuse("0.0").burns_down(), Fuse("1.0").burns_down()] == [False, True]


def a_process(told: str, **more: str) -> "subprocess.CompletedProcess[bytes]":
    words = (
        "import django; django.setup()\n"
        "from ledgers.fail_points import reach\n"
        "reach('after_call'); print('once', flush=True); reach('after_call'); print('twice')"
    )
    told_all = {"FAIL_POINT": told, "DJANGO_SETTINGS_MODULE": "config.settings", **more}
    return subprocess.run(
        [sys.executable, "-c", words],
        cwd=HOUSE,
        env=os.environ | told_all,
        capture_output=True,
        check=False,
    )


def test_armed_the_process_is_killed_there() -> None:
    died = a_process("after_lease:1,after_call:2")
    assert (died.returncode, died.stdout) == (-signal.SIGKILL, b"once\n")


def test_where_others_are_served_it_will_not_start() -> None:
    secrets = {"SECRET_KEY": "x" * 60, "FIELD_KEYS": "x", "DATABASE_URL": "sqlite:///x"}
    refused = a_process("after_call:1", HOSTS="pay.example", EXAMPLE="0", **secrets)
    assert refused.returncode == 1
    assert b"can't stand beside HOSTS" in refused.stderr
