"""One sum in several parts, each just below where evidence is wanted."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Final

from budgets.assurance.rules.flags.case import Case, by_payee, is_cash, total
from budgets.assurance.values.flag_facts import LineFacts
from budgets.assurance.values.flags import Flag, Rule, Severity
from ledgers.values import pounds

PERCENT: Final = 100


def split_under_the_limit(case: Case) -> Iterator[Flag]:
    """Two or more to one payee within days, each close to the limit, together above it."""
    limit = case.limits.line_limit_pence
    least = limit * case.limits.split_percent // PERCENT
    near = [
        line
        for line in case.spent
        if least <= -line.pence <= limit and not (is_cash(line) or case.is_expected(line))
    ]
    for lines in by_payee(near).values():
        parts = _close(lines, case.limits.split_days)
        if len(parts) > 1 and total(parts) > limit:
            reason = (
                f"{pounds(total(parts))} went to {parts[0].counterparty or 'one payee'} in "
                f"{len(parts)} parts within a few days. What was it for?"
            )
            is_plain = all(line.invoice_number or case.is_plain(line) for line in parts)
            severity = Severity.LOOK if is_plain else Severity.ASK
            yield case.flag(Rule.SPLIT, parts, severity, reason)


def _close(lines: list[LineFacts], days: int) -> list[LineFacts]:
    """Those that have another within fewer days, before or after."""
    span = timedelta(days=days)
    found: dict[str, LineFacts] = {}
    for before, after in pairwise(lines):
        if after.booked_on - before.booked_on < span:
            found.update({before.line_id: before, after.line_id: after})
    return list(found.values())
