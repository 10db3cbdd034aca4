"""Teams and the pots they authorise from."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from budgets.councils.errors import ReferenceTaken
from budgets.councils.models import PotFilling, Team
from ledgers.selectors import get_shared
from ledgers.services import open_account, post
from ledgers.values import About, AccountKind, Posting, TransferKind


def open_team(*, book_id: UUID, reference: str, name: str, now: datetime) -> Team:
    """
    Open a team with an empty pot.

    :raises ReferenceTaken: another team of this council has this reference
    """
    with transaction.atomic():
        if Team.objects.filter(book_id=book_id, reference=reference).exists():
            raise ReferenceTaken
        pot = open_account(book_id=book_id, kind=AccountKind.POT, now=now)
        return Team.objects.create(book_id=book_id, reference=reference, name=name, pot=pot)


def fill_pot(
    *, team: Team, pence: int, reason: str, key: UUID, by: UUID, now: datetime
) -> PotFilling:
    """
    Put council funding into a team's pot, and keep the reason's words here, not in the ledger.

    :raises KeyReused: the key stands for another filling
    """
    with transaction.atomic():
        funding = get_shared(team.book_id, AccountKind.COUNCIL_FUNDING)
        post(
            Posting(
                book_id=team.book_id,
                debit_id=funding.id,
                credit_id=team.pot_id,
                pence=pence,
                key=key,
                kind=TransferKind.POT_FILLED,
                about=About("team", team.id),
                posted_by=by,
                occurred_on=now.date(),
                posted_at=now,
            )
        )
        filling, _ = PotFilling.objects.get_or_create(
            book_id=team.book_id,
            key=key,
            defaults={
                "team": team,
                "pence": pence,
                "reason": reason,
                "filled_by": by,
                "filled_at": now,
            },
        )
    return filling
