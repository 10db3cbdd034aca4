"""Pay days: planned by one finance officer, approved by another."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.http import Http404
from rest_framework import serializers

from api.doors import Door
from api.instalments.shapes import (
    ApprovedAnswer,
    ComingDayAnswer,
    PayDayAnswer,
    PlannedDayAnswer,
)
from api.operation import Operation, operation
from api.strictness.bodies import Body
from api.strictness.fields import Day, Id
from budgets.councils.rights import Action
from budgets.plans import selectors, services
from budgets.plans.models import Instalment
from budgets.plans.selectors import conditions, paying
from budgets.plans.selectors.pay_days import ComingDay, list_coming
from budgets.plans.selectors.pay_runs import PlannedDay, list_days
from budgets.plans.values.conditions import CONDITION_WORDS
from payments.payouts.models import PayRun
from payments.payouts.values import london_day

MOST_AT_ONCE: Final = 5_000


class PayDayBody(Body):
    """The day by which everything that is due is planned."""

    pay_on = Day()


class ApprovalBody(Body):
    """The payments of instalments that are approved together: all of them, or none."""

    payments = serializers.ListField(child=Id(), min_length=1, max_length=MOST_AT_ONCE)


class PayDays(Door):
    """Pay days."""

    @operation(
        Operation(
            "listPayDays", Action.INSTALMENTS_PREPARE, PlannedDayAnswer, listed=True, whole=True
        )
    )
    def get(self) -> Iterable[PlannedDay]:
        """List the pay days that were planned, and what waits to be approved, the newest first."""
        return list_days(self.viewer)

    @operation(
        Operation(
            "preparePayDay",
            Action.INSTALMENTS_PREPARE,
            PayDayAnswer,
            body=PayDayBody,
            status=201,
            keyed=True,
            example={"pay_on": "2026-12-07"},
        )
    )
    def post(self) -> dict[str, Any]:
        """
        Open the pay run of a day; every instalment that is due by it is then planned.

        A budget whose conditions don't all stand is left out, and said with what is missing.
        """
        run = services.prepare_pay_run(
            book_id=self.viewer.book_id,
            pay_on=self.body["pay_on"],
            by=self.member.user_id,
            now=self.now,
        )
        coming = list_coming(run.book_id, london_day(self.now), also=run.pay_on)
        due = next((one for one in coming if one.pay_on == run.pay_on), None)
        return {
            "pay_on": run.pay_on,
            "count": due.count if due else 0,
            "pence": due.pence if due else 0,
            "waiting": list(_waiting(run)),
        }


def _waiting(run: PayRun) -> Iterator[dict[str, Any]]:
    budgets = list(paying.list_waiting(run.book_id, run.pay_on))
    missing_of = conditions.list_missing_of(budgets)
    for budget in budgets:
        yield {
            "budget": budget.id,
            "reference": budget.reference,
            "person": budget.person,
            "missing": [
                {"code": code, "words": CONDITION_WORDS[code]} for code in missing_of[budget.id]
            ],
        }


class Coming(Door):
    """The next pay days."""

    @operation(
        Operation(
            "listComingPayDays",
            Action.INSTALMENTS_PREPARE,
            ComingDayAnswer,
            listed=True,
            whole=True,
        )
    )
    def get(self) -> Iterable[ComingDay]:
        """List the next days on which the council pays, and what planning each would come to."""
        return list_coming(self.viewer.book_id, london_day(self.now))


class Approve(Door):
    """A second officer's yes."""

    @operation(
        Operation(
            "approveInstalments",
            Action.INSTALMENTS_APPROVE,
            ApprovedAnswer,
            body=ApprovalBody,
            keyed=True,
            example={"payments": ["019aa9b0-0000-7000-8000-000000000005"]},
        )
    )
    def post(self) -> dict[str, int]:
        """Approve planned instalments by their payments, all or none; what is due leaves."""
        asked = set(self.body["payments"])
        seen = selectors.parts_visible_to(
            self.viewer, Instalment.objects.filter(payment_id__in=asked), self.operation.right
        )
        if seen.count() != len(asked):
            raise Http404
        approved = services.approve_urgent(
            book_id=self.viewer.book_id, payment_ids=asked, by=self.member, now=self.now
        )
        return {"count": len(approved), "pence": sum(payment.pence for payment in approved)}
