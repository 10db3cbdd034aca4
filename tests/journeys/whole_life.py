"""A direct payment lives a life that nobody planned, until it ends; its money always adds up."""

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from budgets.plans import services as plans
from budgets.plans.models import Budget, Ending
from budgets.plans.selectors.ending import is_stopped, unplanned_pence, what_is_left
from budgets.plans.selectors.left import on_the_books
from budgets.plans.values import BudgetState
from budgets.plans.values.agreement import EndReason
from ledgers.models import Transfer
from payments.payouts import services as payouts
from payments.payouts.models import Payment
from payments.payouts.values import PaymentState
from tests.journeys import proving_life as proved
from tests.journeys.life import DAY
from tests.journeys.life_of_money import PaidLife
from tests.worlds_of_plans import MONDAY

PAYING = (BudgetState.ACTIVE, BudgetState.ENDING)


class WholeLife(PaidLife):
    """And at some time it ends."""

    @precondition(lambda self: self.day > MONDAY + 20 * DAY)
    @rule(
        reason=st.sampled_from([EndReason.CHOSEN, EndReason.MOVED, EndReason.CONDITION]),
        ahead=st.integers(-20, 40),
    )
    def end(self, reason: EndReason, ahead: int) -> None:
        self.attempt(
            plans.begin_ending,
            budget=self.budget,
            reason=reason,
            ends_on=self.day + ahead * DAY,
            words="",
            by=self.world.manager,
            now=self.now,
        )

    @precondition(lambda self: self.day > MONDAY + 20 * DAY)
    @rule(back=st.integers(0, 30))
    def die(self, back: int) -> None:
        person = type(self.world.daniel).objects.get(pk=self.world.daniel.pk)
        self.attempt(
            plans.record_death,
            person=person,
            died_on=self.day - back * DAY,
            by=self.world.practitioner,
            now=self.now,
        )

    @invariant()
    def adds_up(self) -> None:
        if self.budget_id is None:
            return
        budget = self.budget
        proved.check_moved(self.state, budget.state)
        self.state = budget.state
        kept = proved.Kept(budget)
        proved.check_days(kept)
        proved.check_sums(kept)
        proved.check_extras(kept)
        moved = Transfer.objects.count()
        if moved != self.moved:
            proved.check_books(budget)
            self.moved = moved

    def live_on(self) -> None:
        """What is owed comes with the next pay days, and what ends can be settled."""
        for _ in range(2):
            self.day += 35 * DAY
            self.pay_day(0)
        self.adds_up()
        budget = self.budget
        if budget.state in PAYING and not is_stopped(budget):
            proved.check_nothing_waits(proved.Kept(budget))
        if budget.state == BudgetState.ENDING:
            self.end_kindly(budget)

    def end_kindly(self, budget: Budget) -> None:
        ending = Ending.objects.get(budget=budget)
        if not is_stopped(budget):
            assert unplanned_pence(budget) == 0
        said = {"by": self.second_manager, "now": self.now}
        came_back = [PaymentState.FAILED, PaymentState.RETURNED, PaymentState.APPROVED]
        for payment in Payment.objects.filter(state__in=came_back):
            assert payment.tries or not is_stopped(budget)
            payouts.cancel_payment(payment=payment, by=said["by"].user_id, now=self.now)
        left = what_is_left(ending, self.day)
        if left.own_pence:
            plans.leave_own_money(ending=ending, pence=left.own_pence, **said)
        rest = on_the_books([budget])[budget.id]
        if rest > 0:
            plans.write_off(ending=ending, pence=rest, words="It stays", **said)
        plans.settle(ending=ending, words="We saw it", **said)
        assert self.budget.state == BudgetState.ENDED
