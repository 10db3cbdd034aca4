"""A team's people, and one person's page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from budgets.councils import selectors as councils
from budgets.councils.rights import Action
from budgets.people import selectors as people
from budgets.people.models import Person
from budgets.plans.selectors import listing
from budgets.recovery import selectors
from budgets.recovery.models import RecoveryRequest
from budgets.recovery.selectors import looking_back
from web.budgets.cards import cards
from web.doors import Page
from web.practitioner.choosing import known_by
from web.progress import STATUS, whom

MOST_SHOWN = 50


class People(Page):
    """Everybody of the viewer's teams, with what they had this year."""

    action = Action.RECOVERY_AUTHORISE
    template_name = "practitioner/people.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them, or those whom the search finds."""
        who = request.GET.get("who", "").strip()[:100]
        today = timezone.localdate(self.now)
        found = list(looking_back.list_people(self.viewer, who, today)[: MOST_SHOWN + 1])
        return self.page(
            who=who,
            rows=[(person, known_by(person)) for person in found[:MOST_SHOWN]],
            more=len(found) > MOST_SHOWN,
            waiting=selectors.list_to_answer(self.viewer).count(),
        )


class OnePerson(Page):
    """One person: their budgets, what they had and asked for, what became of it."""

    action = Action.RECOVERY_AUTHORISE
    template_name = "practitioner/person.html"
    what = "requests and payments"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them, and note that somebody looked."""
        person = self._person()
        self.saw(person)
        today = timezone.localdate(self.now)
        year_limit = councils.limits_on(self.member, today).person_year_pence
        theirs = listing.list_budgets(self.viewer).filter(person=person)
        return self.page(
            person=person,
            known_by=known_by(person),
            year_pence=selectors.given_in_year_pence(person, today),
            year_limit=year_limit,
            tie=people.has_tie(self.member, person),
            cards=cards(list(theirs), today),
            rows=rows(looking_back.list_of(self.viewer, person)),
        )

    def _person(self) -> Person:
        visible = people.visible_to(self.viewer, self.action).select_related("team", "cares_for")
        found = visible.filter(pk=self.kwargs["person_id"]).first()
        if found is None:
            raise Http404
        return found


def rows(requests: Any) -> list[dict[str, Any]]:
    """Askings as a list shows them: where each is, and whom it was paid to."""
    return [_row(request) for request in requests]


def _row(request: RecoveryRequest) -> dict[str, Any]:
    recovery = selectors.find_recovery(request)
    word, tone = STATUS[selectors.progress(request)]
    return {
        "asked": request,
        "word": word,
        "tone": tone,
        "whom": whom(request),
        "help_answer": getattr(recovery, "help_answer", None),
    }
