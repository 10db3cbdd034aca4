"""Letting a personal assistant sign in, by a code sent to their address as holders do."""

from datetime import datetime
from uuid import uuid5

from django.conf import settings
from django.db import transaction

from budgets.assistants.errors import (
    AlreadyInvited,
    InviteAddressMissing,
    OwnEmployer,
    SignInTaken,
)
from budgets.assistants.models import Assistant
from budgets.councils import services as councils
from budgets.councils.models import User
from budgets.councils.selectors import get_council
from budgets.councils.values import Role
from ledgers.values import About
from payments.outside.messages import write_message
from payments.outside.values import Channel


def invite_assistant(*, assistant: Assistant, email: str = "", now: datetime) -> Assistant:
    """
    Let an assistant sign in and log hours, and write to them how; told again it is sent again.

    :param email: where they are written to; what we know of them, when left out
    :raises InviteAddressMissing: there is no address
    :raises AlreadyInvited: they sign in by another address, which only they may change
    :raises SignInTaken: another assistant signs in by this address
    :raises OwnEmployer: it is the address of somebody whom they help
    """
    address = (email or assistant.email).strip().lower()
    if not address:
        raise InviteAddressMissing
    with transaction.atomic():
        locked = Assistant.objects.select_for_update(no_key=True).get(pk=assistant.pk)
        _check_free(locked, address)
        member = councils.add_member(
            book_id=locked.book_id,
            email=address,
            full_name=locked.full_name,
            roles=[Role.ASSISTANT],
            now=now,
        )
        locked.user, locked.email = member.user, address
        locked.save(update_fields=["user", "email"])
        _tell(locked, now)
    return locked


def _check_free(assistant: Assistant, address: str) -> None:
    user = User.objects.filter(email__iexact=address).first()
    if assistant.user_id and (user is None or user.pk != assistant.user_id):
        raise AlreadyInvited
    if user is None:
        return
    others = Assistant.objects.filter(book_id=assistant.book_id, user=user)
    if others.exclude(pk=assistant.pk).exists():
        raise SignInTaken
    if assistant.engagements.filter(budget__person__user=user).exists():
        raise OwnEmployer


def _tell(assistant: Assistant, now: datetime) -> None:
    council = get_council(assistant.book_id)
    words = (
        f"{assistant.first_name}, you can log your hours here, on your own phone, also where there "
        f"is no signal:\n{settings.SITE_URL}/sign-in/\n\n"
        "Write this e-mail address, and we send you a code. There is no password."
    )
    write_message(
        book_id=assistant.book_id,
        key=uuid5(assistant.id, f"invite {assistant.email} {now.date()}"),
        channel=Channel.EMAIL,
        address=assistant.email,
        subject=f"Log your hours with {council.name}",
        words=words,
        about=About("assistant", assistant.id),
        now=now,
    )
