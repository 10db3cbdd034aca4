"""A sign-in link for each role of the example council."""

from collections.abc import Iterator

from budgets.councils.models import Council, Member
from budgets.councils.values import Role
from web.sign_in.example import example_link

OWN_MONEY = (
    ("holder", "Winston Clarke"),
    ("carer", "Joy Clarke"),
    ("representative", "Ruth Ashworth"),
    ("signatory", "Femi Adebayo"),
    ("bereaved", "David Marsh"),
    ("one-off", "Rosa Delgado"),
    ("assistant", "Mariam Yusuf"),
    ("assistant of two", "Lorraine Hobbs"),
)
"""Whose own money it is, or who manages somebody's: what to call the link, and who they are."""
STAFF = (
    Role.PRACTITIONER,
    Role.MANAGER,
    Role.PROVIDER,
    Role.FINANCE,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)


def list_sign_in_links(council: Council) -> list[tuple[str, str]]:
    """One line for each role: the role and where to sign in as somebody who has it."""
    return [(name, example_link(member.user)) for name, member in _members(council)]


def _members(council: Council) -> Iterator[tuple[str, Member]]:
    known = Member.objects.filter(book_id=council.book_id, ended_at=None).order_by("id")
    members = known.select_related("user")
    named = {member.user.full_name: member for member in members}
    yield from ((name, named[who]) for name, who in OWN_MONEY if who in named)
    for role in STAFF:
        member = members.filter(roles__role=role).first()
        if member:
            yield role.value, member
