"""The bar of weeks: for how long the money lasts, and where on it more comes."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from budgets.plans.selectors.calendar import Entry
from budgets.plans.selectors.left import Left
from web.holder.plan.words import short_day
from web.templatetags.wherewithal import day_words

LENGTHS: Final = (4, 8, 13, 26, 52)
"""For how many weeks a bar may be drawn; the shortest that has room for the money."""
MOST_SEGMENTS: Final = 13
"""Above so many weeks, a segment of the bar stands for several."""


@dataclass(frozen=True)
class Lasting:
    """
    A bar of weeks, and what it says.

    :ivar filled: how far the money lasts, of 1
    :ivar dot: where more comes, of 1; empty when that is beyond the bar
    """

    filled: float
    segments: int
    dot: float | None
    words: str
    starts: str
    ends: str


def lasting_of(
    left: Left, weekly_pence: int | None, comes: Entry | None, today: date
) -> Lasting | None:
    """
    For how long it lasts at the week's total, from the day until which spending is known.

    Nothing is drawn without figures, or when more was spent than there was.
    """
    if not weekly_pence or left.pence < 0:
        return None
    weeks = left.pence / weekly_pence
    weeks_drawn = next((length for length in LENGTHS if weeks <= length), LENGTHS[-1])
    since = left.known_until
    until = since + timedelta(weeks=weeks_drawn)
    within = comes is not None and since <= comes.pay_on <= until
    dot = (comes.pay_on - since).days / (until - since).days if comes and within else None
    return Lasting(
        filled=weeks / weeks_drawn,
        segments=min(weeks_drawn, MOST_SEGMENTS),
        dot=dot,
        words=_words(left, comes, today),
        starts="Today" if since == today else short_day(since, today),
        ends=short_day(until, today),
    )


def weeks_words(left: Left) -> str:
    """For about how many weeks it lasts, as a sentence; nothing when there is nothing."""
    if left.weeks_left is None or left.pence <= 0:
        return ""
    about = {0: "less than a week", 1: "about 1 week"}.get(
        left.weeks_left, f"about {left.weeks_left} weeks"
    )
    return f"That is {about}."


def _words(left: Left, comes: Entry | None, today: date) -> str:
    more = f" More comes on {day_words(comes.pay_on, today)}." if comes else ""
    return f"{weeks_words(left) or 'Nothing is left.'}{more}"
