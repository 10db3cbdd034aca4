"""Budgets that come in: each with its accounts, and all that is known of it beside."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from budgets.caseload.rules import begun
from budgets.caseload.services.importing.desk import Desk
from budgets.caseload.services.importing.opening import Opening
from budgets.caseload.services.importing.ways import InHand
from budgets.caseload.values.budget_rows import BudgetRow
from budgets.people.models import Organisation, Person
from budgets.plans.models import Budget
from budgets.plans.values import BudgetKind, BudgetState, HolderKind, KnownFrom
from ledgers.models import Account
from ledgers.values import SCHEDULER, About, AccountKind, uuid7


@dataclass
class NewBudget:
    """
    A budget that is about to be made, and what its row points at.

    :ivar holder_id: the user of whoever manages it, where they sign in
    """

    hand: InHand[BudgetRow]
    desk: Desk
    person: Person
    provider: Organisation | None
    holder_id: UUID | None = None
    account: Account = field(init=False)
    beside: Account = field(init=False)
    state: BudgetState = field(init=False)

    def __post_init__(self) -> None:
        fund = self.said.kind == BudgetKind.SERVICE_FUND
        self.account = self._account(AccountKind.FUND if fund else AccountKind.BUDGET)
        self.beside = self._account(AccountKind.OVERSPENT, overspends=self.account)
        self.state = begun.state_of(self.said, self.desk.today)

    def _account(self, kind: AccountKind, overspends: Account | None = None) -> Account:
        return Account(
            id=uuid7(self.desk.now.timestamp()),
            book_id=self.desk.book_id,
            kind=kind,
            overspends=overspends,
            opened_at=self.desk.now,
        )

    @property
    def said(self) -> BudgetRow:
        """What the row says."""
        return self.hand.record

    @property
    def id(self) -> UUID:
        """The id that it will have."""
        return self.hand.id

    @property
    def authorised_by(self) -> UUID | None:
        """Who agreed it, where the row says so."""
        return self.hand.points.get("authorised_by_email")

    @property
    def written_by(self) -> UUID:
        """Who wrote it down here: nobody agrees what they wrote, so not whoever agreed it."""
        return SCHEDULER if self.authorised_by == self.desk.by else self.desk.by

    @property
    def agreed_on(self) -> date:
        """When it was agreed, as far as anybody knows."""
        return self.said.agreed_on or self.said.starts_on

    @property
    def began_before(self) -> bool:
        """Whether somebody else has paid it until now."""
        return begun.began_before(self.said, self.desk.today)

    @property
    def holder_name(self) -> str:
        """What whoever manages it is called; as the person or provider is, if nothing is said."""
        return self.said.holder_name or self._usual[0]

    @property
    def holder_email(self) -> str:
        """Where whoever manages it is written to."""
        return self.said.holder_email or self._usual[1]

    @property
    def _usual(self) -> tuple[str, str]:
        if self.said.holder_kind == HolderKind.PERSON:
            return self.person.full_name, self.person.email
        if self.said.holder_kind == HolderKind.PROVIDER and self.provider:
            return self.provider.name, self.provider.email
        return "", ""

    def budget(self) -> Budget:
        """The budget itself."""
        said, desk = self.said, self.desk
        return Budget(
            id=self.id,
            book_id=desk.book_id,
            reference=self.hand.key,
            person=self.person,
            kind=said.kind,
            state=self.state,
            holder_kind=said.holder_kind,
            provider=self.provider,
            account=self.account,
            account_kind=said.account_kind,
            cash_share_percent=said.cash_share_percent,
            frequency=said.frequency,
            contribution_mode=said.contribution_mode,
            known_from=begun.known_from(said),
            known_until=self._known_until(),
            starts_on=said.starts_on,
            ends_on=said.ends_on,
            pays_from=begun.pays_from(said, desk.calendars[said.frequency], desk.today),
            first_paid_on=said.first_paid_on,
            opened_at=desk.now,
            opened_by=self.written_by,
            agreed_on=said.agreed_on,
            agreed_at=desk.now,
            agreed_by=self.authorised_by,
            imported_at=desk.now,
        )

    def _known_until(self) -> date | None:
        """A balance that is told and not followed by lines is that of today."""
        told = self.said.opening_balance_pence is not None and not self.desk.brings_lines
        by_statements = begun.known_from(self.said) == KnownFrom.STATEMENTS
        return self.desk.today if told and by_statements else None

    def opening(self) -> Opening:
        """What it began with: before its first line, if its lines come too, otherwise today."""
        before_lines = self.desk.brings_lines and self.began_before
        return Opening(
            about=About("budget", self.id),
            account_id=self.account.id,
            pence=self.said.opening_balance_pence or 0,
            on=self.said.starts_on if before_lines else self.desk.today,
            overspent_id=self.beside.id,
        )
