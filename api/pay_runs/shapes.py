"""How pay runs are written: what a run comes to, what changed, what is held back, how far it is."""

from collections.abc import Mapping
from typing import Any, Final

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.filters import DayFilter, Filters, IdFilter, OneOfFilter
from api.shapes import Answer, At, Currency, On, Pounds, Ref, Said
from api.strictness.bodies import Body, OneOf, Whole
from api.strictness.fields import Day, Text, Words
from budgets.plans.selectors.pay_runs import find_planning
from payments.payouts.models import PayRun
from payments.payouts.selectors import runs as seen
from payments.payouts.values import LineChange, PaymentState, RunState

MOST: Final = 2_147_483_647
WHY: Final = 500
DIGEST: Final = "^[0-9a-f]{64}$"


@extend_schema_field({"type": "string", "pattern": DIGEST})
class Digest(Text):
    """A SHA-256 as 64 digits in lower case; it stands for every line of a run as it was seen."""

    def read(self, text: str) -> str:
        """The digits."""
        if len(text) != 64 or not set(text) <= set("0123456789abcdef"):  # noqa: PLR2004
            self.fail("invalid")
        return text


class RunBody(Body):
    """The day on which everybody is paid what is due by then."""

    pay_on = Day()


class ApproveBody(Body):
    """The digest of the run as it was looked at: nothing else is approved."""

    digest = Digest()


class WhyBody(Body):
    """Why, in a sentence for whoever looks later."""

    words = Words(longest=WHY)


class PayRunAnswer(Answer):
    """A pay run, and where it is; `total` is of the lines that it would pay."""

    id = Ref()
    pay_on = On()
    state = OneOf(RunState)
    count = Whole(least=0, most=MOST)
    total = Pounds(source="total_pence")
    currency = Currency()
    digest = Said()
    follows = Ref(source="follows_id", allow_null=True)
    compared_with = Ref(source="compared_with_id", allow_null=True)
    prepared_by = Ref()
    prepared_at = At()
    calculated_at = At(allow_null=True)
    approved_by = Ref(allow_null=True)
    approved_at = At(allow_null=True)
    sending_at = At(allow_null=True)
    sent_at = At(allow_null=True)
    closed_at = At(allow_null=True)
    abandoned_by = Ref(allow_null=True)
    abandoned_at = At(allow_null=True)
    abandoned_why = Said()


class Tallied(Answer):
    """How many payments, and what they come to."""

    count = Whole(least=0, most=MOST)
    total = Pounds(source="pence")


class ChangeTally(Tallied):
    """What changed in one way since the run before."""

    change = OneOf(LineChange)


class HeldTally(Tallied):
    """What is held back for one reason."""

    held = Said()


class StateTally(Tallied):
    """What is in one place."""

    state = OneOf(PaymentState)


def rows_of(name: str, tallies: Mapping[Any, seen.Tally]) -> list[dict[str, Any]]:
    """Tallies by a word, as rows that have the word."""
    return [
        {name: word, "count": tally.count, "pence": tally.pence} for word, tally in tallies.items()
    ]


class WorkedOut(serializers.ListSerializer[Any]):
    """Rows that are worked out from the thing itself."""

    def get_attribute(self, instance: PayRun) -> Any:
        """What the rows' own shape makes of it."""
        return self.child.worked_out(instance)  # type: ignore[union-attr]  # those below


class ChangesNow(ChangeTally):
    """Every change with its tally, as the lines have them."""

    class Meta:
        list_serializer_class = WorkedOut

    def worked_out(self, run: PayRun) -> list[dict[str, Any]]:
        """Counted."""
        return rows_of("change", seen.tally_changes(run))


class HeldNow(HeldTally):
    """Each reason with its tally, as the lines have them."""

    class Meta:
        list_serializer_class = WorkedOut

    def worked_out(self, run: PayRun) -> list[dict[str, Any]]:
        """Counted."""
        return rows_of("held", seen.tally_held(run))


class PayRunDetail(PayRunAnswer):
    """A run with what changed since the run before, and what is held back."""

    changes = ChangesNow(many=True)
    held = HeldNow(many=True)


class PlanningAnswer(Answer):
    """How far planning has come: of `total` budgets so many are `done`."""

    total = Whole(least=0, most=MOST)
    done = Whole(least=0, most=MOST)
    begun_at = At()
    finished_at = At(allow_null=True)


class ProgressAnswer(Answer):
    """How far a run has come: planned, then sent in steps, then answered by the bank."""

    run = Ref()
    state = OneOf(RunState)
    planning = PlanningAnswer(allow_null=True)
    steps = Whole(least=0, most=MOST)
    steps_done = Whole(least=0, most=MOST)
    places = StateTally(many=True)
    currency = Currency()


def progress_shown(run: PayRun) -> dict[str, Any]:
    """How far it has come, in three questions."""
    progress = seen.progress_of(run)
    return {
        "run": run.id,
        "state": run.state,
        "planning": find_planning(run),
        "steps": progress.sheets,
        "steps_done": progress.done,
        "places": rows_of("state", progress.by_state),
    }


class PayRunFilters(Filters):
    """Which runs."""

    state = OneOfFilter(RunState, label="Where they are.")
    pay_on = DayFilter(label="Of a day.")
    follows = IdFilter(field_name="follows_id", label="Those that pay again what came back of one.")
