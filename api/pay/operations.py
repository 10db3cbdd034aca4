"""Pay: listed, shown, worked out; told to payroll, and read back."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse

from api.bank_files.operations import attached
from api.filters import DayFilter, Filters, IdFilter, narrowed
from api.operation import CSV, Operation, operation
from api.pay.bodies import CloseBody, below_of
from api.pay.shapes import ClosingAnswer, PayAnswer, TakenAnswer
from api.shifts.doors import WorkDoor
from api.strictness.bodies import Nothing
from budgets.assistants.models import Pay
from budgets.assistants.rules.pay.payroll_file import write_payroll
from budgets.assistants.selectors import visible_engagements
from budgets.assistants.selectors.pay.listing import payments_of, visible_pays
from budgets.assistants.selectors.pay.payroll_rows import payroll_rows
from budgets.assistants.selectors.pay.periods import pay_period
from budgets.assistants.services import pay as services
from budgets.assistants.values.pay_steps import Closing
from budgets.assistants.values.payroll import PayrollTaken
from budgets.councils.rights import Action

PERSON = "engagement.budget.person"
LARGEST = 2 * 1024 * 1024


def _of_last(rows: QuerySet[Any], _: str, day: date) -> QuerySet[Any]:
    return rows.filter(ends_on=day + timedelta(days=1))


class PayFilters(Filters):
    """Which pay."""

    engagement = IdFilter(field_name="engagement_id", label="Of one engagement.")
    assistant = IdFilter(field_name="engagement__assistant_id", label="Of one assistant.")
    budget = IdFilter(field_name="engagement__budget_id", label="From one budget.")
    last_on = DayFilter(method=_of_last, label="Of the period with this last day.")
    pay_on = DayFilter(field_name="pay_on", label="Due on this day.")


class PayDoor(WorkDoor):
    """A door to pay over which the member has the operation's right."""

    def visible(self) -> QuerySet[Pay]:
        """The pay, with its lines."""
        return visible_pays(self.viewer, self.operation.right).prefetch_related("lines")

    def prepare(self, rows: list[Any]) -> list[Any]:
        """How far each has come, read at once."""
        known = payments_of(rows)
        for row in rows:
            row.known_payments = known.get(row.id, [])
        return rows


class Pays(PayDoor):
    """Pay."""

    @operation(
        Operation(
            "listPays", Action.PAY_READ, PayAnswer, filters=PayFilters, listed=True, looks_at=PERSON
        )
    )
    def get(self) -> QuerySet[Pay]:
        """List what was worked out, the newest first."""
        return self.visible()

    @operation(Operation("closePays", Action.PAY_EXPORT, ClosingAnswer, body=Nothing, keyed=True))
    def post(self) -> Closing:
        """
        Work out the last period that is over for everybody who is employed.

        Who can't be paid without a decision is left out and named. At most 200 are looked at;
        `more` says how many are left.
        """
        return services.close_pays(
            book_id=self.viewer.book_id, by=self.member.user_id, now=self.now
        )


class OnePay(PayDoor):
    """One pay."""

    @operation(Operation("getPay", Action.PAY_READ, PayAnswer, looks_at=PERSON))
    def get(self, pay_id: UUID) -> Pay:
        """Show one pay with its lines, and what payroll made of it."""
        found: Pay = self.find(self.visible(), id=pay_id)
        return found


class Paid(PayDoor):
    """From the holder's own account."""

    @operation(
        Operation("sayWagesPaid", Action.SHIFTS_AGREE, PayAnswer, body=Nothing, matched=True)
    )
    def post(self, pay_id: UUID) -> Pay:
        """Say that wages were paid from one's own account. Nothing moves by it."""
        pay: Pay = self.find(self.visible(), id=pay_id)
        services.say_paid(pay=pay, by=self.member.user_id, now=self.now)
        return visible_pays(self.viewer).prefetch_related("lines").get(id=pay_id)


class OneEngagement(WorkDoor):
    """The pay of one engagement."""

    @operation(
        Operation(
            "closePay",
            Action.PAY_EXPORT,
            PayAnswer,
            body=CloseBody,
            status=201,
            keyed=True,
            example={"day": "2026-10-19"},
        )
    )
    def post(self, engagement_id: UUID) -> Pay:
        """
        Work out one period that is over; asked again it is the same.

        Pay below the minimum wage needs a decision: `raise` brings it up to it, `as_is` says why
        it is right.
        """
        engagement = self.find(
            visible_engagements(self.viewer, self.operation.right), id=engagement_id
        )
        return services.close_pay(
            engagement=engagement,
            period=pay_period(engagement, self.body["day"]),
            by=self.member.user_id,
            now=self.now,
            below=below_of(self.body),
        )


class Payroll(PayDoor):
    """What payroll is told."""

    @operation(Operation("exportPayroll", Action.PAY_EXPORT, filters=PayFilters, media=CSV))
    def get(self) -> HttpResponse:
        """Download a row for each PA and period, for the payroll bureau (docs/payroll.md)."""
        rows = narrowed(self.http.GET, PayFilters, visible_pays(self.viewer, self.operation.right))
        content = write_payroll(payroll_rows(rows.order_by("ends_on", "reference")))
        return attached(content, CSV, "payroll.csv")


class Figures(PayDoor):
    """What payroll answers."""

    @operation(
        Operation(
            "importPayroll",
            Action.PAY_IMPORT,
            TakenAnswer,
            status=201,
            keyed=True,
            takes=(CSV,),
            largest=LARGEST,
        )
    )
    def post(self) -> PayrollTaken:
        """
        Take payroll's figures by reference, and plan what they pay. Good rows go in; a wrong one
        is refused alone. The same file twice changes nothing.
        """
        return services.import_payroll(
            book_id=self.viewer.book_id, content=self.raw, by=self.member.user_id, now=self.now
        )
