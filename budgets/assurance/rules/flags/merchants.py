"""What merchant categories are asked about: betting and the like, and a few others together."""

from collections.abc import Iterator
from typing import Final

from budgets.assurance.rules.flags.case import Case, runs_within, total
from budgets.assurance.values.flags import Flag, Rule, Severity
from ledgers.values import pounds

BLOCKED: Final = {
    "7995": "betting",
    "7800": "a lottery",
    "7801": "betting on the internet",
    "7802": "betting on horses or dogs",
    "9406": "a lottery",
    "6051": "money orders or crypto",
    "4829": "a money transfer",
}
ASKED: Final = {
    "5813": "bars",
    "5921": "drink",
    "5993": "tobacco",
    "5933": "a pawn shop",
    "5944": "jewellery",
    "7273": "dating",
    "7012": "a timeshare",
    "9222": "fines",
    "9223": "bail",
    "6211": "securities",
    "8651": "a political party",
}
FEW: Final = 2
NEVER_ALONE: Final = frozenset({"7297", "7298", "7997"})
"""Massage, spa and gym: what carers ordinarily spend money on."""


def blocked_merchants(case: Case) -> Iterator[Flag]:
    """Betting, quasi-cash and wires: a card refuses them, so whoever paid is asked."""
    found = [line for line in case.spent if line.mcc in BLOCKED]
    if found:
        what = sorted({BLOCKED[line.mcc] for line in found})
        reason = (
            f"{pounds(total(found))} went to {' and '.join(what)}. "
            "A budget can't be used for this. Was it you, or did somebody else use the money?"
        )
        yield case.flag(Rule.BLOCKED_MERCHANT, found, Severity.ASK, reason)


def merchants_to_ask_about(case: Case) -> Iterator[Flag]:
    """Drink, tobacco, jewellery and so on: one glass is nobody's business, a habit is asked."""
    limits = case.limits
    found = [line for line in case.spent if line.mcc in ASKED]
    for run in runs_within(found, limits.asked_merchants_days):
        is_one_big = any(-line.pence >= limits.small_line_pence for line in run)
        is_habit = len(run) > FEW and total(run) >= limits.asked_merchants_pence
        if not (is_one_big or is_habit):
            continue
        what = sorted({ASKED[line.mcc] for line in run})
        reason = f"{pounds(total(run))} went to {' and '.join(what)}. Is that part of your plan?"
        is_much = total(run) > limits.line_limit_pence
        severity = Severity.ASK if is_much else Severity.LOOK
        yield case.flag(Rule.ASK_ABOUT_MERCHANT, run, severity, reason)
