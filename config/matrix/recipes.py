"""For each operation, what it is asked about and with which body. None may be missing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

Things = Mapping[str, UUID]


def _nothing(_: Things) -> Any:
    return None


@dataclass(frozen=True)
class Recipe:
    """
    How one operation is asked.

    :ivar thing: what it is about, in its address, its body or its rows; none for the whole council
    :ivar by_team: what it is about for who has the right over a team
    :ivar rows: whether the thing is looked for among the rows of the answer
    :ivar body: the body that is sent, from what an owner has
    """

    thing: str = ""
    by_team: str = ""
    rows: bool = False
    body: Callable[[Things], Any] = _nothing
    media: str = "application/json"
    by_session: bool = False


def _asking(things: Things) -> dict[str, str]:
    return {"person": str(things["person"]), "words": "A course", "amount": "25.00"}


def _person(things: Things) -> dict[str, str]:
    return {"full_name": "Somebody New", "team": str(things["team"])}


def _delegation(things: Things) -> dict[str, str]:
    return {
        "member": str(things["member"]),
        "grant_limit": "100.00",
        "person_year_limit": "200.00",
        "starts_on": "2027-01-01",
    }


def _in_days(days: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()


def _draft(things: Things) -> dict[str, Any]:
    return {
        "person": str(things["person"]),
        "holder": {"kind": "person"},
        "purposes": [{"purpose": "learning", "words": "A course"}],
        "figures": {"starts_on": _in_days(7), "total": "310.00", "why": "New"},
    }


def _statement(things: Things) -> dict[str, Any]:
    return {
        "budget": str(things["stopped"]),
        "starts_on": _in_days(30),
        "total": "320.00",
        "why": "More",
    }


def _one_off(things: Things) -> dict[str, Any]:
    return {
        "budget": str(things["paying"]),
        "kind": "start_up",
        "amount": "120.00",
        "due_on": _in_days(7),
        "words": "Insurance",
    }


def _condition(_: Things) -> dict[str, Any]:
    return {"code": "s31_capable", "stands": True, "decided_on": _in_days(0), "why": "Seen"}


def _suspension(_: Things) -> dict[str, Any]:
    return {"reason": "hospital", "words": "Get well", "starts_on": _in_days(0)}


def _holiday(_: Things) -> dict[str, Any]:
    return {"starts_on": _in_days(60), "ends_on": _in_days(70), "words": "Away"}


def _rate(_: Things) -> dict[str, Any]:
    return {"name": "pa_hour", "value": 1500, "starts_on": _in_days(90), "source": "Cabinet"}


def _always(body: Any) -> Callable[[Things], Any]:
    return lambda _: body


MEMBER = {"email": "new@council.example", "full_name": "New", "roles": ["auditor"]}
SETTING = {"name": "collect_within_days", "value": 30, "starts_on": "2027-01-01"}
BANK_ANSWER = b"payment_id,outcome\r\n00000000-0000-7000-8000-000000000001,paid\r\n"

RECIPES: Final[dict[str, Recipe]] = {
    "getSession": Recipe(),
    "listTokens": Recipe("token", rows=True),
    "makeToken": Recipe(body=_always({"label": "matrix"}), by_session=True),
    "endToken": Recipe("token"),
    "listPeople": Recipe("person", rows=True),
    "addPerson": Recipe("team", body=_person),
    "getPerson": Recipe("person"),
    "listReads": Recipe("person"),
    "listBudgets": Recipe("budget", rows=True),
    "getBudget": Recipe("budget"),
    "draftBudget": Recipe("person", body=_draft),
    "agreeBudget": Recipe("drafted"),
    "recordCondition": Recipe("paying", body=_condition),
    "replaceHolder": Recipe("paying", body=lambda _: {"kind": "person", "starts_on": _in_days(30)}),
    "handOverPayeeLink": Recipe("paying"),
    "suspendBudget": Recipe("paying", body=_suspension),
    "resumeBudget": Recipe(
        "stopped", body=lambda _: {"from_on": _in_days(7), "words": "Welcome home"}
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
        "overpaid", body=_always({"over_instalments": 2, "words": "As agreed"})
    ),
    "waiveOverpayment": Recipe("overpaid", body=_always({"words": "Our mistake"})),
    "listInstalments": Recipe("instalment", rows=True),
    "getInstalment": Recipe("instalment"),
    "preparePayDay": Recipe(body=lambda _: {"pay_on": _in_days(7)}),
    "approveInstalments": Recipe(
        "planned", body=lambda things: {"payments": [str(things["planned"])]}
    ),
    "listRates": Recipe("rate", rows=True),
    "setRate": Recipe(body=_rate),
    "getRatesInForce": Recipe(),
    "workOutFigures": Recipe(
        body=lambda _: {
            "support": {"weekly_sums": [{"words": "The bus", "amount": "6.00"}]},
            "starts_on": _in_days(0),
        }
    ),
    "listRecoveryRequests": Recipe("asked", rows=True),
    "askForRecoveryBudget": Recipe("person", body=_asking),
    "grantRecoveryBudget": Recipe("person", body=_asking),
    "getRecoveryRequest": Recipe("asked"),
    "authoriseRecoveryBudget": Recipe("asked"),
    "passToManager": Recipe("asked"),
    "refuseRequest": Recipe("asked", body=_always({"reason": "Let us talk about it."})),
    "withdrawRequest": Recipe("asked"),
    "cancelRecoveryBudget": Recipe("promised"),
    "handOverLink": Recipe("promised"),
    "answerWhetherItHelped": Recipe("there", body=_always({"helped": "yes"})),
    "listTeams": Recipe("team", rows=True),
    "getTeam": Recipe("team"),
    "fillPot": Recipe("team", body=_always({"amount": "10.00", "reason": "More"})),
    "listMembers": Recipe("member", rows=True),
    "addMember": Recipe(body=_always(MEMBER)),
    "listDelegations": Recipe("delegation", rows=True),
    "giveDelegation": Recipe("member", body=_delegation),
    "getPolicy": Recipe(),
    "setPolicy": Recipe(body=_always(SETTING)),
    "listPayees": Recipe("payee", rows=True),
    "getPayee": Recipe("payee"),
    "decideChange": Recipe("payee", body=_always({"agree": True})),
    "listPayments": Recipe("payment", rows=True),
    "getPayment": Recipe("payment"),
    "payAnew": Recipe("came_back"),
    "listBankFiles": Recipe("bank_file", rows=True),
    "makeBankFile": Recipe(),
    "getBankFile": Recipe("bank_file"),
    "downloadPain001": Recipe("bank_file"),
    "downloadBankCsv": Recipe("bank_file"),
    "readBankAnswers": Recipe(body=_always(BANK_ANSWER), media="text/csv"),
    "listAccounts": Recipe("account", by_team="pot", rows=True),
    "getAccount": Recipe("account", by_team="pot"),
    "getStatement": Recipe("account", by_team="pot"),
    "getBalance": Recipe("account", by_team="pot"),
}
