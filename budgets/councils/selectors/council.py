"""Questions about a council: its members, teams, delegations and policy as of a day."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from budgets.councils import rules
from budgets.councils.models import (
    ApiToken,
    Council,
    Delegation,
    Member,
    MemberRole,
    PolicySetting,
    PotFilling,
    Team,
    TeamMember,
    User,
)
from budgets.councils.rights import RIGHTS, Action, Scope, scopes_for
from budgets.councils.values import THEIR_OWN, Policy, Role
from ledgers.selectors import balance_as_of
from ledgers.values import Viewer
from payments.outside.encryption import unseal
from payments.outside.rails.bank_file.values import Debtor
from payments.payouts.errors import CouncilAccountMissing


@dataclass(frozen=True)
class Limits:
    """What a member may authorise alone, in pence."""

    grant_pence: int = 0
    person_year_pence: int = 0


@dataclass(frozen=True)
class Pot:
    """A team's pot in pence: what is left, of how much, until which day."""

    left_pence: int
    whole_pence: int
    until: date


def teams_for(viewer: Viewer, action: Action = Action.TEAMS_READ) -> QuerySet[Team]:
    """The teams over which this viewer may do this."""
    scopes = scopes_for(viewer.roles, action)
    teams = Team.objects.filter(book_id=viewer.book_id).order_by("name", "id")
    if Scope.COUNCIL in scopes:
        return teams
    if Scope.TEAM in scopes:
        return teams.filter(id__in=team_ids(viewer))
    return teams.none()


def team_ids(viewer: Viewer) -> QuerySet[TeamMember, UUID]:
    """The ids of the teams in which this viewer has a place."""
    return TeamMember.objects.filter(
        book_id=viewer.book_id, member__user_id=viewer.user_id, member__ended_at=None
    ).values_list("team_id", flat=True)


def members_for(viewer: Viewer, action: Action = Action.MEMBERS_READ) -> QuerySet[Member]:
    """The members over whom this viewer may do this."""
    scopes = scopes_for(viewer.roles, action)
    members = Member.objects.filter(book_id=viewer.book_id).select_related("user").order_by("id")
    if Scope.COUNCIL in scopes:
        return members
    seen = Q(pk__in=[])
    if Scope.TEAM in scopes:
        seen |= Q(places__team_id__in=team_ids(viewer))
    if Scope.SELF in scopes:
        seen |= Q(user_id=viewer.user_id)
    return members.filter(seen).distinct()


def list_staff(viewer: Viewer, action: Action = Action.MEMBERS_READ) -> QuerySet[Member]:
    """Who works here or did, by name; who is here for themselves alone is not among them."""
    for_themselves = Member.objects.exclude(roles__role__in=set(Role) - THEIR_OWN).filter(
        roles__isnull=False
    )
    return (
        members_for(viewer, action)
        .exclude(pk__in=for_themselves.values("pk"))
        .prefetch_related("roles", "places__team")
        .order_by("ended_at", "user__full_name", "id")
    )


def list_tokens(viewer: Viewer) -> QuerySet[ApiToken]:
    """The tokens by which the viewer's own machines act in this council, newest first."""
    return ApiToken.objects.filter(book_id=viewer.book_id, user_id=viewer.user_id).order_by("-id")


def list_delegations(viewer: Viewer) -> QuerySet[Delegation]:
    """What was delegated to the members that this viewer may see it of, newest first."""
    members = members_for(viewer, Action.DELEGATIONS_READ).order_by()
    return (
        Delegation.objects.filter(book_id=viewer.book_id, member__in=members.values("id"))
        .select_related("member__user")
        .order_by("-id")
    )


def get_member(viewer: Viewer) -> Member:
    """
    The viewer as a member of the council whose book is open.

    :raises Member.DoesNotExist: no longer one
    """
    return Member.objects.select_related("user").get(
        book_id=viewer.book_id, user_id=viewer.user_id, ended_at=None
    )


def list_members_as(book_id: UUID, *roles: Role) -> QuerySet[Member]:
    """Who is one of these to this council and has not left."""
    holders = MemberRole.objects.filter(book_id=book_id, role__in=roles).values("member_id")
    members = Member.objects.filter(book_id=book_id, ended_at=None, id__in=holders)
    return members.select_related("user").order_by("id")


def find_member(book_id: UUID, user_id: UUID | None) -> Member | None:
    """A user as a member of this council, also when they have left."""
    if user_id is None:
        return None
    return Member.objects.filter(book_id=book_id, user_id=user_id).first()


def get_council(book_id: UUID) -> Council:
    """
    The council whose book this is.

    :raises Council.DoesNotExist: there is none
    """
    return Council.objects.get(book_id=book_id)


def get_debtor(book_id: UUID) -> Debtor:
    """
    The account that the council pays from, for the bank's file alone.

    :raises CouncilAccountMissing: nobody has set it
    """
    council = get_council(book_id)
    if council.bank_details is None:
        raise CouncilAccountMissing
    sort_code, account_number = json.loads(unseal(council.bank_details))
    return Debtor(council.bank_name, sort_code, account_number)


def policy_on(book_id: UUID, day: date) -> Policy:
    """The policy in force on a day: its defaults, and what the council set since."""
    rows = PolicySetting.objects.filter(
        book_id=book_id, starts_on__lte=day, name__in=Policy.names()
    ).order_by("starts_on", "set_at", "id")
    return Policy(**dict(rows.values_list("name", "value")))


def limits_on(member: Member, day: date) -> Limits:
    """What this member may authorise alone on a day; nothing, when nothing was delegated."""
    newest = (
        Delegation.objects.filter(member=member, starts_on__lte=day)
        .order_by("-starts_on", "-given_at", "-id")
        .first()
    )
    if newest is None:
        return Limits()
    return Limits(newest.grant_limit_pence, newest.person_year_limit_pence)


def email_of(user_id: UUID) -> str:
    """
    Where a user is written to.

    :raises User.DoesNotExist: there is no such user
    """
    return User.objects.values_list("email", flat=True).get(id=user_id)


def name_of(user_id: UUID) -> str:
    """What to call a user in a sentence; the scheduler is the service itself."""
    return (
        User.objects.filter(id=user_id).values_list("full_name", flat=True).first() or "the service"
    )


def names_of(user_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """What to call each of these users in a sentence."""
    wanted = {user_id for user_id in user_ids if user_id}
    return dict(User.objects.filter(id__in=wanted).values_list("id", "full_name"))


def names_who_may(book_id: UUID, action: Action, *, but: Iterable[UUID | None]) -> list[str]:
    """Who else of a council may do this to anybody there, by name."""
    roles = [role for role, scope in RIGHTS[action].items() if scope == Scope.COUNCIL]
    others = Member.objects.filter(book_id=book_id, roles__role__in=roles, ended_at=None)
    left_out = {user_id for user_id in but if user_id}
    names = others.exclude(user_id__in=left_out).values_list("user__full_name", flat=True)
    return list(names.order_by("user__full_name").distinct())


def find_manager(team: Team) -> Member | None:
    """Who answers what is above a practitioner's delegation; the first, when there are several."""
    return (
        Member.objects.filter(
            places__team=team, roles__role=Role.MANAGER, ended_at=None, book_id=team.book_id
        )
        .select_related("user")
        .order_by("joined_at", "id")
        .first()
    )


def list_delegates(teams: Iterable[Team]) -> QuerySet[Member]:
    """Everybody who authorises from these teams' pots, by name."""
    roles = (Role.PRACTITIONER, Role.MANAGER)
    return (
        Member.objects.filter(places__team__in=teams, roles__role__in=roles, ended_at=None)
        .select_related("user")
        .order_by("user__full_name", "id")
        .distinct()
    )


def pot_of(team: Team, day: date) -> Pot:
    """What a team's pot has left, of what the council's year began with and brought since."""
    since, until = rules.financial_year(day)
    midnight = datetime.combine(since, time.min, tzinfo=ZoneInfo("Europe/London"))
    filled = PotFilling.objects.filter(team=team, filled_at__gte=midnight)
    added = int(filled.aggregate(total=Coalesce(Sum("pence"), 0))["total"])
    whole = balance_as_of(team.pot, midnight) + added
    left = team.pot.available_pence
    return Pot(left_pence=left, whole_pence=max(whole, left), until=until)


def list_fillings(viewer: Viewer) -> QuerySet[PotFilling]:
    """What pots were filled with and why, of the teams that the viewer may see, newest first."""
    fillings = PotFilling.objects.filter(team__in=teams_for(viewer)).select_related("team")
    return fillings.order_by("-filled_at", "-id")


def list_settings(viewer: Viewer) -> QuerySet[PolicySetting]:
    """Every setting that the council ever set, the earliest to start first."""
    return PolicySetting.objects.filter(book_id=viewer.book_id).order_by("starts_on", "set_at")


def same_person(member: Member) -> tuple[set[UUID], set[str]]:
    """
    Every user who is the same human as a member, and the accounts that are known to be theirs.

    Two users who are paid into one bank account count as one.
    """
    account = member.account_fingerprint
    if not account:
        return {member.user_id}, set()
    alike = Member.objects.filter(book_id=member.book_id, account_fingerprint=account)
    return {member.user_id, *alike.values_list("user_id", flat=True)}, {account}
