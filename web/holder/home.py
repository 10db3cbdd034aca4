"""A holder's home: what there is, whether there is anything to do, what happened lately."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from budgets.councils import selectors as councils
from budgets.people.models import Person
from budgets.plans.models import Budget
from budgets.recovery import selectors
from budgets.recovery.models import RecoveryRequest
from budgets.recovery.selectors import looking_back
from budgets.recovery.values import Progress, Reach
from web.holder.lately import happened_lately
from web.holder.plan.home import budgets_of, happened_to_plans, plans_on_home
from web.holder.plan.words import belonging_to
from web.holder.whose import HolderPage
from web.holder.words import said
from web.progress import STATUS

IN_HAND = (
    Progress.CAME_BACK,
    Progress.WAITING_FOR_DETAILS,
    Progress.PROMISED,
    Progress.ON_ITS_WAY,
    Progress.WITH_MANAGER,
    Progress.ASKED,
    Progress.THERE,
)
"""
What stands at the top of the home, the first of these first; the rest is past.

Beside a budget that goes on, what arrived is past too.
"""
MOST_PAST = 10


class Home(HolderPage):
    """The home of one person's money."""

    template_name = "holder/home.html"
    what = "their home page"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it; a representative's look is kept like anybody's."""
        person = self.person()
        if person is None:
            return self.page(person=None)
        self.saw(person)
        own, budgets = self.is_own(person), budgets_of(self.as_holder(), person)
        policy = councils.policy_on(self.viewer.book_id, timezone.localdate(self.now))
        return self.page(
            person=person,
            own=own,
            whose="your" if own else belonging_to(person),
            others=[(one, self.is_own(one)) for one in self.managed() if one.id != person.id],
            no_questions_pence=policy.recovery_no_questions_pence,
            one_tap_pence=policy.line_one_tap_pence,
            **self._money(person, budgets),
            **plans_on_home(budgets, self.viewer, own=own, now=self.now),
        )

    def _money(self, person: Person, budgets: list[Budget]) -> dict[str, Any]:
        requests = list(looking_back.list_of(self.viewer, person))
        cards = [self._card(asked, self.is_own(person)) for asked in requests]
        open_now = sorted(
            (card for card in cards if card["progress"] in IN_HAND and not card["closed"]),
            key=lambda card: IN_HAND.index(card["progress"]),
        )
        past = (Progress.THERE,) if budgets else ()
        in_hand = [card for card in open_now if card["progress"] not in past]
        also, own = happened_to_plans(budgets, now=self.now), self.is_own(person)
        return {
            "cards": in_hand,
            "past": [card for card in cards if card not in in_hand][:MOST_PAST],
            "todos": [card for card in open_now if card["todo"]],
            "lately": happened_lately(requests, person, own=own, now=self.now, also=also),
        }

    def _card(self, asked: RecoveryRequest, own: bool) -> dict[str, Any]:  # noqa: FBT001
        progress = selectors.progress(asked)
        recovery = selectors.find_recovery(asked)
        word, tone = STATUS[progress]
        return {
            "asked": asked,
            "recovery": recovery,
            "progress": progress,
            "closed": bool(recovery and recovery.closed_at),
            "word": word,
            "tone": tone,
            "todo": _todo(asked, progress),
            **said(asked, progress, own=own, now=self.now),
        }


def _todo(asked: RecoveryRequest, progress: Progress) -> str:
    """The one thing to do about it, if there is one: say where to pay it, or whether it helped."""
    recovery = selectors.find_recovery(asked)
    own_account = asked.reach == Reach.OWN_ACCOUNT
    if progress == Progress.WAITING_FOR_DETAILS and own_account:
        return "details"
    if progress == Progress.CAME_BACK and own_account:
        return "again"
    answered = getattr(recovery, "help_answer", None)
    if recovery and recovery.asked_whether_helped_at and not answered:
        return "helped" if progress == Progress.THERE else ""
    return ""
