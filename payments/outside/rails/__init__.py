"""The rails, by one small protocol: which gateway speaks to which."""

from typing import Any, Protocol
from uuid import UUID

from payments.outside.errors import CallRefused
from payments.outside.rails.practice.gateway import PracticeGateway
from payments.outside.values import Answered, Rail


class Gateway(Protocol):
    """The outside world in our words, for many calls at once. A gateway knows no database."""

    def call(self, *, key: UUID, kind: str, body: dict[str, Any]) -> Answered:
        """
        Ask for one thing under a stable key, and say what became of it.

        :raises TryAgain: nobody knows whether it was done
        :raises CallRefused: it will never be done
        """

    def look_up(self, *, key: UUID) -> Answered | None:
        """
        What became of a call made long ago, or nothing if it never arrived.

        :raises TryAgain: nobody knows
        """

    def close(self) -> None:
        """Hang up, when no more calls are made."""


def gateway_for(rail: Rail) -> Gateway:
    """
    The gateway of a rail that is called; a bank file is carried by people.

    :raises CallRefused: nothing is called over this rail
    """
    if rail is Rail.PRACTICE:
        return PracticeGateway.from_settings()
    raise CallRefused(f"Nothing is called over {rail}.")
