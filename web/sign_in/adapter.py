"""How signing in behaves here, in our words."""

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; what is wrong is said kindly."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "You can't sign in now. Call your council to ask why.",
        "email_password_mismatch": "The address or the password is not right. Try once more.",
        "incorrect_code": "That is not the code. Look at the newest email from us.",
        "incorrect_password": "That is not your password. Try once more.",
        "invalid_login": "The address or the password is not right. Try once more.",
        "too_many_login_attempts": "That was tried too often. Ask for a new code.",
        "rate_limited": "That was tried too often. Wait a quarter of an hour, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes their own sign-in: the council does."""
        return False


class CouncilSignInAdapter(DefaultSocialAccountAdapter):
    """The council's own sign-in lets in whom the council has made a member, and nobody else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        """Whoever is no member already stays outside."""
        return False
