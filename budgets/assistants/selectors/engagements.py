"""Questions about engagements: whose a viewer may see, what is agreed on a day."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from budgets.assistants.models import Assistant, Engagement, EngagementRate, StartCheck
from budgets.assistants.values import RateKind, StartStep
from budgets.councils.rights import RIGHTS, Action, Scope
from budgets.councils.selectors import team_ids
from budgets.councils.values import Role
from budgets.people import selectors as people
from ledgers.values import Viewer


def visible_engagements(
    viewer: Viewer, action: Action = Action.ENGAGEMENTS_READ
) -> QuerySet[Engagement]:
    """
    The engagements over which this viewer may do this, the newest first.

    An employer sees those with the people whose money they manage; an assistant sees their own by
    their own sign-in, and never another's; staff see those of their teams' people.
    """
    given = RIGHTS[action]
    scopes = {role: given[Role(role)] for role in viewer.roles if role in given}
    engagements = (
        Engagement.objects.filter(book_id=viewer.book_id)
        .select_related("assistant", "budget__person")
        .order_by("-starts_on", "-id")
    )
    if Scope.COUNCIL in scopes.values():
        return engagements
    seen = Q(pk__in=[])
    if Scope.TEAM in scopes.values():
        seen |= Q(budget__person__team_id__in=team_ids(viewer))
    if Role.HOLDER in scopes:
        managed = people.managed_by(viewer).order_by().values("pk")
        seen |= Q(budget__person_id__in=managed)
    if Role.ASSISTANT in scopes:
        seen |= Q(assistant__user_id=viewer.user_id)
    return engagements.filter(seen)


def get_engagement(
    viewer: Viewer, engagement_id: UUID, action: Action = Action.ENGAGEMENTS_READ
) -> Engagement:
    """
    One engagement over which the viewer may do this.

    :raises Engagement.DoesNotExist: there is none that they may see
    """
    return visible_engagements(viewer, action).get(pk=engagement_id)


def list_own(viewer: Viewer) -> QuerySet[Engagement]:
    """The viewer's own work as an assistant, for whomever, the newest first."""
    return (
        Engagement.objects.filter(book_id=viewer.book_id, assistant__user_id=viewer.user_id)
        .select_related("assistant", "budget__person")
        .order_by("-starts_on", "-id")
    )


def is_open(engagement: Engagement, day: date) -> bool:
    """Whether the work goes on, on a day."""
    return engagement.starts_on <= day and (engagement.ends_on is None or engagement.ends_on >= day)


def rates_on(engagement: Engagement, day: date) -> dict[RateKind, int]:
    """What each kind of work is paid on a day, in pence; what isn't agreed is left out."""
    rows = EngagementRate.objects.filter(engagement=engagement, from_on__lte=day)
    return {
        RateKind(kind): pence
        for kind, pence in rows.order_by("from_on").values_list("kind", "pence")
    }


def list_rates(engagement: Engagement) -> QuerySet[EngagementRate]:
    """Every rate that was ever agreed, the newest first within each kind."""
    return EngagementRate.objects.filter(engagement=engagement).order_by("kind", "-from_on")


def start_list(engagement: Engagement) -> dict[StartStep, StartCheck | None]:
    """Each step of the list for a new employer, and when it was done, if it was."""
    done = {row.what: row for row in StartCheck.objects.filter(engagement=engagement)}
    return {step: done.get(step) for step in StartStep}


def find_assistant(book_id: UUID, reference: str) -> Assistant | None:
    """The personal assistant with this reference, if the council knows them."""
    return Assistant.objects.filter(book_id=book_id, reference=reference).first()


def find_engagement(book_id: UUID, reference: str) -> Engagement | None:
    """The engagement with this reference, if there is one."""
    return Engagement.objects.filter(book_id=book_id, reference=reference).first()
