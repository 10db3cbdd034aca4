"""Questions about budgets, and who a member is to the ledger."""

from datetime import datetime
from typing import Literal, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from budgets.councils.models import Member, Team
from budgets.councils.rights import Action, Scope, may_all, scopes_for
from budgets.councils.selectors import roles_of, team_ids
from budgets.people import selectors as people
from budgets.people.models import Person
from budgets.plans.models import Budget
from ledgers.doors import acting_for
from ledgers.models import Account, InBook
from ledgers.values import ALL, Viewer

Part = TypeVar("Part", bound=InBook)


def viewer_for(member: Member, now: datetime) -> Viewer:
    """Who this member is to everything below: built once a request, by the door."""
    bare = Viewer(member.user_id, member.book_id, roles_of(member), now)
    return Viewer(bare.user_id, bare.book_id, bare.roles, now, accounts=_accounts(bare))


def _accounts(viewer: Viewer) -> QuerySet[Account] | Literal["all"]:
    scopes = scopes_for(viewer.roles, Action.ACCOUNTS_READ)
    if Scope.COUNCIL in scopes:
        return ALL
    seen = Q(pk__in=[])
    if Scope.OWN in scopes:
        accounts = _own_accounts(viewer)
        seen |= Q(pk__in=accounts) | Q(overspends__in=accounts)
    if Scope.TEAM in scopes:
        seen |= Q(pk__in=Team.objects.filter(id__in=team_ids(viewer)).values("pot"))
    return Account.objects.filter(seen, book_id=viewer.book_id)


def _own_accounts(viewer: Viewer) -> list[UUID]:
    """A few, as in `people`; the request's own door is not open yet, so this is one of its own."""
    own = Viewer(viewer.user_id, viewer.book_id, frozenset({"holder"}), viewer.now)
    with acting_for(own, read_only=True):
        budgets = Budget.objects.filter(person__in=people.visible_to(own)).order_by()
        return list(budgets.values_list("account", flat=True))


def find_person_of(account: Account) -> Person | None:
    """The person whose budget an account keeps, if it is a budget's."""
    budget = Budget.objects.filter(account=account).select_related("person").first()
    return budget.person if budget else None


def visible_to(viewer: Viewer, action: Action = Action.BUDGETS_READ) -> QuerySet[Budget]:
    """The budgets over which this viewer may do this."""
    budgets = Budget.objects.filter(book_id=viewer.book_id).order_by("-opened_at", "-id")
    if may_all(viewer.roles, action):
        return budgets
    return budgets.filter(person__in=people.visible_to(viewer, action))


def parts_visible_to(
    viewer: Viewer, rows: QuerySet[Part], action: Action = Action.BUDGETS_READ
) -> QuerySet[Part]:
    """
    Of these rows, what belongs to the budgets over which this viewer may do this.

    Who may in the whole council is asked for no people and no budgets, however many there are.
    """
    own = rows.filter(book_id=viewer.book_id)
    if may_all(viewer.roles, action):
        return own
    return own.filter(budget__in=visible_to(viewer, action).order_by())
