"""The mail server in our words."""

from smtplib import SMTPException
from uuid import UUID

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMessage

from payments.outside.errors import CallRefused, TryAgain


def send_mail(*, key: UUID, address: str, subject: str, words: str) -> None:
    """
    Hand one message to the mail server. Sent twice after a crash, its id says it is the same.

    :raises TryAgain: nobody knows whether it left
    :raises CallRefused: the address or the subject can be in no message
    """
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    headers = {"Message-ID": f"<{key}@{domain}>"}
    try:
        EmailMessage(subject=subject, body=words, to=[address], headers=headers).send()
    except (SMTPException, OSError) as error:
        # Its words may hold the address, so its name alone is kept.
        raise TryAgain(type(error).__name__) from error
    except BadHeaderError as error:
        raise CallRefused("The address or the subject has a line break in it.") from error
