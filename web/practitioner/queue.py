"""What waits for somebody's yes or no: passed up by a practitioner, or asked from a phone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from budgets.councils import selectors as councils
from budgets.councils.rights import Action, may
from budgets.people import selectors as people
from budgets.plans.selectors import listing
from budgets.plans.selectors.listing import Only
from budgets.recovery import selectors
from budgets.recovery.models import RecoveryRequest
from budgets.recovery.values import RequestState
from web.doors import Page
from web.progress import whom

MOST_SHOWN = 50


class Queue(Page):
    """Everything that waits, the longest waiting first, each answered where it stands."""

    action = Action.RECOVERY_AUTHORISE
    template_name = "practitioner/queue.html"
    what = "what they asked for"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what waits, and the pots it would come from."""
        waiting = selectors.list_to_answer(self.viewer).select_related("team__pot")
        shown = list(waiting[:MOST_SHOWN])
        for asked in shown:
            self.saw(asked.person)
        today = timezone.localdate(self.now)
        teams = {asked.team_id: asked.team for asked in shown}
        cards = [self._card(asked) for asked in shown]
        return self.page(
            cards=cards,
            likely=next((card["asked"].id for card in cards if card["may_say_yes"]), None),
            count=waiting.count(),
            to_agree=self._to_agree(),
            pots=[(team, councils.pot_of(team, today)) for team in teams.values()],
            names=councils.names_of([one for a in shown for one in (a.asked_by, a.passed_by)]),
        )

    def _to_agree(self) -> int:
        """How many direct payments wait for a manager's yes, for a manager."""
        if not may(self.viewer.roles, Action.BUDGETS_AGREE):
            return 0
        return listing.count_budgets(self.viewer)[Only.WAITING]

    def _card(self, asked: RecoveryRequest) -> dict[str, Any]:
        today = timezone.localdate(self.now)
        limits = councils.limits_on(self.member, today)
        year = selectors.given_in_year_pence(asked.person, today)
        tie = people.has_tie(self.member, asked.person)
        most = min(limits.grant_pence, limits.person_year_pence - year)
        return {
            "asked": asked,
            "whom": whom(asked),
            "year_pence": year,
            "tie": tie,
            "may_say_yes": not tie and asked.pence <= most,
            "may_pass": asked.state == RequestState.ASKED
            and may(self.viewer.roles, Action.RECOVERY_PASS),
        }
