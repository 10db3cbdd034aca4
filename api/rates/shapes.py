"""How rates are written, and figures that are worked out from them."""

from enum import StrEnum

from api.filters import DayFilter, Filters, OneOfFilter
from api.shapes import Answer, At, Currency, On, Pounds, Ref, Said
from api.statements.shapes import LineAnswer
from api.statements.support import SupportBody
from api.strictness.bodies import Body, OneOf, Whole, YesNo
from api.strictness.fields import Day, Words
from budgets.plans.values.rates import OWN_UNITS, RateName, Unit

MOST = 1_000_000_000

OwnRate = StrEnum("OwnRate", {name.name: name.value for name in OWN_UNITS})  # type: ignore[misc]
"""The rates that a council sets itself."""


class RateAnswer(Answer):
    """One of the council's own rates from a day on; `value` counts what `unit` says."""

    id = Ref()
    name = OneOf(RateName)
    value = Whole(least=0, most=MOST)
    unit = OneOf(Unit)
    starts_on = On()
    source = Said()  # type: ignore[assignment]
    set_by = Ref()
    set_at = At()


class RateFilters(Filters):
    """Which of the council's own rates."""

    name = OneOfFilter(OwnRate, label="Of one name.")


class RateBody(Body):
    """One of the council's own rates from a day on: pence, or hundredths of a per cent."""

    name = OneOf(OwnRate)
    value = Whole(least=0, most=MOST)
    starts_on = Day()
    source = Words(longest=300)  # type: ignore[assignment]


class RateInForce(Answer):
    """A rate on a day, and how people write it; `own`: the council set it."""

    name = OneOf(RateName)
    called = Said()
    value = Whole(least=0, most=MOST)
    unit = OneOf(Unit)
    words = Said()
    own = YesNo()
    starts_on = On()
    source = Said()  # type: ignore[assignment]


class RatesAnswer(Answer):
    """Every rate that is in force on a day, the council's own and the nation's."""

    on = On()
    rates = RateInForce(many=True)


class RatesFilters(Filters):
    """Which day."""

    on = DayFilter(label="The day; today, when left out.")


class WorkedOutBody(Body):
    """The support whose cost is asked for, at the rates of a day."""

    support = SupportBody()
    starts_on = Day()


class FiguresAnswer(Answer):
    """What the support would cost in a week: nothing is kept."""

    starts_on = On()
    total = Pounds(source="total_pence")
    currency = Currency()
    lines = LineAnswer(many=True)
