"""How a budget's balance and history are written."""

from api.shapes import Answer, At, Currency, Direction, On, Pounds, Ref, Said
from api.strictness.bodies import OneOf, Whole
from budgets.plans.values import KnownFrom
from ledgers.values import TransferKind

MOST = 1_000_000_000


class WhyLine(Answer):
    """So many movements of one sort, between two days, and what they came to."""

    kind = OneOf(TransferKind)
    purpose = Said()
    count = Whole(least=0, most=MOST)
    amount = Pounds(source="pence")
    direction = Direction(source="pence")
    first_on = On()
    last_on = On()


class WhyAnswer(Answer):
    """
    The lines that make a balance, as the ledger has it.

    What is spent elsewhere is among them until `known_until`. Where nobody tells us, that and
    what is left are null.
    """

    budget = Ref()
    lines = WhyLine(source="balance.lines", many=True)
    balance = Pounds(source="balance.balance_pence")
    balance_direction = Direction(source="balance.balance_pence")
    set_aside = Pounds(source="balance.held_pence")
    left = Pounds(allow_null=True)
    currency = Currency()
    known_from = OneOf(KnownFrom)
    known_until = On(allow_null=True)


class ChangeAnswer(Answer):
    """What changed on a budget, in words that its holder may read."""

    id = Ref()
    budget = Ref(source="budget_id")
    code = Said()
    words = Said()
    changed_by = Ref()
    changed_at = At()
