"""Links that sign in to the example council. Where others are served they do not exist."""

from django.conf import settings
from django.core import signing

from budgets.councils.models import User

SALT = "wherewithal.example"
SEVEN_DAYS = 7 * 24 * 60 * 60


def example_link(user: User) -> str:
    """The address that signs in as this user, for seven days, on an example alone."""
    return f"{settings.SITE_URL}/example/{signing.dumps(str(user.pk), salt=SALT)}/"


def find_example_user(token: str) -> User | None:
    """Whose link this is, while it is good and this is an example."""
    if not settings.EXAMPLE:
        return None
    try:
        user_id = signing.loads(token, salt=SALT, max_age=SEVEN_DAYS)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=user_id, is_active=True).first()
