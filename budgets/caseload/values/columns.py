"""What may stand in a column of the caseload's files, and how much of it."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from types import UnionType
from typing import Annotated, Any, Final, Union, cast, get_args, get_origin, get_type_hints
from uuid import UUID

LONGEST_REFERENCE: Final = 40
LONGEST_NAME: Final = 200
LONGEST_EMAIL: Final = 254
LONGEST_PHONE: Final = 30
LONGEST_FINGERPRINT: Final = 64
LONGEST_WORDS: Final = 500


@dataclass(frozen=True)
class Reference:
    """What somebody calls a thing, sign for sign: a key, or what points to one."""

    longest: int = LONGEST_REFERENCE


@dataclass(frozen=True)
class Words:
    """Words of people in any script, on one line or, with `lines`, on several."""

    longest: int = LONGEST_WORDS
    lines: bool = False


@dataclass(frozen=True)
class Email:
    """One e-mail address, read in lower case."""


@dataclass(frozen=True)
class Day:
    """A day of the calendar: `2024-04-03`."""


@dataclass(frozen=True)
class Instant:
    """A moment with its zone, read in UTC: `2024-04-03T09:30:00+01:00`."""


@dataclass(frozen=True)
class Amount:
    """Pounds and pence, read as whole pence: `12.50`. Below nothing only where it is `signed`."""

    signed: bool = False


@dataclass(frozen=True)
class Whole:
    """A whole number from 0 up to `most`."""

    most: int


@dataclass(frozen=True)
class Hours:
    """Hours with at most two places, read as a `Decimal`: `12.50`."""

    most: int


@dataclass(frozen=True)
class YesNo:
    """`yes` or `no`."""


@dataclass(frozen=True)
class Code:
    """One of some codes, read as a member of their enumeration."""

    codes: tuple[StrEnum, ...]


@dataclass(frozen=True)
class Codes:
    """Several of some codes, a semicolon between them."""

    codes: tuple[StrEnum, ...]


@dataclass(frozen=True)
class Purposes:
    """Purposes by their codes, a semicolon between; a person's own words follow a colon."""


@dataclass(frozen=True)
class Id:
    """A UUID."""


@dataclass(frozen=True)
class SortCode:
    """Six digits: `20-00-00`."""


@dataclass(frozen=True)
class AccountNumber:
    """Eight digits."""


@dataclass(frozen=True)
class MerchantCategory:
    """Four digits by which card networks say what a shop sells."""


Kind = (
    Reference
    | Words
    | Email
    | Day
    | Instant
    | Amount
    | Whole
    | Hours
    | YesNo
    | Code
    | Codes
    | Purposes
    | Id
    | SortCode
    | AccountNumber
    | MerchantCategory
)


@dataclass(frozen=True)
class Column:
    """
    One column of a file.

    :ivar name: as the header has it
    :ivar field: of the row's type, where its value stands
    """

    name: str
    field: str
    kind: Kind
    may_be_empty: bool


Ref = Annotated[str, Reference()]
Fingerprint = Annotated[str, Reference(LONGEST_FINGERPRINT)]
Name = Annotated[str, Words(LONGEST_NAME)]
Phone = Annotated[str, Words(LONGEST_PHONE)]
Mailbox = Annotated[str, Email()]
Pence = Annotated[int, Amount()]
SignedPence = Annotated[int, Amount(signed=True)]

BY_TYPE: Final[dict[type, Kind]] = {date: Day(), datetime: Instant(), bool: YesNo(), UUID: Id()}


def columns_of(row: Any) -> tuple[Column, ...]:
    """
    The columns of a dataclass, one for each field, in their order.

    The column is called like its field, without `_pence` where that says the unit. The field's
    type says what may stand in it; a field that may be left out is a cell that may be empty.
    """
    types = get_type_hints(row, include_extras=True)
    return tuple(
        Column(
            one.name.removesuffix("_pence"), one.name, _kind(types[one.name]), one.default is None
        )
        for one in fields(row)
    )


def _kind(declared: Any) -> Kind:
    if get_origin(declared) is Annotated:
        return cast(Kind, declared.__metadata__[0])
    if get_origin(declared) in (Union, UnionType):
        return _kind(get_args(declared)[0])
    return BY_TYPE.get(declared) or Code(tuple(declared))
