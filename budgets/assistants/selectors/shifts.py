"""Questions about shifts: whose a viewer may see, what waits, what overlaps."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum

from budgets.assistants.models import Engagement, Shift, ShiftMessage, ShiftWarning
from budgets.assistants.rules.checks.resting import overlaps
from budgets.assistants.selectors.engagements import visible_engagements
from budgets.assistants.selectors.facts import COUNTS, read_desk, works_of
from budgets.assistants.values import (
    FOR_ASSISTANT_ALONE,
    NOT_FOR_ASSISTANT,
    NewShift,
    ShiftKind,
    ShiftState,
    Side,
    Warning_,
    WarningCode,
)
from budgets.councils.rights import Action
from ledgers.values import Viewer
from payments.payouts.values import LONDON, london_day

LAST_SAID = ShiftMessage.objects.filter(shift=OuterRef("pk")).order_by("-said_at", "-id")


def visible_to(viewer: Viewer, action: Action = Action.SHIFTS_READ) -> QuerySet[Shift]:
    """The shifts over which this viewer may do this, the latest first. Nobody agrees their own."""
    shifts = (
        Shift.objects.filter(
            book_id=viewer.book_id,
            engagement__in=visible_engagements(viewer, action).order_by().values("pk"),
        )
        .select_related(
            "engagement__assistant",
            "engagement__budget__person",
            "agreement",
            "withdrawal",
            "replaced_by",
            "replaces",
        )
        .annotate(last_said_by=Subquery(LAST_SAID.values("side")[:1]))
        .order_by("-started_at", "-id")
    )
    if action == Action.SHIFTS_AGREE:
        return shifts.exclude(engagement__assistant__user_id=viewer.user_id)
    return shifts


def list_shifts(
    viewer: Viewer,
    *,
    engagement: UUID | None = None,
    since: date | None = None,
    until: date | None = None,
    state: ShiftState | None = None,
) -> QuerySet[Shift]:
    """
    The shifts that the viewer may see, the latest first.

    :param since: the first day, in London, on which they start
    :param until: the last such day
    """
    shifts = visible_to(viewer)
    if engagement:
        shifts = shifts.filter(engagement_id=engagement)
    if since:
        shifts = shifts.filter(started_at__gte=midnight(since))
    if until:
        shifts = shifts.filter(started_at__lt=midnight(until + timedelta(days=1)))
    return in_state(shifts, state) if state else shifts


def get_shift(viewer: Viewer, shift_id: UUID, action: Action = Action.SHIFTS_READ) -> Shift:
    """
    One shift over which the viewer may do this.

    :raises Shift.DoesNotExist: there is none that they may see
    """
    return visible_to(viewer, action).get(pk=shift_id)


def in_state(shifts: QuerySet[Shift], state: ShiftState) -> QuerySet[Shift]:
    """Those of these shifts that are in one state; they come from `visible_to`."""
    stands = shifts.filter(COUNTS)
    if state == ShiftState.REPLACED:
        return shifts.filter(replaced_by__isnull=False)
    if state == ShiftState.WITHDRAWN:
        return shifts.filter(replaced_by=None, withdrawal__isnull=False)
    if state == ShiftState.AGREED:
        return stands.filter(agreement__isnull=False)
    unanswered = stands.filter(agreement=None).alias(said_by=Subquery(LAST_SAID.values("side")[:1]))
    if state == ShiftState.QUESTIONED:
        return unanswered.filter(said_by=Side.HOLDER)
    return unanswered.filter(Q(said_by=None) | Q(said_by=Side.ASSISTANT))


def state_of(shift: Shift) -> ShiftState:
    """Where a shift from `visible_to` is, as people see it."""
    known = (
        ("replaced_by", ShiftState.REPLACED),
        ("withdrawal", ShiftState.WITHDRAWN),
        ("agreement", ShiftState.AGREED),
    )
    for name, state in known:
        if getattr(shift, name, None):
            return state
    asked = getattr(shift, "last_said_by", None) == Side.HOLDER
    return ShiftState.QUESTIONED if asked else ShiftState.WAITING


def waiting_for(viewer: Viewer) -> QuerySet[Shift]:
    """
    The hours that wait for this holder's tap, the earliest first.

    What they questioned waits for the assistant; imported hours are history and wait for nobody.
    """
    shifts = in_state(visible_to(viewer, Action.SHIFTS_AGREE), ShiftState.WAITING)
    return shifts.filter(imported_at=None).order_by("started_at", "id")


def list_warnings(shifts: Iterable[Shift], viewer: Viewer) -> dict[UUID, list[Warning_]]:
    """What is to be said to this viewer of each of these shifts, each thing once, the last told."""
    several = list(shifts)
    own = {shift.id for shift in several if shift.engagement.assistant.user_id == viewer.user_id}
    said: dict[UUID, dict[str, Warning_]] = {shift.id: {} for shift in several}
    rows = ShiftWarning.objects.filter(shift__id__among=set(said)).order_by("found_at", "id")
    for row in rows:
        if may_be_told(WarningCode(row.code), is_own=row.shift_id in own):
            said[row.shift_id][row.code] = Warning_(WarningCode(row.code), row.words)
    return {shift_id: list(found.values()) for shift_id, found in said.items()}


def may_be_told(code: WarningCode, *, is_own: bool) -> bool:
    """Whether a warning is for the assistant, or else for everybody but them."""
    return code not in (NOT_FOR_ASSISTANT if is_own else FOR_ASSISTANT_ALONE)


def list_messages(shift: Shift) -> QuerySet[ShiftMessage]:
    """What was said about a shift, the first first."""
    return ShiftMessage.objects.filter(shift=shift).order_by("said_at", "id")


def find_overlaps(shift: Shift, *, viewer: Viewer) -> list[Warning_]:
    """
    With what a shift overlaps, in words for this viewer.

    Hours with other employers are told to the assistant alone, and to no employer.
    """
    works = works_of([shift.engagement_id], shift.book_id)
    desk = read_desk(
        works, since=shift.started_at, until=shift.ended_at, today=london_day(viewer.now)
    )
    assistant = shift.engagement.assistant
    is_own = assistant.user_id == viewer.user_id
    found = overlaps(as_new(shift), desk.timelines[assistant.id])
    return [one for one in found if may_be_told(one.code, is_own=is_own)]


def hours_of_week(engagement: Engagement, monday: date) -> int:
    """The minutes of an engagement in a week that are paid by the hour: all that stand."""
    shifts = Shift.objects.filter(
        COUNTS,
        engagement=engagement,
        started_at__gte=midnight(monday),
        started_at__lt=midnight(monday + timedelta(days=7)),
    )
    nights = Q(kind=ShiftKind.SLEEP_IN)
    sums = shifts.aggregate(
        days=Sum(F("minutes") - F("break_minutes"), filter=~nights),
        woken=Sum("woken_minutes", filter=nights),
    )
    return (sums["days"] or 0) + (sums["woken"] or 0)


def as_new(shift: Shift) -> NewShift:
    """A shift as the checks take it."""
    return NewShift(
        id=shift.id,
        engagement_id=shift.engagement_id,
        kind=ShiftKind(shift.kind),
        started_at=shift.started_at,
        ended_at=shift.ended_at,
        logged_at=shift.logged_at,
        break_minutes=shift.break_minutes,
        woken_minutes=shift.woken_minutes,
        miles_tenths=shift.miles_tenths,
        note=shift.note,
        replaces=shift.replaces_id,
    )


def midnight(day: date) -> datetime:
    """When a day begins in London."""
    return datetime(day.year, day.month, day.day, tzinfo=LONDON)
