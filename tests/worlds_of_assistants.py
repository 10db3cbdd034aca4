"""Personal assistants in named states: engaged, signed in, with hours."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from budgets.assistants import services as assistants
from budgets.assistants.models import Assistant, Engagement, Shift
from budgets.assistants.values import (
    Logged,
    NewAssistant,
    NewEngagement,
    NewShift,
    RateKind,
    Relation,
    ShiftKind,
)
from budgets.councils.models import Member
from budgets.people.models import Person
from budgets.plans.models import Budget
from budgets.plans.selectors import viewer_for
from ledgers.values import Viewer
from tests.factories import NOW, World
from tests.worlds_of_plans import active

FIRST_DAY = date(2026, 3, 1)
"""A Sunday; the clocks go forward on 29 March 2026 and back on 25 October 2026."""

STANDARD_PENCE = 14_00


@dataclass
class Work:
    """A budget's holder, and a personal assistant whom they engaged and who signs in."""

    world: World
    budget: Budget
    assistant: Assistant
    engagement: Engagement
    member: Member

    @property
    def user_id(self) -> UUID:
        """The assistant as whoever signs in."""
        return self.member.user_id

    @property
    def holder(self) -> Member:
        """The employer."""
        return self.world.holder(self.budget.person)

    def viewer(self, now: datetime = NOW) -> Viewer:
        """The assistant, looking."""
        return viewer_for(self.member, now)

    def log(self, new: NewShift, *, received_at: datetime = NOW) -> Logged:
        """Send hours."""
        return assistants.log_shift(
            new=new, by=self.user_id, book_id=self.world.book_id, received_at=received_at
        )

    def log_many(self, items: Sequence[NewShift], *, received_at: datetime = NOW) -> list[Logged]:
        """Send many at once."""
        return assistants.log_shifts(
            items=items, by=self.user_id, book_id=self.world.book_id, received_at=received_at
        )

    def logged(self, **said: Any) -> Shift:
        """Hours that were taken."""
        new = shift(self.engagement, **said)
        self.log(new)
        return Shift.objects.get(pk=new.id)


def works(
    world: World,
    person: Person | None = None,
    *,
    assistant: Assistant | None = None,
    rates: dict[RateKind, int] | None = None,
    **said: Any,
) -> Work:
    """Somebody helps a person, from March 2026 on, at £14.00 an hour."""
    budget = active(world, person or world.daniel)
    helper = assistant or helps(world)
    terms = {"relation": Relation.NONE, "starts_on": FIRST_DAY, **said}
    engagement = assistants.engage(
        budget=budget,
        assistant=helper,
        new=NewEngagement(rates=rates or {RateKind.STANDARD: STANDARD_PENCE}, **terms),
        by=world.practitioner,
        now=NOW,
    )
    return Work(
        world, budget, helper, engagement, Member.objects.get(user=helper.user, book=world.book_id)
    )


def helps(world: World, full_name: str = "Mariam Haddad", **said: Any) -> Assistant:
    """A personal assistant who signs in, and whom nobody has engaged."""
    address = f"{uuid4().hex[:8]}@helps.example"
    helper = assistants.add_assistant(
        new=NewAssistant(full_name=full_name, **{"born_on": date(1990, 2, 3), **said}),
        book_id=world.book_id,
        by=world.practitioner.user_id,
        now=NOW,
    )
    return assistants.invite_assistant(assistant=helper, email=address, now=NOW)


def london(day: date, hour: int, minute: int = 0) -> datetime:
    """A winter's time in England, in UTC; tests of the clocks say UTC themselves."""
    return datetime.combine(day, time(hour, minute), tzinfo=UTC)


def shift(
    engagement: Engagement,
    *,
    day: date = date(2026, 11, 16),
    start: int = 9,
    hours: float = 4,
    **said: Any,
) -> NewShift:
    """Four hours on a Monday morning in November, unless said otherwise."""
    started_at = said.pop("started_at", london(day, start))
    usual = NewShift(
        id=uuid4(),
        engagement_id=engagement.id,
        kind=ShiftKind.STANDARD,
        started_at=started_at,
        ended_at=started_at + timedelta(hours=hours),
        logged_at=NOW,
    )
    return replace(usual, **said)
