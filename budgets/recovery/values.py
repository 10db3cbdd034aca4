"""Plain types of recovery budgets: the asking, how money reaches somebody, where it is."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from budgets.people.values import Newcomer
from ledgers.values import Purpose


class Reach(StrEnum):
    """How the money reaches the person. A card joins when cards exist."""

    OWN_ACCOUNT = "own_account"
    STRAIGHT = "straight"


class RequestState(StrEnum):
    """Where an asking is, until it is authorised; after that its payment says."""

    ASKED = "asked"
    WITH_MANAGER = "with_manager"
    AUTHORISED = "authorised"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Progress(StrEnum):
    """Where a recovery budget is, as people see it: read from request and payment, never stored."""

    ASKED = "asked"
    WITH_MANAGER = "with_manager"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    WAITING_FOR_DETAILS = "waiting_for_details"
    PROMISED = "promised"
    ON_ITS_WAY = "on_its_way"
    THERE = "there"
    CAME_BACK = "came_back"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"


class Helped(StrEnum):
    """The one answer that is ever asked for."""

    YES = "yes"
    A_LITTLE = "a_little"
    NO = "no"


class LegalBasis(StrEnum):
    """On which part of the Care Act 2014 the sum rests."""

    PREVENTION = "prevention"
    ELIGIBLE_NEED = "eligible_need"


@dataclass(frozen=True)
class Asking:
    """
    What would help, in the person's words, and about how much.

    :ivar key: made by whoever asks, so that a button pressed twice asks once
    :ivar person_id: whom it is for; None when it is for a newcomer, who is added with it
    :ivar straight_to: the shop or college that is paid, when it is not the person
    """

    person_id: UUID | None
    words: str
    pence: int
    key: UUID
    reach: Reach = Reach.OWN_ACCOUNT
    straight_to: str = ""
    purpose: Purpose | None = None
    newcomer: Newcomer | None = None
