"""Putting right what was guessed: what a line was for, and that it is a thing of its own."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from budgets.assurance.errors import NothingSpent, NotLinked
from budgets.assurance.models import LineLink, PurposeSaid, SpendingLine
from budgets.assurance.rules.booking import booked_as
from budgets.assurance.rules.purposes import find_purpose
from budgets.assurance.selectors.around import around
from budgets.assurance.selectors.lines import content_of
from budgets.assurance.selectors.movements import LINE
from budgets.assurance.services.posting import postings_of, shared_accounts
from budgets.assurance.services.remembering import remember
from budgets.assurance.values import Booked, How
from budgets.councils.selectors import get_council
from ledgers import services as ledgers
from ledgers.values import About, AccountKind, Posting, Purpose, TransferKind

OF_SPENDING = (Booked.SPENT, Booked.REFUNDED)


def say_purpose(*, line: SpendingLine, purpose: Purpose, by: UUID, now: datetime) -> SpendingLine:
    """
    Say what a line was for; it is moved there in the books, and remembered for the payee.

    :raises NothingSpent: it is no spending, and none given back
    """
    with transaction.atomic():
        line = _locked(line)
        if not line.purpose:
            raise NothingSpent
        before = Purpose(line.purpose)
        if line.how == How.TAP and before == purpose:
            return line
        said = _note(line, before, purpose, by, now)
        if before != purpose and line.booked_as in OF_SPENDING:
            ledgers.post(_moved(said, by=by, now=now))
        _learn(line, before, purpose)
        line.purpose, line.how, line.said_by = purpose, How.TAP, by
        line.save(update_fields=["purpose", "how", "said_by"])
    return line


def _locked(line: SpendingLine) -> SpendingLine:
    rows = SpendingLine.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("budget").get(pk=line.pk)


def _note(
    line: SpendingLine, before: Purpose, purpose: Purpose, by: UUID, now: datetime
) -> PurposeSaid:
    return PurposeSaid.objects.create(
        book_id=line.book_id,
        line=line,
        number=PurposeSaid.objects.filter(line=line).count() + 1,
        before=before,
        purpose=purpose,
        said_by=by,
        said_at=now,
    )


def _moved(said: PurposeSaid, *, by: UUID, now: datetime) -> Posting:
    """Spending (old) → spending (new); of what was given back, the other way."""
    line, shared = said.line, shared_accounts(said.book_id)
    ends = [shared[AccountKind.SPENDING, one] for one in (said.before, said.purpose)]
    debit, credit = ends if line.booked_as == Booked.SPENT else ends[::-1]
    return Posting(
        book_id=line.book_id,
        debit_id=debit,
        credit_id=credit,
        pence=abs(line.pence),
        key=uuid5(line.id, f"purpose {said.number}"),
        kind=TransferKind.SPENT if line.booked_as == Booked.SPENT else TransferKind.REFUNDED,
        about=About(LINE, line.id),
        posted_by=by,
        occurred_on=line.booked_on,
        posted_at=now,
    )


def _learn(line: SpendingLine, before: Purpose, purpose: Purpose) -> None:
    """Somebody's own word replaces what they or their council said of it before."""
    content = content_of(line)
    if line.how in (How.TAP, How.TOLD):
        remember(line.book_id, [(content, before)], times=-1)
    remember(line.book_id, [(content, purpose)])


def undo_link(*, line: SpendingLine, by: UUID, now: datetime) -> SpendingLine:
    """
    Say that a line is not the movement that it was taken for: it is posted for itself.

    :raises NotLinked: it is linked to nothing
    """
    with transaction.atomic():
        line = _locked(line)
        rows = LineLink.objects.filter(line=line, undone_at=None)
        if not rows.update(undone_by=by, undone_at=now):
            raise NotLinked
        _stand_alone(line)
        line.save(update_fields=["booked_as", "purpose", "how"])
        shared = shared_accounts(line.book_id)
        ledgers.post_many_facts(postings_of([line], shared=shared, by=by, now=now))
    return line


def _stand_alone(line: SpendingLine) -> None:
    content = content_of(line)
    line.booked_as = booked_as(content, council=get_council(line.book_id).name)
    if line.booked_as in OF_SPENDING and not line.purpose:
        known = around(line.book_id, {line.budget_id: line.budget}, [content])
        line.purpose, line.how = find_purpose(content, known.known(content, None))
