"""A made-up council as facts that the rules read, without a database between."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from budgets.assurance.values.flag_facts import (
    AbsenceFacts,
    BudgetFacts,
    DatedRate,
    EngagementFacts,
    Facts,
    LineFacts,
    MemberFacts,
    PayeeFacts,
    ShiftFacts,
)
from config.generating.world import LAST_DAY, World

PurposeOf = Callable[[dict[str, Any]], str]


def facts_of(world: World, purpose_of: PurposeOf = lambda line: str(line["purpose"])) -> Facts:
    """Everything of the council's files, as a selector would read it of the database."""
    people = {row["person_ref"]: row for row in world.rows["people"]}
    born = {row["worker_ref"]: row["date_of_birth"] for row in world.rows["workers"]}
    known = _known_until(world)
    return Facts(
        budgets=[_budget(row, people, known) for row in world.rows["budgets"]],
        lines=[_line(row, purpose_of) for row in world.rows["lines"]],
        shifts=[_shift(row) for row in world.rows["shifts"]],
        engagements=[_engagement(row, born) for row in world.rows["engagements"]],
        payees=[_payee(row) for row in world.rows["payees"]],
        absences=[
            AbsenceFacts(row["person_ref"], row["kind"], row["starts_on"], _day(row.get("ends_on")))
            for row in world.rows["absences"]
        ],
        members=[
            MemberFacts(
                row["email"],
                row.get("team_ref", ""),
                row.get("grant_limit"),
                row.get("account_fingerprint", ""),
            )
            for row in world.rows["members"]
        ],
    )


def _day(value: date | str | None) -> date | None:
    return value if isinstance(value, date) else None


def _known_until(world: World) -> dict[str, date]:
    """Cards are known to the last day; statements to the last line of them."""
    found: dict[str, date] = {}
    for row in world.rows["lines"]:
        found[row["budget_ref"]] = max(
            row["booked_on"], found.get(row["budget_ref"], row["booked_on"])
        )
    for row in world.rows["budgets"]:
        if row["known_from"] == "card":
            found[row["budget_ref"]] = LAST_DAY
    return found


def _budget(
    row: dict[str, Any], people: dict[str, dict[str, Any]], known: dict[str, date]
) -> BudgetFacts:
    person = people[row["person_ref"]]
    return BudgetFacts(
        budget_ref=row["budget_ref"],
        person_ref=row["person_ref"],
        kind=row["kind"],
        holder_kind=row["holder_kind"],
        holder_name=row["holder_name"],
        starts_on=row["starts_on"],
        purposes=frozenset(row["purposes"].split(";")),
        frequency=row["frequency"],
        weekly_pence=row.get("weekly_total") or 0,
        contribution_pence=row.get("weekly_contribution") or 0,
        contribution_mode=row["contribution_mode"],
        one_off_pence=row.get("one_off_amount") or 0,
        account_kind=row["account_kind"],
        cash_share_percent=row.get("cash_share_percent") or None,
        opening_pence=row.get("opening_balance") or 0,
        authorised_by=row.get("authorised_by_email", ""),
        agreed_on=_day(row.get("agreed_on")),
        household_ref=person.get("household_ref", ""),
        ends_on=_day(row.get("ends_on")),
        suspended_on=_day(row.get("suspended_on")),
        died_on=_day(person.get("died_on")),
        known_until=known.get(row["budget_ref"]),
    )


def _line(row: dict[str, Any], purpose_of: PurposeOf) -> LineFacts:
    return LineFacts(
        row["line_id"],
        row["budget_ref"],
        row["booked_on"],
        row["amount"],
        row["counterparty"],
        row["payee_ref"],
        row["description"],
        row["channel"],
        row["mcc"],
        row["invoice_number"],
        purpose_of(row),
        bool(row["mcc"] or row["purpose"]),
    )


def _shift(row: dict[str, Any]) -> ShiftFacts:
    return ShiftFacts(
        row["shift_id"],
        row["engagement_ref"],
        datetime.fromisoformat(row["started_at"]),
        datetime.fromisoformat(row["ended_at"]),
        row["break_minutes"],
        row["kind"],
        row["woken_minutes"] or 0,
        datetime.fromisoformat(row["logged_at"]),
    )


def _engagement(row: dict[str, Any], born: dict[str, date]) -> EngagementFacts:
    return EngagementFacts(
        engagement_ref=row["engagement_ref"],
        budget_ref=row["budget_ref"],
        worker_ref=row["worker_ref"],
        rates=(DatedRate(row["starts_on"] - timedelta(days=1), row["hourly_rate"]),),
        weekly_minutes=row["weekly_hours"] * 60,
        starts_on=row["starts_on"],
        last_on=_day(row.get("ends_on")),
        relation=row["relation"],
        household_agreed_on=_day(row.get("household_agreement_on")),
        born_on=born.get(row["worker_ref"]),
    )


def _payee(row: dict[str, Any]) -> PayeeFacts:
    return PayeeFacts(
        row["payee_ref"],
        row["budget_ref"],
        row["name"],
        row["kind"],
        row["account_fingerprint"],
        _day(row.get("changed_on")),
    )
