"""The light touch, row by row of the published table."""

import time
from dataclasses import replace
from typing import Any

import pytest

from budgets.assurance.rules.evidence import WORDS, evidence_for, is_regular
from budgets.assurance.values.evidence import Need, Trail, Why
from budgets.assurance.values.lines import How
from budgets.councils.values import Policy
from ledgers.values import Purpose

POLICY = Policy()
PLAN = (Purpose.PERSONAL_ASSISTANCE, Purpose.GETTING_OUT)
SAID = {"purpose": Purpose.GETTING_OUT, "how": How.WORDS, "plan": PLAN}
UNKNOWN = {"purpose": Purpose.OTHER, "how": How.UNKNOWN, "plan": PLAN}


def needs(pence: int, **said: Any) -> tuple[Need, Why]:
    asked = evidence_for(Trail(pence, **said), POLICY)
    return asked.need, asked.why


@pytest.mark.parametrize(
    ("pence", "said", "expected"),
    [
        (0, UNKNOWN, (Need.NOTHING, Why.NOTHING_SPENT)),
        (49_99, UNKNOWN, (Need.NOTHING, Why.SMALL)),
        (50_00, UNKNOWN, (Need.TAP, Why.WHAT_FOR)),
        (50_00, SAID, (Need.NOTHING, Why.SAYS_ENOUGH)),
        (250_00, SAID, (Need.NOTHING, Why.SAYS_ENOUGH)),
        (250_00, UNKNOWN, (Need.TAP, Why.WHAT_FOR)),
        (250_01, SAID, (Need.PROOF, Why.FIRST_LARGE)),
        (250_01, UNKNOWN, (Need.PROOF, Why.NOT_IN_PLAN)),
        (250_01, SAID | {"invoice_number": "17"}, (Need.NOTHING, Why.INVOICE)),
        (250_01, UNKNOWN | {"invoice_number": "17"}, (Need.PROOF, Why.NOT_IN_PLAN)),
        (
            250_01,
            UNKNOWN | {"usual": Purpose.GETTING_OUT, "invoice_number": "17"},
            (Need.NOTHING, Why.INVOICE),
        ),
        (900_00, SAID | {"is_registered": True}, (Need.NOTHING, Why.REGISTERED)),
        (900_00, SAID | {"sold": (Purpose.GETTING_OUT,)}, (Need.NOTHING, Why.SHOP_FITS)),
        (900_00, SAID | {"sold": (Purpose.LEARNING,)}, (Need.PROOF, Why.FIRST_LARGE)),
        (400_00, SAID | {"before_pence": (350_00, 460_00)}, (Need.NOTHING, Why.REGULAR)),
        (400_00, SAID | {"before_pence": (400_00,)}, (Need.PROOF, Why.FIRST_LARGE)),
        (400_00, SAID | {"before_pence": (339_99, 460_01)}, (Need.PROOF, Why.FIRST_LARGE)),
        (900_00, SAID | {"is_proven": True}, (Need.NOTHING, Why.SHOWN_BEFORE)),
        (900_00, UNKNOWN | {"is_proven": True}, (Need.NOTHING, Why.SHOWN_BEFORE)),
        (900_00, UNKNOWN | {"is_pay": True}, (Need.NOTHING, Why.PAY)),
        (299_00, UNKNOWN | {"grant_pence": 300_00}, (Need.NOTHING, Why.SMALL_GRANT)),
        (299_00, UNKNOWN | {"grant_pence": 300_01}, (Need.PROOF, Why.NOT_IN_PLAN)),
        (20_00, SAID | {"is_questioned": True}, (Need.WORDS, Why.QUESTION)),
    ],
)
def test_the_published_table(pence: int, said: dict[str, Any], expected: tuple[Need, Why]) -> None:
    assert needs(pence, **said) == expected


def test_whoever_employs_somebody_has_an_employers_costs() -> None:
    said = {"purpose": Purpose.EMPLOYMENT_COSTS, "how": How.WORDS, "invoice_number": "INS-1"}
    assert needs(300_00, plan=PLAN, **said) == (Need.NOTHING, Why.INVOICE)
    assert needs(300_00, plan=(Purpose.LEARNING,), **said) == (Need.PROOF, Why.NOT_IN_PLAN)


def test_the_policy_of_the_day_decides() -> None:
    generous = replace(POLICY, line_needs_nothing_pence=100_00, line_one_tap_pence=500_00)
    assert evidence_for(Trail(99_99, **UNKNOWN), generous).need == Need.NOTHING
    assert "£100.00" in evidence_for(Trail(99_99, **UNKNOWN), generous).words
    assert evidence_for(Trail(500_00, **UNKNOWN), generous).need == Need.TAP
    assert evidence_for(Trail(500_01, **UNKNOWN), generous).need == Need.PROOF


def test_each_answer_has_its_sentence() -> None:
    assert set(WORDS) == set(Why)
    assert all(words.endswith(".") for words in WORDS.values())


def test_the_third_time_is_regular() -> None:
    assert not is_regular(100_00, (100_00,))
    assert is_regular(100_00, (85_00, 115_00))
    assert not is_regular(100_00, (84_99, 115_00))


def test_a_thousand_lines_take_less_than_five_thousandths_of_a_second_each() -> None:
    trail = Trail(400_00, before_pence=(350_00,) * 60, **SAID)
    began = time.process_time()
    for _ in range(1_000):
        evidence_for(trail, POLICY)
    assert time.process_time() - began < 5
