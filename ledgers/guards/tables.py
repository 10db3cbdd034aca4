"""Which tables there are: of one book, of the whole house, only added to, found before a book."""

from dataclasses import dataclass
from typing import Final

from django.apps import apps
from django.db import models

OURS: Final = ("ledgers", "payments.", "budgets.", "api", "web", "config")

GLOBAL_TABLES: Final = frozenset(
    {
        "ledgers.Book",
        "councils.User",
        "councils.ApiToken",
        "councils.SecurityCounter",
        "outside.RailPace",
        "outside.ScheduleSlot",
    }
)
"""Every table of ours of no one book: who signs in, and what arrives before a book is known."""

HISTORY: Final = frozenset(
    {
        "ledgers.Book",
        "ledgers.Hold",
        "ledgers.Release",
        "ledgers.Seal",
        "ledgers.SealedRow",
        "ledgers.Transfer",
        "payouts.PaymentMove",
        "councils.PotFilling",
        "councils.PolicySetting",
        "people.RecordRead",
        "plans.BudgetChange",
        "plans.KeptBack",
        "assistants.PaidShift",
        "assistants.Pay",
        "assistants.PayDecision",
        "assistants.PayLine",
        "assistants.WagesChoice",
        "assistants.Shift",
        "assistants.ShiftAgreement",
        "assistants.ShiftMessage",
        "assistants.ShiftReminder",
        "assistants.ShiftWarning",
        "assistants.ShiftWithdrawal",
        "assurance.PurposeSaid",
    }
)
"""What is only added to: the application has no right to change or delete a row."""

WRITTEN_BY_TRIGGERS: Final = frozenset({"ledgers.Account"})
"""What is added to, and changed by the ledger's triggers alone."""

LOCKED: Final = {"ledgers.Account": "opened_at", "ledgers.Book": "opened_at"}
"""Of what is not changed, where rows are locked: PostgreSQL asks for the right to change one column
of them, and a trigger refuses the change."""

FORGETS: Final = frozenset(
    {
        "councils.ApiToken",
        "councils.SecurityCounter",
        "outside.ScheduleSlot",
        "councils.MemberRole",
        "councils.TeamMember",
        "people.Representative",
        "plans.ClosedDay",
        "payouts.RunLine",
        "payouts.RunSheet",
        "caseload.ImportPart",
        "api.KeptAnswer",
    }
)
"""The only tables of ours from which the application may delete."""

FOUND_FIRST: Final = frozenset(
    {"councils.Council", "councils.Member", "councils.MemberRole", "payouts.Payee"}
)
"""
Where it is looked up which book to open. Only the functions in their apps' `sql/` see all books,
for they run as the owner of the tables, who may read these four.
"""


@dataclass(frozen=True)
class TenantKey:
    """A foreign key between two tables of a book."""

    table: str
    column: str
    target: str

    @property
    def name(self) -> str:
        """A name that fits PostgreSQL's 63 characters and says what it guards."""
        return f"in_book_{self.table}_{self.column}"[:60]


def tenant_models() -> list[type[models.Model]]:
    """Every model that carries a book, in a settled order."""
    found = [
        model
        for model in apps.get_models()
        if is_ours(model)
        and model._meta.label not in GLOBAL_TABLES
        and any(field.name == "book" for field in model._meta.local_fields)
    ]
    return sorted(found, key=lambda model: model._meta.db_table)


def is_ours(model: type[models.Model]) -> bool:
    """Whether a model is of one of our apps, and not of a library's."""
    return bool(model._meta.app_config and model._meta.app_config.name.startswith(OURS))


def tenant_keys() -> list[TenantKey]:
    """Every foreign key that must stay in one book; what copies another row's is guarded there."""
    held = set(tenant_models())
    return [
        TenantKey(model._meta.db_table, field.column, field.related_model._meta.db_table)
        for model in held
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.ForeignKey)
        and field.db_constraint  # type: ignore[attr-defined]
        and field.name != "book"
        and field.related_model in held
        and _keyed_by_id(field)
    ]


def _keyed_by_id(field: "models.ForeignKey[models.Model, models.Model]") -> bool:
    return field.target_field.column == "id"
