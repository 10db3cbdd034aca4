"""The hours that wait for a holder, put together by who worked them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from budgets.assistants import selectors as work
from budgets.assistants.models import Shift
from budgets.assistants.values import NEEDS_A_PERSON, Warning_
from budgets.plans.models import Budget
from ledgers.values import Viewer
from web.hours.rows import Row, row_of, sum_of
from web.hours.words import hours_words
from web.templatetags.wherewithal import pounds

FEW = 4


@dataclass(frozen=True)
class Group:
    """
    The hours of one assistant that wait.

    :ivar all: those that one tap agrees; one that needs a decision of its own is not among them
    """

    name: str
    rows: list[Row]
    all: list[UUID]

    @property
    def pence(self) -> int:
        """What they come to."""
        return sum_of(self.rows)

    @property
    def words(self) -> str:
        """How long they are, all together."""
        return hours_words(sum(row.minutes for row in self.rows))

    @property
    def agree_words(self) -> str:
        """What the button says."""
        counted = [row for row in self.rows if row.id in self.all]
        return f"{agree_words(len(counted))}: {pounds(sum_of(counted))}"

    @property
    def title(self) -> str:
        """What stands above them on the home: Ben worked 7 hours: £93.80."""
        return f"{self.name} worked {self.words}: {pounds(self.pence)}"

    @property
    def days(self) -> str:
        """When they were, in a few words."""
        shown = [f"{row.day:%A} {row.times.partition(',')[0]}" for row in self.rows[:FEW]]
        more = len(self.rows) - len(shown)
        return ", ".join(shown) + (f" and {more} more" if more else "")


def agree_words(count: int) -> str:
    """Agree one, both, or all of them."""
    return {1: "Agree", 2: "Agree both"}.get(count, f"Agree all {count}")


def waiting_in(viewer: Viewer, budget: Budget) -> list[Group]:
    """What waits for this holder in one budget, by assistant."""
    return list(grouped(_waiting(viewer, budget), viewer))


def _waiting(viewer: Viewer, budget: Budget) -> list[Shift]:
    seen = work.waiting_for(viewer).filter(engagement__budget=budget)
    return list(seen.prefetch_related("engagement__rates"))


def grouped(shifts: Iterable[Shift], viewer: Viewer) -> Iterator[Group]:
    """Hours put together by engagement, the first of each first."""
    several = list(shifts)
    told = work.list_warnings(several, viewer)
    in_order = sorted(several, key=lambda one: (str(one.engagement_id), one.started_at))
    for _, group in groupby(in_order, key=lambda one: one.engagement_id):
        mine = list(group)
        rows = [_row(one, told[one.id]) for one in mine]
        easy = [one.id for one in mine if not _needs_a_person(told[one.id])]
        yield Group(rows[0].name, rows, easy)


def _row(shift: Shift, warnings: list[Warning_]) -> Row:
    return row_of(shift, shift.engagement, warnings=[one.words for one in warnings])


def _needs_a_person(warnings: Iterable[Warning_]) -> bool:
    return any(one.code in NEEDS_A_PERSON for one in warnings)
