"""
django-hordak's `transfer_to` in a process of its own, for the benchmark beside it.

`python -m config.hordak_peer prepare` makes its tables and two accounts in the database that
PEER_DATABASE tells as JSON; with a number of seconds instead it prints how many transfers a second
one client makes between them, each a transaction of its own. It is a project with no app of ours.
"""

import json
import os
import sys
from time import perf_counter
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from moneyed import Money


def main(what: str) -> None:
    """Prepare, or measure for so many seconds."""
    settings.configure(
        DATABASES={"default": json.loads(os.environ["PEER_DATABASE"])},
        INSTALLED_APPS=["django.contrib.contenttypes", "mptt", "djmoney", "hordak"],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        DEFAULT_CURRENCY="GBP",
        HORDAK_INTERNAL_CURRENCY="GBP",
        HORDAK_CURRENCIES=["GBP"],
        CURRENCIES=["GBP"],
        USE_TZ=True,
    )
    django.setup()
    if what == "prepare":
        _prepare()
    else:
        sys.stdout.write(f"{_rate(float(what))}\n")


def _prepare() -> None:
    call_command("migrate", verbosity=0)
    for name in ("funding", "pot"):
        _accounts().create(name=name, code=name[0], type="AS", currencies=["GBP"])


def _accounts() -> Any:
    account: Any = apps.get_app_config("hordak").get_model("Account")
    return account.objects


def _rate(seconds: float) -> float:
    funding, pot = _accounts().get(name="funding"), _accounts().get(name="pot")
    penny = Money("0.01", "GBP")
    funding.transfer_to(pot, penny)
    done, start = 0, perf_counter()
    while perf_counter() - start < seconds:
        funding.transfer_to(pot, penny)
        done += 1
    return done / (perf_counter() - start)


if __name__ == "__main__":
    main(*sys.argv[1:])
