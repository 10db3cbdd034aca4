"""The two forms of signing in by a code."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm

from budgets.councils import selectors as councils


class AskForCodeForm(RequestLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """An address. Nothing here tells whether we know it."""

    def clean_email(self) -> str:
        """Look for the user, or nobody, in one step for both."""
        email: str = self.cleaned_data["email"]
        self._user = councils.find_user(email)
        return email


class ConfirmCodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """
    The code that came. It is looked at only while this code has tries left.

    :param may_try: counts one try at this code, however many come at once
    """

    def __init__(self, *args: Any, may_try: Callable[[], bool], **kwargs: Any) -> None:
        self.may_try = may_try
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        """Count before comparing, so that no crowd slips through between the two."""
        if not self.may_try():
            raise get_adapter().validation_error("too_many_login_attempts")
        return str(super().clean_code())
