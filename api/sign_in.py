"""Who it is: a bearer token that is good today, or the session of a browser with its CSRF token."""

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from api.limits import count_stranger
from api.problems import SignInWeak
from budgets.councils.models import ApiToken, User
from budgets.councils.rules import judge_sign_in
from budgets.councils.services import find_token_user
from budgets.councils.values import SignIn
from ledgers.values import Viewer


def check_session(request: HttpRequest, viewer: Viewer) -> None:
    """
    Let a session on that signed in well enough for what its user is.

    :raises SignInWeak: staff without a second factor or their council's own sign-in
    """
    methods = [record["method"] for record in get_authentication_records(request, request.user)]
    verdict = judge_sign_in(
        roles=viewer.roles, methods=methods, staff_by_code=settings.STAFF_SIGN_IN_BY_CODE
    )
    if verdict != SignIn.ENOUGH:
        raise SignInWeak


class Bearer(BaseAuthentication):
    """`Authorization: Bearer ww_…`, as long as its user may sign in and its days last."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """The token's user, or nobody when there is no token."""
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer":
            return None
        now = timezone.now()  # noqa: TID251  the door's own clock
        found = find_token_user(token=token.strip(), now=now)
        if found is None:
            count_stranger(request, now=now)
            raise AuthenticationFailed("This token is not good, or no longer.")
        return found.user, found

    def authenticate_header(self, _: Request) -> str:
        """What a client without a good token is told to send."""
        return 'Bearer realm="wherewithal"'
