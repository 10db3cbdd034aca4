"""What of a budget waits for somebody: figures, single sums, money paid too much."""

from dataclasses import dataclass
from uuid import UUID

from budgets.councils import selectors as councils
from budgets.councils.rights import Action, may
from budgets.plans.models import Adjustment, Budget, BudgetStatement, OneOff
from ledgers.values import Viewer
from web.budgets.words import ONE_OFF_WORDS


@dataclass(frozen=True)
class Waits:
    """
    Something that waits for somebody's yes.

    :ivar may_agree: whether the viewer may give it: a manager, and not who proposed it
    """

    what: BudgetStatement | OneOff
    by_name: str
    may_agree: bool
    words: str = ""


@dataclass(frozen=True)
class Waiting:
    """All of it; what is decided stands beside it. What was paid too much is given as pence."""

    statement: Waits | None
    one_offs: list[Waits]
    to_come: list[OneOff]
    too_much: list[tuple[int, Adjustment]]
    decided: list[tuple[int, Adjustment]]
    owed: list[Adjustment]

    def __bool__(self) -> bool:
        return bool(self.statement or self.one_offs or self.too_much)


def waiting_of(budget: Budget, proposed: BudgetStatement | None, viewer: Viewer) -> Waiting:
    """What waits, in three queries; the figures of a draft wait with it, not by themselves."""
    sums = list(budget.one_offs.filter(withdrawn_at=None).order_by("due_on", "id"))
    changes = list(budget.adjustments.order_by("-made_at", "-id"))
    open_sums = [one for one in sums if one.agreed_at is None]
    statement = proposed if budget.agreed_at else None
    names = councils.names_of(
        [one.proposed_by for one in open_sums] + ([statement.proposed_by] if statement else [])
    )
    manages = may(viewer.roles, Action.BUDGETS_AGREE)

    def waits(one: BudgetStatement | OneOff, words: str = "") -> Waits:
        mine: UUID = viewer.user_id
        name = names.get(one.proposed_by, "A colleague")
        return Waits(one, name, manages and one.proposed_by != mine, words)

    return Waiting(
        statement=waits(statement) if statement else None,
        one_offs=[waits(one, ONE_OFF_WORDS[one.kind]) for one in open_sums],
        to_come=[one for one in sums if one.agreed_at],
        too_much=[(-one.pence, one) for one in changes if one.pence < 0 and not one.decision],
        decided=[(-one.pence, one) for one in changes if one.decision],
        owed=[one for one in changes if one.pence > 0],
    )
