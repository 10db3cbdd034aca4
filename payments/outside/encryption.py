"""Words and numbers that must not be read from the database alone."""

from functools import cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


@cache
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def seal(words: str) -> bytes:
    """Encrypt with the newest of the field keys."""
    return seal_bytes(words.encode())


def unseal(sealed: bytes | memoryview) -> str:
    """
    Decrypt with any of the field keys.

    :raises cryptography.fernet.InvalidToken: sealed with a key that is no longer in FIELD_KEYS
    """
    return unseal_bytes(sealed).decode()


def seal_bytes(content: bytes) -> bytes:
    """Encrypt a piece of a file, whatever is in it."""
    return _box(tuple(settings.FIELD_KEYS)).encrypt(content)


def unseal_bytes(sealed: bytes | memoryview) -> bytes:
    """
    Decrypt a piece of a file.

    :raises cryptography.fernet.InvalidToken: sealed with a key that is no longer in FIELD_KEYS
    """
    return _box(tuple(settings.FIELD_KEYS)).decrypt(bytes(sealed))
