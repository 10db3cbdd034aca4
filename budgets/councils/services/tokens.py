"""Tokens for machines and apps: shown once, kept as a digest, as one member of one council."""

import hashlib
import secrets
from datetime import datetime, timedelta

from budgets.councils.models import ApiToken, Member


def make_api_token(*, member: Member, label: str, now: datetime, days: int = 90) -> str:
    """Make a token for this member. It is returned here and can never be read again."""
    token = f"ww_{secrets.token_urlsafe(32)}"
    ApiToken.objects.create(
        user=member.user,
        book_id=member.book_id,
        digest=_digest(token),
        label=label,
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    return token


def end_api_token(*, token: ApiToken) -> None:
    """End a token at once; ended again, nothing happens."""
    ApiToken.objects.filter(pk=token.pk).delete()


def find_token_user(*, token: str, now: datetime) -> ApiToken | None:
    """The token's row, with its user, if it is good today and its user may still sign in."""
    found = (
        ApiToken.objects.select_related("user")
        .filter(digest=_digest(token), expires_at__gt=now, user__is_active=True)
        .first()
    )
    if found and (found.used_at is None or now - found.used_at > timedelta(minutes=5)):
        ApiToken.objects.filter(pk=found.pk).update(used_at=now)
    return found


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
