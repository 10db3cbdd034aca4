"""
Sign-in codes cannot be guessed, and people cannot be listed.

A thousand guesses at one code come fifty at once, and of them five at most are looked at. Known
and unknown addresses ask for codes in a shuffled order: nobody can tell them apart by the body,
the status or the time of the answer. The control counts tries with DRF's throttle instead.
"""

import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from statistics import median
from time import perf_counter
from typing import Any
from unittest.mock import patch
from uuid import UUID

from allauth.account.forms import BaseConfirmCodeForm
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.test import override_settings
from rest_framework.throttling import SimpleRateThrottle

from budgets.councils.services import add_member, open_council
from budgets.councils.values import Role
from config.answering import Visitor, live_server
from config.proving import QUICK, Proof, scratch_database

ASK, CONFIRM = "/sign-in/login/code/", "/sign-in/login/code/confirm/"
GUESSES, AT_ONCE, MOST_EXAMINED = 1_000, 50, 5
TIMINGS, MOST_APART_MS = 500, 5.0
CACHE = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "proof"}}


def run(seed: int, control: bool) -> Proof:  # noqa: FBT001  every proof is called this way
    """Guess at a code, and try to tell known addresses from unknown ones."""
    times = TIMINGS // 4 if QUICK.get() else TIMINGS
    with ExitStack() as house:
        house.enter_context(scratch_database())
        if control:
            house.enter_context(drf_throttle_instead())
        port = house.enter_context(live_server())
        book_id = open_council(code="proof", name="Proof Council", now=datetime.now(UTC)).book_id
        examined = guess(port, book_id, seed)
        told = list_people(port, book_id, seed, times)
    apart = abs(told["known_ms"] - told["unknown_ms"])
    holds = examined <= MOST_EXAMINED and told["same"] and apart <= MOST_APART_MS
    line = (
        f"{GUESSES} guesses, {AT_ONCE} at once: {examined} examined; {times} known and "
        f"{times} unknown addresses: {told['known_ms']:.1f} and {told['unknown_ms']:.1f} ms, "
        f"{apart:.1f} apart, answers {'the same' if told['same'] else 'DIFFERENT'}"
    )
    return Proof(holds, line, {"guesses": GUESSES, "examined": examined, "apart_ms": apart, **told})


def guess(port: int, book_id: UUID, seed: int) -> int:
    """Send a thousand guesses at one code, fifty at once; how many were compared with it."""
    let_in(book_id, "guessed@home.example")
    visitor = Visitor(port)
    visitor.get(ASK)
    visitor.post(ASK, email="guessed@home.example")
    visitor.get(CONFIRM)
    kept = "; ".join(f"{name}={held.value}" for name, held in visitor.cookies.items())
    chance = random.Random(seed)  # noqa: S311  a proof must be repeatable
    codes = [f"{chance.randrange(1_000_000):06}" for _ in range(GUESSES)]
    with counted_comparisons() as count, ThreadPoolExecutor(AT_ONCE) as crowd:
        list(crowd.map(lambda code: Visitor(port, cookies=kept).post(CONFIRM, code=code), codes))
    return count()


@contextmanager
def counted_comparisons() -> Iterator[Callable[[], int]]:
    """Count each time that a guess is really compared with the code."""
    compare, lock, made = BaseConfirmCodeForm.clean_code, threading.Lock(), [0]

    def counting(form: Any) -> Any:
        with lock:
            made[0] += 1
        return compare(form)

    with patch.object(BaseConfirmCodeForm, "clean_code", counting):
        yield lambda: made[0]


def list_people(port: int, book_id: UUID, seed: int, times: int) -> dict[str, Any]:
    """Ask for codes for known and unknown addresses, in a shuffled order, and compare."""
    for number in range(times):
        let_in(book_id, f"known{number:04}@home.example")
    asked = [(kind, n) for kind in ("known", "other") for n in range(times)]
    random.Random(seed).shuffle(asked)  # noqa: S311  a proof must be repeatable
    took: dict[str, list[float]] = {"known": [], "other": []}
    answers: dict[str, set[tuple[Any, ...]]] = {"known": set(), "other": set()}
    for kind, number in asked:
        milliseconds, answer = ask(port, kind, number)
        took[kind].append(milliseconds)
        answers[kind].add(answer)
    return {
        "known_ms": median(took["known"]),
        "unknown_ms": median(took["other"]),
        "timings": times,
        "same": len(answers["known"]) == 1 and answers["known"] == answers["other"],
    }


def ask(port: int, kind: str, number: int) -> tuple[float, tuple[Any, ...]]:
    """Ask for one code from a client of its own: how long it took, and all that can be seen."""
    visitor = Visitor(port, source=f"127.1.{number // 250 + 1}.{number % 250 + 1}")
    visitor.get(ASK)
    email = f"{kind}{number:04}@home.example"
    start = perf_counter()
    answer, body = visitor.post(ASK, email=email)
    milliseconds = 1000 * (perf_counter() - start)
    _, page = visitor.get(CONFIRM)
    seen = without_tokens(page.replace(email, ""))
    return milliseconds, (answer.status, answer.headers["Location"], body, seen)


def without_tokens(page: str) -> str:
    """A page without the tokens that differ each time."""
    head, *rest = page.split('name="csrfmiddlewaretoken" value="')
    return head + "".join(part.partition('"')[2] for part in rest)


def let_in(book_id: UUID, email: str) -> None:
    """Make a budget holder with this address."""
    add_member(
        book_id=book_id,
        email=email,
        full_name="Somebody",
        roles=[Role.HOLDER],
        now=datetime.now(UTC),
    )


@contextmanager
def drf_throttle_instead() -> Iterator[None]:
    """Count tries as DRF's throttle does: read the history, add to it, write it back."""

    class Throttle(SimpleRateThrottle):
        scope = "code"
        THROTTLE_RATES = {"code": "1/day"}  # noqa: RUF012  DRF's own way

        def get_cache_key(self, _: Any, view: Any) -> str:
            return str(view)

    def may_try(*, name: str, subject: str, most: int, minutes: int, **_: Any) -> bool:
        throttle: Any = Throttle()
        throttle.cache = DatabaseCache("proof", {})
        throttle.num_requests, throttle.duration = most, minutes * 60
        return bool(throttle.allow_request(None, f"{name}{hash(subject)}"))

    with override_settings(CACHES=CACHE):
        call_command("createcachetable", verbosity=0)
        with (
            patch("web.sign_in.views.may_try", may_try),
            patch("web.sign_in.limits.may_try", may_try),
        ):
            yield
