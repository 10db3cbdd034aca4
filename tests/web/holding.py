"""What tests of a holder's pages share: a page's words, and money that was spent."""

from datetime import UTC, date, datetime

from django.test import Client

from budgets.plans.models import Budget
from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.schedule import ContributionMode
from ledgers.values import Purpose
from tests import worlds_of_plans as states

DECEMBER_14 = date(2026, 12, 14)
PAY_DAY = datetime(2026, 12, 14, 9, 0, tzinfo=UTC)
"""A Monday on which four weeks begin."""
TODAY = datetime(2026, 12, 22, 9, 0, tzinfo=UTC)

CARD = states.plan(
    statement={"starts_on": DECEMBER_14, "contribution_pence": 0},
    contribution_mode=ContributionMode.NONE,
    account_kind=AccountChoice.CARD,
)
"""£310.00 a week from 14 December, on a card: we know every movement."""
OWN_ACCOUNT = states.plan(
    statement={"starts_on": DECEMBER_14, "contribution_pence": 0},
    contribution_mode=ContributionMode.NONE,
)
"""The same into an account that we don't see."""


def shown(client: Client, address: str = "/home") -> str:
    """The words of a page that is there, with single spaces."""
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def spend(
    budget: Budget,
    pence: int,
    *,
    on: date = date(2026, 12, 20),
    purpose: Purpose = Purpose.PERSONAL_ASSISTANCE,
) -> None:
    """Spend some of a budget, by default on an assistant."""
    states.spent(budget, pence, on=on, purpose=purpose)
