"""Whether the law's conditions for a direct payment stand."""

from collections.abc import Mapping

from budgets.plans.values import HolderKind
from budgets.plans.values.conditions import SECTION_31, SECTION_32, ConditionCode


def conditions_for(holder_kind: HolderKind) -> tuple[ConditionCode, ...]:
    """
    The conditions of the Care Act 2014 that must all stand before the first payment.

    Four for the person or somebody they nominate (s.31), five for an authorised person (s.32);
    none where a provider or the council manages the money, which is no direct payment.
    """
    if holder_kind in (HolderKind.PERSON, HolderKind.NOMINATED):
        return SECTION_31
    return SECTION_32 if holder_kind == HolderKind.AUTHORISED else ()


def missing(holder_kind: HolderKind, decided: Mapping[str, bool]) -> list[ConditionCode]:
    """
    The conditions that don't stand: not decided yet, or decided against. Payment waits for them.

    :param decided: the newest decision about each, by its code; true where it stands
    """
    return [code for code in conditions_for(holder_kind) if not decided.get(code)]


def fallen(holder_kind: HolderKind, decided: Mapping[str, bool]) -> list[ConditionCode]:
    """The conditions that were decided against: while there is one, payments stop (s.33(4))."""
    return [code for code in conditions_for(holder_kind) if decided.get(code) is False]


def standing_words(*, stands: bool | None) -> str:
    """A decision in words."""
    if stands is None:
        return "not decided yet"
    return "stands" if stands else "does not stand"
