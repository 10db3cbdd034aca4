"""Rates from a day on, and what support costs by them."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from api.doors import Door
from api.operation import Operation, operation
from api.rates.shapes import (
    FiguresAnswer,
    RateAnswer,
    RateBody,
    RateFilters,
    RatesAnswer,
    RatesFilters,
    WorkedOutBody,
)
from api.statements.support import EXAMPLE_SUPPORT, as_support
from budgets.councils.rights import Action
from budgets.plans import services
from budgets.plans.models import Rate
from budgets.plans.selectors.rates import list_own, rates_on
from budgets.plans.values.drafting import StatementDraft
from budgets.plans.values.rates import OWN_UNITS, RATE_WORDS, RateName, RateRow
from payments.payouts.values import london_day


class Rates(Door):
    """The council's own rates."""

    @operation(
        Operation("listRates", Action.POLICY_READ, RateAnswer, filters=RateFilters, listed=True)
    )
    def get(self) -> QuerySet[Rate]:
        """List the rates that the council has set itself, and from when each counts."""
        return list_own(self.viewer.book_id)

    @operation(
        Operation(
            "setRate",
            Action.RATES_SET,
            RateAnswer,
            body=RateBody,
            status=201,
            keyed=True,
            example={
                "name": "pa_hour",
                "value": 1440,
                "starts_on": "2027-04-05",
                "source": "Cabinet, 18 November 2026",
            },
        )
    )
    def post(self) -> Rate:
        """Set one of the council's rates from a day on; what was agreed before stays as it was."""
        name = RateName(self.body["name"])
        return services.set_rate(
            book_id=self.viewer.book_id,
            name=name,
            value=self.body["value"],
            unit=OWN_UNITS[name],
            starts_on=self.body["starts_on"],
            source=self.body["source"],
            by=self.member.user_id,
            now=self.now,
        )


class InForce(Door):
    """The rates of a day."""

    @operation(Operation("getRatesInForce", Action.POLICY_READ, RatesAnswer, filters=RatesFilters))
    def get(self) -> dict[str, Any]:
        """Show every rate on a day: the council's own, and what the nation sets."""
        day = self.asked_for(Rate.objects.all()).get("on") or london_day(self.now)
        rows = rates_on(self.viewer.book_id, day)
        return {"on": day, "rates": list(_in_force(rows))}


def _in_force(rows: list[RateRow]) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield {
            "name": row.name,
            "called": RATE_WORDS[row.name],
            "value": row.value,
            "unit": row.unit,
            "words": row.words,
            "own": row.name in OWN_UNITS,
            "starts_on": row.starts_on,
            "source": row.source,
        }


class Preview(Door):
    """A sum on the back of an envelope."""

    @operation(
        Operation(
            "workOutFigures",
            Action.POLICY_READ,
            FiguresAnswer,
            body=WorkedOutBody,
            example={"support": EXAMPLE_SUPPORT, "starts_on": "2026-12-07"},
        )
    )
    def post(self) -> StatementDraft:
        """Work out what support costs in a week, line by line. Nothing is kept."""
        return services.figures_for(
            book_id=self.viewer.book_id,
            support=as_support(self.body["support"]),
            starts_on=self.body["starts_on"],
            contribution_pence=0,
            why="",
        )
