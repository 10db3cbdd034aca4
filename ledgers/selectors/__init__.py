"""Questions to the ledger: what one may see, balances, statements, seals, and what proves them."""

from ledgers.selectors.books import (
    balance_after,
    balance_as_of,
    find_discrepancies,
    find_unbalanced,
    get_shared,
    held_pence,
    left_pence,
    list_about,
    list_movements,
    visible_to,
)
from ledgers.selectors.coherence import find_incoherent, find_stop
from ledgers.selectors.journals import list_trial_balance, write_journal
from ledgers.selectors.proofs import InclusionProof, get_movement, prove_inclusion
from ledgers.selectors.seals import (
    contents,
    final_until,
    find_last_seal,
    is_final,
    list_seals,
    list_unsealed,
    waiting_since,
)
from ledgers.selectors.verifying import Finding, find_broken

__all__ = [
    "Finding",
    "InclusionProof",
    "balance_after",
    "balance_as_of",
    "contents",
    "final_until",
    "find_broken",
    "find_discrepancies",
    "find_incoherent",
    "find_last_seal",
    "find_stop",
    "find_unbalanced",
    "get_movement",
    "get_shared",
    "held_pence",
    "is_final",
    "left_pence",
    "list_about",
    "list_movements",
    "list_seals",
    "list_trial_balance",
    "list_unsealed",
    "prove_inclusion",
    "visible_to",
    "waiting_since",
    "write_journal",
]
