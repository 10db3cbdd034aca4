"""Questions about personal assistants, their engagements and their shifts."""

from budgets.assistants.selectors.engagements import (
    find_assistant,
    find_engagement,
    get_engagement,
    is_open,
    list_own,
    list_rates,
    rates_on,
    start_list,
    visible_engagements,
)
from budgets.assistants.selectors.settling import list_to_settle, who_can_agree
from budgets.assistants.selectors.shifts import (
    as_new,
    find_overlaps,
    get_shift,
    hours_of_week,
    in_state,
    list_messages,
    list_shifts,
    list_warnings,
    may_be_told,
    state_of,
    visible_to,
    waiting_for,
)

__all__ = [
    "as_new",
    "find_assistant",
    "find_engagement",
    "find_overlaps",
    "get_engagement",
    "get_shift",
    "hours_of_week",
    "in_state",
    "is_open",
    "list_messages",
    "list_own",
    "list_rates",
    "list_shifts",
    "list_to_settle",
    "list_warnings",
    "may_be_told",
    "rates_on",
    "start_list",
    "state_of",
    "visible_engagements",
    "visible_to",
    "waiting_for",
    "who_can_agree",
]
