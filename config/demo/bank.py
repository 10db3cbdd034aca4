"""A practice bank for the demonstration: one that is open here already, or one of our own."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings

from payments.outside.rails.practice.server import practice_bank

USUAL_PORT = 8900


@contextmanager
def an_open_bank() -> Iterator[None]:
    """Keep a practice bank open at the address that the rail calls, while this lasts."""
    port = urlsplit(settings.PRACTICE_BANK_URL).port or USUAL_PORT
    if answers(port):
        yield
        return
    with practice_bank(port=port):
        yield


def answers(port: int) -> bool:
    """Whether something listens on this port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
