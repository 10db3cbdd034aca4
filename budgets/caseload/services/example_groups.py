"""A group of the example that shares a budget: what its signatories decide."""

from datetime import datetime
from functools import partial
from uuid import UUID

from budgets.caseload.services.example_diary import Diary
from budgets.caseload.services.example_people import Cast
from budgets.councils.models import Member
from budgets.plans.models import SharedDecision
from budgets.plans.services.sharing import agree_shared_decision, ask_shared_decision

GROUP, FIRST, SECOND = "The Tuesday Kitchen", "Bridget Lowe", "Femi Adebayo"


def live(cast: Cast, diary: Diary) -> None:
    """Note what was decided by one, what by two, and what waits for the second."""
    freezer = "A second-hand freezer from the community shop."
    diary.note(diary.ago(64, 19), partial(_ask, cast, SECOND, freezer, 180_00))
    diary.note(diary.ago(62, 20), partial(_agree, cast, FIRST))
    diary.note(diary.ago(23, 18), partial(_ask, cast, FIRST, "Aprons, and a big pot.", 64_50))
    coach = "A coach to the sea, with the lift for Walter's chair."
    diary.note(diary.ago(4, 21), partial(_ask, cast, FIRST, coach, 240_00))


def _signatory(cast: Cast, name: str) -> UUID:
    return Member.objects.get(book=cast.council.book_id, user__full_name=name).user_id


def _ask(cast: Cast, name: str, words: str, pence: int, now: datetime) -> None:
    ask_shared_decision(
        budget=cast.budget(GROUP), words=words, pence=pence, by=_signatory(cast, name), now=now
    )


def _agree(cast: Cast, name: str, now: datetime) -> None:
    waiting = SharedDecision.objects.filter(
        budget=cast.budgets[GROUP], agreed_at=None, withdrawn_at=None
    )
    for decision in waiting.select_related("budget"):
        agree_shared_decision(decision=decision, by=_signatory(cast, name), now=now)
