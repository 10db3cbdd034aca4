"""Which agreed hours are to be paid, and which wait for somebody to decide."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from budgets.assistants.models import Engagement, Shift
from budgets.assistants.selectors.pay.periods import instant_of
from budgets.assistants.values import (
    FOR_ASSISTANT_ALONE,
    NEEDS_A_PERSON,
    AgreedHow,
    WarnedAt,
    Warning_,
    WarningCode,
)
from budgets.assistants.values.pay_steps import Held
from payments.payouts.values import london_day

ASKED_OF_A_PERSON = NEEDS_A_PERSON - {WarningCode.BELOW_MINIMUM_WAGE}
"""The minimum wage is looked at for the whole period, and decided about there."""


def list_unpaid(engagements: Iterable[Engagement], before: date) -> QuerySet[Shift]:
    """
    Agreed hours that began before a day and were never paid, those of earlier periods too.

    What was taken in from the council's old records was paid by them.
    """
    return (
        Shift.objects.filter(
            engagement__in=list(engagements),
            agreement__isnull=False,
            replaced_by=None,
            withdrawal=None,
            paid=None,
            imported_at=None,
            started_at__lt=instant_of(before),
        )
        .exclude(pay_decision__pays=False)
        .select_related("engagement__assistant", "agreement", "pay_decision")
        .prefetch_related("warnings")
        .order_by("started_at", "id")
    )


def why_held(shift: Shift, found: Iterable[Warning_]) -> Held | None:
    """
    Why hours wait for somebody: a warning that nobody saw who could decide.

    :param found: what may be wrong with them as things are now
    """
    if getattr(shift, "pay_decision", None):
        return None
    seen = _seen(shift)
    asked = [one for one in found if one.code in ASKED_OF_A_PERSON and one.code not in seen]
    if not asked:
        return None
    return Held(
        shift.id,
        shift.engagement_id,
        london_day(shift.started_at),
        tuple(one.code for one in asked),
        tuple(one.words for one in asked),
    )


def _seen(shift: Shift) -> set[str]:
    """What the holder was told when they agreed; of work elsewhere they never are."""
    if shift.agreement.how not in (AgreedHow.HOLDER, AgreedHow.COUNCIL):
        return set()
    told = {one.code for one in shift.warnings.all() if one.step == WarnedAt.AGREEING}
    return told - FOR_ASSISTANT_ALONE
