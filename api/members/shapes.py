"""How members and delegations are written, and what is asked of them."""

from datetime import date
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.filters import Filters, IdFilter, OneOfFilter
from api.shapes import Answer, At, Currency, CurrencyCode, On, Pounds, Ref, Said
from api.strictness.bodies import Body, OneOf
from api.strictness.fields import Day, Email, Id, Money, Text, Words
from budgets.councils.values import Role


@extend_schema_field({"type": "array", "items": {"type": "string", "enum": list(map(str, Role))}})
class Roles(Text):
    """What a member is to the council."""

    def __init__(self, **also: Any) -> None:
        super().__init__(source="roles.all", **also)

    def to_representation(self, value: Any) -> list[str]:
        """The words for it, in order."""
        return sorted(row.role for row in value)


class MemberAnswer(Answer):
    """One user's membership of the council."""

    id = Ref()
    user = Ref(source="user_id")
    full_name = Said(source="user.full_name")
    email = Said(source="user.email")
    roles = Roles()
    joined_at = At()
    ended_at = At(allow_null=True)


class MemberFilters(Filters):
    """Which members."""

    role = OneOfFilter(Role, field_name="roles__role", label="Those with this role.")


class NewMember(Body):
    """Whom to let in, as what; who is here already keeps what they had."""

    email = Email()
    full_name = Words(longest=200)
    roles = serializers.ListField(
        child=OneOf(Role), allow_empty=False, min_length=1, max_length=len(Role)
    )


class DelegationAnswer(Answer):
    """What a member may authorise alone, from a day on."""

    id = Ref()
    member = Ref(source="member_id")
    full_name = Said(source="member.user.full_name")
    grant_limit = Pounds(source="grant_limit_pence")
    person_year_limit = Pounds(source="person_year_limit_pence")
    currency = Currency()
    starts_on = On()
    given_by = Ref()
    given_at = At()


class DelegationFilters(Filters):
    """Which delegations."""

    member = IdFilter(field_name="member_id", label="Of one member.")


class NewDelegation(Body):
    """What a member may authorise alone, from a day on."""

    member = Id()
    grant_limit = Money()
    person_year_limit = Money()
    currency = OneOf(CurrencyCode, required=False)
    starts_on = Day()


EXAMPLE_DELEGATION = {
    "member": "019aa9b0-0000-7000-8000-000000000003",
    "grant_limit": "300.00",
    "person_year_limit": "600.00",
    "currency": "GBP",
    "starts_on": date(2026, 12, 1).isoformat(),
}
EXAMPLE_MEMBER = {
    "email": "ama.boateng@elmshire.example",
    "full_name": "Ama Boateng",
    "roles": ["practitioner"],
}
