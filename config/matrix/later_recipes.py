"""How operations on what becomes of direct payments are asked."""

from typing import Any, Final

from config.matrix.recipe import Recipe, Things, always, in_days


def _today(_: Things) -> dict[str, Any]:
    return {"on": in_days(0)}


def _assessment(things: Things) -> dict[str, Any]:
    return {"budget": str(things["stopped"]), "starts_on": in_days(7), "assessed": "50.00"}


def _contribution(things: Things) -> dict[str, Any]:
    return {
        "budget": str(things["paying"]),
        "amount": "30.00",
        "paid_on": in_days(0),
        "how": "debit",
    }


def _ring_fence(things: Things) -> dict[str, Any]:
    return {"budget": str(things["rich"]), "kind": "tax", "amount": "5.00", "words": "Tax"}


def _talk(things: Things) -> dict[str, Any]:
    return {"budget": str(things["rich"]), "words": "Shall we talk?"}


def _repayment(things: Things) -> dict[str, Any]:
    return {
        "budget": str(things["rich"]),
        "amount": "10.00",
        "reason": "It is still there",
        "answer_by": in_days(90),
    }


def _money_back(things: Things) -> dict[str, Any]:
    return {"budget": str(things["rich"]), "amount": "5.00", "left_on": in_days(0)}


def _end(_: Things) -> dict[str, Any]:
    return {"reason": "chosen", "ends_on": in_days(30)}


def _settled(_: Things) -> dict[str, Any]:
    return {"amount": "20.00", "on": in_days(0)}


def _review(things: Things) -> dict[str, Any]:
    return {"budget": str(things["paying"]), "held_on": in_days(0), "works": "The mornings"}


def _booking(things: Things) -> dict[str, Any]:
    return {"budget": str(things["paying"]), "at": f"{in_days(7)}T14:00:00Z"}


def _concern(things: Things) -> dict[str, Any]:
    return {"budget": str(things["paying"]), "words": "Nobody came on Tuesday"}


def _uplift(_: Things) -> dict[str, Any]:
    return {"words": "The yearly uplift", "starts_on": in_days(30), "percent_points": 300}


def _shared(things: Things) -> dict[str, Any]:
    return {"budget": str(things["shared"]), "words": "Popcorn", "amount": "20.00"}


def _somebody(_: Things) -> dict[str, Any]:
    return {
        "kind": "nominated_person",
        "full_name": "Another Friend",
        "consented_on": in_days(0),
        "starts_on": in_days(7),
    }


def _signatory(things: Things) -> dict[str, Any]:
    return {"holder": str(things["signatory"]), "ends_on": in_days(30)}


LATER: Final[dict[str, Recipe]] = {
    "listAssessments": Recipe("assessment", rows=True),
    "recordAssessment": Recipe("stopped", body=_assessment),
    "listContributionsDue": Recipe("due", rows=True),
    "listContributions": Recipe("contribution", rows=True),
    "recordContribution": Recipe("paying", body=_contribution),
    "getContribution": Recipe("contribution"),
    "contributionCameBack": Recipe("contribution", body=_today),
    "listArrears": Recipe("paying", rows=True, by="budget"),
    "getContributions": Recipe("paying"),
    "getSurplus": Recipe("rich"),
    "listSurpluses": Recipe("rich", rows=True, by="budget"),
    "listRingFences": Recipe("ring_fence", rows=True),
    "setRingFence": Recipe("rich", body=_ring_fence),
    "getRingFence": Recipe("ring_fence"),
    "releaseRingFence": Recipe("ring_fence"),
    "listSurplusTalks": Recipe("talk", rows=True),
    "openSurplusTalk": Recipe("rich", body=_talk),
    "getSurplusTalk": Recipe("talk"),
    "closeSurplusTalk": Recipe("talk", body=always({"outcome": "Hours come back"})),
    "listRepaymentRequests": Recipe("request", rows=True),
    "askForRepayment": Recipe("rich", body=_repayment),
    "getRepaymentRequest": Recipe("request"),
    "replyToRepayment": Recipe("request", body=always({"words": "It is spoken for"})),
    "withdrawRepayment": Recipe("request", body=always({"words": "We are sorry"})),
    "listMoneyReturns": Recipe("money_return", rows=True),
    "recordMoneyBack": Recipe("rich", body=_money_back),
    "getMoneyReturn": Recipe("money_return"),
    "moneyArrived": Recipe("money_return", body=_today),
    "beginEnding": Recipe("paying", body=_end),
    "recordDeath": Recipe("person", body=lambda _: {"died_on": in_days(0)}),
    "listEndings": Recipe("ending", rows=True),
    "getEnding": Recipe("ending"),
    "addEndingStep": Recipe(
        "ending", body=always({"kind": "tax", "amount": "1.00", "words": "Tax"})
    ),
    "writeOff": Recipe("ending", body=always({"amount": "1.00", "words": "Let it be"})),
    "payLastDays": Recipe("short_ending", body=always({"words": "Sam worked until Friday"})),
    "leaveOwnMoney": Recipe("ending", body=always({"amount": "1.00"})),
    "settleEnding": Recipe("over_ending", body=always({"words": "We saw it"})),
    "listEndingSteps": Recipe("bill", rows=True),
    "getEndingStep": Recipe("bill"),
    "settleEndingStep": Recipe("bill", body=_settled),
    "listReviews": Recipe("review", rows=True),
    "holdReview": Recipe("paying", body=_review),
    "getReview": Recipe("review"),
    "listReviewsHeld": Recipe("held", rows=True),
    "listReviewsDue": Recipe("paying", rows=True, by="budget"),
    "downloadReviews": Recipe(),
    "bookReview": Recipe("paying", body=_booking),
    "raiseConcern": Recipe("paying", body=_concern),
    "getNextReview": Recipe("paying"),
    "downloadNextReview": Recipe("paying"),
    "listUplifts": Recipe("uplift", rows=True),
    "prepareUplift": Recipe(body=_uplift),
    "getUplift": Recipe("uplift"),
    "listUpliftLines": Recipe("uplift"),
    "agreeUplift": Recipe("uplift"),
    "withdrawUplift": Recipe("uplift"),
    "listSharedDecisions": Recipe("decision", rows=True),
    "askSharedDecision": Recipe("shared", body=_shared),
    "getSharedDecision": Recipe("decision"),
    "agreeSharedDecision": Recipe("decision"),
    "withdrawSharedDecision": Recipe("decision"),
    "nameSignatory": Recipe("shared", body=_somebody),
    "endSignatory": Recipe("shared", body=_signatory),
}
