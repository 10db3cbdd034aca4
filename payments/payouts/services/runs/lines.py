"""The lines of a run, written from the planned payments in one statement on either engine."""

from typing import Final

from django.db import connection

from payments.payouts.models import PayRun, RunLine
from payments.payouts.services.runs.writing import execute

PLANNED: Final = "p.leaves = 'run' AND p.state = 'planned' AND p.pay_on <= r.pay_on"
CAME_BACK: Final = (
    "p.state IN ('failed', 'returned') AND EXISTS "
    "(SELECT 1 FROM payouts_runline f WHERE f.run_id = r.follows_id AND f.payment_id = p.id)"
)
NOWHERE_ELSE: Final = (
    "NOT EXISTS (SELECT 1 FROM payouts_runline o WHERE o.payment_id = p.id AND o.living)"
)

# An id is made of the run's and the payment's, so that a line keeps it when it is calculated anew.
LINE_ID: Final = {
    "postgresql": "overlay(overlay(md5(g.run_id::text || g.id::text) placing '8' from 13) "
    "placing '8' from 17)::uuid",
    "sqlite": "substr(md5(g.run_id || g.id), 1, 12) || '8' || substr(md5(g.run_id || g.id), 14, 3) "
    "|| '8' || substr(md5(g.run_id || g.id), 18)",
}

LINES: Final = """
INSERT INTO payouts_runline (id, book_id, run_id, payment_id, payee_id, source_account_id,
    to_account_id, pence, fingerprint, change, before_pence, held, held_words, released_words,
    living)
WITH going AS (
    SELECT r.book_id, r.id AS run_id, r.pay_on AS run_day, r.follows_id,
        p.id, p.payee_id, p.source_account_id, p.to_account_id, p.pence, p.earned,
        coalesce(y.fingerprint, '') AS fingerprint, y.care_until, y.details IS NULL AS untold,
        coalesce(p.payee_id, p.to_account_id) AS who,
        row_number() OVER (PARTITION BY coalesce(p.payee_id, p.to_account_id), p.to_account_id
                           ORDER BY p.id) AS place,
        row_number() OVER (PARTITION BY p.payee_id, p.pence ORDER BY p.id) AS copy
    FROM payouts_payrun r
    JOIN payouts_payment p ON p.book_id = r.book_id
    LEFT JOIN payouts_payee y ON y.id = p.payee_id
    WHERE r.id = %(run)s AND {candidate} AND {nowhere_else}
), before AS (
    SELECT coalesce(l.payee_id, l.to_account_id) AS who, l.to_account_id, l.pence,
        row_number() OVER (PARTITION BY coalesce(l.payee_id, l.to_account_id), l.to_account_id
                           ORDER BY l.payment_id) AS place
    FROM payouts_payrun r JOIN payouts_runline l ON l.run_id = r.compared_with_id
    WHERE r.id = %(run)s AND (l.held = '' OR l.released_at IS NOT NULL)
), stopped AS (
    SELECT h.account_id, min(h.reason) AS reason
    FROM payouts_payrun r JOIN payouts_heldback h ON h.book_id = r.book_id
    WHERE r.id = %(run)s AND h.let_go_at IS NULL GROUP BY h.account_id
)
SELECT {line_id}, g.book_id, g.run_id, g.id, g.payee_id, g.source_account_id, g.to_account_id,
    g.pence, g.fingerprint,
    CASE WHEN g.follows_id IS NOT NULL THEN 'again' WHEN b.pence IS NULL THEN 'new'
         WHEN g.pence > b.pence THEN 'raised' WHEN g.pence < b.pence THEN 'lowered'
         ELSE 'same' END,
    CASE WHEN g.follows_id IS NOT NULL THEN g.pence ELSE coalesce(b.pence, 0) END,
    CASE WHEN NOT g.earned AND t.reason IS NOT NULL THEN t.reason
         WHEN NOT g.earned AND s.reason IS NOT NULL THEN s.reason
         WHEN g.payee_id IS NULL THEN ''
         WHEN g.untold THEN 'no_details'
         WHEN g.care_until > g.run_day THEN 'details_changed'
         WHEN g.copy > 1 THEN 'duplicate' ELSE '' END,
    '', '', TRUE
FROM going g
LEFT JOIN before b ON b.who = g.who AND b.to_account_id = g.to_account_id AND b.place = g.place
LEFT JOIN stopped t ON t.account_id = g.to_account_id
LEFT JOIN stopped s ON s.account_id = g.source_account_id
ORDER BY g.id
"""


def write_lines(run: PayRun) -> int:
    """Write a line for each payment that may join the run, held back where a rule says so."""
    return execute(
        LINES.format(
            candidate=CAME_BACK if run.follows_id else PLANNED,
            nowhere_else=NOWHERE_ELSE,
            line_id=LINE_ID[connection.vendor],
        ),
        {"run": run.id.hex},
    )


def drop_lines(run: PayRun) -> None:
    """Take every line out, so that its payment is free."""
    RunLine.objects.filter(run=run).delete()
