"""Being told to stop: what was started is ended in order, and nothing interrupts that."""

import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from threading import Event
from types import FrameType
from typing import Final

TOLD_TO_STOP: Final = Event()
"""Set once a worker is told to end; a long task looks at it between its transactions."""

SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


def stop_in_order() -> None:
    """Have Ctrl-C and SIGTERM leave this process by its clean-ups; told again, it goes on there."""
    for number in SIGNALS:
        signal.signal(number, _leave)


def _leave(number: int, _: FrameType | None) -> None:
    for one in SIGNALS:
        signal.signal(one, signal.SIG_IGN)
    sys.exit(128 + number)


def run_beside(words: Sequence[str], environment: Mapping[str, str]) -> int:
    """
    Run a program of ours, and say how it ended.

    When this process is told to stop the other is too, and is waited for: it has things to end.
    """
    process = subprocess.Popen(words, env=environment)  # noqa: S603  our own
    try:
        return process.wait()
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()
