"""The beginning of a life of one budget, in which whatever can happen happens."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from budgets.councils.models import Member
from budgets.plans.models import Adjustment, Budget, ContributionPaid
from budgets.plans.values import BudgetState
from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.schedule import ContributionMode, Frequency
from ledgers.errors import Refusal
from payments.payouts.models import Payment
from payments.payouts.values import PaymentState
from tests.factories import World
from tests.worlds_of_plans import MONDAY, active, at, plan

DAY = timedelta(days=1)
FIGURES = st.sampled_from(
    [
        (310_00, 30_00),
        (310_00, 0),
        (299_99, 45_67),
        (150_03, 150_03),
        (420_50, 17_77),
        (777_77, 30_00),
    ]
)
"""A week's total and contribution; odd pennies, and a part as high as the whole."""


class Life(RuleBasedStateMachine):
    """One budget, the council around it, and the day that it is."""

    world: World
    second_manager: Member

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic._from_testcase = True  # so that doors may open their transaction inside
        self.atomic.__enter__()
        self.day = MONDAY
        self.state = BudgetState.ACTIVE
        self.moved = -1
        self.budget_id = None

    def teardown(self) -> None:
        try:
            if self.budget_id:
                self.live_on()
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    @property
    def budget(self) -> Budget:
        return Budget.objects.select_related("person", "account").get(pk=self.budget_id)

    def there_is(self, *states: PaymentState) -> bool:
        return Payment.objects.filter(state__in=states).exists()

    def undecided(self) -> bool:
        return Adjustment.objects.filter(pence__lt=0, decision="").exists()

    def contributed(self) -> bool:
        return ContributionPaid.objects.filter(came_back_on=None).exists()

    @property
    def now(self) -> datetime:
        return at(self.day)

    def attempt(self, verb: Callable[..., Any], **said: Any) -> Any:
        """Somebody tries; what is refused changes nothing."""
        try:
            return verb(**said)
        except Refusal as refused:
            return refused

    @initialize(
        mode=st.sampled_from([ContributionMode.NET, ContributionMode.GROSS]),
        account=st.sampled_from(AccountChoice),
        frequency=st.sampled_from([Frequency.WEEKLY, Frequency.FOUR_WEEKLY, Frequency.MONTHLY]),
        start=st.integers(-10, 20),
        weeks=st.sampled_from([None, None, 10]),
        figures=FIGURES,
    )
    def agree(self, mode, account, frequency, start, weeks, figures) -> None:
        starts_on = MONDAY + start * DAY
        draft = plan(
            statement={
                "starts_on": starts_on,
                "total_pence": figures[0],
                "contribution_pence": figures[1],
            },
            contribution_mode=mode,
            account_kind=account,
            frequency=frequency,
            ends_on=starts_on + weeks * 7 * DAY if weeks else None,
        )
        self.budget_id = active(self.world, self.world.daniel, draft).pk

    @rule(days=st.integers(1, 30))
    def wait(self, days: int) -> None:
        self.day += days * DAY
