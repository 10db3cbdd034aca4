"""Accounts of the ledger: what they have, every movement, the balance as of an instant."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from api.accounts.shapes import (
    AccountAnswer,
    AccountFilters,
    BalanceAnswer,
    InstantFilters,
    MovementAnswer,
    ProofAnswer,
)
from api.doors import Door
from api.operation import Operation, operation
from budgets.councils.rights import Action
from budgets.plans.selectors import find_person_of
from ledgers import selectors
from ledgers.models import Account, Transfer


class AccountDoor(Door):
    """A door to accounts: who looks at a budget's account looks at a person's records."""

    def seen(self, account_id: UUID) -> Account:
        """The account, if the member may see it."""
        found: Account = self.find(selectors.visible_to(self.viewer), id=account_id)
        person = find_person_of(found)
        if person:
            self.looked_at.append(person)
        return found


class Accounts(Door):
    """Accounts."""

    @operation(
        Operation(
            "listAccounts",
            Action.ACCOUNTS_READ,
            AccountAnswer,
            filters=AccountFilters,
            listed=True,
        )
    )
    def get(self) -> QuerySet[Account]:
        """List accounts and what they have."""
        return selectors.visible_to(self.viewer)


class OneAccount(AccountDoor):
    """One account."""

    @operation(Operation("getAccount", Action.ACCOUNTS_READ, AccountAnswer))
    def get(self, account_id: UUID) -> Account:
        """Show one account and what it has."""
        return self.seen(account_id)


class Statement(AccountDoor):
    """Every movement of an account."""

    account: Account

    @operation(Operation("getStatement", Action.ACCOUNTS_READ, MovementAnswer, listed=True))
    def get(self, account_id: UUID) -> QuerySet[Transfer]:
        """List an account's movements, each with the balance after it."""
        self.account = self.seen(account_id)
        return selectors.list_movements(self.account)

    def prepare(self, rows: list[Any]) -> list[Any]:
        """Each movement with the balance after it, counted from the newest down."""
        running = selectors.balance_after(self.account, rows[0]) if rows else 0
        for row in rows:
            row.running_pence = running
            running -= row.change_pence
        return rows


class MovementProof(AccountDoor):
    """The proof of one movement."""

    @operation(Operation("getProof", Action.ACCOUNTS_READ, ProofAnswer))
    def get(self, account_id: UUID, transfer_id: UUID) -> selectors.InclusionProof:
        """Prove that a movement stands under a seal, for checking with published roots."""
        account = self.seen(account_id)
        found = self.find(selectors.list_movements(account), id=transfer_id)
        return selectors.prove_inclusion(found)


class Balance(AccountDoor):
    """The balance of an account."""

    @operation(Operation("getBalance", Action.ACCOUNTS_READ, BalanceAnswer, filters=InstantFilters))
    def get(self, account_id: UUID) -> dict[str, Any]:
        """Show the balance as of an instant: now, when none is said."""
        account = self.seen(account_id)
        at = self.asked_for(Transfer.objects.all()).get("at") or self.now
        return {
            "account": account.id,
            "at": at,
            "pence": selectors.balance_as_of(account, at),
            "final": selectors.is_final(account.book_id, at),
        }
