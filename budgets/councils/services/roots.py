"""Telling the council's auditors the newest root of its books, for keeping outside."""

from datetime import datetime
from uuid import UUID, uuid5

from budgets.councils.models import Member
from budgets.councils.selectors import get_council, list_members_as
from budgets.councils.values import Role
from ledgers.models import Seal
from ledgers.rules.roots import as_line
from ledgers.selectors import find_last_seal
from ledgers.values import About
from payments.outside.messages import write_message
from payments.outside.models import Message
from payments.outside.values import Channel


def tell_auditors_root(*, book_id: UUID, now: datetime) -> int:
    """E-mail every auditor the newest root, once for each root; returns how many were written."""
    last = find_last_seal(book_id)
    if last is None:
        return 0
    told = [
        (auditor, uuid5(last.id, f"root for {auditor.user_id}"))
        for auditor in list_members_as(book_id, Role.AUDITOR)
    ]
    keys = [key for _, key in told]
    written = set(
        Message.objects.filter(book_id=book_id, key__in=keys).values_list("key", flat=True)
    )
    fresh = [(auditor, key) for auditor, key in told if key not in written]
    for auditor, key in fresh:
        _tell(auditor, last, key, now)
    return len(fresh)


def _tell(auditor: Member, last: Seal, key: UUID, now: datetime) -> None:
    council = get_council(last.book_id)
    write_message(
        book_id=last.book_id,
        key=key,
        channel=Channel.EMAIL,
        address=auditor.user.email,
        subject=f"Seal {last.number} of {council.name}’s books",
        words=(
            f"This is the newest seal of {council.name}’s books. Please keep this message where "
            "nobody who runs the service can reach it. If anybody changes what was sealed, the "
            "seals no longer agree with it, and you can show that.\n\n"
            f"{as_line(last.facts, last.chain, council.code)}\n\n"
            "To compare the books with your messages, save them as text files and run:\n"
            f"python manage.py verify_ledger --council {council.code} --against FILES"
        ),
        about=About("seal", last.id),
        now=now,
    )
