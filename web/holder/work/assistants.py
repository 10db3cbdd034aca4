"""Who works for a holder: the list, one of them with rates, hours and what to do first."""

from datetime import date
from typing import Any, ClassVar, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from budgets.assistants import selectors as work
from budgets.assistants.models import Engagement
from budgets.assistants.services import record_start_check
from budgets.assistants.values import START_WORDS, Relation, StartStep
from budgets.councils.rights import Action
from budgets.plans.models import Budget
from web.holder.plan.page import PlanPage
from web.holder.work.forms import RATES
from web.hours.rows import rows_of
from web.hours.words import hours_words
from web.templatetags.wherewithal import day_words

MOST_SHOWN: Final = 10


class WorkersPage(PlanPage):
    """A page about whoever works for a holder."""

    action: ClassVar[Action] = Action.ENGAGEMENTS_KEEP
    what = "their personal assistants"

    def engaged(self, budget: Budget) -> list[Engagement]:
        """Everybody who works or worked for them, those whose work goes on first."""
        seen = work.visible_engagements(self.as_holder(), self.action).filter(budget=budget)
        today = self.now.date()
        return sorted(seen.prefetch_related("rates"), key=lambda one: is_over(one, today))

    def engagement(self, budget: Budget) -> Engagement:
        """
        The one in the address.

        :raises Http404: they work for somebody else
        """
        wanted = self.kwargs["engagement_id"]
        found = next((one for one in self.engaged(budget) if one.id == wanted), None)
        if found is None:
            raise Http404
        return found


class MyAssistants(WorkersPage):
    """Everybody, each with a way to more."""

    template_name = "holder/work/assistants.html"

    def shown(self, budget: Budget) -> dict[str, Any]:
        """Who, since when, and how many hours wait."""
        today = self.now.date()
        waiting = work.waiting_for(self.as_holder()).filter(engagement__budget=budget)
        return {
            "waiting_count": waiting.count(),
            "engaged": [
                {
                    "id": one.id,
                    "name": one.assistant.full_name,
                    "words": since_words(one, today),
                    "word": status_of(one, today)[0],
                    "tone": status_of(one, today)[1],
                }
                for one in self.engaged(budget)
            ],
        }


class MyAssistant(WorkersPage):
    """One of them: what was agreed, what is to be done first, hours lately."""

    template_name = "holder/work/assistant.html"

    def shown(self, budget: Budget) -> dict[str, Any]:
        """Everything about them that is the employer's to know."""
        engagement, today = self.engagement(budget), self.now.date()
        shifts = work.list_shifts(self.as_holder(), engagement=engagement.id)[:MOST_SHOWN]
        steps = work.start_list(engagement)
        word, tone = status_of(engagement, today)
        return {
            "engagement": engagement,
            "name": engagement.assistant.first_name,
            "words": since_words(engagement, today),
            "word": word,
            "tone": tone,
            "closed": is_over(engagement, today),
            "household_missing": engagement.relation == Relation.HOUSEHOLD_FAMILY
            and engagement.household_agreed_on is None,
            "steps": [
                {
                    "what": step,
                    "words": START_WORDS[step],
                    "done_on": getattr(done, "done_on", None),
                }
                for step, done in steps.items()
            ],
            "to_start": not all(steps.values()),
            "rates": list(rates_today(engagement, today)),
            "later": list(rates_to_come(engagement, today)),
            "week_words": hours_words(engagement.weekly_minutes)
            if engagement.weekly_minutes
            else "Not fixed",
            "rows": rows_of(shifts, engagement),
        }


class StartStepDone(WorkersPage):
    """One step of the list is done."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep it, with today's day."""
        budget = self.budget()
        said = request.POST.get("what", "")
        if said not in list(StartStep):
            raise Http404
        engagement = self.engagement(budget)
        record_start_check(
            engagement=engagement,
            what=StartStep(said),
            done_on=self.now.date(),
            by=self.member,
            now=self.now,
        )
        messages.success(request, "Good. One step less.")
        return redirect("my_assistant", budget.id, engagement.id)


def is_over(engagement: Engagement, today: date) -> bool:
    """Whether the last day has passed."""
    return bool(engagement.ends_on and engagement.ends_on < today)


def since_words(engagement: Engagement, today: date) -> str:
    """Since when somebody helps, or until when they did."""
    if engagement.ends_on:
        return f"Until {day_words(engagement.ends_on, today)}"
    begins = "From" if engagement.starts_on > today else "Since"
    return f"{begins} {day_words(engagement.starts_on, today)}"


def status_of(engagement: Engagement, today: date) -> tuple[str, str]:
    """Where an engagement is, and its tint."""
    if is_over(engagement, today):
        return "Ended", "stone"
    if engagement.notice_until or engagement.ends_on:
        return "Leaving", "honey"
    return ("Starts soon", "outline") if engagement.starts_on > today else ("Works", "calm")


def rates_today(engagement: Engagement, today: date) -> Any:
    """What each kind of work is paid now, in the order in which people ask."""
    now = work.rates_on(engagement, max(today, engagement.starts_on))
    return ((words, now[kind]) for kind, words in RATES if kind in now)


def rates_to_come(engagement: Engagement, today: date) -> Any:
    """What is agreed from a later day on."""
    names = {str(kind): words for kind, words in RATES}
    begun = max(today, engagement.starts_on)
    later = [rate for rate in engagement.rates.all() if rate.from_on > begun]
    return (
        (names[rate.kind], rate.pence, rate.from_on)
        for rate in sorted(later, key=lambda one: one.from_on)
    )
