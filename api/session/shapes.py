"""How a session and tokens are written."""

from rest_framework import serializers

from api.shapes import Answer, At, Ref, Said
from api.strictness.bodies import Body, OneOf, Whole
from api.strictness.fields import Words
from budgets.councils.values import Role


class UserAnswer(Answer):
    """Somebody who signs in."""

    id = Ref()
    email = Said()
    full_name = Said()


class CouncilAnswer(Answer):
    """A council."""

    id = Ref(source="book_id")
    code = Said()
    name = Said()


class MembershipAnswer(Answer):
    """A council that this user may act in."""

    id = Ref(source="book_id")
    name = Said(source="council_name")


class SessionAnswer(Answer):
    """Who is signed in, and what they may do."""

    user = UserAnswer()
    member = Ref()
    council = CouncilAnswer()
    councils = MembershipAnswer(many=True)
    roles = serializers.ListField(child=OneOf(Role))
    rights = serializers.ListField(child=Said())


class TokenAnswer(Answer):
    """A token, without its secret."""

    id = Ref()
    label = Said()  # type: ignore[assignment]
    made_at = At()
    expires_at = At()
    used_at = At(allow_null=True)


class NewToken(Body):
    """What a token is for, and for how many days."""

    label = Words(longest=80)  # type: ignore[assignment]
    days = Whole(least=1, most=365, required=False)


class TokenMade(Answer):
    """A token's secret: shown once."""

    token = Said()
