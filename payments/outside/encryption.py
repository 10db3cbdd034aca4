"""Words and numbers that must not be read from the database alone."""

from functools import cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


@cache
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def seal(words: str) -> bytes:
    """Encrypt with the newest of the field keys."""
    return _box(tuple(settings.FIELD_KEYS)).encrypt(words.encode())


def unseal(sealed: bytes | memoryview) -> str:
    """
    Decrypt with any of the field keys.

    :raises cryptography.fernet.InvalidToken: sealed with a key that is no longer in FIELD_KEYS
    """
    return _box(tuple(settings.FIELD_KEYS)).decrypt(bytes(sealed)).decode()
