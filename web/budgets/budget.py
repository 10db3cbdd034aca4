"""One budget as practitioners and managers see it."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from budgets.councils import selectors as councils
from budgets.councils.rights import Action, may
from budgets.plans.selectors import pauses
from budgets.plans.selectors.calendar import find_next
from budgets.plans.selectors.payees import find_payee
from budgets.plans.values import BudgetKind, BudgetState
from budgets.plans.values.agreement import AccountChoice
from web.budgets import parts
from web.budgets.one_budget import OneBudget
from web.budgets.waiting import waiting_of
from web.budgets.where import where
from web.budgets.words import ACCOUNT_WORDS, FREQUENCY_WORDS, KIND_WORDS, MODE_WORDS, STATE_WORDS

LIVES = (BudgetState.AGREED, BudgetState.ACTIVE, BudgetState.SUSPENDED)


class BudgetPage(OneBudget):
    """Where it is and what is next; its figures, conditions, pay days, people and history."""

    template_name = "budgets/budget.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show all of it."""
        budget, today = self.budget, self.today
        conditions = parts.condition_rows(budget)
        figures = parts.figures_of(budget, today)
        open_still = [one for one in conditions if one.is_open]
        payee = find_payee(budget)
        return self.page(
            kind=KIND_WORDS[budget.kind],
            state=STATE_WORDS[budget.state],
            where=where(
                budget,
                missing=[one.code for one in open_still],
                asked=len(conditions),
                pause=pauses.find_suspension(budget),
                coming=find_next(budget, today),
                today=today,
            ),
            conditions=conditions,
            figures=figures,
            shown=figures.shown,
            pay_days=parts.pay_days(budget, today),
            holders=parts.holders_of(budget, today),
            purposes=parts.purposes_of(budget),
            outcomes=list(budget.outcomes.order_by("place")),
            history=parts.history_of(budget),
            often=FREQUENCY_WORDS[budget.frequency],
            kept_in=ACCOUNT_WORDS[budget.account_kind],
            mode_words=MODE_WORDS[budget.contribution_mode],
            own_part=f"{self.person.first_name}’s own part",
            first_open=next(iter(open_still), None) if budget.state == BudgetState.AGREED else None,
            payee_known=bool(payee and payee.details),
            keeps_card=budget.account_kind == AccountChoice.CARD,
            is_direct_payment=budget.kind == BudgetKind.DIRECT_PAYMENT,
            waiting=waiting_of(budget, figures.waiting, self.viewer),
            **self._may(),
        )

    def _may(self) -> dict[str, Any]:
        """What the viewer may do now."""
        budget, roles = self.budget, self.viewer.roles
        manager = councils.find_manager(self.person.team)
        drafted_by_me = budget.opened_by == self.viewer.user_id
        draft = budget.state == BudgetState.DRAFT
        return {
            "may_agree": draft and may(roles, Action.BUDGETS_AGREE) and not drafted_by_me,
            "own_draft": draft and drafted_by_me,
            "manager": manager.user.full_name.split()[0] if manager else "",
            "may_decide": may(roles, Action.OVERPAYMENTS_DECIDE),
            "is_draft": draft,
            "is_ended": budget.state == BudgetState.ENDED,
            "may_change": budget.state in LIVES,
            "may_stop": budget.state == BudgetState.ACTIVE,
            "is_stopped": budget.state == BudgetState.SUSPENDED,
        }
