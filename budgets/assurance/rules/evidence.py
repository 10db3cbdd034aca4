"""
The light touch: what, if anything, a holder must do for a line, under the policy of its day.

The trail stands instead of receipts: who agreed the budget, the statement or card, the payee, the
shifts. Nothing is the usual answer. The least that is enough is asked, and never twice.
"""

from collections.abc import Iterator
from typing import Final

from budgets.assurance.values.evidence import Asked, Need, Trail, Why
from budgets.assurance.values.lines import How
from budgets.councils.values import Policy
from ledgers.values import Purpose, pounds

TIMES: Final = 3
"""A payment is regular from the third time on."""
WITHIN_PERCENT: Final = 15

WORDS: Final = {
    Why.NOTHING_SPENT: "Nothing for you to do. This is money that came in.",
    Why.SMALL_GRANT: "Nothing for you to do. A small one-off budget needs no receipts.",
    Why.SMALL: "Nothing for you to do. Under {small} we ask for nothing.",
    Why.PAY: "Nothing for you to do. The hours that you agreed are enough.",
    Why.SAYS_ENOUGH: "Nothing for you to do. Your statement says enough.",
    Why.INVOICE: "Nothing for you to do. There is an invoice number.",
    Why.REGISTERED: "Nothing for you to do. They are a registered provider.",
    Why.SHOP_FITS: "Nothing for you to do. The shop fits what your plan is for.",
    Why.REGULAR: "Nothing for you to do. You pay them regularly.",
    Why.SHOWN_BEFORE: "Nothing for you to do. You showed us something from them before.",
    Why.WHAT_FOR: "One tap: tell us what it was for.",
    Why.FIRST_LARGE: "Please show us an invoice or a photo, once for whoever you paid.",
    Why.NOT_IN_PLAN: (
        "Your plan doesn't name this yet. Please show us an invoice or a photo, once for "
        "whoever you paid."
    ),
    Why.QUESTION: "We have a question about this. Tell us in your own words.",
}


def evidence_for(trail: Trail, policy: Policy) -> Asked:
    """What is asked for one line."""
    why, need = _decide(trail, policy)
    return Asked(need, why, WORDS[why].format(small=pounds(policy.line_needs_nothing_pence)))


def _decide(trail: Trail, policy: Policy) -> tuple[Why, Need]:
    if trail.is_questioned:
        return Why.QUESTION, Need.WORDS
    enough = next(_always_enough(trail, policy), None)
    if enough:
        return enough, Need.NOTHING
    if trail.spent_pence <= policy.line_one_tap_pence:
        return _of_middle(trail)
    return _of_large(trail)


def _always_enough(trail: Trail, policy: Policy) -> Iterator[Why]:
    if trail.spent_pence <= 0:
        yield Why.NOTHING_SPENT
    grant = trail.grant_pence
    if grant is not None and grant <= policy.recovery_no_questions_pence:
        yield Why.SMALL_GRANT
    if trail.spent_pence < policy.line_needs_nothing_pence:
        yield Why.SMALL
    if trail.is_pay:
        yield Why.PAY


def _of_middle(trail: Trail) -> tuple[Why, Need]:
    """Enough where the card, the statement or the payee says what it was for."""
    says = trail.how not in (None, How.UNKNOWN)
    return (Why.SAYS_ENOUGH, Need.NOTHING) if says else (Why.WHAT_FOR, Need.TAP)


def _of_large(trail: Trail) -> tuple[Why, Need]:
    """Enough where it is for something in the plan, and there is a trace of it besides."""
    planned = [one for one in (trail.purpose, trail.usual) if one and is_planned(one, trail.plan)]
    trace = next(_traces(trail, planned[0]), None) if planned else None
    if trace:
        return trace, Need.NOTHING
    if trail.is_proven:
        return Why.SHOWN_BEFORE, Need.NOTHING
    return (Why.FIRST_LARGE if planned else Why.NOT_IN_PLAN), Need.PROOF


def _traces(trail: Trail, purpose: Purpose) -> Iterator[Why]:
    if trail.invoice_number:
        yield Why.INVOICE
    if trail.is_registered:
        yield Why.REGISTERED
    if purpose in trail.sold:
        yield Why.SHOP_FITS
    if is_regular(trail.spent_pence, trail.before_pence):
        yield Why.REGULAR


def is_planned(purpose: Purpose, plan: tuple[Purpose, ...]) -> bool:
    """Whether a plan is for this. Whoever employs somebody has an employer's costs (12.27)."""
    employs = Purpose.PERSONAL_ASSISTANCE in plan
    return purpose in plan or (purpose == Purpose.EMPLOYMENT_COSTS and employs)


def is_regular(pence: int, before: tuple[int, ...]) -> bool:
    """Whether at least two earlier payments were within 15 % of this one."""
    near = [one for one in before if abs(one - pence) * 100 <= pence * WITHIN_PERCENT]
    return len(near) + 1 >= TIMES
