"""Writing many rows from what is there already, in one statement on either engine."""

from typing import Any, Final

from django.db import connection

from ledgers.values import uuid7
from payments.payouts.models import PaymentMove, PayRun
from payments.payouts.values import PaymentState

COUNTED: Final = 24
"""So many digits of an id are the time and the count of who makes it; eight are left for rows."""


def execute(statement: str, values: dict[str, Any]) -> int:
    """Do one statement, and say how many rows it wrote; `{next_id}` makes an id for each row."""
    beginning = uuid7().hex[:COUNTED]
    number = "row_number() OVER ()"
    makes = {
        "postgresql": f"('{beginning}' || lpad(to_hex({number}), 8, '0'))::uuid",
        "sqlite": f"'{beginning}' || printf('%%08x', {number})",
    }
    with connection.cursor() as cursor:
        cursor.execute(statement.replace("{next_id}", makes[connection.vendor]), values)
        return int(cursor.rowcount)


def note_moves(run: PayRun, to: PaymentState, *, among: PaymentState) -> None:
    """Keep one step of each payment of a run, as of when the run was approved or abandoned."""
    who = "abandoned" if to == PaymentState.PLANNED else "approved"
    execute(
        f"INSERT INTO {PaymentMove._meta.db_table} "
        "(id, book_id, payment_id, state, moved_by, moved_at, reason_code) "
        f"SELECT {{next_id}}, p.book_id, p.id, %(to)s, r.{who}_by, r.{who}_at, '' "
        "FROM payouts_payrun r JOIN payouts_runline l ON l.run_id = r.id "
        "JOIN payouts_payment p ON p.id = l.payment_id "
        "WHERE r.id = %(run)s AND l.living AND (l.held = '' OR l.released_at IS NOT NULL) "
        "AND p.state = %(among)s",
        {"to": to.value, "run": run.id.hex, "among": among.value},
    )
