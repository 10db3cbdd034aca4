"""What stands for a payee, however their name is written on a statement."""

import hashlib
import re
import unicodedata
from typing import Final
from uuid import UUID

NOISE: Final = re.compile(
    r"\b(card|payment|purchase|pos|ref|to|from|at|on|ltd|limited|plc|llp|uk|gb|gbr|london|www|com|"
    r"co|the|direct|debit|standing|order|faster|bacs|fpi|fpo|bgc|chq|contactless|visa|mastercard)\b"
)
NOT_WORDS: Final = re.compile(r"[^a-z ]+")


def plain_words(text: str) -> str:
    """Words in small plain letters, without numbers, signs and accents."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return " ".join(NOT_WORDS.sub(" ", plain.replace("'", "")).split())


def payee_key(*, payee_id: UUID | None, counterparty: str) -> str:
    """
    What a payee is remembered by: themselves, or what is left of a name without its noise.

    Nobody can read a name from it. Empty where there is nothing to go by.
    """
    if payee_id:
        return payee_id.hex
    plain = plain_words(counterparty)
    core = " ".join(NOISE.sub(" ", plain).split()) or plain
    return hashlib.sha256(core.encode()).hexdigest()[:32] if core else ""
