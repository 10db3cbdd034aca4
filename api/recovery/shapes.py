"""How askings and recovery budgets are written, and what is said with each step."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field

from api.filters import Filters, IdFilter, OneOfFilter
from api.shapes import Answer, At, Currency, CurrencyCode, Named, On, Pounds, Ref, Said, Who
from api.strictness.bodies import Body, OneOf
from api.strictness.fields import Id, Money, Text, Words
from budgets.recovery.models import RecoveryRequest
from budgets.recovery.selectors import progress
from budgets.recovery.values import Asking, Helped, LegalBasis, Progress, Reach, RequestState
from ledgers.values import Purpose


@extend_schema_field({"type": "string", "enum": [word.value for word in Progress]})
class ProgressField(Text):
    """Where it is now, in one word for people."""

    def __init__(self, **also: Any) -> None:
        super().__init__(source="*", **also)

    def to_representation(self, value: RecoveryRequest) -> str:
        """Read from the asking and its payment."""
        return progress(value).value


class HelpedAnswer(Answer):
    """Whether it helped."""

    helped = OneOf(Helped)
    words = Said()
    answered_at = At()


class GrantAnswer(Answer):
    """The recovery budget that an asking became."""

    budget = Ref(source="budget_id")
    payment = Ref(source="payment_id")
    legal_basis = OneOf(LegalBasis)
    authorised_by = Ref()
    authorised_at = At()
    collect_by = On()
    helped = HelpedAnswer(source="help_answer", allow_null=True)


class RecoveryAnswer(Answer):
    """What somebody said would help, and where it is."""

    id = Ref()
    person = Who()
    team = Named()
    words = Said()
    purpose = OneOf(Purpose)
    amount = Pounds(source="pence")
    currency = Currency()
    reach = OneOf(Reach)
    straight_to = Said()
    state = OneOf(RequestState)
    progress = ProgressField()
    asked_by = Ref()
    asked_at = At()
    passed_at = At(allow_null=True)
    decided_by = Ref(allow_null=True)
    decided_at = At(allow_null=True)
    decision_words = Said()
    recovery = GrantAnswer(allow_null=True)


class RecoveryFilters(Filters):
    """Which askings."""

    state = OneOfFilter(RequestState, label="Where the asking is.")
    team = IdFilter(field_name="team_id", label="Of one team.")
    person = IdFilter(field_name="person_id", label="Of one person.")


class AskingBody(Body):
    """What would help, in the person's own words, and about how much."""

    person = Id()
    words = Words(longest=500, lines=True)
    amount = Money()
    currency = OneOf(CurrencyCode, required=False)
    reach = OneOf(Reach, required=False)
    straight_to = Words(longest=200, required=False)
    purpose = OneOf(Purpose, required=False)


def as_asking(said: dict[str, Any], key: UUID) -> Asking:
    """The body as the trade means it."""
    return Asking(
        person_id=said["person"],
        words=said["words"],
        pence=said["amount"],
        key=key,
        reach=said.get("reach", Reach.OWN_ACCOUNT),
        straight_to=said.get("straight_to", ""),
        purpose=said.get("purpose"),
    )


class RefusalBody(Body):
    """Why not, kindly: the person will read it."""

    reason = Words(longest=500, lines=True)


class HelpedBody(Body):
    """Did it help?"""

    helped = OneOf(Helped)
    words = Words(longest=1000, blank=True, lines=True, required=False)


class LinkAnswer(Answer):
    """The address at which whoever is paid types their bank details."""

    link = Said()


EXAMPLE_PERSON = "019aa9b0-0000-7000-8000-000000000002"
EXAMPLE = {
    "person": EXAMPLE_PERSON,
    "words": "The make-up course at the college",
    "amount": "300.00",
    "currency": "GBP",
}
