"""What holders must do for their lines, worked out for many at once and never stored."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q

from budgets.assurance.models import SpendingLine
from budgets.assurance.rules.evidence import evidence_for
from budgets.assurance.rules.naming import payee_key
from budgets.assurance.rules.purposes import sold_under
from budgets.assurance.selectors.around import Around, around, key_of
from budgets.assurance.selectors.lines import content_of
from budgets.assurance.values import Booked, How
from budgets.assurance.values.evidence import Asked, Trail
from budgets.councils.selectors import policy_on
from budgets.councils.values import Policy
from budgets.people.models import Organisation
from budgets.people.values import PersonKind
from budgets.plans.models import Budget, OneOff
from budgets.plans.values import BudgetKind
from budgets.plans.values.schedule import Frequency
from budgets.recovery.models import RecoveryBudget
from ledgers.values import Purpose
from payments.payouts.values import PayeeKind

OF_EMPLOYERS = (PayeeKind.HMRC, PayeeKind.PENSION, PayeeKind.PAYROLL)
SPENT = (Booked.SPENT, Booked.LINKED)


def asked_of(book_id: UUID, lines: Sequence[SpendingLine]) -> dict[UUID, Asked]:
    """What is asked for each of these lines, by its id, under the policy of its day."""
    if not lines:
        return {}
    facts = _Facts(book_id, lines)
    return {
        line.id: evidence_for(facts.trail(line), facts.policy(line.booked_on)) for line in lines
    }


class _Facts:
    """What is known of a batch of lines, asked once for all."""

    def __init__(self, book_id: UUID, lines: Sequence[SpendingLine]) -> None:
        self._book_id = book_id
        budgets = Budget.objects.filter(id__among={line.budget_id for line in lines})
        self._budgets = budgets.select_related("person").in_bulk()
        self._contents = {line.id: content_of(line) for line in lines}
        self._around: Around = around(book_id, self._budgets, self._contents.values())
        self._grants = _grants(book_id, self._budgets)
        self._registered = _registered(book_id, self._around)
        self._before = _before(book_id, [line for line in lines if line.pence < 0])
        self._policies: dict[date, Policy] = {}

    def policy(self, day: date) -> Policy:
        """The policy of a day, asked once."""
        if day not in self._policies:
            self._policies[day] = policy_on(self._book_id, day)
        return self._policies[day]

    def trail(self, line: SpendingLine) -> Trail:
        content = self._contents[line.id]
        known = self._around.known(content, None)
        spent = -line.pence if line.booked_as in SPENT else 0
        usual = max(known.yours, key=lambda one: known.yours[one], default=None)
        key = (line.budget_id, key_of(content))
        earlier = [pence for day, pence in self._before[key] if day < line.booked_on]
        return Trail(
            spent_pence=spent,
            purpose=Purpose(line.purpose) if line.purpose else None,
            how=How(line.how) if line.how else None,
            plan=tuple(known.plan),
            grant_pence=self._grants.get(line.budget_id),
            is_pay=known.is_wages or known.payee_kind in OF_EMPLOYERS,
            usual=usual,
            sold=tuple(sold_under(line.mcc)),
            invoice_number=line.invoice_number,
            is_registered=line.payee_id in self._registered,
            before_pence=tuple(earlier),
        )


def _grants(book_id: UUID, budgets: Mapping[UUID, Budget]) -> dict[UUID, int]:
    """What one-off budgets and carers' grants came to in all."""
    one_off = {key for key, one in budgets.items() if one.kind == BudgetKind.RECOVERY}
    rows = RecoveryBudget.objects.filter(book_id=book_id, budget__id__among=one_off)
    found = dict(rows.values_list("budget_id", "pence"))
    carers = {
        key
        for key, one in budgets.items()
        if one.person.kind == PersonKind.CARER and one.frequency == Frequency.ONCE
    }
    sums = OneOff.objects.filter(
        book_id=book_id, budget__id__among=carers, agreed_at__isnull=False, withdrawn_at=None
    )
    for budget_id, pence in sums.values_list("budget_id", "pence"):
        found[budget_id] = found.get(budget_id, 0) + pence
    return found


def _registered(book_id: UUID, known: Around) -> set[UUID]:
    """Payees who are registered with the Care Quality Commission, by reference or name."""
    payees = [one for one in known.payees.values() if one.kind == PayeeKind.PROVIDER]
    if not payees:
        return set()
    references = [one.reference for one in payees if one.reference]
    named = Q(reference__in=references) | Q(name__in=[one.display_name for one in payees])
    rows = Organisation.objects.filter(named, book_id=book_id, registered=True)
    here = {text for row in rows.values_list("reference", "name") for text in row}
    return {one.id for one in payees if {one.reference, one.display_name} & here}


def _before(
    book_id: UUID, lines: Sequence[SpendingLine]
) -> dict[tuple[UUID, str], list[tuple[date, int]]]:
    """What went to each payee of these budgets before the last of these lines."""
    found: dict[tuple[UUID, str], list[tuple[date, int]]] = defaultdict(list)
    if not lines:
        return found
    rows = SpendingLine.objects.filter(
        book_id=book_id,
        budget__id__among={line.budget_id for line in lines},
        booked_on__lt=max(line.booked_on for line in lines),
        booked_as__in=SPENT,
        pence__lt=0,
    )
    names = ("budget_id", "payee_id", "counterparty", "booked_on", "pence")
    for budget_id, payee_id, counterparty, day, pence in rows.values_list(*names):
        key = payee_key(payee_id=payee_id, counterparty=counterparty)
        found[budget_id, key].append((day, -pence))
    return found
