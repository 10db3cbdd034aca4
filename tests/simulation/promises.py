"""The same council on days on which nobody plans anew: money leaves, arrives and comes back."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize

from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.schedule import ContributionMode, Frequency
from payments.outside.values import Rail
from tests.simulation.machine import NUMBERS, Simulation

USUAL = {
    "mode": ContributionMode.NET,
    "account": AccountChoice.BANK,
    "frequency": Frequency.WEEKLY,
    "figures": (310_00, 30_00),
}


class Promises(Simulation):
    """Recovery budgets and the pay days of one direct payment, by a rail or the bank's files."""

    change_figures: Any = None
    uplift: Any = None
    holiday: Any = None
    one_off: Any = None
    spread: Any = None
    waive: Any = None
    end: Any = None
    die: Any = None
    contribute: Any = None
    contribution_back: Any = None
    adds_up: Any = None
    wait: Any = None

    @initialize(
        rail=st.sampled_from([Rail.PRACTICE, Rail.BANK_FILE]),
        later=st.sampled_from([0, 29]),
        number=NUMBERS,
    )
    def agree(self, rail: Rail, later: int, number: str) -> None:
        """One is promised already, and there is where to pay it to."""
        Simulation.agree(self, rail=rail, later=later, **USUAL)
        self.promise(pence=99_99, whose=True, how="granted", straight=False)
        self.give_details(which=0, number=number, agree=True)
