"""Who I am here, and the tokens by which my machines act for me."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from api.doors import Door
from api.operation import Operation, operation
from api.session.shapes import NewToken, SessionAnswer, TokenAnswer, TokenMade
from budgets.councils.models import ApiToken
from budgets.councils.rights import Action, may
from budgets.councils.selectors import get_council, list_memberships, list_tokens
from budgets.councils.services import end_api_token, make_api_token


class Session(Door):
    """Who I am."""

    @operation(Operation("getSession", Action.SESSION_READ, SessionAnswer))
    def get(self) -> dict[str, Any]:
        """Show who is signed in, for which council, as what and with which rights."""
        roles = self.viewer.roles
        return {
            "user": self.member.user,
            "member": self.member.id,
            "council": get_council(self.viewer.book_id),
            "councils": list_memberships(self.member.user),
            "roles": sorted(roles),
            "rights": [action.value for action in Action if may(roles, action)],
        }


class Tokens(Door):
    """Tokens of my own."""

    @operation(Operation("listTokens", Action.TOKENS_READ, TokenAnswer, listed=True))
    def get(self) -> QuerySet[ApiToken]:
        """List the tokens that act for me here; the secrets are not shown again."""
        return list_tokens(self.viewer)

    @operation(
        Operation(
            "makeToken",
            Action.TOKENS_MAKE,
            TokenMade,
            body=NewToken,
            status=201,
            by_session=True,
            example={"label": "The payroll export", "days": 90},
        )
    )
    def post(self) -> dict[str, str]:
        """Make a token; it is shown here and never again."""
        return {"token": make_api_token(member=self.member, now=self.now, **self.body)}


class OneToken(Door):
    """One token of my own."""

    @operation(Operation("endToken", Action.TOKENS_END, status=204))
    def delete(self, token_id: UUID) -> None:
        """End a token at once."""
        end_api_token(token=self.find(list_tokens(self.viewer), id=token_id))
