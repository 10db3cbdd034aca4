"""How files for the bank and its answers are written."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from api.filters import DayFilter, Filters, IdFilter
from api.shapes import Answer, At, Currency, On, Pounds, Ref, Said
from api.strictness.bodies import Whole
from payments.payouts.models import BankFile, RunLine

MOST = 2_147_483_647


class LeftOut(Answer):
    """One thing for which the bank would not have taken a payment."""

    payment = Said()
    column = Said()
    why = Said()


class BankFileAnswer(Answer):
    """The payments of a day, written out for the bank."""

    id = Ref()
    message_id = Said()
    pay_on = On()
    count = Whole(least=0, most=MOST)
    total = Pounds(source="total_pence")
    currency = Currency()
    left_out = LeftOut(many=True)
    made_by = Ref()
    made_at = At()


class BankFileFilters(Filters):
    """Which files."""

    pay_on = DayFilter(label="Of a day.")
    run = IdFilter(method="of_run", label="In which payments of one pay run left.")

    def of_run(self, rows: QuerySet[BankFile], _: str, run_id: UUID) -> QuerySet[BankFile]:
        """Those with which payments of a run left last."""
        lines = RunLine.objects.filter(run=run_id, payment__bank_file=OuterRef("pk"))
        return rows.filter(Exists(lines))


class RefusedRow(Answer):
    """A row of the bank's answer that was not taken, and why."""

    row = Whole(least=0, most=MOST)
    column = Said()
    value = Said()
    why = Said()


class BankAnswerAnswer(Answer):
    """What came of a file of the bank's: `applied` payments moved."""

    id = Ref()
    digest = Said()
    rows = Whole(least=0, most=MOST)
    applied = Whole(least=0, most=MOST)
    unchanged = Whole(least=0, most=MOST)
    waiting = Whole(least=0, most=MOST)
    refused = RefusedRow(many=True)
    read_by = Ref()
    read_at = At()
