"""The same again: one sum to one payee within days, or one invoice paid twice."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from budgets.assurance.rules.flags.case import SETTLED, Case, is_cash
from budgets.assurance.values.flag_facts import LineFacts
from budgets.assurance.values.flags import Flag, Rule, Severity
from ledgers.values import pounds

OFTEN: Final = 6
"""A sum that comes so often is a price, as of a lesson."""
ORDINARY: Final = frozenset(
    {"5411", "7832", *map(str, range(4111, 4132)), *map(str, range(5812, 5815))}
    | set(map(str, range(7991, 8000)))
)
"""Fares, tickets, meals and shops, where the same sum again is what people do."""


def same_again(case: Case) -> Iterator[Flag]:
    """One payee had the same sum twice within days, or the same invoice was paid twice."""
    for lines in case.paid().values():
        twice = _twice(case, [line for line in lines if _counts(case, line)])
        if twice:
            given_back = _given_back(case, twice[0])
            first, extra = twice[0], -twice[-1].pence
            if given_back >= extra:
                continue
            reason = (
                f"{pounds(-first.pence)} went to {first.counterparty or 'the same payee'} more "
                "than once. Was it paid twice by mistake? Then you can ask for it back."
            )
            is_bill = any(line.invoice_number for line in twice)
            severity = Severity.ASK if is_bill else Severity.LOOK
            yield case.flag(Rule.SAME_AGAIN, twice, severity, reason, at_stake_pence=extra)


def _counts(case: Case, line: LineFacts) -> bool:
    is_small = -line.pence < case.limits.small_line_pence
    return not (is_small or is_cash(line) or line.mcc in ORDINARY or line.channel in SETTLED)


def _twice(case: Case, lines: Sequence[LineFacts]) -> list[LineFacts]:
    found: dict[str, LineFacts] = {}
    seen: dict[int, list[LineFacts]] = {}
    times = Counter(line.pence for line in lines if not line.invoice_number)
    for line in lines:
        is_price = times[line.pence] >= OFTEN and not line.invoice_number
        for before in reversed(seen.setdefault(line.pence, [])):
            if not is_price and _is_same(case, before, line):
                found.update({before.line_id: before, line.line_id: line})
        seen[line.pence].append(line)
    return sorted(found.values(), key=lambda line: (line.booked_on, line.line_id))


def _is_same(case: Case, before: LineFacts, line: LineFacts) -> bool:
    apart = line.booked_on - before.booked_on
    if before.invoice_number and line.invoice_number:
        is_one = before.invoice_number == line.invoice_number
        return is_one and apart <= timedelta(days=case.limits.same_invoice_days)
    return apart <= timedelta(days=case.limits.same_again_days)


def _given_back(case: Case, about: LineFacts) -> int:
    """What came back from this payee afterwards."""
    return sum(
        line.pence
        for line in case.lines
        if line.pence > 0
        and line.channel not in {"top_up", "contribution", "interest"}
        and line.booked_on >= about.booked_on
        and (
            line.payee_ref == about.payee_ref
            if about.payee_ref
            else line.counterparty == about.counterparty
        )
    )
