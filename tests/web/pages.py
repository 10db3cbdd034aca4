"""What the pages' tests share: a browser signed in as somebody, and what a mail said."""

from django.test import Client

from budgets.councils.models import Member
from payments.outside.encryption import unseal
from payments.outside.models import Message


def browser(member: Member, *, checks_csrf: bool = False) -> Client:
    """A browser in which this member is signed in."""
    client = Client(enforce_csrf_checks=checks_csrf)
    client.force_login(member.user)
    return client


def newest_mail() -> tuple[str, str, str]:
    """Address, subject and words of the newest message."""
    found = Message.objects.order_by("-written_at", "-id")[0]
    return tuple(unseal(part) for part in (found.address, found.subject, found.words))
