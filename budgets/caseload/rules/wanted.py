"""What is wanted in a column, as the end of a sentence that begins with “Write”."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Final

from budgets.caseload.values import columns as kinds
from ledgers.values import Purpose


def one_of(codes: Iterable[str]) -> str:
    """Some codes in a row."""
    return ", ".join(codes)


_WANTED: Final[dict[type, Callable[[Any], str]]] = {
    kinds.Reference: lambda _: "the reference as your other files have it",
    kinds.Words: lambda _: "the words that belong here",
    kinds.Email: lambda _: "an e-mail address like name@example.org",
    kinds.Day: lambda _: "the day like 2024-04-03",
    kinds.Instant: lambda _: "the moment with its zone, like 2024-04-03T09:30:00Z",
    kinds.Amount: lambda _: "an amount like 12.50",
    kinds.Whole: lambda kind: f"a whole number from 0 to {kind.most}",
    kinds.Hours: lambda kind: f"hours like 12.50, at most {kind.most}",
    kinds.YesNo: lambda _: "yes or no",
    kinds.Code: lambda kind: f"one of {one_of(kind.codes)}",
    kinds.Codes: lambda kind: f"one or several of {one_of(kind.codes)}, a semicolon between them",
    kinds.Purposes: lambda _: f"one or several of {one_of(Purpose)}, a semicolon between them",
    kinds.Id: lambda _: "an id (UUID) like 0190a0d4-77e2-7c3a-9a53-0c3f5f1b2d4e",
    kinds.SortCode: lambda _: "six digits like 20-00-00",
    kinds.AccountNumber: lambda _: "eight digits",
    kinds.MerchantCategory: lambda _: "four digits",
}


@cache
def wanted(kind: kinds.Kind) -> str:
    """What is wanted: `an amount like 12.50`."""
    return _WANTED[type(kind)](kind)
