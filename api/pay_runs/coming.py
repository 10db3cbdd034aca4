"""The next days on which the council pays."""

from collections.abc import Iterable

from api.doors import Door
from api.operation import Operation, operation
from api.pay_runs.shapes import MOST
from api.shapes import Answer, Currency, On, Pounds
from api.strictness.bodies import Whole
from budgets.councils.rights import Action
from budgets.plans.selectors.pay_days import ComingDay, list_coming
from payments.payouts.values import london_day


class ComingDayAnswer(Answer):
    """What planning a pay day would come to, with all that is due before it."""

    pay_on = On()
    count = Whole(least=0, most=MOST)
    total = Pounds(source="pence")
    currency = Currency()


class Coming(Door):
    """The next pay days."""

    @operation(
        Operation(
            "listComingPayDays", Action.RUNS_PREPARE, ComingDayAnswer, listed=True, whole=True
        )
    )
    def get(self) -> Iterable[ComingDay]:
        """List the next days on which the council pays, and what a run of each would come to."""
        return list_coming(self.viewer.book_id, london_day(self.now))
