"""Users and members for many addresses at once; nobody is written to, and nobody has a password."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db.models.functions import Lower

from budgets.caseload.services.importing.desk import Desk
from budgets.councils.models import Member, MemberRole, User
from budgets.councils.values import Role
from ledgers.values import uuid7


def find_users(emails: Collection[str]) -> dict[str, UUID]:
    """Who signs in by these addresses already, wherever; by the address in lower case."""
    rows = User.objects.annotate(low=Lower("email")).filter(low__in=emails)
    return dict(rows.values_list("low", "id"))


def make_users(names: Mapping[str, str]) -> dict[str, UUID]:
    """
    Find or make the user of each address, who then signs in by a code.

    :param names: by address in lower case, what to call somebody whom nobody knows yet
    """
    known = find_users(names.keys())
    new = [
        User(email=email, full_name=name, password=make_password(None))
        for email, name in names.items()
        if email not in known
    ]
    User.objects.bulk_create(new, batch_size=500)
    return known | {user.email: user.id for user in new}


def let_in(roles: Mapping[UUID, Iterable[Role]], *, desk: Desk) -> dict[UUID, UUID]:
    """
    Make users members of the council, beside what they are already; also those who had left.

    :param roles: by user, what they are to the council
    :returns: by user, the id of the member
    """
    here = Member.objects.filter(book_id=desk.book_id, user_id__in=roles)
    members = dict(here.values_list("user_id", "id"))
    here.exclude(ended_at=None).update(ended_at=None)
    new = [
        Member(
            id=uuid7(desk.now.timestamp()),
            book_id=desk.book_id,
            user_id=user_id,
            joined_at=desk.now,
        )
        for user_id in roles
        if user_id not in members
    ]
    Member.objects.bulk_create(new, batch_size=500)
    members |= {member.user_id: member.id for member in new}
    MemberRole.objects.bulk_create(
        (
            MemberRole(book_id=desk.book_id, member_id=members[user_id], role=role)
            for user_id, some in roles.items()
            for role in some
        ),
        batch_size=500,
        ignore_conflicts=True,  # a role says nothing but that it is there
    )
    return members


def let_holders_in(names: Mapping[str, str], *, desk: Desk) -> dict[str, UUID]:
    """Let holders of budgets sign in by their addresses; the id of each user, by address."""
    users = make_users(names)
    let_in({user_id: [Role.HOLDER] for user_id in users.values()}, desk=desk)
    return users
