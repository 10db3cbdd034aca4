"""Clients who grant recovery budgets over HTTP, and ask again until they hear a yes."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException
from threading import Event, Thread
from time import monotonic, sleep
from typing import Final, Self
from uuid import UUID, uuid4

from django.utils import timezone

from budgets.councils import services as councils
from budgets.councils.models import Team
from budgets.councils.values import Role
from budgets.people.models import Person
from budgets.recovery.models import RecoveryBudget
from config.answering import Caller
from config.england import England
from config.reckoning import house_viewer
from ledgers.doors import acting_for
from ledgers.values import SCHEDULER

POT_PENCE: Final = 1_000_000_00
LIMIT_PENCE: Final = 1_000_00
AMOUNT: Final = "10.00"
EVERY: Final = 0.1
"""Seconds between two requests of one client."""

PATIENCE: Final = 120.0
"""Seconds for which a client goes on asking for one thing."""


@dataclass
class Askers:
    """
    Whom they ask for, as whom, and what they heard.

    :ivar heard: the id in each yes, by the key under which it was asked
    :ivar unheard: keys under which there was no yes in the end
    :ivar answers: how often there was which status; 0 stands for a line that broke
    """

    there: England
    token: str
    people: list[UUID]
    heard: dict[str, UUID] = field(default_factory=dict)
    unheard: list[str] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)

    @classmethod
    def settle(cls, there: England) -> Self:
        """A practitioner with a token, a full pot, and whomever there is."""
        now = timezone.now()  # noqa: TID251  a proof is a door
        team = Team.objects.get(book_id=there.book_id)
        councils.fill_pot(
            team=team, pence=POT_PENCE, reason="Proof", key=uuid4(), by=SCHEDULER, now=now
        )
        member = councils.add_member(
            book_id=there.book_id,
            email="asker@council.example",
            full_name="Somebody",
            roles=[Role.PRACTITIONER],
            now=now,
        )
        councils.place_in_team(member=member, team=team)
        councils.give_delegation(
            member=member,
            grant_limit_pence=LIMIT_PENCE,
            person_year_limit_pence=LIMIT_PENCE,
            starts_on=now.date(),
            by=SCHEDULER,
            now=now,
        )
        token = councils.make_api_token(member=member, label="proof", now=now)
        people = Person.objects.filter(book_id=there.book_id).order_by("id")
        return cls(there, token, list(people.values_list("id", flat=True)))

    def ask(self, port: int, number: int, clients: int, gone: Event) -> None:
        """One client: one person after the other, each until there is a yes."""
        for person in self.people[number::clients]:
            if gone.wait(EVERY):
                return
            key = str(uuid4())
            until = monotonic() + PATIENCE
            while not (found := self._once(port, key, person)) and monotonic() < until:
                sleep(EVERY)
            if found:
                self.heard[key] = found
            else:
                self.unheard.append(key)

    def _once(self, port: int, key: str, person: UUID) -> UUID | None:
        """Ask once; the id in a yes, else nothing."""
        caller = Caller(port)
        try:
            status, said = caller.post(
                "/api/v1/recovery-budgets",
                headers={"Authorization": f"Bearer {self.token}", "Idempotency-Key": key},
                person=str(person),
                words="A taxi to the clinic",
                amount=AMOUNT,
            )
        except (OSError, HTTPException):
            status, said = 0, None
        finally:
            caller.close()
        self.answers[status] += 1
        if status == HTTPStatus.CREATED:
            return UUID(said["id"])
        return None

    def count_gone(self) -> int:
        """How many of those that a client heard a yes to are not there."""
        with acting_for(house_viewer(self.there), read_only=True):
            there = RecoveryBudget.objects.filter(request_id__in=self.heard.values())
            return len(set(self.heard.values())) - there.count()

    def count_doubled(self) -> int:
        """How many recovery budgets there are beyond one for each key."""
        with acting_for(house_viewer(self.there), read_only=True):
            made = RecoveryBudget.objects.filter(book_id=self.there.book_id).count()
        return max(0, made - len(self.heard) - len(self.unheard))


@contextmanager
def asking(askers: Askers, port: int, *, clients: int) -> Iterator[None]:
    """Have so many clients ask meanwhile; in the end each hears what became of what it asked."""
    gone = Event()
    threads = [
        Thread(target=askers.ask, args=(port, number, clients, gone), daemon=True)
        for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        gone.set()
        for thread in threads:
            thread.join()
