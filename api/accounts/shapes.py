"""How accounts, movements and balances are written."""

from api.filters import Filters, InstantFilter, OneOfFilter
from api.shapes import AboutWhat, Answer, At, Currency, Direction, On, Pounds, Ref, Said
from api.strictness.bodies import OneOf
from ledgers.values import AccountKind, TransferKind


class AccountAnswer(Answer):
    """A place where money is. `balance` counts what is set aside; `available` does not."""

    id = Ref()
    kind = OneOf(AccountKind)
    code = Said()
    balance = Pounds(source="balance_pence")
    direction = Direction(source="balance_pence")
    available = Pounds(source="available_pence")
    set_aside = Pounds(source="debits_held")
    currency = Currency()
    opened_at = At()


class AccountFilters(Filters):
    """Which accounts."""

    kind = OneOfFilter(AccountKind, label="What they are for.")


class MovementAnswer(Answer):
    """One movement of an account, and the balance after it."""

    id = Ref()
    kind = OneOf(TransferKind)
    occurred_on = On()
    posted_at = At()
    amount = Pounds(source="pence")
    direction = Direction(source="change_pence")
    balance = Pounds(source="running_pence")
    balance_direction = Direction(source="running_pence")
    currency = Currency()
    about = AboutWhat(source="*")
    entry = Ref()
    debit = Ref(source="debit_id")
    credit = Ref(source="credit_id")
    reverses = Ref(source="reverses_id", allow_null=True)


class InstantFilters(Filters):
    """When."""

    at = InstantFilter(label="The instant, with its zone; now, when left out.")


class BalanceAnswer(Answer):
    """What an account had as of an instant."""

    account = Ref()
    at = At()
    amount = Pounds(source="pence")
    direction = Direction(source="pence")
    currency = Currency()
