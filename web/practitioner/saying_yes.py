"""What somebody may say yes to, before they type; and who is asked above that."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from budgets.councils import selectors as councils
from budgets.councils.rights import Action, may
from budgets.people import selectors as people
from budgets.recovery import selectors
from budgets.recovery.errors import FOR_SOMEBODY_ELSE
from budgets.recovery.models import RecoveryRequest
from ledgers.errors import KeyReused, Refusal
from web.doors import Page
from web.practitioner.choosing import Choosing
from web.templatetags.wherewithal import pounds


def limits_and_pots(page: Page, choosing: Choosing) -> dict[str, Any]:
    """The delegation, the pots, and what the chosen person had in 12 months."""
    today, chosen = timezone.localdate(page.now), choosing.chosen
    limits = councils.limits_on(page.member, today)
    year = selectors.given_in_year_pence(chosen, today) if chosen else 0
    waiting = selectors.list_to_answer(page.viewer)
    manager = manager_of(choosing) or "Your manager"
    keeps = f"{choosing.name} keeps" if chosen else "They keep"
    return {
        "open_askings": waiting.filter(person=chosen)[:3] if chosen else [],
        "own_words": f"The money is set aside at once. {keeps} no receipts.",
        "asks_words": f"{manager} sees it at once. You need do nothing more.",
        "choosing": choosing,
        "limits": limits,
        "pots": [(team, councils.pot_of(team, today)) for team in choosing.teams_shown],
        "year_pence": year,
        "most_pence": max(0, min(limits.grant_pence, limits.person_year_pence - year)),
    }


def limit_words(most_pence: int) -> str:
    """The line under the sum: how far one's own yes reaches."""
    if not most_pence:
        return "Your manager says yes to this."
    return f"Up to {pounds(most_pence)} nobody else has to sign."


def who_is_asked(
    page: Page, choosing: Choosing, *, pence: int | None, most_pence: int, refusal: Refusal | None
) -> dict[str, Any]:
    """
    What the button says: authorise, or ask the manager.

    `now` is true when this sum, for this person, is for the manager to say yes to.
    """
    allowed = may(page.viewer.roles, Action.RECOVERY_PASS)
    refused = refusal if allowed and isinstance(refusal, FOR_SOMEBODY_ELSE) else None
    tie = bool(choosing.chosen and people.has_tie(page.member, choosing.chosen))
    above = bool(pence and pence > most_pence)
    return {
        "may": allowed,
        "manager": manager_of(choosing),
        "tie": tie,
        "pence": pence,
        "refusal": refused,
        "now": allowed and bool(pence) and (tie or above or bool(refused)),
    }


def manager_of(choosing: Choosing) -> str:
    """The first name of the manager whom the question goes to; empty when there is none."""
    teams = choosing.teams_shown
    found = councils.find_manager(teams[0]) if teams else None
    return found.user.full_name.split()[0] if found else ""


def sent_before(book_id: UUID, refusal: Refusal | None) -> RecoveryRequest | None:
    """What was sent under the same key, when that is why it was refused."""
    return selectors.find_repeat(book_id, refusal.key) if isinstance(refusal, KeyReused) else None
