"""Which earlier spending a refund gives back."""

from collections.abc import Iterable
from typing import NamedTuple

from budgets.assurance.rules.naming import payee_key
from budgets.assurance.values import Content
from ledgers.values import Purpose


class Spent(NamedTuple):
    """Spending that may be what is given back."""

    content: Content
    purpose: Purpose


def find_refunded(refund: Content, earlier: Iterable[Spent]) -> Spent | None:
    """
    The newest spending with the same payee that is as much or more; of the same sum first.

    :param earlier: the newest first
    """
    key = payee_key(payee_id=refund.payee_id, counterparty=refund.counterparty)
    same = [one for one in earlier if _may_be(refund, one.content, key)]
    exact = (one for one in same if -one.content.pence == refund.pence)
    return next(exact, next(iter(same), None))


def _may_be(refund: Content, spent: Content, key: str) -> bool:
    return (
        spent.budget_id == refund.budget_id
        and spent.booked_on <= refund.booked_on
        and -spent.pence >= refund.pence
        and bool(key)
        and key == payee_key(payee_id=spent.payee_id, counterparty=spent.counterparty)
    )
