"""Many hours at once, as a phone sends them that was without signal: one answer for each."""

from collections.abc import Iterator
from typing import Any, Final

from api.operation import Operation, operation
from api.shifts.bodies import BatchBody, Item
from api.shifts.doors import WorkDoor
from api.shifts.shapes import BatchAnswer
from budgets.assistants import services
from budgets.assistants.values import Logged, Outcome
from budgets.councils.rights import Action

LARGEST: Final = 2 * 1024 * 1024
"""500 shifts with long notes in any script."""
WRONG: Final = "Some of it can't be read, so we did not take it. Look at it again."


class Batch(WorkDoor):
    """Hours that waited on a phone."""

    @operation(
        Operation(
            "logShifts",
            Action.SHIFTS_LOG,
            BatchAnswer,
            body=BatchBody,
            largest=LARGEST,
        )
    )
    def post(self) -> dict[str, Any]:
        """
        Send up to 500 shifts, in any order, as often as it takes.

        One that is refused keeps no other back, and each has its answer, in the order in which
        they were sent: `taken`, `already_there`, `replaced` (taken, in place of another), or
        `refused` with why and what to do.
        """
        items: list[Item] = self.body["shifts"]
        logged = iter(
            services.log_shifts(
                items=[one.shift for one in items if one.shift],
                by=self.member.user_id,
                book_id=self.viewer.book_id,
                received_at=self.now,
            )
        )
        return {"answers": list(answers(items, logged))}


def answers(items: list[Item], logged: Iterator[Logged]) -> Iterator[dict[str, Any]]:
    """What became of each item, those that could not be read too."""
    for item in items:
        where = f"/shifts/{item.place}"
        if item.shift is None:
            yield _answer(item, where=item.wrong[0]["pointer"], words=_wrong(item), code="invalid")
        else:
            yield _logged(item, next(logged), where)


def _logged(item: Item, logged: Logged, where: str) -> dict[str, Any]:
    return {
        "id": item.said_id,
        "outcome": logged.outcome,
        "warnings": logged.warnings,
        "code": logged.code,
        "words": logged.words,
        "pointer": where,
    }


def _answer(item: Item, *, where: str, words: str, code: str) -> dict[str, Any]:
    return {
        "id": item.said_id,
        "outcome": Outcome.REFUSED,
        "warnings": (),
        "code": code,
        "words": words,
        "pointer": where,
    }


def _wrong(item: Item) -> str:
    return f"{WRONG} {item.wrong[0]['detail']}"
