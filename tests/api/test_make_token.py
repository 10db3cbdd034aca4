"""A token made at the command line signs in as the one member who is meant."""

import pytest
from django.core.management import CommandError, call_command

from budgets.councils.services import add_member
from tests.api.client import Caller
from tests.factories import NOW, World, make_world


def test_it_signs_in(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("make_token", world.finance.user.email.upper())
    made = Caller(capsys.readouterr().out.strip())
    assert made.get("/session").json()["member"] == str(world.finance.id)


def test_it_says_what_is_missing(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError, match="Nobody here"):
        call_command("make_token", "nobody@council.example")
    other, email = make_world(), world.finance.user.email
    add_member(book_id=other.book_id, email=email, full_name="F", roles=["auditor"], now=NOW)
    with pytest.raises(CommandError, match="several councils"):
        call_command("make_token", email)
    call_command("make_token", email, "--council", other.council.code)
    made = Caller(capsys.readouterr().out.strip())
    assert made.get("/session").json()["roles"] == ["auditor"]
