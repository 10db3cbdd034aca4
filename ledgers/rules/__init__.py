"""Decisions of the ledger from values alone: how facts are split, what seals are made of."""

from ledgers.rules.splitting import Room, room_for_credit, room_for_debit, split_fact

__all__ = ["Room", "room_for_credit", "room_for_debit", "split_fact"]
