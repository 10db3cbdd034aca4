"""Users and their council: teams, members, roles, delegations, dated policy."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from budgets.councils.values import Role
from ledgers.models import Account, Book, InBook
from ledgers.values import uuid7


class UserManager(BaseUserManager["User"]):
    """Finds and makes users by their e-mail address, ignoring case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a user; without a password they sign in by a code sent to them."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password) if password else user.set_unusable_password()
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody who signs in. Known by their e-mail address; belongs to no one council."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(max_length=254)
    full_name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(Lower("email"), name="councils_user_email"),
        ]

    def __str__(self) -> str:
        return self.email


class Council(models.Model):
    """
    A body that funds support. Its book is its key, so that the id is the same all the way down.

    :ivar colour: the one colour it sets, `#rrggbb`; made readable before it is shown
    """

    book = models.OneToOneField(Book, models.PROTECT, primary_key=True, related_name="+")
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    colour = models.CharField(max_length=7, default="#17595a")
    logo = models.BinaryField(null=True, blank=True)
    phone = models.CharField(max_length=30, blank=True, default="")
    phone_hours = models.CharField(max_length=80, blank=True, default="Monday to Friday, 9 to 5")
    bank_name = models.CharField(max_length=35, blank=True, default="")
    bank_details = models.BinaryField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(colour__regex=r"^#[0-9a-f]{6}$"), name="councils_council_colour"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Team(InBook):
    """Practitioners and their manager, with a prevention pot of their own in the ledger."""

    reference = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    pot = models.OneToOneField(Account, models.PROTECT, related_name="+")

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "reference"], name="councils_team_reference"),
        ]

    def __str__(self) -> str:
        return self.name


class PotFilling(InBook):
    """Why a pot was filled, in words; the ledger has the pence under the same key."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="fillings")
    key = models.UUIDField()
    pence = models.BigIntegerField()
    reason = models.CharField(max_length=200)
    filled_by = models.UUIDField()
    filled_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "key"], name="councils_filling_key"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="councils_filling_pence"),
        ]

    def __str__(self) -> str:
        return self.reason


class Member(InBook):
    """
    One user's membership of one council.

    :ivar account_fingerprint: stands for the member's own bank account, so that a grant to it shows
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    account_fingerprint = models.CharField(max_length=64, blank=True, default="")
    joined_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "user"], name="councils_member_once"),
        ]

    def __str__(self) -> str:
        return self.user.full_name


class MemberRole(InBook):
    """One of the things that a member is to the council."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=[(r, r) for r in Role])

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["member", "role"], name="councils_role_once"),
            models.CheckConstraint(condition=Q(role__in=list(Role)), name="councils_role_known"),
        ]

    def __str__(self) -> str:
        return self.role


class TeamMember(InBook):
    """A member's place in a team."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="places")
    member = models.ForeignKey(Member, models.CASCADE, related_name="places")

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["team", "member"], name="councils_place_once"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.team_id}"


class Delegation(InBook):
    """
    What a member may authorise alone, from a day on: for one grant, for one person in 12 months.

    The newest that has started is in force; nothing is edited.
    """

    member = models.ForeignKey(Member, models.PROTECT, related_name="delegations")
    grant_limit_pence = models.BigIntegerField()
    person_year_limit_pence = models.BigIntegerField()
    starts_on = models.DateField()
    given_by = models.UUIDField()
    given_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(
                condition=Q(grant_limit_pence__gte=0)
                & Q(person_year_limit_pence__gte=F("grant_limit_pence")),
                name="councils_delegation_limits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant_limit_pence}p from {self.starts_on}"


class PolicySetting(InBook):
    """One setting of the policy from a day on. The newest that has started is in force."""

    name = models.CharField(max_length=60)
    value = models.BigIntegerField()
    starts_on = models.DateField()
    set_by = models.UUIDField()
    set_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(condition=Q(value__gte=0), name="councils_policy_value"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["book", "name", "starts_on"], name="councils_policy_day")
        ]

    def __str__(self) -> str:
        return f"{self.name} = {self.value} from {self.starts_on}"


class SecurityCounter(models.Model):
    """How often something was tried in a window of time: one atomic row for each, of no council."""

    name = models.CharField(max_length=40)
    subject = models.CharField(max_length=64)
    window = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["name", "subject", "window"], name="councils_counter_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.tries}"


class ApiToken(models.Model):
    """A machine's or app's sign-in as one member; only the token's SHA-256 is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="api_tokens")
    book = models.ForeignKey(Book, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.label
