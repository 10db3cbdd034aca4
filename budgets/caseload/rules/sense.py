"""Whether the cells of a row agree with each other, as far as the row alone can tell."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from budgets.caseload.values.budget_rows import BudgetRow, PayeeRow
from budgets.caseload.values.council_rows import MemberRow
from budgets.caseload.values.person_rows import AbsenceRow, PersonRow
from budgets.caseload.values.worker_rows import EngagementRow, ShiftRow
from budgets.plans.values import BudgetKind, HolderKind
from budgets.plans.values.schedule import ContributionMode, Frequency

REPRESENTED: Final = (HolderKind.NOMINATED, HolderKind.AUTHORISED)


class Sense(NamedTuple):
    """What is to be said of a row, and at which column."""

    column: str
    why: str


Check = Callable[[Any], Iterator[Sense]]


def nonsense_in(record: object) -> Iterator[Sense]:
    """Why a row can't be meant as it stands: it is refused."""
    return _CHECKS.get(type(record), _nothing)(record)


def remarks_on(record: object) -> Iterator[Sense]:
    """What is taken as it stands and should be looked at by somebody."""
    return _budget_remarks(record) if isinstance(record, BudgetRow) else _nothing(record)


def _nothing(_record: object) -> Iterator[Sense]:
    return iter(())


def _order(starts: date, ends: date | None) -> Iterator[Sense]:
    if ends and ends < starts:
        yield Sense("ends_on", f"This is before the start on {starts}. Look at both days.")


def _of_span(row: AbsenceRow | EngagementRow) -> Iterator[Sense]:
    return _order(row.starts_on, row.ends_on)


def _of_member(row: MemberRow) -> Iterator[Sense]:
    year, grant = row.person_year_limit_pence, row.grant_limit_pence
    if year is not None and grant is not None and year < grant:
        yield Sense(
            "person_year_limit",
            "The limit for a person in a year can't be below the limit for one grant.",
        )


def _of_person(row: PersonRow) -> Iterator[Sense]:
    if row.cares_for_ref == row.person_ref:
        yield Sense("cares_for_ref", "Nobody cares for themselves here. Write the other person.")
    if row.died_on and row.date_of_birth and row.died_on < row.date_of_birth:
        yield Sense(
            "died_on", f"This is before the birth on {row.date_of_birth}. Look at both days."
        )


def _of_payee(row: PayeeRow) -> Iterator[Sense]:
    if (row.sort_code is None) != (row.account_number is None):
        yield Sense(
            "account_number" if row.sort_code else "sort_code",
            "A sort code and an account number come together. Write both or neither.",
        )


def _of_shift(row: ShiftRow) -> Iterator[Sense]:
    if row.ended_at <= row.started_at:
        yield Sense("ended_at", f"This is not after the start at {_moment(row.started_at)}.")


def _moment(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


def _of_budget(row: BudgetRow) -> Iterator[Sense]:
    yield from _order(row.starts_on, row.ends_on)
    yield from _contribution(row)
    if _is_once(row) and row.one_off_amount_pence is None:
        yield Sense("one_off_amount", "What is paid once needs its amount here.")
    is_fund = row.kind == BudgetKind.SERVICE_FUND
    if is_fund and row.holder_kind != HolderKind.PROVIDER:
        yield Sense("holder_kind", "A provider holds an Individual Service Fund. Write provider.")
    if row.holder_kind == HolderKind.PROVIDER and row.provider_ref is None:
        yield Sense("provider_ref", "A provider holds this budget. Write which one.")


def _is_once(row: BudgetRow) -> bool:
    return row.frequency == Frequency.ONCE or row.kind == BudgetKind.RECOVERY


def _contribution(row: BudgetRow) -> Iterator[Sense]:
    contribution = row.weekly_contribution_pence
    if not contribution:
        return
    if row.weekly_total_pence is None:
        yield Sense(
            "weekly_total", "There is a contribution. Write the total of which it is a part."
        )
    elif contribution > row.weekly_total_pence:
        yield Sense("weekly_contribution", "The contribution is above the total. Look at both.")
    if row.contribution_mode == ContributionMode.NONE:
        yield Sense("contribution_mode", "There is a contribution. Write net or gross.")


def _budget_remarks(row: BudgetRow) -> Iterator[Sense]:
    if row.holder_kind == HolderKind.AUTHORISED and row.conditions_decided_on is None:
        yield Sense(
            "conditions_decided_on",
            "An authorised person manages this, and no day says when the conditions were "
            "decided. Confirm them at the next review.",
        )
    if row.holder_kind in REPRESENTED and not (row.holder_name or row.holder_email):
        yield Sense("holder_name", "Somebody else manages this, and it is not said who.")
    yield from _figures_missing(row)
    if row.provider_ref and row.holder_kind != HolderKind.PROVIDER:
        yield Sense("provider_ref", "A provider is named who does not hold the money.")


def _figures_missing(row: BudgetRow) -> Iterator[Sense]:
    if _is_once(row) and row.weekly_total_pence:
        yield Sense("weekly_total", "This is paid once, so nothing is paid week by week.")
    if not _is_once(row) and row.weekly_total_pence is None:
        yield Sense("weekly_total", "Without a total nothing is paid. Agree one.")


_CHECKS: Final[dict[type, Check]] = {
    AbsenceRow: _of_span,
    BudgetRow: _of_budget,
    EngagementRow: _of_span,
    MemberRow: _of_member,
    PayeeRow: _of_payee,
    PersonRow: _of_person,
    ShiftRow: _of_shift,
}
