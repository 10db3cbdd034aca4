"""Questions about payees and payments."""

from payments.payouts.selectors.bank_files import bank_files_visible_to, find_bank_answer
from payments.payouts.selectors.leaving import (
    held_accounts,
    held_back_among,
    is_held_back,
    is_short,
    leaves_on,
    list_keepable,
    list_ready,
    short_among,
    shows_by,
)
from payments.payouts.selectors.payees import (
    bank_details,
    find_book_of_link,
    find_link,
    find_open_change,
    find_payee,
    find_payee_by_link,
    is_ready,
    payees_visible_to,
    sealed_details,
)
from payments.payouts.selectors.payments import (
    find_payments,
    find_states,
    list_for_payee,
    list_paid_calls,
    visible_to,
)
from payments.payouts.selectors.settings import find_rail, rail_on, settings_on

__all__ = [
    "bank_details",
    "bank_files_visible_to",
    "find_bank_answer",
    "find_book_of_link",
    "find_link",
    "find_open_change",
    "find_payee",
    "find_payee_by_link",
    "find_payments",
    "find_rail",
    "find_states",
    "held_accounts",
    "held_back_among",
    "is_held_back",
    "is_ready",
    "is_short",
    "leaves_on",
    "list_for_payee",
    "list_keepable",
    "list_paid_calls",
    "list_ready",
    "payees_visible_to",
    "rail_on",
    "sealed_details",
    "settings_on",
    "short_among",
    "shows_by",
    "visible_to",
]
