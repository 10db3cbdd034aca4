"""Members, their roles, their teams and what is delegated to them."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

import structlog
from django.db import transaction

from budgets.councils.errors import LimitsAbsurd, OwnRoles, RolesMissing
from budgets.councils.models import Delegation, Member, MemberRole, Team, TeamMember, User
from budgets.councils.values import THEIR_OWN, Role

log = structlog.get_logger(__name__)


def add_member(
    *, book_id: UUID, email: str, full_name: str, roles: Iterable[Role], now: datetime
) -> Member:
    """Make a user a member of a council with these roles, keeping what they had before."""
    with transaction.atomic():
        user = User.objects.filter(email__iexact=email.strip()).first()
        if user is None:
            user = User.objects.create_user(email, full_name=full_name)
        member, _ = Member.objects.get_or_create(
            book_id=book_id, user=user, defaults={"joined_at": now}
        )
        if member.ended_at:
            _write(member, ended_at=None)
        for role in roles:
            MemberRole.objects.get_or_create(book_id=book_id, member=member, role=role)
    return member


def let_in(
    *, book_id: UUID, email: str, full_name: str, roles: Iterable[Role], by: UUID, now: datetime
) -> Member:
    """
    Let somebody work here, as an administrator does.

    :raises OwnRoles: it is about whoever does it
    :raises RolesMissing: nothing that they are to the council is said
    """
    wanted = set(roles)
    if User.objects.filter(pk=by, email__iexact=email.strip()).exists():
        raise OwnRoles
    if not wanted:
        raise RolesMissing
    member = add_member(book_id=book_id, email=email, full_name=full_name, roles=wanted, now=now)
    log.info("member_let_in", member=str(member.id), roles=sorted(wanted), by=str(by))
    return member


def change_roles(*, member: Member, roles: Iterable[Role], by: UUID) -> Member:
    """
    Say anew what somebody is to the council, and let them in again if they had left.

    What they are for themselves, like holding a budget, stays as it is.

    :raises OwnRoles: it is about whoever does it
    :raises RolesMissing: nothing is left; ending is another step
    """
    wanted = set(roles)
    if by == member.user_id:
        raise OwnRoles
    if not wanted:
        raise RolesMissing
    with transaction.atomic():
        rows = MemberRole.objects.filter(member=member)
        rows.exclude(role__in=[*wanted, *THEIR_OWN]).delete()
        for role in wanted:
            MemberRole.objects.get_or_create(book_id=member.book_id, member=member, role=role)
        _write(member, ended_at=None)
    log.info("member_changed", member=str(member.id), roles=sorted(wanted), by=str(by))
    return member


def end_member(*, member: Member, by: UUID, now: datetime) -> Member:
    """
    End what somebody is to the council. They are out at once; what they did stays theirs.

    Who also holds a budget of their own keeps that, and comes in as a holder.

    :raises OwnRoles: it is about whoever does it
    """
    if by == member.user_id:
        raise OwnRoles
    with transaction.atomic():
        MemberRole.objects.filter(member=member).exclude(role__in=THEIR_OWN).delete()
        TeamMember.objects.filter(member=member).delete()
        if not MemberRole.objects.filter(member=member).exists():
            _write(member, ended_at=now)
    log.info("member_ended", member=str(member.id), by=str(by))
    return member


def _write(member: Member, *, ended_at: datetime | None) -> None:
    member.ended_at = ended_at
    member.save(update_fields=["ended_at"])


def place_in_teams(*, member: Member, teams: Iterable[Team]) -> None:
    """Give a member a place in exactly these teams."""
    wanted = list(teams)
    with transaction.atomic():
        TeamMember.objects.filter(member=member).exclude(team__in=wanted).delete()
        for team in wanted:
            place_in_team(member=member, team=team)


def place_in_team(*, member: Member, team: Team) -> TeamMember:
    """Give a member a place in a team."""
    place, _ = TeamMember.objects.get_or_create(book_id=team.book_id, team=team, member=member)
    return place


def give_delegation(
    *,
    member: Member,
    grant_limit_pence: int,
    person_year_limit_pence: int,
    starts_on: date,
    by: UUID,
    now: datetime,
) -> Delegation:
    """
    Say what a member may authorise alone from a day on.

    :raises LimitsAbsurd: the limit for a person's year is below that for one grant
    """
    if person_year_limit_pence < grant_limit_pence or grant_limit_pence < 0:
        raise LimitsAbsurd
    return Delegation.objects.create(
        book_id=member.book_id,
        member=member,
        grant_limit_pence=grant_limit_pence,
        person_year_limit_pence=person_year_limit_pence,
        starts_on=starts_on,
        given_by=by,
        given_at=now,
    )
