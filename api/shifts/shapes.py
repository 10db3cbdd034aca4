"""How hours are written, what became of those that were sent, and what is said with each step."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.shapes import Answer, At, Ref, Said
from api.shifts.bodies import Miles
from api.strictness.bodies import Body, OneOf, Whole
from api.strictness.fields import Id, Text, Words
from budgets.assistants.selectors import list_warnings, state_of
from budgets.assistants.values import (
    MOST_IN_BATCH,
    AgreedHow,
    AgreedOutcome,
    Outcome,
    ShiftKind,
    ShiftState,
    Side,
    WarningCode,
)


@extend_schema_field({"type": "string", "enum": [str(word) for word in ShiftState]})
class StateField(Text):
    """Where hours are now."""

    def __init__(self, **also: Any) -> None:
        super().__init__(source="*", **also)

    def to_representation(self, value: Any) -> str:
        """Read from what happened to them."""
        return state_of(value).value


class WarningAnswer(Answer):
    """Something to look at: it keeps no hours from being taken."""

    code = OneOf(WarningCode)
    words = Said()


class MessageAnswer(Answer):
    """What one side said to the other about hours that did not seem right."""

    side = OneOf(Side)
    words = Said()
    said_at = At()


@extend_schema_field(WarningAnswer(many=True))
class WarningsField(Text):
    """What is to be said of some hours to whoever asks; read at once for a whole page."""

    def __init__(self, **also: Any) -> None:
        super().__init__(source="*", **also)

    def to_representation(self, value: Any) -> Any:
        """One employer hears nothing of another, nor an assistant what the person has left."""
        known = getattr(value, "said_warnings", None)
        if known is None:
            known = list_warnings([value], self.context["door"].viewer)[value.id]
        return WarningAnswer(known, many=True).data


@extend_schema_field(MessageAnswer(many=True))
class MessagesField(Text):
    """What was said about some hours, the first first."""

    def __init__(self, **also: Any) -> None:
        super().__init__(source="*", **also)

    def to_representation(self, value: Any) -> Any:
        """In order."""
        said = sorted(value.messages.all(), key=lambda one: (one.said_at, one.id))
        return MessageAnswer(said, many=True).data


class AgreementAnswer(Answer):
    """Who agreed them, and when."""

    how = OneOf(AgreedHow)
    agreed_by = Ref(allow_null=True)
    agreed_at = At()


class ShiftAnswer(Answer):
    """Hours that somebody says they worked, as they were sent. They are never changed."""

    id = Ref()
    engagement = Ref(source="engagement_id")
    kind = OneOf(ShiftKind)
    started_at = At()
    ended_at = At()
    minutes = Whole(least=0, most=10**6)
    break_minutes = Whole(least=0, most=10**6)
    woken_minutes = Whole(least=0, most=10**6)
    miles = Miles(source="miles_tenths")
    note = Said()
    state = StateField()
    logged_by = Ref()
    logged_at = At()
    received_at = At()
    replaces = Ref(source="replaces_id", allow_null=True)
    agreement = AgreementAnswer(allow_null=True)
    warnings = WarningsField()
    messages = MessagesField()


class LoggedAnswer(Answer):
    """What became of one shift of a batch, in the order in which they were sent."""

    id = Said(allow_null=True, help_text="As it was sent, where it was text.")
    outcome = OneOf(Outcome)
    warnings = WarningAnswer(many=True)
    code = Said(help_text="Why it was refused; else empty.")
    words = Said(help_text="The same for a person, with what to do.")
    pointer = Said(help_text="Where in the batch it is.")


class BatchAnswer(Answer):
    """One answer for each shift."""

    answers = LoggedAnswer(many=True)


class AgreeBody(Body):
    """Which hours are agreed."""

    shifts = serializers.ListField(child=Id(), min_length=1, max_length=MOST_IN_BATCH)


class AgreedAnswer(Answer):
    """What became of hours that were agreed: `changed` ones were corrected meanwhile."""

    id = Ref(source="shift_id")
    outcome = OneOf(AgreedOutcome)
    warnings = WarningAnswer(many=True)


class AllAgreedAnswer(Answer):
    """One answer for each shift."""

    answers = AgreedAnswer(many=True)


class SayBody(Body):
    """What one side says to the other, kindly."""

    words = Words(longest=1000, lines=True)


class WithdrawBody(Body):
    """Why they are taken back, if somebody likes to say."""

    words = Words(longest=500, lines=True, blank=True, required=False)
