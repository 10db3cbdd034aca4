"""Where an ending is: what is still to be paid, what is left, and whose it is."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet, Sum

from budgets.councils.rights import Action
from budgets.plans.models import Budget, Ending, EndingStep, Instalment
from budgets.plans.rules.entitlement import due_pence, lines_due
from budgets.plans.selectors import visible_to
from budgets.plans.selectors.contributions import find_arrears
from budgets.plans.selectors.facts import facts_of, paid_until
from budgets.plans.selectors.left import Left, left_of, on_the_books
from budgets.plans.selectors.owed import owed_of
from budgets.plans.selectors.paying import PAID_BY_PLANS
from budgets.plans.values import BudgetState, KnownFrom
from budgets.plans.values.schedule import ContributionMode, Frequency, Span
from ledgers.values import Viewer
from payments.cards.models import Card
from payments.cards.values import CardState
from payments.payouts import selectors as payouts
from payments.payouts.values import PaymentState

THROUGH = (PaymentState.PAID, PaymentState.CANCELLED)


@dataclass(frozen=True)
class LeftAtEnd:
    """
    What is left of a budget that is ending, and whose it is, in pence.

    :ivar left: as far as anybody knows; nothing where nobody does
    :ivar on_the_books_pence: what the ledger has, which is what was paid where nobody knows more
    :ivar to_be_paid_pence: what the steps that are open come to
    :ivar own_pence: of what is left, what the person paid ahead for days after the end: theirs
    :ivar owed_pence: what the person has not paid of their own part; it is asked for by people
    :ivar on_its_way_pence: what was paid back and has not arrived
    """

    left: Left | None
    on_the_books_pence: int
    to_be_paid_pence: int
    own_pence: int
    owed_pence: int
    on_its_way_pence: int

    @property
    def to_give_back_pence(self) -> int:
        """What comes back to the council when all is paid; never below nothing."""
        return max(0, self.on_the_books_pence - self.to_be_paid_pence - self.own_pence)

    @property
    def short_pence(self) -> int:
        """What is missing for all that is still to be paid; never below nothing."""
        return max(0, self.to_be_paid_pence - self.on_the_books_pence)


def what_is_left(ending: Ending, today: date) -> LeftAtEnd:
    """What an ending budget has left, as of a day."""
    budget = ending.budget
    books = on_the_books([budget])[budget.id]
    to_be_paid: int = list_open(ending).aggregate(pence=Sum("pence", default=0))["pence"]
    on_its_way: int = budget.money_returns.filter(arrived_on=None).aggregate(
        pence=Sum("pence", default=0)
    )["pence"]
    tomorrow = today + date.resolution  # what was due today counts: all is counted up now
    arrears = find_arrears(budget, tomorrow)
    own = arrears.ahead_pence if budget.contribution_mode == ContributionMode.NET else 0
    return LeftAtEnd(
        left=left_of(budget, today),
        on_the_books_pence=books,
        to_be_paid_pence=to_be_paid,
        own_pence=min(own, max(0, books)),
        owed_pence=arrears.owed_pence,
        on_its_way_pence=on_its_way,
    )


def find_ending(budget: Budget) -> Ending | None:
    """A budget's ending, if it was begun."""
    return Ending.objects.filter(budget=budget).select_related("budget__person").first()


def list_steps(ending: Ending) -> QuerySet[EndingStep]:
    """What is paid before what is left is counted, in its order."""
    return ending.steps.order_by("place")


def list_open(ending: Ending) -> QuerySet[EndingStep]:
    """What of it isn't settled yet, in its order."""
    return list_steps(ending).filter(settled_at=None)


def is_known_to_the_end(budget: Budget) -> bool:
    """Whether we know what was spent until the last day: on a card, or by statements."""
    if budget.known_from == KnownFrom.CARD:
        return True
    until = budget.known_until if budget.known_from == KnownFrom.STATEMENTS else None
    return bool(until and budget.ends_on and until >= budget.ends_on)


def list_unfinished(budget: Budget) -> QuerySet[Instalment]:
    """Instalments whose payment was neither paid nor given up, the first pay day first."""
    open_still = budget.instalments.filter(cancelled_at=None, payment__isnull=False)
    return open_still.exclude(payment__state__in=THROUGH).order_by("pay_on", "starts_on")


def unplanned_pence(budget: Budget) -> int:
    """What is still due until the last day and is in no instalment."""
    if budget.kind not in PAID_BY_PLANS or budget.frequency == Frequency.ONCE:
        return 0
    owed, facts = owed_of([budget])[budget.id], facts_of(budget)
    left = Span(paid_until(budget) or facts.pays_from, facts.span.ends_on)
    if left.is_empty or left.ends_on is None:
        return owed
    return owed + due_pence(lines_due(facts, left), facts.mode)


def is_stopped(budget: Budget) -> bool:
    """
    Whether a budget ends without its last days being paid: nothing more is planned for it.

    So it is where a condition has fallen, the person has died, or payments were stopped before,
    until somebody decides that what was due is needed.
    """
    held = payouts.held_accounts(budget.book_id).filter(account=budget.account_id)
    return budget.state == BudgetState.ENDING and held.exists()


def list_ending(viewer: Viewer) -> QuerySet[Ending]:
    """The endings that are going on, the first last day first."""
    seen = visible_to(viewer, Action.BUDGETS_READ).filter(state=BudgetState.ENDING)
    return (
        Ending.objects.filter(budget__in=seen.order_by())
        .select_related("budget__person")
        .order_by("budget__ends_on", "begun_at", "id")
    )


def list_over_with_card(book_id: UUID, today: date) -> QuerySet[Budget]:
    """Budgets whose last day is over while their card may still spend."""
    cards = Card.objects.filter(book_id=book_id, state=CardState.ACTIVE)
    over = Budget.objects.filter(book_id=book_id, state=BudgetState.ENDING, ends_on__lt=today)
    return over.filter(account__in=cards.values("account")).select_related("account").order_by("id")
