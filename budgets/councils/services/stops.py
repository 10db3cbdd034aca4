"""Telling finance and the auditors that the council's books don't agree, and nothing is paid."""

from datetime import datetime
from uuid import UUID, uuid5

from django.conf import settings

from budgets.councils.models import Member
from budgets.councils.selectors import get_council, list_members_as
from budgets.councils.values import Role
from ledgers.models import BookStop
from ledgers.selectors import find_stop
from ledgers.values import About
from payments.outside.messages import write_message
from payments.outside.models import Message
from payments.outside.values import Channel

MOST_SAID = 10


def tell_of_stop(*, book_id: UUID, now: datetime) -> int:
    """E-mail finance and the auditors once about a stop; returns how many were written."""
    stop = find_stop(book_id)
    if stop is None:
        return 0
    concerned = list_members_as(book_id, Role.FINANCE, Role.AUDITOR)
    keys = {uuid5(stop.id, f"stop for {member.user_id}"): member for member in concerned}
    told = Message.objects.filter(book_id=book_id, key__in=list(keys)).values_list("key", flat=True)
    fresh = keys.keys() - set(told)
    for key in sorted(fresh):
        _tell(keys[key], stop, key, now)
    return len(fresh)


def _tell(member: Member, stop: BookStop, key: UUID, now: datetime) -> None:
    council = get_council(stop.book_id)
    findings = "\n".join(f"- {finding}" for finding in stop.findings[:MOST_SAID])
    write_message(
        book_id=stop.book_id,
        key=key,
        channel=Channel.EMAIL,
        address=member.user.email,
        subject=f"Nothing is paid: {council.name}’s books don’t agree",
        words=(
            f"The check of {council.name}’s books found that they don’t agree with themselves. "
            "So nothing leaves until somebody has looked and let it go again.\n\n"
            f"{findings}\n\n"
            f"What to do: {settings.SITE_URL}/finance/stopped"
        ),
        about=About("stop", stop.id),
        now=now,
    )
