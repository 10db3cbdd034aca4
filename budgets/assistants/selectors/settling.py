"""Hours that nobody but the council can agree."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from budgets.assistants.models import Shift
from budgets.assistants.selectors.facts import COUNTS
from budgets.assistants.selectors.shifts import visible_to
from budgets.councils.rights import Action
from budgets.people.models import Person, Representative
from ledgers.values import Viewer
from payments.payouts.values import london_day


def who_can_agree(person: Person, day: date) -> set[UUID]:
    """The users who see a person's budgets as theirs to manage: the living alone, on a day."""
    helping = Representative.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=day), person=person, starts_on__lte=day
    )
    own = {person.user_id} if person.user_id and not person.died_on else set()
    dead = {person.user_id} if person.died_on else set()
    return own | set(helping.values_list("user_id", flat=True)) - dead


def list_to_settle(viewer: Viewer, person: Person) -> QuerySet[Shift]:
    """
    The hours for a person that wait, and that nobody but the council can agree; the first first.

    Also those of an assistant who alone manages the money: nobody agrees their own.
    """
    waiting = (
        visible_to(viewer, Action.SHIFTS_SETTLE)
        .filter(COUNTS, engagement__budget__person=person, agreement=None, imported_at=None)
        .exclude(engagement__assistant__user_id=viewer.user_id)
        .order_by("started_at", "id")
    )
    users = who_can_agree(person, london_day(viewer.now))
    if not users:
        return waiting
    alone = users if len(users) == 1 else set()
    return waiting.filter(engagement__assistant__user_id__in=alone)
