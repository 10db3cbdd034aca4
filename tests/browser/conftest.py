"""Chromium, a live site with a settled clock, and the figures that are kept."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from playwright.sync_api import Browser, Playwright, sync_playwright

from budgets.councils.models import User
from tests.browser.phone import Phone
from tests.factories import NOW, World

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
TWICE_THE_TEXT = "--blink-settings=defaultFontSize=32"
PHONE = {"width": 360, "height": 740}

Opener = Callable[..., Phone]


@pytest.fixture(scope="session")
def player() -> Iterator[Playwright]:
    with sync_playwright() as playing:
        yield playing


def _chromium(player: Playwright, *more: str) -> Browser:
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    return player.chromium.launch(executable_path=path, args=[*QUIET, *more])


@pytest.fixture(scope="session")
def chromium(player: Playwright) -> Iterator[Browser]:
    browser = _chromium(player)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def large_text(player: Playwright) -> Iterator[Browser]:
    browser = _chromium(player, TWICE_THE_TEXT)
    yield browser
    browser.close()


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[None]:
    """Time goes on from the morning on which the world was made, whatever the day is here."""
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(scope="session")
def figures() -> Iterator[dict[str, Any]]:
    """What was measured, written down once at the end by each who measures."""
    measured: dict[str, Any] = {"pages": {}}
    yield measured
    who = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    path = Path(settings.VAR) / f"browser-figures-{who}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(measured, indent=2, sort_keys=True) + "\n")


@pytest.fixture
def open_phone(
    live_server: Any, world: World, chromium: Browser, figures: dict[str, Any], settings: Any
) -> Iterator[Opener]:
    """Give somebody a phone and sign them in; afterwards keep what its pages cost."""
    settings.SITE_URL = live_server.url
    phones: list[Phone] = []

    def opener(user: User | None, browser: Browser = chromium, **options: Any) -> Phone:
        context = browser.new_context(**{"viewport": PHONE, **options})
        phone = Phone(context.new_page(), live_server.url)
        phones.append(phone)
        return phone.sign_in(user) if user else phone

    yield opener
    for phone in phones:
        figures["pages"].update(phone.looked)
        phone.page.context.close()
