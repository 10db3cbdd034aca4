"""The site with its worker beside it, until Ctrl-C."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from types import FrameType

from django.conf import settings
from django.core.management import CommandError

from config.demo.bank import answers

Say = Callable[[str], object]
WAIT_SECONDS = 30.0
LOOK_EVERY_SECONDS = 0.1


def serve(*, port: int, links: Sequence[tuple[str, str]], say: Say) -> None:
    """
    Serve on loopback and print a sign-in link for each role.

    :raises CommandError: the port is taken, or one of the processes ended by itself
    """
    if answers(port):
        raise CommandError(f"Port {port} is taken: stop what runs there, or use --port.")
    children = {name: _start(words) for name, words in _commands(port).items()}
    signal.signal(signal.SIGTERM, _stop)
    try:
        _wait_until_itanswers(port, children)
        say(f"\nThe site is on http://127.0.0.1:{port} — stop it with Ctrl-C.\n\n")
        for role, link in links:
            say(f"{role} {link}\n")
        sys.stdout.flush()
        _watch(children)
    except KeyboardInterrupt:
        say("\nStopped. Nothing is lost: `make run` goes on from here.\n")
    finally:
        for child in children.values():
            child.terminate()
        for child in children.values():
            child.wait(timeout=WAIT_SECONDS)


def _commands(port: int) -> dict[str, list[str]]:
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    return {
        "worker": [*manage, "work"],
        "site": [
            sys.executable,
            "-m",
            "gunicorn",
            "config.wsgi",
            f"--bind=127.0.0.1:{port}",
            "--workers=2",
            "--threads=4",
            "--log-level=warning",
        ],
    }


def _start(words: list[str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(words, cwd=settings.BASE_DIR)  # noqa: S603  our own commands


def _wait_until_itanswers(port: int, children: "dict[str, subprocess.Popen[bytes]]") -> None:
    latest = time.monotonic() + WAIT_SECONDS
    while not answers(port):
        _check_alive(children)
        if time.monotonic() > latest:
            raise CommandError("The site did not start within 30 seconds.")
        time.sleep(LOOK_EVERY_SECONDS)  # a process gives no sign when it begins to listen


def _watch(children: "dict[str, subprocess.Popen[bytes]]") -> None:
    while True:
        _check_alive(children)
        time.sleep(1)  # only to look whether somebody died


def _check_alive(children: "dict[str, subprocess.Popen[bytes]]") -> None:
    for name, child in children.items():
        if child.poll() is not None:
            raise CommandError(f"The {name} ended by itself; its last words are above.")


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
