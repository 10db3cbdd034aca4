"""What a person pays towards their support, and where they stand with it."""

from collections.abc import Iterable
from datetime import date

from budgets.plans.errors import ContributionAboveTotal
from budgets.plans.values.contributions import Arrears, PeriodDue
from ledgers.values import pounds


def weekly_contribution_pence(
    *, assessed_pence: int, disability_expenses_pence: int, total_pence: int
) -> int:
    """
    What the person pays a week: what they can, less what their disability costs them.

    Never below nothing (Care Act 2014 s.14 and s.17; guidance 8.42 and annex C).

    :raises ContributionAboveTotal: more than the support costs
    """
    pence = max(0, assessed_pence - disability_expenses_pence)
    if pence > total_pence:
        raise ContributionAboveTotal(
            f"A contribution of {pounds(pence)} is more than the support costs, "
            f"{pounds(total_pence)} a week. Look at the assessment again."
        )
    return pence


def arrears_of(*, dues: Iterable[PeriodDue], paid_pence: int, today: date) -> Arrears:
    """
    Where somebody stands: what was due before today, what they paid, how many periods are open.

    What was paid, and what a later change took off, fills the oldest period first, so that a few
    pence short each time is one open period and not many.

    :param paid_pence: what was paid and hasn't come back
    """
    over = [due for due in dues if due.due_on < today]
    missed = still_open(dues=over, paid_pence=paid_pence)
    return Arrears(sum(due.pence for due in over), paid_pence, len(missed))


def still_open(*, dues: Iterable[PeriodDue], paid_pence: int) -> list[PeriodDue]:
    """The periods of which something is open, the oldest first, each with what is open of it."""
    in_order = sorted(dues, key=lambda due: due.due_on)
    left = paid_pence - sum(due.pence for due in in_order if due.pence < 0)
    missed = []
    for due in (due for due in in_order if due.pence > 0):
        if left < due.pence:
            missed.append(PeriodDue(due.due_on, due.pence - left))
        left = max(0, left - due.pence)
    return missed


def arrears_words(arrears: Arrears) -> str:
    """Where somebody stands, in words for themselves: kind, and with a way out."""
    if arrears.owed_pence:
        periods = "1 payment" if arrears.missed == 1 else f"{arrears.missed} payments"
        return (
            f"{pounds(arrears.owed_pence)} of your part hasn't reached us yet: {periods}. If it "
            "is hard to pay, tell us: we can look at your assessment again, or agree smaller steps."
        )
    if arrears.ahead_pence:
        return f"Thank you. You have paid {pounds(arrears.ahead_pence)} ahead."
    return "Thank you. Nothing is open."
