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


WORK: Final[dict[str, Recipe]] = {
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
