"""What each line of a budget asks of its holder, all lines of a year at once."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from budgets.assurance.rules.evidence import evidence_for
from budgets.assurance.rules.flags.case import OFFICES, Case, is_cash, payee_key
from budgets.assurance.rules.purposes import sold_under
from budgets.assurance.values import How
from budgets.assurance.values.evidence import Need, Trail
from budgets.assurance.values.flag_facts import LineFacts
from budgets.councils.values import Policy
from ledgers.values import Purpose


def needs_of(case: Case, policy: Policy) -> Iterator[tuple[LineFacts, Need]]:
    """
    What the light touch asks for each line that went out, in their order.

    What was shown or answered already is left out: this is what would be asked at first sight.
    """
    plan = tuple(Purpose(one) for one in sorted(case.budget.purposes))
    before: dict[str, list[int]] = defaultdict(list)
    usual: dict[str, Counter[str]] = defaultdict(Counter)
    for line in case.spent:
        key = payee_key(line)
        if -line.pence < policy.line_needs_nothing_pence or _is_agreed(case, line):
            yield line, Need.NOTHING
        else:
            trail = _trail(case, line, plan, tuple(before[key]), usual[key])
            yield line, evidence_for(trail, policy).need
        before[key].append(-line.pence)
        if line.purpose:
            usual[key][line.purpose] += 1


def _is_agreed(case: Case, line: LineFacts) -> bool:
    """Cash in its agreed share, which another rule looks at; money moved that came back."""
    return is_cash(line) or (case.kind_of(line) == "own_account" and case.came_back(line))


def _trail(
    case: Case,
    line: LineFacts,
    plan: tuple[Purpose, ...],
    before: tuple[int, ...],
    usual: Counter[str],
) -> Trail:
    kind = case.kind_of(line)
    return Trail(
        spent_pence=-line.pence,
        purpose=Purpose(line.purpose) if line.purpose else None,
        how=How.TOLD if line.purpose else How.UNKNOWN,
        plan=plan,
        grant_pence=case.budget.one_off_pence if case.budget.is_one_off else None,
        is_pay=kind == "worker" or kind in OFFICES,
        usual=Purpose(max(usual, key=lambda one: usual[one])) if usual else None,
        sold=tuple(sold_under(line.mcc)),
        invoice_number=line.invoice_number,
        is_registered=kind == "provider",
        before_pence=before,
    )
