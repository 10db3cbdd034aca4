"""What stands beside a budget that comes in: who manages it, its figures, what was decided."""

from collections.abc import Iterator
from typing import Final

from budgets.caseload.rules import begun
from budgets.caseload.selectors.decided import ON_PAPER
from budgets.caseload.services.importing.new_budgets import NewBudget
from budgets.plans.models import (
    AgreedPurpose,
    BudgetChange,
    BudgetHolder,
    BudgetStatement,
    CareReview,
    Condition,
    OneOff,
    Pause,
)
from budgets.plans.services.pausing import SUSPENDED
from budgets.plans.values import BudgetKind, BudgetState
from budgets.plans.values.agreement import OneOffKind, PauseKind, ReviewReason
from payments.cards.models import CardStop
from payments.payouts.models import HeldBack

FIRST_FIGURES: Final = "The figures as they were when this came here"
CAME_HERE: Final = "This was taken over from the council's records."
STOPPED_BEFORE: Final = "Payments were stopped before this came here."
IMPORTED: Final = "imported"


def purposes(new: NewBudget) -> Iterator[AgreedPurpose]:
    """What it is for."""
    for place, (purpose, words) in enumerate(new.said.purposes):
        yield AgreedPurpose(
            book_id=new.desk.book_id, budget_id=new.id, purpose=purpose, words=words, place=place
        )


def holders(new: NewBudget) -> Iterator[BudgetHolder]:
    """Who manages it; consent and evidence lie with the council's papers."""
    yield BudgetHolder(
        book_id=new.desk.book_id,
        budget_id=new.id,
        kind=new.said.holder_kind,
        user_id=new.holder_id,
        full_name=new.holder_name,
        email=new.holder_email,
        on_paper=True,
        starts_on=new.said.starts_on,
        named_by=new.desk.by,
        named_at=new.desk.now,
    )


def statements(new: NewBudget) -> Iterator[BudgetStatement]:
    """A week's figures, if there are any; who agreed them then, if the row says so."""
    if new.said.weekly_total_pence:
        yield BudgetStatement(
            book_id=new.desk.book_id,
            budget_id=new.id,
            number=1,
            starts_on=new.said.starts_on,
            total_pence=new.said.weekly_total_pence,
            contribution_pence=new.said.weekly_contribution_pence or 0,
            why=FIRST_FIGURES,
            proposed_by=new.written_by,
            proposed_at=new.desk.now,
            agreed_by=new.authorised_by,
            agreed_at=new.desk.now,
        )


def one_offs(new: NewBudget) -> Iterator[OneOff]:
    """A single sum, if there is one; one that was due before was paid before."""
    if new.said.one_off_amount_pence:
        recovery = new.said.kind == BudgetKind.RECOVERY
        yield OneOff(
            book_id=new.desk.book_id,
            budget_id=new.id,
            kind=OneOffKind.RECOVERY if recovery else OneOffKind.ONE_OFF,
            pence=new.said.one_off_amount_pence,
            due_on=new.agreed_on if recovery else new.said.starts_on,
            words=new.said.purposes[0][1],
            on_paper=new.began_before,
            proposed_by=new.written_by,
            proposed_at=new.desk.now,
            agreed_by=new.authorised_by,
            agreed_at=new.desk.now,
        )


def conditions(new: NewBudget) -> Iterator[Condition]:
    """The law's conditions as they were decided, or on paper where no day says when."""
    on_paper = begun.decided_on_paper(new.said, new.desk.today)
    if new.said.conditions_decided_on is None and not on_paper:
        return
    for code in begun.conditions_of(new.said):
        yield Condition(
            book_id=new.desk.book_id,
            budget_id=new.id,
            code=code,
            stands=True,
            decided_on=new.said.conditions_decided_on or new.agreed_on,
            decided_by=new.said.conditions_decided_by or ON_PAPER,
            on_paper=on_paper,
            recorded_by=new.desk.by,
            recorded_at=new.desk.now,
        )


def reviews(new: NewBudget) -> Iterator[CareReview]:
    """The last care review; what was said in it lies with the council's papers."""
    if new.said.last_reviewed_on:
        yield CareReview(
            book_id=new.desk.book_id,
            budget_id=new.id,
            reason=ReviewReason.YEARLY,
            due_on=new.said.last_reviewed_on,
            held_on=new.said.last_reviewed_on,
            opened_by=new.desk.by,
            opened_at=new.desk.now,
            held_by=new.desk.by,
            recorded_at=new.desk.now,
            on_paper=True,
        )


def pauses(new: NewBudget) -> Iterator[Pause]:
    """A suspension that is still on."""
    if new.said.suspended_on:
        yield Pause(
            book_id=new.desk.book_id,
            budget_id=new.id,
            kind=PauseKind.SUSPENSION,
            starts_on=new.said.suspended_on,
            reason=IMPORTED,
            words=STOPPED_BEFORE,
            paused_by=new.desk.by,
            paused_at=new.desk.now,
        )


def held_back(new: NewBudget) -> Iterator[HeldBack]:
    """Nothing is paid to or from what is suspended."""
    if new.state == BudgetState.SUSPENDED:
        yield HeldBack(
            book_id=new.desk.book_id,
            account=new.account,
            reason=SUSPENDED,
            held_by=new.desk.by,
            held_at=new.desk.now,
        )


def card_stops(new: NewBudget) -> Iterator[CardStop]:
    """Nor does a card spend anything of it."""
    if new.state == BudgetState.SUSPENDED:
        yield CardStop(
            book_id=new.desk.book_id,
            account=new.account,
            reason=SUSPENDED,
            stopped_by=new.desk.by,
            stopped_at=new.desk.now,
        )


def changes(new: NewBudget) -> Iterator[BudgetChange]:
    """The first line of its history here."""
    yield BudgetChange(
        book_id=new.desk.book_id,
        budget_id=new.id,
        code=IMPORTED,
        words=CAME_HERE,
        changed_by=new.desk.by,
        changed_at=new.desk.now,
    )
