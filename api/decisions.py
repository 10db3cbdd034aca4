"""Whether what one member proposed was agreed by another, or taken back."""

from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet
from drf_spectacular.utils import extend_schema_field

from api.filters import OneOfFilter
from api.strictness.fields import Text


class Decision(StrEnum):
    """Where a proposal is."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"


ROWS = {
    Decision.PROPOSED: Q(agreed_at=None, withdrawn_at=None),
    Decision.AGREED: Q(agreed_at__isnull=False),
    Decision.WITHDRAWN: Q(withdrawn_at__isnull=False),
}


@extend_schema_field({"type": "string", "enum": list(map(str, Decision))})
class DecisionField(Text):
    """Where a proposal is, read from who agreed it or took it back."""

    def __init__(self, **also: Any) -> None:
        super().__init__(source="*", **also)

    def to_representation(self, value: Any) -> str:
        """In one word."""
        if value.withdrawn_at:
            return Decision.WITHDRAWN.value
        return (Decision.AGREED if value.agreed_at else Decision.PROPOSED).value


def decided(rows: QuerySet[Any], _: str, word: str) -> QuerySet[Any]:
    """The proposals that are where a word says."""
    return rows.filter(ROWS[Decision(word)])


def decision_filter() -> OneOfFilter:
    """A parameter for where proposals are."""
    return OneOfFilter(Decision, method=decided, label="Whether they wait, or were decided.")
