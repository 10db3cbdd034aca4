"""Starting and stopping without a script: the shift that goes on is kept in the session."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from budgets.assistants.models import Engagement
from web.assistant.whose import WorkPage
from web.hours.words import clock_words

GOING: Final = "shift_going_on"


@dataclass(frozen=True)
class Going:
    """A shift that goes on: for whom, since when, and until when once it was stopped."""

    engagement_id: str
    since: datetime
    until: datetime | None


class Start(WorkPage):
    """The moment at which work begins."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep it; one that goes on already is not begun anew."""
        engagement = self.engagement(kwargs["engagement_id"])
        if engagement and GOING not in request.session:
            at = self.now.replace(second=0, microsecond=0)
            request.session[GOING] = [str(engagement.id), at.isoformat()]
            messages.success(request, f"You started at {clock_words(at)}.")
        return redirect("work_for", kwargs["engagement_id"])


class Stop(WorkPage):
    """The moment at which work ends."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead on to the form with both times in it; it is kept there."""
        found = read_going(request.session)
        if found is None:
            return redirect("work_for", kwargs["engagement_id"])
        until = found.until or self.now.replace(second=0, microsecond=0)
        request.session[GOING] = [*request.session[GOING][:2], until.isoformat()]
        return redirect(f"{reverse('work_type', args=[found.engagement_id])}?stopped=1")


def going_on(session: SessionBase, engagement: Engagement) -> dict[str, Any]:
    """What the home says of a shift that goes on."""
    found = read_going(session)
    if found is None:
        return {"running": False}
    elsewhere = "" if found.engagement_id == str(engagement.id) else ", for somebody else"
    return {"running": True, "running_words": f"since {clock_words(found.since)}{elsewhere}"}


def read_going(session: SessionBase) -> Going | None:
    """The shift that goes on, if one does."""
    kept = session.get(GOING)
    if not kept:
        return None
    engagement_id, *times = kept
    since, *until = map(datetime.fromisoformat, times)
    return Going(engagement_id, since, until[0] if until else None)
