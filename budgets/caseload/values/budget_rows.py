"""What the files say of budgets, whom they pay, and what was spent."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from budgets.assurance.values import Channel
from budgets.caseload.values.columns import (
    LONGEST_WORDS,
    AccountNumber,
    Fingerprint,
    Mailbox,
    MerchantCategory,
    Name,
    Pence,
    Purposes,
    Ref,
    Reference,
    SignedPence,
    SortCode,
    Whole,
    Words,
)
from budgets.plans.values import BudgetKind, HolderKind, KnownFrom
from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.schedule import ContributionMode, Frequency
from ledgers.values import Purpose
from payments.payouts.values import PayeeKind

PERCENT = 100
LONGEST_LINE_ID = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetRow:
    """
    A budget of any kind, as it was agreed and paid before it came here.

    :ivar ends_on: its last day
    :ivar opening_balance_pence: before the first line of the budget; below nothing if overdrawn
    :ivar conditions_decided_on: None where it was decided on paper, or not yet
    """

    budget_ref: Ref
    person_ref: Ref
    kind: BudgetKind
    holder_kind: HolderKind
    holder_name: Name | None = None
    holder_email: Mailbox | None = None
    provider_ref: Ref | None = None
    weekly_total_pence: Pence | None = None
    weekly_contribution_pence: Pence | None = None
    contribution_mode: ContributionMode
    one_off_amount_pence: Pence | None = None
    frequency: Frequency
    starts_on: date
    ends_on: date | None = None
    suspended_on: date | None = None
    purposes: Annotated[tuple[tuple[Purpose, str], ...], Purposes()]
    account_kind: AccountChoice
    cash_share_percent: Annotated[int, Whole(PERCENT)] | None = None
    opening_balance_pence: SignedPence | None = None
    authorised_by_email: Mailbox | None = None
    agreed_on: date | None = None
    conditions_decided_on: date | None = None
    conditions_decided_by: Name | None = None
    first_paid_on: date | None = None
    last_reviewed_on: date | None = None
    known_from: KnownFrom | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PayeeRow:
    """Somebody whom a budget pays. Bank details come in and are never given out."""

    payee_ref: Ref
    budget_ref: Ref | None = None
    name: Name
    kind: PayeeKind
    account_fingerprint: Fingerprint | None = None
    changed_on: date | None = None
    sort_code: Annotated[str, SortCode()] | None = None
    account_number: Annotated[str, AccountNumber()] | None = None
    user_email: Mailbox | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """One movement of a holder's money; what goes out is below nothing."""

    line_id: Annotated[str, Reference(LONGEST_LINE_ID)]
    budget_ref: Ref
    booked_on: date
    amount_pence: SignedPence
    counterparty: Name
    payee_ref: Ref | None = None
    description: Annotated[str, Words(LONGEST_WORDS)]
    channel: Channel
    mcc: Annotated[str, MerchantCategory()] | None = None
    invoice_number: Annotated[str, Reference(LONGEST_LINE_ID)] | None = None
    purpose: Purpose | None = None
