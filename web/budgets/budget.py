"""One budget as practitioners and managers see it."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from budgets.councils import selectors as councils
from budgets.councils.rights import Action, may
from budgets.plans.selectors import pauses, statements
from budgets.plans.selectors.calendar import find_next
from budgets.plans.selectors.left import Left, left_of
from budgets.plans.selectors.payees import find_payee
from budgets.plans.selectors.reviews import next_review
from budgets.plans.values import BudgetKind, BudgetState
from budgets.plans.values.agreement import AccountChoice
from web.budgets import parts
from web.budgets.one_budget import OneBudget
from web.budgets.waiting import waiting_of
from web.budgets.where import where
from web.budgets.words import ACCOUNT_WORDS, FREQUENCY_WORDS, KIND_WORDS, MODE_WORDS
from web.templatetags.wherewithal import day_words

LIVES = (BudgetState.AGREED, BudgetState.ACTIVE, BudgetState.SUSPENDED)


class BudgetPage(OneBudget):
    """Where it is and what is next; its figures, conditions, pay days, people and history."""

    template_name = "budgets/budget.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show all of it."""
        return self.page(**self._where(), **self._agreed(), **self._money(), **self._may())

    def _where(self) -> dict[str, Any]:
        """Its state and what is next, and the conditions of the law."""
        budget, today = self.budget, self.today
        conditions = parts.condition_rows(budget)
        open_still = [one for one in conditions if one.is_open]
        waits = budget.state == BudgetState.AGREED
        return {
            "kind": KIND_WORDS[budget.kind],
            "conditions": conditions,
            "all_stand": bool(conditions) and not open_still,
            "first_open": next(iter(open_still), None) if waits else None,
            "review": next_review(budget, today),
            "history": parts.history_of(budget),
            "where": where(
                budget,
                missing=[one.code for one in open_still],
                asked=len(conditions),
                pause=pauses.find_suspension(budget),
                coming=find_next(budget, today),
                today=today,
            ),
        }

    def _agreed(self) -> dict[str, Any]:
        """What was agreed: who, what for, and what a week costs; and what waits for a yes."""
        budget, today = self.budget, self.today
        figures = parts.figures_of(budget, today)
        return {
            "figures": figures,
            "shown": figures.shown,
            "waiting": waiting_of(budget, figures.waiting, self.viewer),
            "holders": parts.holders_of(budget, today),
            "purposes": parts.purposes_of(budget),
            "outcomes": list(budget.outcomes.order_by("place")),
            "often": FREQUENCY_WORDS[budget.frequency],
            "kept_in": ACCOUNT_WORDS[budget.account_kind],
            "mode_words": MODE_WORDS[budget.contribution_mode],
            "own_part": f"{self.person.first_name}’s own part",
        }

    def _money(self) -> dict[str, Any]:
        """When it is paid and where to, and what is left."""
        budget, today = self.budget, self.today
        payee, left = find_payee(budget), left_of(budget, today)
        return {
            "pay_days": parts.pay_days(budget, today),
            "left": left,
            "left_words": _as_of(left, today) if left else "",
            "payee_known": bool(payee and payee.details),
            "keeps_card": budget.account_kind == AccountChoice.CARD,
            "is_direct_payment": budget.kind == BudgetKind.DIRECT_PAYMENT,
        }

    def _may(self) -> dict[str, Any]:
        """What the viewer may do now."""
        budget, roles = self.budget, self.viewer.roles
        manager = councils.find_manager(self.person.team)
        drafted_by_me = budget.opened_by == self.viewer.user_id
        draft, agrees = budget.state == BudgetState.DRAFT, may(roles, Action.BUDGETS_AGREE)
        ready = draft and not drafted_by_me and statements.find_open(budget) is not None
        return {
            "may_agree": ready and agrees,
            "own_draft": draft and drafted_by_me and agrees,
            "manager": manager.user.full_name.split()[0] if manager else "",
            "may_decide": may(roles, Action.OVERPAYMENTS_DECIDE),
            "is_draft": draft,
            "is_ended": budget.state == BudgetState.ENDED,
            "may_change": budget.state in LIVES,
            "may_stop": budget.state == BudgetState.ACTIVE,
            "is_paid": budget.state == BudgetState.ACTIVE,
            "is_ending": budget.state == BudgetState.ENDING,
            "is_stopped": budget.state == BudgetState.SUSPENDED,
        }


def _as_of(left: Left, today: date) -> str:
    if left.known_until == today:
        return "As of today"
    return f"By the statement of {day_words(left.known_until, today)}"
