"""Somebody's personal assistant, with a sign-in of their own and hours in each state."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final
from uuid import UUID, uuid4

from budgets.assistants import services as assistants
from budgets.assistants.models import Engagement, Shift
from budgets.assistants.values import (
    NewAssistant,
    NewEngagement,
    NewShift,
    RateKind,
    Relation,
    ShiftKind,
)
from budgets.councils.models import Member
from budgets.plans.models import Budget
from config.matrix.wages import Wages

FOUR_HOURS: Final = timedelta(hours=4)
NINE: Final = time(9, tzinfo=UTC)


@dataclass(frozen=True)
class Workplace:
    """Whose budget it is, who manages it, and when."""

    budget: Budget
    holder: Member
    now: datetime

    def things(self) -> dict[str, UUID]:
        """What there is, by what it is called."""
        engagement = self._engaged()
        waiting, asked = (self._log(engagement, days) for days in (1, 2))
        shift = Shift.objects.select_related("engagement__assistant").get(id=asked)
        assistants.question_shift(
            shift=shift, words="Was it that long?", by=self.holder, now=self.now
        )
        return {
            "engagement": engagement.id,
            "assistant": engagement.assistant_id,
            "shift": waiting,
            "asked_shift": asked,
            **Wages(engagement, self.holder, self.now).things(self._log),
        }

    def _engaged(self) -> Engagement:
        engagement = assistants.engage(
            budget=self.budget,
            assistant=NewAssistant(full_name="Some Body"),
            new=NewEngagement(
                relation=Relation.NONE,
                starts_on=self.now.date() - timedelta(weeks=4),
                rates={RateKind.STANDARD: 14_00},
            ),
            by=self.holder,
            now=self.now,
        )
        assistants.invite_assistant(
            assistant=engagement.assistant,
            email=f"pa-{uuid4().hex[:8]}@home.example",
            now=self.now,
        )
        return Engagement.objects.select_related("assistant").get(id=engagement.id)

    def _log(self, engagement: Engagement, days_ago: int) -> UUID:
        started_at = datetime.combine(self.now.date() - timedelta(days=days_ago), NINE)
        new = NewShift(
            id=uuid4(),
            engagement_id=engagement.id,
            kind=ShiftKind.STANDARD,
            started_at=started_at,
            ended_at=started_at + FOUR_HOURS,
            logged_at=self.now,
        )
        user = engagement.assistant.user_id
        assert user  # noqa: S101  they were invited
        assistants.log_shift(new=new, by=user, book_id=engagement.book_id, received_at=self.now)
        return new.id


def assistant_in(things: dict[str, UUID]) -> Member:
    """The assistant of these things, as the member that they sign in as."""
    engagement = Engagement.objects.select_related("assistant__user").get(id=things["engagement"])
    return Member.objects.get(book_id=engagement.book_id, user=engagement.assistant.user)
