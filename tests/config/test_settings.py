"""Where others are served nothing has a convenient default, and the service refuses to start."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from config.secrets import kept_secret

HOUSE = Path(__file__).parent.parent.parent
SERVING = {
    "HOSTS": "wherewithal.example",
    "SECRET_KEY": "x" * 60 + "0123456789",
    "FIELD_KEYS": Fernet.generate_key().decode(),
    "DATABASE_URL": "postgres://nobody@127.0.0.1/nothing",
}
OURS = {*SERVING, "EXAMPLE", "SITE_URL", "DJANGO_SETTINGS_MODULE"}


def start(words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of their own, and print what is asked of them."""
    here = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.run(
        [
            sys.executable,
            "-W",
            "error",
            "-c",
            f"from config import settings as s; print(({words}))",
        ],
        cwd=HOUSE,
        env={**here, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_laptop_needs_nothing() -> None:
    done = start("s.ALLOWED_HOSTS, s.DATABASES['default']['ENGINE'], s.EXAMPLE")
    assert done.stdout.strip() == (
        "(['127.0.0.1', 'localhost', '[::1]'], 'django.db.backends.sqlite3', True)"
    )


def test_an_empty_address_is_no_address() -> None:
    done = start("s.DATABASES['default']['ENGINE']", DATABASE_URL="")
    assert done.stdout.strip() == "django.db.backends.sqlite3"


def test_a_service_starts_with_all_it_needs() -> None:
    done = start(
        "s.ALLOWED_HOSTS, s.DEBUG, s.EXAMPLE, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE",
        **SERVING,
    )
    assert done.stdout.strip() == "(['wherewithal.example'], False, False, True, True)"


@pytest.mark.parametrize("missing", ["SECRET_KEY", "FIELD_KEYS", "DATABASE_URL"])
@pytest.mark.parametrize("how", ["left out", "empty"])
def test_a_service_refuses_to_start_without(missing: str, how: str) -> None:
    given = {name: value for name, value in SERVING.items() if name != missing}
    done = start("1", **given, **({missing: ""} if how == "empty" else {}))
    assert done.returncode == 1
    assert f"{missing} must be set where HOSTS is" in done.stderr


def test_an_example_council_is_not_served() -> None:
    done = start("1", **SERVING, EXAMPLE="1")
    assert done.returncode == 1
    assert "EXAMPLE=1 opens sign-in links" in done.stderr


def test_a_laptop_keeps_its_secrets(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    first = kept_secret(folder, "key")
    assert kept_secret(folder, "key") == first != kept_secret(folder, "other")
    assert Fernet(first)
    assert stat.S_IMODE((folder / "key").stat().st_mode) == 0o600
    assert sorted(path.name for path in folder.iterdir()) == ["key", "other"]
