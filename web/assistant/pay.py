"""An assistant's pay: what this period has earned, when it is paid, and what was paid before."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse

from budgets.assistants.models import Engagement
from budgets.assistants.rules.pay.gross import hours_words
from budgets.assistants.selectors.pay.listing import visible_pays
from budgets.assistants.selectors.pay.so_far import so_far_of
from budgets.councils.rights import Action
from web.assistant.whose import WorkPage, employer_of
from web.hours.pay import A_DAY, about_pay, shown

MOST_SHOWN: Final = 26


class MyPay(WorkPage):
    """What one's work for one person has earned."""

    template_name = "assistant/pay.html"
    action = Action.PAY_READ

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show this period, and those before."""
        engagement = self.engagement(kwargs["engagement_id"])
        if engagement is None:
            raise Http404
        own = visible_pays(self.as_assistant(), self.action).filter(engagement=engagement)
        return self.page(
            engagement=engagement,
            employer=employer_of(engagement),
            pays=shown(own[:MOST_SHOWN]),
            **self.this_period(engagement),
        )

    def this_period(self, engagement: Engagement) -> dict[str, Any]:
        """What is earned so far; of somebody who sends bills nothing is counted here."""
        if engagement.is_self_employed:
            return {}
        now = so_far_of(engagement, self.today)
        return {
            "now": now,
            "last_on": now.period.ends_on - A_DAY,
            "earned_pence": now.made.gross_pence + now.waiting_pence,
            "owed_words": hours_words(max(now.made.owed_minutes, 0)),
        }


class OnePay(WorkPage):
    """One pay, line by line, in plain words: it is no payslip."""

    template_name = "assistant/one_pay.html"
    action = Action.PAY_READ

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it."""
        pay = visible_pays(self.as_assistant(), self.action).filter(pk=kwargs["pay_id"]).first()
        if pay is None:
            raise Http404
        return self.page(employer=employer_of(pay.engagement), **about_pay(pay))
