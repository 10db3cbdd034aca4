"""Personal assistants in named states: engaged, signed in, with hours."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from budgets.assistants import services as assistants
from budgets.assistants.models import Assistant, Engagement, EngagementRate, Shift
from budgets.assistants.values import Logged, NewShift, RateKind, Relation, ShiftKind
from budgets.councils import services as councils
from budgets.councils.models import Member
from budgets.councils.values import Role
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
    engagement = Engagement.objects.create(
        book_id=world.book_id,
        reference=f"E-{uuid4().hex[:8]}",
        assistant=helper,
        budget=budget,
        **{
            "relation": Relation.NONE,
            "starts_on": FIRST_DAY,
            "leave_year_from": FIRST_DAY,
            "made_by": world.practitioner.user_id,
            "made_at": NOW,
            **said,
        },
    )
    for kind, pence in (rates or {RateKind.STANDARD: STANDARD_PENCE}).items():
        EngagementRate.objects.create(
            book_id=world.book_id,
            engagement=engagement,
            kind=kind,
            pence=pence,
            from_on=engagement.starts_on,
            set_by=world.practitioner.user_id,
            set_at=NOW,
        )
    return Work(
        world, budget, helper, engagement, Member.objects.get(user=helper.user, book=world.book_id)
    )


def helps(world: World, full_name: str = "Mariam Haddad", **said: Any) -> Assistant:
    """A personal assistant who signs in, and whom nobody has engaged."""
    member = councils.add_member(
        book_id=world.book_id,
        email=f"{uuid4().hex[:8]}@helps.example",
        full_name=full_name,
        roles=[Role.ASSISTANT],
        now=NOW,
    )
    return Assistant.objects.create(
        book_id=world.book_id,
        reference=f"PA-{uuid4().hex[:8]}",
        full_name=full_name,
        user=member.user,
        added_by=world.practitioner.user_id,
        added_at=NOW,
        **{"born_on": date(1990, 2, 3), **said},
    )


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
