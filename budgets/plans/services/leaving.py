"""What is left where it is when a budget ends: by decision, or because it is the person's own."""

from datetime import datetime
from uuid import uuid5

from django.db import transaction

from budgets.councils.models import Member
from budgets.plans.errors import AboveWhatIsLeft, NotTheirOwn, NotYourEnding, ReasonUnsaid
from budgets.plans.models import ContributionDue, Ending
from budgets.plans.selectors.ending import what_is_left
from budgets.plans.services.history import note_change
from budgets.plans.services.money import check_pence, posting
from budgets.plans.services.steps import lock_ending
from budgets.plans.services.ties import check_may_decide
from ledgers import services as ledgers
from ledgers.selectors import get_shared
from ledgers.values import About, AccountKind, TransferKind, pounds
from payments.payouts.values import london_day

ABOUT = "ending"


def write_off(*, ending: Ending, pence: int, words: str, by: Member, now: datetime) -> Ending:
    """
    Decide to leave money where it is, for a reason. Another person than who began the ending does.

    The same decided twice is decided once.

    :raises SumMissing: it isn't more than nothing
    :raises ReasonUnsaid: it isn't said why
    :raises OwnBudget: it is for whoever decides, or somebody close to them
    :raises NotYourEnding: whoever decides began the ending
    :raises AboveWhatIsLeft: it is more than what is left beside what is still to be paid
    :raises EndingSettled: the ending is settled
    """
    check_pence(pence)
    if not words.strip():
        raise ReasonUnsaid
    check_may_decide(ending.budget.person, by)
    with transaction.atomic():
        budget = lock_ending(ending)
        ending.refresh_from_db(fields=["written_off_pence", "written_off_words", "written_off_by"])
        if ending.begun_by == by.user_id:
            raise NotYourEnding
        if _is_repeat(ending, pence, words, by):
            return ending
        if pence > what_is_left(ending, london_day(now)).to_give_back_pence:
            raise AboveWhatIsLeft
        ledgers.post(
            posting(
                budget,
                debit=budget.account,
                credit=get_shared(budget.book_id, AccountKind.WRITTEN_OFF),
                pence=pence,
                key=uuid5(ending.id, f"written off after {ending.written_off_pence}"),
                kind=TransferKind.WRITTEN_OFF,
                about=About(ABOUT, ending.id),
                by=by.user_id,
                on=london_day(now),
                now=now,
            )
        )
        ending.written_off_pence += pence
        ending.written_off_words, ending.written_off_by = words.strip(), by.user_id
        ending.written_off_at = now
        ending.save(
            update_fields=[
                "written_off_pence",
                "written_off_words",
                "written_off_by",
                "written_off_at",
            ]
        )
        said = f"{pounds(pence)} stays where it is and is not asked back. {words.strip()}"
        note_change(budget=budget, code="written_off", words=said, by=by.user_id, now=now)
    return ending


def leave_own_money(*, ending: Ending, pence: int, by: Member, now: datetime) -> Ending:
    """
    Leave the person what is their own: what they paid ahead, for days after the last.

    :raises SumMissing: it isn't more than nothing
    :raises OwnBudget: it is for whoever decides, or somebody close to them
    :raises NotTheirOwn: it is more than they paid ahead, or more than is left
    :raises EndingSettled: the ending is settled
    """
    check_pence(pence)
    check_may_decide(ending.budget.person, by)
    today = london_day(now)
    with transaction.atomic():
        budget = lock_ending(ending)
        if pence > what_is_left(ending, today).own_pence:
            raise NotTheirOwn
        said = f"{pounds(pence)} that was paid ahead is the person's own."
        kept = ContributionDue.objects.create(
            book_id=budget.book_id,
            budget=budget,
            starts_on=today,
            ends_on=today + today.resolution,
            due_on=today,
            pence=pence,
            why=said,
            made_at=now,
        )
        ledgers.post_fact(
            posting(
                budget,
                debit=budget.account,
                credit=get_shared(budget.book_id, AccountKind.CONTRIBUTIONS),
                pence=pence,
                key=uuid5(kept.id, "own"),
                kind=TransferKind.GIVEN_BACK,
                about=About(ABOUT, ending.id),
                by=by.user_id,
                on=today,
                now=now,
            )
        )
        note_change(budget=budget, code="own_money", words=said, by=by.user_id, now=now)
    return ending


def _is_repeat(ending: Ending, pence: int, words: str, by: Member) -> bool:
    told = (ending.written_off_pence, ending.written_off_words, ending.written_off_by)
    return told == (pence, words.strip(), by.user_id)
