"""Teams, members and providers as files have them."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from budgets.caseload.rules.words import as_read_again
from budgets.caseload.values.council_rows import STAFF_ROLES, MemberRow, ProviderRow, TeamRow
from budgets.councils.models import Delegation, Member, Team
from budgets.councils.values import Role
from budgets.people.models import Organisation


def team_rows(book_id: UUID, ids: Collection[UUID], _today: date) -> dict[UUID, TeamRow]:
    """Teams by id; in the pot is what it has, also what is promised and has not left."""
    teams = Team.objects.filter(book_id=book_id, id__in=ids).select_related("pot")
    return {
        team.id: TeamRow(
            team_ref=team.reference,
            name=as_read_again(team.name) or team.reference,
            pot_opening_balance_pence=team.pot.balance_pence,
        )
        for team in teams
    }


def member_rows(book_id: UUID, ids: Collection[UUID], today: date) -> dict[UUID, MemberRow]:
    """Members by their user's id, each with one team and with what is delegated to them today."""
    rows = Member.objects.filter(book_id=book_id, user_id__in=ids).select_related("user")
    members = list(rows.prefetch_related("roles", "places__team"))
    limits = _delegated(book_id, members, today)
    return {member.user_id: _member_row(member, limits.get(member.id)) for member in members}


def _delegated(book_id: UUID, members: list[Member], today: date) -> dict[UUID, Delegation]:
    rows = Delegation.objects.filter(book_id=book_id, member__in=members, starts_on__lte=today)
    return {row.member_id: row for row in rows.order_by("starts_on", "given_at", "id")}


def _member_row(member: Member, limits: Delegation | None) -> MemberRow:
    has = {Role(row.role) for row in member.roles.all()}
    teams = sorted(place.team.reference for place in member.places.all())
    return MemberRow(
        email=member.user.email.lower(),
        full_name=as_read_again(member.user.full_name) or member.user.email,
        role=tuple(role for role in STAFF_ROLES if role in has),
        team_ref=next(iter(teams), None),
        grant_limit_pence=limits.grant_limit_pence if limits else None,
        person_year_limit_pence=limits.person_year_limit_pence if limits else None,
        account_fingerprint=member.account_fingerprint or None,
    )


def provider_rows(book_id: UUID, ids: Collection[UUID], _today: date) -> dict[UUID, ProviderRow]:
    """Who provides care, by id."""
    return {
        one.id: ProviderRow(
            provider_ref=one.reference,
            name=as_read_again(one.name) or one.reference,
            registered=one.registered,
            email=one.email.lower() or None,
        )
        for one in Organisation.objects.filter(book_id=book_id, id__in=ids)
    }
