"""Asking one operation of the REST interface again and again, and counting what came of it."""

import json
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from http import HTTPStatus
from typing import Final
from uuid import UUID, uuid4

from django.db import connection

from api.models import KeptAnswer
from budgets.councils.models import Member, User
from config.answering import Caller
from config.matrix.asking import Case, Sent, ask, request_of, thing_of, undone
from config.matrix.recipes import RECIPES
from config.matrix.scene import Scene
from ledgers.guards import tenant_models

AT_ONCE: Final = 5
PATIENCE: Final = 10
UUIDS: Final = re.compile(rb"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
WORDS: Final = ("words", "reason", "why", "full_name", "works", "source", "name")
"""Fields of bodies that say something else with a word more."""

Effects = dict[tuple[str, UUID], int]
"""How many rows of which table each book has, and how many pence its accounts hold."""


@dataclass(frozen=True)
class Somebody:
    """Who asks, and by which token."""

    member: Member
    token: str


@dataclass(frozen=True)
class Answered:
    """What can be seen of an answer."""

    status: int
    body: bytes
    tag: str

    def __str__(self) -> str:
        return f"{self.status} {self.body[:200]!r}"

    @property
    def problem(self) -> str:
        """The code of a refusal."""
        refused = self.status >= HTTPStatus.BAD_REQUEST and self.body[:1] == b"{"
        return str(json.loads(self.body)["code"]) if refused else ""

    @property
    def ids(self) -> frozenset[bytes]:
        """Every id that it names."""
        return frozenset(UUIDS.findall(self.body))


@dataclass(frozen=True)
class Asking:
    """One operation as it is asked over HTTP, under one key."""

    scene: Scene
    case: Case
    who: Somebody
    sent: Sent
    key: str
    port: int

    @classmethod
    def of(cls, scene: Scene, case: Case, who: Somebody, port: int) -> "Asking":
        """One cell under a key of its own."""
        recipe = RECIPES[case.operation.name]
        sent = request_of(scene, case, recipe, thing_of(scene, case, recipe))
        return cls(scene, case, who, sent, str(uuid4()), port)

    def ask(self, who: Somebody | None = None, body: bytes | None = None) -> Answered:
        """Ask once, over a line of its own."""
        headers = {
            "Idempotency-Key": self.key,
            "Content-Type": self.sent.media,
            "Authorization": f"Bearer {(who or self.who).token}",
        }
        if "If-Match" in self.case.operation.parameters:
            headers["If-Match"] = "*"
        said = self.sent.body if body is None else body
        with closing(Caller(self.port)) as caller:
            answer, told = caller.ask(self.sent.method.upper(), self.sent.address, said, headers)
        return Answered(answer.status, told, answer.headers.get("ETag", ""))

    def find_faults(self, here: Somebody, elsewhere: Somebody) -> list[str]:
        """
        Ask in every way that must be safe, and say what was not.

        :param here: another of the same role in the same council
        :param elsewhere: another of the same role in another council
        """
        alone, before = self._effect_of_once(), count_effects()
        first, faults = self._at_once()
        five = count_effects()
        if difference(five, before) != alone:
            faults.append(f"five had {difference(five, before)}, one has {alone}")
        if first is None:
            return faults
        again, other = self.ask(), self._with_another_body()
        faults += [] if again == first else [f"asked again: {again}"]
        reused = (other.status, other.problem) == (422, "idempotency_key_reused")
        faults += [] if reused else [f"another body: {other}"]
        faults += [] if count_effects() == five else ["asking again had an effect"]
        return faults + self._by_another(here) + self._from_elsewhere(elsewhere, first)

    def _effect_of_once(self) -> Effects:
        """What it does when it is asked once; undone."""
        recipe = RECIPES[self.case.operation.name]
        thing = thing_of(self.scene, self.case, recipe)
        with undone():
            before = count_effects()
            ask(self.scene, self.case, recipe, thing)
            return difference(count_effects(), before)

    def _at_once(self) -> tuple[Answered | None, list[str]]:
        """Five with one key: one answer for all, or 409 and then the same when asked again."""
        together = threading.Barrier(AT_ONCE)

        def one(_: int) -> Answered:
            together.wait(timeout=60)
            return self._until_answered()

        with ThreadPoolExecutor(AT_ONCE) as crowd:
            answers = list(crowd.map(one, range(AT_ONCE)))
        different = sorted({str(answer) for answer in answers})
        if {answer.status for answer in answers} != {self.case.operation.success}:
            return None, [f"five at once: {different}"]
        return answers[0], [f"five at once: {different}"] if len(set(answers)) > 1 else []

    def _until_answered(self) -> Answered:
        """The answer, once the first who asked has it: 409 says to ask again."""
        for _ in range(PATIENCE):
            answer = self.ask()
            if answer.problem != "in_flight":
                break
        return answer

    def _with_another_body(self) -> Answered:
        """With something else said; with a space more where a field lets nothing else be said."""
        answer = self.ask(body=another_body(self.sent.body))
        return self.ask(body=self.sent.body + b" ") if answer.problem == "invalid" else answer

    def _by_another(self, who: Somebody) -> list[str]:
        """The key is its user's alone: another's request is one of its own."""
        answer = self.ask(who)
        return [] if self._is_own(answer, who) else [f"another user: {answer}"]

    def _from_elsewhere(self, who: Somebody, first: Answered) -> list[str]:
        """Another council is told nothing but who a human is, and touches nothing here."""
        before = self._in_book()
        answer = self.ask(who)
        known = UUIDS.findall(self.sent.address.encode() + self.sent.body)
        humans = (str(one).encode() for one in User.objects.values_list("id", flat=True))
        leaks = (first.ids & answer.ids) - {*known, *humans}
        right = self._is_own(answer, who) and not leaks and self._in_book() == before
        return [] if right else [f"another council: {answer}"]

    def _is_own(self, answer: Answered, who: Somebody) -> bool:
        """Whether an answer was not somebody else's: refused, or kept as theirs."""
        if answer.status >= HTTPStatus.BAD_REQUEST:
            return answer.status < HTTPStatus.INTERNAL_SERVER_ERROR
        return KeptAnswer.objects.filter(
            book_id=who.member.book_id, user_id=who.member.user_id, key=self.key
        ).exists()

    def _in_book(self) -> Effects:
        book = self.who.member.book_id
        return {name: count for name, count in count_effects().items() if name[1] == book}


def count_effects() -> Effects:
    """Count all rows of each book, and add up its accounts."""
    tables = [model._meta.db_table for model in tenant_models()]
    counted = [f"SELECT '{one}', book_id, count(*) FROM {one} GROUP BY book_id" for one in tables]
    counted.append(
        "SELECT 'pence', book_id, sum(debits_posted + debits_held) FROM ledgers_account "
        "GROUP BY book_id"
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(counted))
        return {(name, book): int(count) for name, book, count in cursor.fetchall()}


def difference(now: Effects, before: Effects) -> Effects:
    """What there is more, or less."""
    changed = {name: now.get(name, 0) - before.get(name, 0) for name in now | before}
    return {name: count for name, count in changed.items() if count}


def another_body(body: bytes) -> bytes:
    """A body that says something else: a penny more, a word more, or the same with a space more."""
    if body[:1] != b"{":
        return body + b"\n" if body else b"{}"
    said = json.loads(body)
    if "amount" in said:
        said["amount"] = str(Decimal(said["amount"]) + Decimal("0.01"))
        return json.dumps(said).encode()
    for name in WORDS:
        if name in said:
            said[name] += " too"
            return json.dumps(said).encode()
    return body + b" "
