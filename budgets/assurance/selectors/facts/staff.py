"""Those who authorise, as the rules read them."""

from datetime import date
from uuid import UUID

from budgets.assurance.values.flag_facts import MemberFacts
from budgets.councils.models import Delegation, Member, TeamMember


def member_facts(book_id: UUID, as_of: date) -> list[MemberFacts]:
    """
    Members by their user's id, with their first team and the limit of one grant on a day.

    Before the first that is known, the limit was that one, as far as anybody knows.
    """
    given = Delegation.objects.filter(book_id=book_id).order_by("starts_on", "given_at")
    limits: dict[UUID, int] = {}
    for member_id, starts_on, pence in given.values_list(
        "member_id", "starts_on", "grant_limit_pence"
    ):
        if starts_on <= as_of or member_id not in limits:
            limits[member_id] = pence
    teams = dict(
        TeamMember.objects.filter(book_id=book_id)
        .order_by("-team__reference")
        .values_list("member_id", "team__reference")
    )
    return [
        MemberFacts(
            str(one.user_id), teams.get(one.id, ""), limits.get(one.id), one.account_fingerprint
        )
        for one in Member.objects.filter(book_id=book_id).order_by("id")
    ]
