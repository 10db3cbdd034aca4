"""Whose work a page of an assistant is about: their own, for one of those whom they work for."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone

from budgets.assistants import selectors as work
from budgets.assistants.models import Engagement, Shift
from budgets.councils.rights import Action
from ledgers.values import Viewer
from web.assistant.offline import KEEP
from web.doors import Page


class WorkPage(Page):
    """
    A page for somebody who works as a personal assistant.

    :cvar kept: whether a phone may keep it for when there is no signal
    """

    action: ClassVar[Action] = Action.SHIFTS_LOG
    kept: ClassVar[bool] = False

    def not_for_them(self) -> HttpResponseBase:
        """Where the role has ended, say so: what waits on their phone is shown there, not lost."""
        return self.nothing(status=403).render()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Say whether a phone may keep it."""
        response = super().dispatch(request, *args, **kwargs)
        if self.kept and response.status_code == 200:  # noqa: PLR2004
            response.headers[KEEP] = "yes"
        return response

    def nothing(self, status: int = 200) -> TemplateResponse:
        """Nobody has them on their list: said kindly, with what waits on their phone."""
        known = {"user_id": self.viewer.user_id}
        return TemplateResponse(self.request, "assistant/ended.html", known, status=status)

    @property
    def today(self) -> date:
        """The day in London."""
        return timezone.localdate(self.now)

    def as_assistant(self) -> Viewer:
        """The viewer as an assistant alone, whatever else they are to the council."""
        return Viewer(self.viewer.user_id, self.viewer.book_id, frozenset({"assistant"}), self.now)

    def engagements(self) -> list[Engagement]:
        """All their work, what goes on first and then the newest."""
        seen = work.visible_engagements(self.as_assistant(), self.action)
        found = seen.prefetch_related("rates")
        return sorted(found, key=lambda one: is_over(one, self.today))

    def engagement(self, engagement_id: UUID | None) -> Engagement | None:
        """
        The one in the address; without one, the first of those that go on.

        :raises Http404: it is not theirs
        """
        if engagement_id is None:
            return next(iter(self.engagements()), None)
        found = next((one for one in self.engagements() if one.id == engagement_id), None)
        if found is None:
            raise Http404
        return found

    def shift(self) -> Shift:
        """
        The shift in the address.

        :raises Http404: it is not theirs
        """
        seen = work.visible_to(self.as_assistant(), self.action)
        found = (
            seen.prefetch_related("engagement__rates").filter(pk=self.kwargs["shift_id"]).first()
        )
        if found is None:
            raise Http404
        return found


def is_over(engagement: Engagement, today: date) -> bool:
    """Whether its last day has passed."""
    last = engagement.ends_on or engagement.notice_until
    return bool(last and last < today)


def employer_of(engagement: Engagement) -> str:
    """Whom they work for, by first name: the person, though somebody else may hold the money."""
    return engagement.budget.person.first_name
