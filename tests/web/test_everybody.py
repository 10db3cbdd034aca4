"""What belongs to everybody: first pages, menus, the accent, the plain pages."""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from budgets.councils.services import add_member
from budgets.councils.values import Role
from tests.web.pages import browser
from web.menu import MENUS


def test_everybody_starts_on_their_own_first_page(world):
    for member, page in (
        (world.practitioner, "authorise"),
        (world.manager, "queue"),
        (world.finance, "runs"),
        (world.auditor, "audit"),
        (world.administrator, "members"),
        (world.provider, "provider"),
        (world.holder(world.daniel), "home"),
    ):
        assert browser(member).get("/").headers["Location"] == reverse(page)


def test_every_entry_of_every_menu_is_a_page():
    names = {name for entries in MENUS.values() for _, name in entries}
    assert names <= set(get_resolver().reverse_dict)


def test_the_open_page_is_marked_in_the_menu(world):
    page = browser(world.finance).get(reverse("payments")).content.decode()
    assert page.count('aria-current="page"') >= 1


def test_somebody_with_two_roles_has_both_menus(world, now):
    add_member(
        book_id=world.book_id,
        email=world.finance.user.email,
        full_name="x",
        roles=[Role.AUDITOR],
        now=now,
    )
    page = browser(world.finance).get(reverse("payments")).content.decode()
    assert f'href="{reverse("audit")}"' in page
    assert f'href="{reverse("pots")}"' in page


def test_a_stranger_is_asked_to_sign_in(client, world):
    assert client.get("/").headers["Location"] == "/sign-in/?next=%2F"
    assert client.get("/sign-in/?next=/policy").headers["Location"].endswith("?next=%2Fpolicy")


@pytest.mark.parametrize("path", ["/accessibility", "/privacy"])
def test_the_plain_pages_are_for_everybody(client, world, path):
    page = client.get(path)
    assert page.status_code == 200
    assert world.council.phone in page.content.decode()
    assert browser(world.finance).get(path).status_code == 200


def test_the_accent_is_a_style_sheet_for_ever(client, world):
    sheet = client.get("/accent/7a2f5c.css")
    assert sheet.headers["Content-Type"].startswith("text/css")
    assert "immutable" in sheet.headers["Cache-Control"]
    assert "--accent: #7a2f5c" in sheet.content.decode()
    assert client.get("/accent/nonsense.css").status_code == 404
    assert client.get("/accent/ffcc00.css").content != sheet.content


def test_without_a_logo_there_is_none(client, world):
    assert client.get(f"/logo/{world.council.code}").status_code == 404


def test_a_page_that_does_not_exist_is_kind(client, world):
    page = client.get("/nothing-here")
    assert page.status_code == 404
    assert "You have done nothing wrong" in page.content.decode()


def test_a_provider_is_told_how_a_fund_comes(world):
    page = browser(world.provider).get(reverse("provider")).content.decode()
    assert "When a person chooses you" in page
    assert browser(world.finance).get(reverse("provider")).status_code == 404


def test_no_page_lets_scripts_or_frames_from_elsewhere_in(world):
    page = browser(world.finance).get(reverse("payments"))
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert page.headers["X-Content-Type-Options"] == "nosniff"


def test_no_page_of_a_member_is_kept_by_the_browser(world):
    page = browser(world.finance).get(reverse("payments"))
    assert "no-store" in page.headers["Cache-Control"]


def test_signing_in_has_no_page_that_fails(world):
    client = Client()
    for name in (
        "account_request_login_code",
        "account_login",
        "account_reset_password",
        "account_reset_password_done",
        "account_inactive",
        "staff_way",
    ):
        assert client.get(reverse(name)).status_code == 200, name
