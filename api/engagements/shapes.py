"""How engagements are written."""

from api.filters import Filters, IdFilter
from api.shapes import Answer, At, Currency, On, Pounds, Ref, Said, Who
from api.strictness.bodies import OneOf, Whole, YesNo
from budgets.assistants.values import HolidayMethod, RateKind, Relation, StartStep

MINUTES_OF_WEEK = 7 * 24 * 60


class WorkRateAnswer(Answer):
    """What a kind of work is paid from a day on: an hour, a night of a sleep-in, or a mile."""

    kind = OneOf(RateKind)
    amount = Pounds(source="pence")
    currency = Currency()
    starts_on = On(source="from_on")


class StartCheckAnswer(Answer):
    """A step of the list for new employers that was done."""

    what = OneOf(StartStep)
    done_on = On()


class EngagementAnswer(Answer):
    """What a budget's holder and a personal assistant agreed."""

    id = Ref()
    reference = Said()
    assistant = Who()
    budget = Ref(source="budget_id")
    person = Who(source="budget.person")
    relation = OneOf(Relation)
    household_reason = Said()
    household_agreed_on = On(allow_null=True)
    weekly_minutes = Whole(least=0, most=MINUTES_OF_WEEK)
    pattern = Said()
    starts_on = On()
    notice_until = On(allow_null=True)
    ends_on = On(allow_null=True)
    is_self_employed = YesNo()
    opted_out_of_48_hours = YesNo()
    leave_year_from = On()
    holiday_method = OneOf(HolidayMethod)
    rates = WorkRateAnswer(many=True, source="rates.all")
    start_checks = StartCheckAnswer(many=True, source="start_checks.all")
    made_at = At()


class EngagementFilters(Filters):
    """Which engagements."""

    assistant = IdFilter(field_name="assistant_id", label="Of one assistant.")
    budget = IdFilter(field_name="budget_id", label="For one budget.")
    person = IdFilter(field_name="budget__person_id", label="For one person.")
