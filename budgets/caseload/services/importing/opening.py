"""What was in a pot or budget before it came here: posted once, and never again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from budgets.caseload.selectors.openings import key_of_opening
from budgets.caseload.services.importing.desk import Desk
from ledgers.models import Account
from ledgers.selectors import get_shared
from ledgers.services import post_many
from ledgers.values import About, AccountKind, Posting, TransferKind


@dataclass(frozen=True)
class Opening:
    """
    What something began with.

    :ivar pence: below nothing where more had been spent than there was
    :ivar overspent_id: beside a budget or fund; a pot has none, and is never below nothing
    """

    about: About
    account_id: UUID
    pence: int
    on: date
    overspent_id: UUID | None = None


def post_openings(openings: Iterable[Opening], *, desk: Desk) -> None:
    """
    Post what pots and budgets began with; those with nothing need no posting.

    Brought forward → pot, budget or fund; what was overspent goes the other way, from the
    overspent account beside it.
    """
    forward = get_shared(desk.book_id, AccountKind.BROUGHT_FORWARD)
    post_many([_posting(one, forward, desk) for one in openings if one.pence])


def _posting(one: Opening, forward: Account, desk: Desk) -> Posting:
    sides = (one.overspent_id, forward.id) if one.pence < 0 else (forward.id, one.account_id)
    return Posting(
        book_id=desk.book_id,
        debit_id=sides[0] or one.account_id,
        credit_id=sides[1],
        pence=abs(one.pence),
        key=key_of_opening(one.about.id),
        kind=TransferKind.OPENING_BALANCE,
        about=one.about,
        posted_by=desk.by,
        occurred_on=one.on,
        posted_at=desk.now,
    )
