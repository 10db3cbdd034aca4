"""How signing in behaves here, in our words."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from budgets.councils import selectors as councils
from budgets.councils.services import write_sign_in_mail
from budgets.councils.values import STAFF, Arrival
from ledgers.doors import acting_for
from ledgers.values import Viewer
from web.sign_in.limits import client_of

CODE_MAIL = "account/email/login_code"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Nobody signs up; mail goes out by our messages; what is wrong is said kindly."""

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

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that our own proxies saw."""
        return client_of(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail among our messages; for an unknown address do the same and undo it."""
        now = timezone.now()  # noqa: TID251  the door's own clock
        arrival = councils.arrival_of(email)
        mail = self.render_mail(_for_staff(template_prefix, arrival), email, context)
        viewer = Viewer(arrival.user_id, arrival.book_id, arrival.roles, now)
        with acting_for(viewer):
            write_sign_in_mail(
                arrival=arrival,
                address=email,
                subject=mail.subject,
                words=mail.body,
                now=now,
            )


def _for_staff(template_prefix: str, arrival: Arrival) -> str:
    """No code leaves for somebody whom a code alone would not let in."""
    refused = STAFF & arrival.roles and not settings.STAFF_SIGN_IN_BY_CODE
    return "web/sign_in/staff_mail" if refused and template_prefix == CODE_MAIL else template_prefix


class CouncilSignInAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # no types
    """The council's own sign-in lets in whom the council has made a member, and nobody else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        """Whoever is no member already stays outside."""
        return False

    def can_authenticate_by_email(self, login: object, email: str) -> bool:
        """It may vouch for addresses of the council's own domains alone."""
        name, _, domain = email.lower().rpartition("@")
        return bool(name) and domain in settings.OIDC_DOMAINS
