"""What changes about a budget: its figures, and the days for which nothing is paid."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from budgets.plans import services as plans
from budgets.plans.values import BudgetState
from budgets.plans.values.drafting import StatementDraft
from ledgers.errors import Refusal
from ledgers.values import SCHEDULER
from tests.journeys.life import DAY, FIGURES, Life


class ChangingLife(Life):
    """Figures change, also for days gone by, and payments stop and go on."""

    @rule(back=st.integers(-40, 100), figures=FIGURES, agrees=st.booleans() | st.just(True))
    def change_figures(self, back: int, figures: tuple[int, int], agrees: bool) -> None:
        budget = self.budget
        draft = StatementDraft(
            starts_on=max(self.day - back * DAY, budget.starts_on),
            total_pence=figures[0],
            contribution_pence=figures[1],
            why="It costs something else now",
            takes_place=True,
        )
        proposed = self.attempt(
            plans.propose_statement,
            budget=budget,
            draft=draft,
            by=self.world.practitioner,
            now=self.now,
        )
        if isinstance(proposed, Refusal):
            return
        if agrees:
            self.attempt(
                plans.agree_statement,
                statement=proposed,
                by=self.world.manager.user_id,
                now=self.now,
            )
        else:
            plans.withdraw_statement(
                statement=proposed, by=self.world.practitioner.user_id, now=self.now
            )

    @rule(back=st.integers(-30, 70), percent=st.sampled_from([450, -300, 1]))
    def uplift(self, back: int, percent: int) -> None:
        prepared = self.attempt(
            plans.prepare_uplift,
            book_id=self.world.book_id,
            words="The year's uplift",
            filters={},
            starts_on=self.day - back * DAY,
            percent_points=percent,
            by=self.world.finance,
            now=self.now,
        )
        if isinstance(prepared, Refusal):
            return
        agreed = self.attempt(
            plans.agree_uplift, uplift=prepared, by=self.world.second_finance, now=self.now
        )
        if not isinstance(agreed, Refusal):
            plans.apply_uplift(uplift=agreed, by=SCHEDULER, now=self.now)

    @precondition(lambda self: self.state == BudgetState.ACTIVE)
    @rule(back=st.integers(-10, 30))
    def suspend(self, back: int) -> None:
        self.attempt(
            plans.suspend_budget,
            budget=self.budget,
            reason="hospital",
            words="In hospital",
            starts_on=self.day - back * DAY,
            by=self.world.manager.user_id,
            now=self.now,
        )

    @precondition(lambda self: self.state == BudgetState.SUSPENDED)
    @rule(back=st.integers(-5, 30))
    def resume(self, back: int) -> None:
        self.attempt(
            plans.resume_budget,
            budget=self.budget,
            from_on=self.day - back * DAY,
            words="Home",
            by=self.world.manager.user_id,
            now=self.now,
        )

    @rule(ahead=st.integers(-30, 40), days=st.integers(0, 20))
    def holiday(self, ahead: int, days: int) -> None:
        starts_on = self.day + ahead * DAY
        self.attempt(
            plans.take_holiday,
            budget=self.budget,
            starts_on=starts_on,
            ends_on=starts_on + days * DAY,
            words="At my sister's",
            by=self.world.practitioner.user_id,
            now=self.now,
        )
