"""The conditions of sections 31 and 32 of the Care Act 2014, as tables."""

import pytest

from budgets.plans.rules.conditions import conditions_for, fallen, missing, standing_words
from budgets.plans.values import HolderKind
from budgets.plans.values.conditions import (
    CONDITION_WORDS,
    SECTION_31,
    SECTION_32,
    ConditionCode,
)


@pytest.mark.parametrize(
    ("holder", "codes"),
    [
        (HolderKind.PERSON, SECTION_31),
        (HolderKind.NOMINATED, SECTION_31),
        (HolderKind.AUTHORISED, SECTION_32),
        (HolderKind.PROVIDER, ()),
        (HolderKind.COUNCIL, ()),
    ],
)
def test_each_holder_has_the_conditions_of_their_section(
    holder: HolderKind, codes: tuple[ConditionCode, ...]
) -> None:
    assert conditions_for(holder) == codes
    assert missing(holder, {}) == list(codes)
    assert missing(holder, dict.fromkeys(codes, True)) == []


def test_there_are_four_and_five_and_each_is_a_sentence() -> None:
    assert (len(SECTION_31), len(SECTION_32)) == (4, 5)
    assert {*SECTION_31, *SECTION_32} == set(ConditionCode) == set(CONDITION_WORDS)
    for words in CONDITION_WORDS.values():
        assert words[0].isupper()
        assert words.endswith(".")


def test_not_decided_waits_and_decided_against_stops() -> None:
    decided = {
        ConditionCode.S31_CAPACITY.value: True,
        ConditionCode.S31_CAPABLE.value: False,
        ConditionCode.S31_APPROPRIATE.value: True,
    }
    assert missing(HolderKind.PERSON, decided) == [
        ConditionCode.S31_NOT_PROHIBITED,
        ConditionCode.S31_CAPABLE,
    ]
    assert fallen(HolderKind.PERSON, decided) == [ConditionCode.S31_CAPABLE]


def test_decisions_for_one_section_say_nothing_about_the_other() -> None:
    decided = dict.fromkeys([code.value for code in SECTION_31], True)
    assert missing(HolderKind.AUTHORISED, decided) == list(SECTION_32)


@pytest.mark.parametrize(
    ("stands", "words"),
    [(True, "stands"), (False, "does not stand"), (None, "not decided yet")],
)
def test_a_decision_in_words(stands: bool | None, words: str) -> None:
    assert standing_words(stands=stands) == words
