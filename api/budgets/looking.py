"""A closer look at one budget: its pay days, why its balance is what it is, what changed."""

from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from api.budgets.doors import BudgetDoor, PartDoor
from api.budgets.explaining import ChangeAnswer, WhyAnswer
from api.budgets.filters import PartFilters
from api.filters import DayFilter, Filters
from api.instalments.shapes import CalendarAnswer
from api.operation import Operation, operation
from api.problems import parameter_wrong
from budgets.councils.rights import Action
from budgets.plans.models import Budget, BudgetChange
from budgets.plans.selectors.calendar import year_of
from budgets.plans.selectors.left import known_day
from budgets.plans.selectors.why import why_balance
from payments.payouts.values import london_day

MOST_YEARS: Final = 10
A_YEAR: Final = timedelta(days=365)

CalendarFilters: type[Filters] = type(
    "CalendarFilters",
    (Filters,),
    {
        "__doc__": "Which days; `from` is no name in Python.",
        "from": DayFilter(label="The first day; today, when left out."),
        "until": DayFilter(label="The last day; a year later, when left out."),
    },
)


class PayDays(BudgetDoor):
    """The pay days of a budget."""

    @operation(
        Operation("getCalendar", Action.BUDGETS_READ, CalendarAnswer, filters=CalendarFilters)
    )
    def get(self, budget_id: UUID) -> dict[str, Any]:
        """
        Show each pay day between two days, the first first.

        What was planned or paid is shown as it was. What is to come is worked out from what is
        agreed now; what is late comes with the next pay run.
        """
        budget, today = self.seen(budget_id), london_day(self.now)
        starts_on, ends_on = self._days(today)
        entries = year_of(budget, from_on=starts_on, until=ends_on)
        return {
            "budget": budget.id,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "entries": [one for one in entries if one.pay_on >= starts_on or starts_on <= today],
        }

    def _days(self, today: date) -> tuple[date, date]:
        """
        From when until when.

        :raises ParameterWrong: so far ahead that nobody can mean it
        """
        asked = self.asked_for(Budget.objects.all())
        latest = date(today.year + MOST_YEARS, 12, 31)
        for name, day in asked.items():
            if day and day > latest:
                raise parameter_wrong(name, "invalid", f"Write a day until {latest}.")
        starts_on = asked["from"] or today
        return starts_on, asked["until"] or min(starts_on + A_YEAR, latest)


class Why(BudgetDoor):
    """Why a balance is what it is."""

    @operation(Operation("getWhy", Action.BUDGETS_READ, WhyAnswer))
    def get(self, budget_id: UUID) -> dict[str, Any]:
        """Show every sort of movement, with what it came to: the lines add up to the balance."""
        budget, today = self.seen(budget_id), london_day(self.now)
        balance, until = why_balance(budget), known_day(budget, today)
        return {
            "budget": budget.id,
            "balance": balance,
            "left": max(0, balance.left_pence) if until else None,
            "known_from": budget.known_from,
            "known_until": until,
        }


class Changes(PartDoor):
    """The history of budgets."""

    rows = BudgetChange.objects.select_related("budget__person")

    @operation(
        Operation(
            "listBudgetChanges",
            Action.BUDGETS_READ,
            ChangeAnswer,
            filters=PartFilters,
            listed=True,
            looks_at="budget.person",
        )
    )
    def get(self) -> QuerySet[BudgetChange]:
        """List what changed on budgets: when, by whom, why, in words that the holder may read."""
        rows: QuerySet[BudgetChange] = self.visible()
        return rows
