"""A bank's statement as it was read, and how a file of a bank is laid out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from budgets.assurance.values.lines import Channel


class Asked(StrEnum):
    """What a person is asked to tap in a file of a bank that we don't know."""

    DAY = "day"
    WORDS = "words"
    AMOUNT = "amount"


class Part(StrEnum):
    """What stands in a column of a bank's file."""

    DAY = "day"
    NAME = "name"
    WORDS = "words"
    TYPE = "type"
    AMOUNT = "amount"
    OUT = "out"
    IN = "in"
    BALANCE = "balance"


@dataclass(frozen=True)
class Layout:
    """
    How the table of a statement is laid out.

    :ivar name: of the bank's export, as it is kept with the statement
    :ivar places: which column has which part
    :ivar types: from the bank's own codes to channels
    :ivar in_pence: amounts are whole pence, where a person said so
    """

    name: str
    places: Mapping[Part, int]
    types: Mapping[str, Channel] = field(default_factory=dict)
    in_pence: bool = False


class StatementLine(NamedTuple):
    """
    One line of a statement.

    :ivar balance_pence: after it, where the statement says so
    """

    on: date
    pence: int
    name: str
    words: str
    channel: Channel
    balance_pence: int | None = None


@dataclass(frozen=True)
class ReadStatement:
    """
    A statement in full.

    :ivar lines: in the order of days, and within a day as they were booked
    :ivar opening_pence: before the first line, where it is known
    :ivar trouble: what does not add up, in words; empty where all is well
    """

    reader: str
    lines: tuple[StatementLine, ...]
    opening_pence: int | None = None
    closing_pence: int | None = None
    trouble: str = ""


@dataclass(frozen=True)
class UnknownTable:
    """
    A table that no bank that we know has: its columns are asked for.

    :ivar head: what stands for the names of its columns, by which a mapper is saved
    :ivar cells: the names of the columns, or their numbers
    :ivar sample: its first rows
    :ivar guess: by `Asked`, which column is probably which
    """

    head: str
    cells: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    guess: Mapping[str, int] = field(default_factory=dict)
