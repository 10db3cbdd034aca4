"""How fast a pot goes, in a sentence and a row of months."""

from datetime import date, timedelta
from typing import Final

from budgets.councils.selectors import Pot
from web.templatetags.wherewithal import round_pounds

MONTHS_SHOWN: Final = 6


def months_until(today: date) -> list[date]:
    """The first days of the last six months, this one last."""
    first, months = today.replace(day=1), []
    for _ in range(MONTHS_SHOWN):
        months.append(first)
        first = (first - timedelta(days=1)).replace(day=1)
    return months[::-1]


def pace_words(pot: Pot, pence_by_month: dict[date, int], today: date) -> str:
    """Whether the pot lasts until its year ends, if it goes on as in the whole months before."""
    this_month = today.replace(day=1)
    before = {month: pence for month, pence in pence_by_month.items() if month < this_month}
    if not before:
        return "It is too early to say how fast it goes."
    whole_months = (this_month.year - min(before).year) * 12 + this_month.month - min(before).month
    monthly = sum(before.values()) // whole_months
    lasts = today + timedelta(days=pot.left_pence * 30 // max(1, monthly))
    about = f"About {round_pounds(monthly // 100 * 100)} goes in a month."
    if lasts >= pot.until:
        return f"{about} At that pace it lasts until the year ends."
    return f"{about} At that pace it is empty by about {lasts.day} {lasts:%B}."
