"""Plain types of the outside: rails, channels, states of what waits."""

from dataclasses import dataclass
from enum import StrEnum


class Rail(StrEnum):
    """How money reaches a bank account."""

    PRACTICE = "practice"
    BANK_FILE = "bank_file"

    @property
    def is_instant(self) -> bool:
        """Whether a payment may leave by itself, at once, without a day's file."""
        return self is Rail.PRACTICE


@dataclass(frozen=True, slots=True)
class Answered:
    """
    What a rail says became of a payment: `paid`, or `failed` with the bank's reason in its code.

    There is nothing of a person in it.
    """

    outcome: str
    reason_code: str = ""


class Channel(StrEnum):
    """How words reach somebody."""

    EMAIL = "email"
    TEXT = "text"
    LETTER = "letter"


class OutboxState(StrEnum):
    """Where a call to the outside is."""

    WAITING = "waiting"
    LEASED = "leased"
    ANSWERED = "answered"
    GIVEN_UP = "given_up"


class MessageState(StrEnum):
    """Where words to somebody are."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class StuckKind(StrEnum):
    """What can get stuck: only a person helps it on."""

    CALL = "call"
    MESSAGE = "message"
    ANSWER = "answer"
    JOB = "job"
