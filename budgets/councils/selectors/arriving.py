"""
What is asked before a book is open: who comes, for which council, and how that one looks.

On PostgreSQL row security shows no row of any book yet, so these questions are functions that run
as the tables' owner (`sql/postgresql.sql`) and answer nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Length, Lower

from budgets.councils.models import Council, Member, User
from budgets.councils.values import Arrival
from ledgers.values import uuid7


@dataclass(frozen=True)
class Look:
    """How a council shows itself to everybody."""

    name: str
    code: str
    phone: str
    phone_hours: str
    colour: str
    has_logo: bool


def list_memberships(user: User) -> list[Member]:
    """Every council that this user may act in, oldest first: `council_name`, and `role_names`."""
    return [_with(member, user) for member in _memberships(user.pk)]


def _memberships(user_id: UUID) -> Iterable[Member]:
    if connection.vendor == "postgresql":
        return Member.objects.raw("SELECT * FROM councils_memberships(%s)", [user_id])
    name = Council.objects.filter(book_id=OuterRef("book_id")).values("name")
    return (
        Member.objects.filter(user_id=user_id, ended_at=None)
        .prefetch_related("roles")
        .annotate(council_name=Subquery(name))
        .order_by("joined_at", "id")
    )


def _with(member: Any, user: User) -> Member:
    member.user = user
    if not hasattr(member, "role_names"):
        member.role_names = [row.role for row in member.roles.all()]
    found: Member = member
    return found


def find_user(email: str) -> User | None:
    """Who signs in with this address, ignoring case, if they still may."""
    typed = email.strip().lower()
    return User.objects.alias(low=Lower("email")).filter(low=typed, is_active=True).first()


def arrival_of(email: str) -> Arrival:
    """Who comes to the door with this address; nobody's ids are made up, at the same cost."""
    user = find_user(email) or User(id=uuid7())
    known = [(m.book_id, roles_of(m)) for m in list_memberships(user) if roles_of(m)]
    if not known:
        return Arrival(uuid7(), uuid7())
    book_id, _ = known[0]
    return Arrival(book_id, user.id, frozenset().union(*(roles for _, roles in known)), known=True)


def find_membership(user: User, chosen: str | UUID) -> Member | None:
    """The membership that somebody acts in: of the chosen council, or else the first."""
    memberships = list_memberships(user)
    acting = [member for member in memberships if str(member.book_id) == str(chosen)]
    return next(iter([*acting, *memberships]), None)


def find_by_address(email: str, code: str = "") -> list[Member]:
    """Who signs in by this address and has not left: in the council with this code, or anywhere."""
    user = find_user(email)
    members = list_memberships(user) if user else []
    book_id = find_book(code) if code else None
    return [member for member in members if not code or member.book_id == book_id]


def roles_of(member: Member) -> frozenset[str]:
    """What this member is to the council; asked only if it did not come with the membership."""
    known = getattr(member, "role_names", None)
    return frozenset(member.roles.values_list("role", flat=True) if known is None else known)


def known_elsewhere(user_ids: Iterable[UUID], book_id: UUID) -> set[UUID]:
    """Which of these users another council than this one knows, too."""
    users = list(user_ids)
    if connection.vendor == "postgresql":
        rows = _ask("SELECT * FROM councils_known_elsewhere(%s::uuid[], %s)", users, book_id)
        return {user_id for (user_id,) in rows}
    others = Member.objects.exclude(book_id=book_id).filter(user_id__in=users)
    return set(others.values_list("user_id", flat=True))


def find_book(code: str) -> UUID | None:
    """The book of the council with this code."""
    if connection.vendor == "postgresql":
        found: UUID | None = _ask("SELECT councils_book_of(%s)", code)[0][0]
        return found
    return Council.objects.filter(code=code).values_list("book_id", flat=True).first()


def find_look(book_id: UUID | None) -> Look | None:
    """How a council looks; without one, the only council there is, if it is alone."""
    if connection.vendor == "postgresql":
        rows = _ask("SELECT * FROM councils_looks(%s)", book_id)
    else:
        asked = Council.objects.filter(book_id=book_id) if book_id else Council.objects.all()
        shown = ("name", "code", "phone", "phone_hours", "colour", Length("logo"))
        rows = list(asked.order_by("book_id").values_list(*shown)[:2])
    if len(rows) != 1:
        return None
    name, code, phone, hours, colour, logo = rows[0]
    return Look(name, code, phone, hours, colour, has_logo=bool(logo))


def find_logo(code: str) -> bytes | None:
    """The logo of the council with this code, as a PNG, if it has one."""
    if connection.vendor == "postgresql":
        logo = _ask("SELECT councils_logo(%s)", code)[0][0]
    else:
        logo = Council.objects.filter(code=code).values_list("logo", flat=True).first()
    return bytes(logo) if logo else None


def _ask(question: str, *about: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(question, about)
        return list(cursor.fetchall())
