"""For each operation, what it is asked about and with which body. None may be missing."""

from typing import Final

from config.matrix.later_recipes import LATER
from config.matrix.line_recipes import LINES
from config.matrix.plan_recipes import PLANS
from config.matrix.recipe import Recipe, Things, always
from config.matrix.run_recipes import RUNS
from config.matrix.wages_recipes import WAGES
from config.matrix.work_recipes import WORK


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


MEMBER = {"email": "new@council.example", "full_name": "New", "roles": ["auditor"]}
SETTING = {"name": "collect_within_days", "value": 30, "starts_on": "2027-01-01"}
BANK_ANSWER = b"payment_id,outcome\r\n00000000-0000-7000-8000-000000000001,paid\r\n"

RECIPES: Final[dict[str, Recipe]] = {
    "getSession": Recipe(),
    "listTokens": Recipe("token", rows=True),
    "makeToken": Recipe(body=always({"label": "matrix"}), by_session=True),
    "endToken": Recipe("token"),
    "listPeople": Recipe("person", rows=True),
    "addPerson": Recipe("team", body=_person),
    "getPerson": Recipe("person"),
    "listReads": Recipe("person"),
    "listBudgets": Recipe("budget", rows=True),
    "getBudget": Recipe("budget"),
    "listRecoveryRequests": Recipe("asked", rows=True),
    "askForRecoveryBudget": Recipe("person", body=_asking),
    "grantRecoveryBudget": Recipe("person", body=_asking),
    "getRecoveryRequest": Recipe("asked"),
    "authoriseRecoveryBudget": Recipe("asked"),
    "passToManager": Recipe("asked"),
    "refuseRequest": Recipe("asked", body=always({"reason": "Let us talk about it."})),
    "withdrawRequest": Recipe("asked"),
    "cancelRecoveryBudget": Recipe("promised"),
    "handOverLink": Recipe("promised"),
    "answerWhetherItHelped": Recipe("there", body=always({"helped": "yes"})),
    "listTeams": Recipe("team", rows=True),
    "getTeam": Recipe("team"),
    "fillPot": Recipe("team", body=always({"amount": "10.00", "reason": "More"})),
    "listMembers": Recipe("member", rows=True),
    "addMember": Recipe(body=always(MEMBER)),
    "listDelegations": Recipe("delegation", rows=True),
    "giveDelegation": Recipe("member", body=_delegation),
    "getPolicy": Recipe(),
    "setPolicy": Recipe(body=always(SETTING)),
    "listPayees": Recipe("payee", rows=True),
    "getPayee": Recipe("payee"),
    "decideChange": Recipe("payee", body=always({"agree": True})),
    "listPayments": Recipe("payment", rows=True),
    "getPayment": Recipe("payment"),
    "payAnew": Recipe("came_back"),
    "listBankFiles": Recipe("bank_file", rows=True),
    "makeBankFile": Recipe(),
    "getBankFile": Recipe("bank_file"),
    "downloadPain001": Recipe("bank_file"),
    "downloadBankCsv": Recipe("bank_file"),
    "readBankAnswers": Recipe(body=always(BANK_ANSWER), media="text/csv"),
    "listAccounts": Recipe("account", by_team="pot", rows=True),
    "getAccount": Recipe("account", by_team="pot"),
    "getStatement": Recipe("account", by_team="pot"),
    "getBalance": Recipe("account", by_team="pot"),
    "getProof": Recipe("account", by_team="pot", under="moved"),
    **PLANS,
    **LINES,
    **LATER,
    **RUNS,
    **WORK,
    **WAGES,
}
