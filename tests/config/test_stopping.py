"""Who is told to stop ends what they started, and is not interrupted in it."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from config.stopping import SIGNALS, run_beside, stop_in_order

CHILD = """
import signal, sys
from pathlib import Path
from config.stopping import stop_in_order
stop_in_order()
try:
    Path(sys.argv[1]).write_text("there")
    signal.pause()
finally:
    Path(sys.argv[2]).write_text("tidy")
"""


@pytest.fixture(autouse=True)
def answers_to_signals() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in SIGNALS}
    yield
    for number, answer in before.items():
        signal.signal(number, answer)


@pytest.mark.parametrize("number", SIGNALS)
def test_it_leaves_by_its_clean_ups_which_nothing_interrupts(number: signal.Signals) -> None:
    stop_in_order()
    tidy = []
    with pytest.raises(SystemExit) as left:  # noqa: PT012  the second signal is in the clean-up
        try:
            os.kill(os.getpid(), number)
        finally:
            os.kill(os.getpid(), signal.SIGINT)
            tidy.append(True)
    assert left.value.code == 128 + number
    assert tidy == [True]


def test_who_runs_beside_is_told_too_and_waited_for(tmp_path: Path) -> None:
    stop_in_order()
    there, said = tmp_path / "there", tmp_path / "said"
    os.mkfifo(there)

    def tell_once_it_is_there() -> None:
        there.read_text()  # waits until the child opens it
        os.kill(os.getpid(), signal.SIGTERM)

    Thread(target=tell_once_it_is_there).start()
    with pytest.raises(SystemExit):
        run_beside([sys.executable, "-c", CHILD, str(there), str(said)], os.environ)
    assert said.read_text() == "tidy"


def test_it_says_how_the_other_ended() -> None:
    assert run_beside([sys.executable, "-c", "raise SystemExit(3)"], os.environ) == 3
