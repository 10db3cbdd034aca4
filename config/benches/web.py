"""
Each page on a phone with slow 4G, by Lighthouse in a Chromium of this machine.

Goals: first paint under 1.5 s, under 100 kB, performance and accessibility of 95 at the least.
Lighthouse comes from npm by the lock file in `config/lighthouse`, into `var/`.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from budgets.caseload.services import open_example
from config.answering import Visitor, live_server
from config.benching import Measured
from config.demo.sign_in import list_sign_in_links
from config.proving import QUICK, scratch_database

MOST_PAINT_MS, MOST_BYTES, LEAST_SCORE = 1_500, 100_000, 95
PAGES = {
    "holder": ("/home", "/ask", "/plan"),
    "practitioner": ("/authorise", "/people", "/decisions", "/budgets", "/reviews"),
    "manager": ("/queue",),
    "finance": ("/finance/payments", "/finance/runs"),
}
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
SIGN_IN = "/sign-in/login/code/"
HOME = settings.VAR / "lighthouse"


def run(seed: int) -> Measured:  # noqa: ARG001  nothing here is left to chance
    """Open every page as who it is for, and take the worst figures."""
    _install()
    with scratch_database(), live_server() as port:
        council = open_example(now=timezone.now())  # noqa: TID251  a benchmark is a door
        links = dict(list_sign_in_links(council))
        asked = [(role, path) for role in PAGES for path in PAGES[role]]
        pages = {SIGN_IN: _look(port, SIGN_IN, "")}
        for role, path in asked[:2] if QUICK.get() else asked:
            pages[path] = _look(port, path, _cookies(port, links[role]))
    return _judge(pages)


def _judge(pages: dict[str, dict[str, float]]) -> Measured:
    worst = {
        "paint_ms": max(page["paint_ms"] for page in pages.values()),
        "bytes": max(page["bytes"] for page in pages.values()),
        "performance": min(page["performance"] for page in pages.values()),
        "accessibility": min(page["accessibility"] for page in pages.values()),
    }
    holds = (
        worst["paint_ms"] < MOST_PAINT_MS
        and worst["bytes"] < MOST_BYTES
        and min(worst["performance"], worst["accessibility"]) >= LEAST_SCORE
    )
    line = (
        f"{len(pages)} pages at their worst: first paint {worst['paint_ms']:.0f} ms, "
        f"{worst['bytes'] / 1000:.0f} kB, performance {worst['performance']:.0f}, "
        f"accessibility {worst['accessibility']:.0f}"
    )
    return Measured(holds, line, {"worst": worst, "pages": pages})


def _install() -> None:
    """
    Put Lighthouse where it is looked for, once for each lock file.

    :raises CommandError: there is no npm here
    """
    if shutil.which("npm") is None:
        raise CommandError("Lighthouse needs npm. On Debian: apt-get install nodejs npm")
    HOME.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(settings.BASE_DIR / "config" / "lighthouse" / name, HOME / name)
    if not (HOME / "node_modules" / ".bin" / "lighthouse").exists():
        _call(["npm", "ci", "--ignore-scripts", "--silent"])


def _cookies(port: int, link: str) -> str:
    visitor = Visitor(port)
    visitor.get("/" + link.split("/", 3)[3])
    return "; ".join(f"{name}={held.value}" for name, held in visitor.cookies.items())


def _look(port: int, path: str, cookies: str) -> dict[str, float]:
    said = _call(
        [
            str(HOME / "node_modules" / ".bin" / "lighthouse"),
            f"http://127.0.0.1:{port}{path}",
            "--output=json",
            "--quiet",
            "--only-categories=performance,accessibility",
            f"--chrome-flags={FLAGS}",
            f"--extra-headers={json.dumps({'Cookie': cookies} if cookies else {})}",
        ]
    )
    report: dict[str, Any] = json.loads(said)
    if report["finalDisplayedUrl"].split("?")[0] != f"http://127.0.0.1:{port}{path}":
        raise CommandError(f"{path} led to {report['finalDisplayedUrl']}: it was not measured.")
    return {
        "paint_ms": round(report["audits"]["first-contentful-paint"]["numericValue"]),
        "bytes": round(report["audits"]["total-byte-weight"]["numericValue"]),
        "performance": round(100 * report["categories"]["performance"]["score"]),
        "accessibility": round(100 * report["categories"]["accessibility"]["score"]),
    }


def _call(words: Sequence[str], *, tries: int = 3) -> str:
    """Run a command; on a busy machine Lighthouse now and then loses its trace, so thrice."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or "google-chrome"
    done = subprocess.run(  # noqa: S603  our own commands
        words,
        cwd=HOME,
        env={**os.environ, "CHROME_PATH": chromium},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode and tries > 1:
        return _call(words, tries=tries - 1)
    if done.returncode:
        raise CommandError(f"{words[0]} failed: {done.stderr.strip()[-500:]}")
    return done.stdout
