"""Hours that go through the verb into a database of their own, and what it makes of them."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import Sum

from budgets.assistants import services as assistants
from budgets.assistants.models import Engagement, Shift
from budgets.assistants.values import (
    MOST_IN_BATCH,
    NewAssistant,
    NewEngagement,
    NewShift,
    Outcome,
    RateKind,
    Relation,
    ShiftKind,
)
from budgets.councils import services as councils
from budgets.councils.models import Member
from budgets.councils.values import Role
from budgets.people import services as people
from budgets.plans import services as plans
from budgets.plans.values import BudgetKind, HolderKind
from ledgers.doors import acting_for
from ledgers.values import SCHEDULER, Purpose, Viewer, uuid7

OPENED = datetime(2025, 11, 3, 10, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)

Stretch = tuple[datetime, datetime]


def keep_and_add_up(stretches: Sequence[Stretch]) -> int:
    """Log stretches of work, read them back, add them up; how many are not as they were worked."""
    book = uuid7()
    now = max(end for _, end in stretches) + timedelta(days=1)
    viewer = Viewer(SCHEDULER, book, frozenset(), now)
    with acting_for(viewer):
        engagement = _engagement(book)
    user = engagement.assistant.user_id
    wrong = 0
    for start in range(0, len(stretches), MOST_IN_BATCH):
        some = [_shift(engagement.id, one) for one in stretches[start : start + MOST_IN_BATCH]]
        with acting_for(viewer):
            answers = assistants.log_shifts(
                items=some, by=user or SCHEDULER, book_id=book, received_at=now
            )
        wrong += sum(answer.outcome != Outcome.TAKEN for answer in answers)
    with acting_for(viewer, read_only=True):
        return wrong + _misread(book, stretches)


def _misread(book: UUID, stretches: Sequence[Stretch]) -> int:
    meant = Counter((start, (end - start) // A_MINUTE) for start, end in stretches)
    rows = Shift.objects.filter(book_id=book)
    kept = Counter(rows.values_list("started_at", "minutes"))
    total = rows.aggregate(total=Sum("minutes"))["total"]
    differs = sum((meant - kept).values()) + sum((kept - meant).values())
    return differs + int(total != sum(minutes for _, minutes in meant.elements()))


def _shift(engagement: UUID, stretch: Stretch) -> NewShift:
    start, end = stretch
    return NewShift(uuid4(), engagement, ShiftKind.STANDARD, start, end, end)


def _engagement(book: UUID) -> Engagement:
    """Somebody in an empty council who helps somebody."""
    councils.open_council(code=f"clock-{book.hex[-8:]}", name="Clock", now=OPENED, book_id=book)
    team = councils.open_team(book_id=book, reference="T", name="Team", now=OPENED)
    person = people.add_person(team=team, full_name="Rosa Delgado", now=OPENED)
    by = _member(book, "by@clock.example", Role.PRACTITIONER)
    budget = plans.open_budget(
        person=person,
        kind=BudgetKind.DIRECT_PAYMENT,
        holder_kind=HolderKind.PERSON,
        purposes=[(Purpose.PERSONAL_ASSISTANCE, "Somebody to help me up")],
        starts_on=OPENED.date(),
        by=by.user_id,
        now=OPENED,
    )
    engagement = assistants.engage(
        budget=budget,
        assistant=NewAssistant(full_name="Dana Okafor", email="dana@clock.example"),
        new=NewEngagement(
            relation=Relation.NONE,
            starts_on=date(2025, 11, 3),
            rates={RateKind.STANDARD: 14_00},
        ),
        by=by,
        now=OPENED,
    )
    engagement.assistant = assistants.invite_assistant(assistant=engagement.assistant, now=OPENED)
    return engagement


def _member(book: UUID, email: str, role: Role) -> Member:
    return councils.add_member(
        book_id=book, email=email, full_name="Ama Boateng", roles=[role], now=OPENED
    )
