"""Plain types of people: what kind of person, how somebody helps them."""

from enum import StrEnum


class PersonKind(StrEnum):
    """Who draws on support: an adult, an unpaid carer in their own right, or a group or network."""

    ADULT = "adult"
    CARER = "carer"
    GROUP = "group"


class RepresentativeKind(StrEnum):
    """Who manages money for somebody: nominated by them (s.31) or authorised where capacity lacks (s.32)."""

    NOMINATED = "nominated_person"
    AUTHORISED = "authorised_person"


class Relation(StrEnum):
    """How a member of staff is tied to a person, declared so that they do not decide on their money."""

    HOUSEHOLD = "household"
    FAMILY = "family"
    FRIEND = "friend"


class Preference(StrEnum):
    """How somebody wants to hear from the council."""

    EMAIL = "email"
    TEXT = "text"
    POST = "post"
    PHONE = "phone"
    EASY_READ = "easy_read"
