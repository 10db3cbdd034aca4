"""Members, their roles, their teams and what is delegated to them."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from budgets.councils.errors import LimitsAbsurd
from budgets.councils.models import Delegation, Member, MemberRole, Team, TeamMember, User
from budgets.councils.values import Role


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
        for role in roles:
            MemberRole.objects.get_or_create(book_id=book_id, member=member, role=role)
    return member


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
