"""What a page tells the phone of the work, so that it can go on without signal."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from django.urls import reverse

from budgets.assistants.models import Engagement, Shift
from budgets.assistants.values import ShiftKind
from ledgers.values import Viewer
from web.assistant.whose import employer_of

KNOWN_FOR: Final = timedelta(days=35)
"""So far back one's shifts stand on the home."""

PARTS: Final = ("break_minutes", "woken_minutes")
CHECKED_FOR: Final = timedelta(days=15)
"""So far back a phone knows them by itself, to say what to think about; we look again."""


def known(
    viewer: Viewer,
    engagements: list[Engagement],
    open_now: Engagement,
    shifts: Iterable[Shift],
    *,
    now: datetime,
) -> dict[str, Any]:
    """
    Who it is, whom they work for at what rates, and which of their hours we have.

    :param shifts: asked for where they are typed alone: they are what new ones are held against
    """
    return {
        "user": str(viewer.user_id),
        "engagement": str(open_now.id),
        "engagements": [_engagement(one) for one in engagements],
        "shifts": [_shift(one, open_now) for one in shifts if one.started_at > now - CHECKED_FOR],
    }


def pages_of(engagements: list[Engagement]) -> list[str]:
    """The pages that must open without signal."""
    of_each = ((reverse("work_for", args=[one.id]), _type(one)) for one in engagements)
    return [reverse("work"), *(address for pair in of_each for address in pair)]


def _type(one: Engagement) -> str:
    return reverse("work_type", args=[one.id])


def _engagement(one: Engagement) -> dict[str, Any]:
    rates: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for rate in one.rates.all():
        rates[rate.kind].append((rate.from_on.isoformat(), rate.pence))
    last = one.ends_on or one.notice_until
    return {
        "id": str(one.id),
        "name": employer_of(one),
        **({"ends_on": last.isoformat()} if last else {}),
        **({"weekly_minutes": one.weekly_minutes} if one.weekly_minutes else {}),
        "rates": rates,
    }


def _shift(one: Shift, open_now: Engagement) -> dict[str, Any]:
    """In as few signs as do: of ordinary hours for the one whose page it is, the times alone."""
    elsewhere = one.engagement_id != open_now.id
    return {
        "id": str(one.id),
        **({"engagement": str(one.engagement_id)} if elsewhere else {}),
        **({} if one.kind == ShiftKind.STANDARD else {"kind": one.kind}),
        "started_at": f"{one.started_at:%Y-%m-%dT%H:%MZ}",
        "ended_at": f"{one.ended_at:%Y-%m-%dT%H:%MZ}",
        **{name: minutes for name in PARTS if (minutes := getattr(one, name))},
    }
