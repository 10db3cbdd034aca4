"""How operations on direct payments are asked."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from config.matrix.recipe import Recipe, Things, always, in_days
from payments.payouts.values import bank_day_from


def _draft(things: Things) -> dict[str, Any]:
    return {
        "person": str(things["person"]),
        "holder": {"kind": "person"},
        "purposes": [{"purpose": "learning", "words": "A course"}],
        "figures": {"starts_on": in_days(7), "total": "310.00", "why": "New"},
    }


def _statement(things: Things) -> dict[str, Any]:
    return {
        "budget": str(things["stopped"]),
        "starts_on": in_days(30),
        "total": "320.00",
        "why": "More",
    }


def _one_off(things: Things) -> dict[str, Any]:
    return {
        "budget": str(things["paying"]),
        "kind": "start_up",
        "amount": "120.00",
        "due_on": in_days(7),
        "words": "Insurance",
    }


def _condition(_: Things) -> dict[str, Any]:
    return {"code": "s31_capable", "stands": True, "decided_on": in_days(0), "why": "Seen"}


def _suspension(_: Things) -> dict[str, Any]:
    return {"reason": "hospital", "words": "Get well", "starts_on": in_days(0)}


def _holiday(_: Things) -> dict[str, Any]:
    return {"starts_on": in_days(60), "ends_on": in_days(70), "words": "Away"}


def _calendar(_: Things) -> dict[str, Any]:
    return {"frequency": "weekly", "anchor_on": in_days(0), "lead_days": 2}


def _closed(_: Things) -> dict[str, Any]:
    day = datetime.now(UTC).date() + timedelta(days=100)
    return {"day": bank_day_from(day).isoformat(), "words": "Closed"}


def _rate(_: Things) -> dict[str, Any]:
    return {"name": "pa_hour", "value": 1500, "starts_on": in_days(90), "source": "Cabinet"}


PLANS: Final[dict[str, Recipe]] = {
    "draftBudget": Recipe("person", body=_draft),
    "agreeBudget": Recipe("drafted"),
    "recordCondition": Recipe("paying", body=_condition),
    "replaceHolder": Recipe("paying", body=lambda _: {"kind": "person", "starts_on": in_days(30)}),
    "handOverPayeeLink": Recipe("paying"),
    "sendPayeeLink": Recipe("paying"),
    "suspendBudget": Recipe("paying", body=_suspension),
    "resumeBudget": Recipe(
        "stopped", body=lambda _: {"from_on": in_days(7), "words": "Welcome home"}
    ),
    "takeHoliday": Recipe("paying", body=_holiday),
    "getCalendar": Recipe("paying"),
    "getWhy": Recipe("paying"),
    "listBudgetChanges": Recipe("change", rows=True),
    "listBudgetStatements": Recipe("statement", rows=True),
    "proposeBudgetStatement": Recipe("stopped", body=_statement),
    "getBudgetStatement": Recipe("statement"),
    "agreeBudgetStatement": Recipe("statement"),
    "withdrawBudgetStatement": Recipe("statement"),
    "listConditions": Recipe("condition", rows=True),
    "listPauses": Recipe("pause", rows=True),
    "listOneOffs": Recipe("one_off", rows=True),
    "proposeOneOff": Recipe("paying", body=_one_off),
    "getOneOff": Recipe("one_off"),
    "agreeOneOff": Recipe("one_off"),
    "withdrawOneOff": Recipe("one_off"),
    "listAdjustments": Recipe("overpaid", rows=True),
    "getAdjustment": Recipe("overpaid"),
    "spreadOverpayment": Recipe(
        "overpaid", body=always({"over_instalments": 2, "words": "As agreed"})
    ),
    "waiveOverpayment": Recipe("overpaid", body=always({"words": "Our mistake"})),
    "listInstalments": Recipe("instalment", rows=True),
    "getInstalment": Recipe("instalment"),
    "listPayCalendars": Recipe("calendar", rows=True),
    "setPayCalendar": Recipe(body=_calendar),
    "listClosedDays": Recipe("closed_day", rows=True),
    "addClosedDay": Recipe(body=_closed),
    "removeClosedDay": Recipe("closed_day"),
    "listRates": Recipe("rate", rows=True),
    "setRate": Recipe(body=_rate),
    "getRatesInForce": Recipe(),
    "workOutFigures": Recipe(
        body=lambda _: {
            "support": {"weekly_sums": [{"words": "The bus", "amount": "6.00"}]},
            "starts_on": in_days(0),
        }
    ),
}
