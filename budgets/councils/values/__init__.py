"""Plain types of a council: roles and the dated policy with its defaults."""

from dataclasses import Field, dataclass, fields
from enum import StrEnum
from typing import Final
from uuid import UUID

from budgets.councils.values.flag_settings import FlagSettings, setting


class Role(StrEnum):
    """What a member may be to a council; one human may be several."""

    HOLDER = "holder"
    ASSISTANT = "assistant"
    PRACTITIONER = "practitioner"
    MANAGER = "manager"
    PROVIDER = "provider"
    FINANCE = "finance"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


STAFF: Final = frozenset(
    {Role.PRACTITIONER, Role.MANAGER, Role.FINANCE, Role.AUDITOR, Role.ADMINISTRATOR}
)
"""Who works for the council, and so has to sign in with more than a code by e-mail."""


THEIR_OWN: Final = frozenset({Role.HOLDER, Role.ASSISTANT})
"""What somebody is for themselves: no administrator sees or ends it."""


class SignIn(StrEnum):
    """What is to be said of a session: good enough, or what it still needs."""

    ENOUGH = "enough"
    ADD_SECOND_FACTOR = "add_second_factor"
    NOT_BY_CODE = "not_by_code"


@dataclass(frozen=True)
class Arrival:
    """Somebody at the door, known or not: which council writes to them, and as what they come."""

    book_id: UUID
    user_id: UUID
    roles: frozenset[str] = frozenset()
    known: bool = False


@dataclass(frozen=True)
class Policy(FlagSettings):
    """
    A council's policy on one day: each field is a setting with its default, never a constant.

    Pence, days, weeks and percent as their names say. `metadata["words"]` is how it is published.
    """

    recovery_no_questions_pence: int = setting(
        300_00, "A one-off budget up to this needs nothing from you but one question later."
    )
    recovery_person_year_pence: int = setting(
        600_00, "One person may be given this much in one-off budgets in a year without a panel."
    )
    line_needs_nothing_pence: int = setting(50_00, "Spending below this needs nothing from you.")
    line_one_tap_pence: int = setting(
        250_00,
        "Up to this, at most one tap: what it was for. Above it, sometimes an invoice or photo.",
    )
    collect_within_days: int = setting(
        42, "A one-off budget that nobody has collected after this many days goes back to the pot."
    )
    remind_before_days: int = setting(14, "This many days before that we send a reminder.")
    ask_did_it_help_weeks: int = setting(
        8, "This many weeks after the money arrived we ask once: did it help?"
    )
    spend_within_days: int = setting(
        365, "After this many days we take a one-off budget as spent on what was agreed."
    )
    payee_care_days: int = setting(
        7, "When bank details change we take this many days' care before paying to them."
    )
    paid_after_bank_days: int = setting(
        2, "A bank payment that did not fail counts as paid after this many bank days."
    )
    contingency_weeks: int = setting(
        8, "You may keep this many weeks of your budget in hand without a question."
    )
    repayment_notice_days: int = setting(
        14, "We never ask for money back with less notice than this, and never take it ourselves."
    )
    review_concern_days: int = setting(
        28, "When you or somebody else is worried, we hold a review within this many days."
    )
    wages_after_days: int = setting(
        4, "Personal assistants are paid this many days after a pay period is over."
    )
    remind_hours_days: int = setting(
        3, "When a personal assistant's hours wait for you for this many days, we remind you once."
    )
    agree_hours_days: int = setting(
        7,
        "Hours about which you say nothing count as agreed this many days after our reminder, "
        "unless something may be wrong with them. At 0 they wait for you.",
    )
    keep_messages_days: int = setting(
        90, "The text of messages we send you is deleted after this many days."
    )

    @classmethod
    def names(cls) -> list[str]:
        """Every setting's name, in the order in which they are published."""
        return [entry.name for entry in _in_order(cls)]

    def in_words(self) -> list[tuple[str, int, str]]:
        """Each setting with its value and the sentence that explains it."""
        return [
            (entry.name, getattr(self, entry.name), entry.metadata["words"])
            for entry in _in_order(type(self))
        ]


def _in_order(policy: type[Policy]) -> list[Field[int]]:
    """What holders do comes before what may be asked."""
    return sorted(fields(policy), key=lambda entry: entry.name.startswith("flag_"))
