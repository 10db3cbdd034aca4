"""How pauses are written, and what is said when payments stop and go on."""

from api.budgets.filters import PartFilters
from api.filters import OneOfFilter
from api.shapes import Answer, At, LastOn, On, Ref, Said
from api.strictness.bodies import Body, OneOf
from api.strictness.fields import Day, Words
from budgets.plans.values.agreement import PauseKind


class PauseAnswer(Answer):
    """Days for which nothing is due; null while nobody knows the last."""

    id = Ref()
    budget = Ref(source="budget_id")
    kind = OneOf(PauseKind)
    starts_on = On()
    ends_on = LastOn(allow_null=True)
    reason = Said()
    words = Said()
    paused_by = Ref()
    paused_at = At()
    ended_by = Ref(allow_null=True)
    ended_at = At(allow_null=True)


class PauseFilters(PartFilters):
    """Which pauses."""

    kind = OneOfFilter(PauseKind, label="Suspensions or holidays.")


class SuspensionBody(Body):
    """Why payments stop: a short reason for lists, and kind words that the holder reads."""

    reason = Words(longest=40)
    words = Words(longest=1000, lines=True)
    starts_on = Day()


class ResumptionBody(Body):
    """From when payments go on, in words that the holder reads."""

    from_on = Day()
    words = Words(longest=1000, lines=True)


class HolidayBody(Body):
    """Days that were agreed with the person; `ends_on` is the last of them."""

    starts_on = Day()
    ends_on = Day()
    words = Words(longest=1000, lines=True)
