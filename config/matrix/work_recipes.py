"""How operations on engagements and hours are asked."""

from typing import Any, Final

from config.matrix.recipe import Recipe, Things, always, in_days


def _hours(things: Things) -> dict[str, Any]:
    """Those of the shift that waits, once more."""
    day = in_days(-1)
    return {
        "engagement": str(things["engagement"]),
        "kind": "standard",
        "started_at": f"{day}T09:00:00Z",
        "ended_at": f"{day}T13:00:00Z",
        "logged_at": f"{day}T13:00:00Z",
    }


def _batch(things: Things) -> dict[str, Any]:
    return {"shifts": [_hours(things) | {"id": str(things["shift"])}]}


def _these(things: Things) -> dict[str, Any]:
    return {"shifts": [str(things["shift"])]}


def _engage(things: Things) -> dict[str, Any]:
    return {
        "budget": str(things["rich"]),
        "full_name": "Somebody Else",
        "relation": "none",
        "starts_on": in_days(0),
        "rates": [{"kind": "standard", "amount": "13.40"}],
    }


def _household(_: Things) -> dict[str, Any]:
    return {"reason": "times", "words": "It is at night.", "agreed_on": in_days(0)}


def _rate(_: Things) -> dict[str, Any]:
    return {"kind": "standard", "amount": "15.00", "starts_on": in_days(7)}


WORK: Final[dict[str, Recipe]] = {
    "listEngagements": Recipe("engagement", rows=True),
    "engage": Recipe("rich", body=_engage),
    "getEngagement": Recipe("engagement"),
    "setEngagementRate": Recipe("engagement", body=_rate),
    "recordStartCheck": Recipe(
        "engagement", body=lambda _: {"what": "insurance", "done_on": in_days(0)}
    ),
    "giveNotice": Recipe("engagement", body=lambda _: {"until": in_days(30)}),
    "endEngagement": Recipe("engagement", body=lambda _: {"ends_on": in_days(30)}),
    "agreeHousehold": Recipe("engagement", body=_household),
    "listShifts": Recipe("shift", rows=True),
    "getShift": Recipe("shift"),
    "logShift": Recipe("shift", body=_hours),
    "logShifts": Recipe(body=_batch),
    "agreeShift": Recipe("shift"),
    "agreeShifts": Recipe("shift", body=_these),
    "questionShift": Recipe("shift", body=always({"words": "Was it 3 hours?"})),
    "answerQuestion": Recipe("asked_shift", body=always({"words": "No, 4."})),
    "withdrawShift": Recipe("shift", body=always({})),
}
