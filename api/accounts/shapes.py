"""How accounts, movements and balances are written."""

from rest_framework import serializers

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
    """What an account had as of an instant; final once a later seal exists."""

    account = Ref()
    at = At()
    amount = Pounds(source="pence")
    direction = Direction(source="pence")
    currency = Currency()
    final = serializers.BooleanField()


class SealAnswer(Answer):
    """A seal over the rows of some positions, linked to all seals before it."""

    number = serializers.IntegerField()
    first = serializers.IntegerField()
    last = serializers.IntegerField()
    root = Said()  # type: ignore[assignment]  # a field, not the serializer at the top
    chain = Said()
    sealed_at = At()


class ProofAnswer(Answer):
    """
    The way from a movement to a published root.

    `content` is what was sealed, byte by byte; `path` the hashes beside the way up (RFC 9162).
    `docs/check_proof.py` checks it against a file of roots.
    """

    transfer = Ref(source="transfer_id")
    book = Ref(source="seal.book_id")
    position = serializers.IntegerField()
    content = Said()
    path = serializers.ListField(child=Said())
    seal = SealAnswer()
