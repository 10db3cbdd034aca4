"""After the button: where the money is now, and what happens next."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from budgets.councils import selectors as councils
from budgets.recovery import selectors
from budgets.recovery.models import RecoveryBudget
from budgets.recovery.values import Progress
from web.practitioner.one_request import OneRequest
from web.progress import STATUS, time_line, whom

NOT_LEFT = (Progress.WAITING_FOR_DETAILS, Progress.PROMISED, Progress.CAME_BACK)


class Authorised(OneRequest):
    """Where the money is now."""

    template_name = "practitioner/authorised.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it, as it is at this moment."""
        asked = self.asked()
        self.saw(asked.person)
        recovery = selectors.find_recovery(asked)
        progress = selectors.progress(asked)
        manager = councils.find_manager(asked.team)
        more = self._of(recovery) if recovery else {}
        return self.page(
            asked=asked,
            recovery=recovery,
            progress=progress.value,
            place=STATUS[progress],
            whom=whom(asked),
            manager=manager.user.full_name.split()[0] if manager else "",
            may_give_up=progress in NOT_LEFT,
            **more,
        )

    def _of(self, recovery: RecoveryBudget) -> dict[str, Any]:
        policy = councils.policy_on(self.viewer.book_id, timezone.localdate(self.now))
        arrives = recovery.payment.paid_at or self.now
        return {
            "by_name": councils.name_of(recovery.authorised_by),
            "link": selectors.find_hand_over_link(recovery, self.now),
            "steps": time_line(recovery, now=self.now),
            "ask_on": timezone.localdate(arrives) + timedelta(weeks=policy.ask_did_it_help_weeks),
            "ask_weeks": policy.ask_did_it_help_weeks,
            "mine": recovery.authorised_by == self.viewer.user_id,
            "today_too": timezone.localdate(recovery.authorised_at) == timezone.localdate(self.now),
        }
