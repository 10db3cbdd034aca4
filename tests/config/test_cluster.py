"""Where a proof finds PostgreSQL's own programs, and that it says so when there are none."""

from pathlib import Path

import pytest

from config import cluster
from config.cluster import NoServerHere


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on which nothing is installed yet."""
    monkeypatch.setattr(cluster.shutil, "which", lambda _: None)
    monkeypatch.setattr(cluster, "PLACES", (f"{tmp_path}/*/bin",))
    return tmp_path


def install(version: str, places: Path, *programs: str) -> Path:
    folder = places / version / "bin"
    folder.mkdir(parents=True)
    for program in programs:
        (folder / program).touch()
    return folder


def test_without_a_server_it_says_so(places: Path) -> None:
    install("15", places, "psql", "initdb")
    with pytest.raises(NoServerHere):
        cluster._binaries()


def test_the_newest_that_is_whole_is_taken(places: Path) -> None:
    install("9.6", places, "initdb", "pg_ctl")
    newest = install("15", places, "initdb", "pg_ctl")
    install("16", places, "psql")
    assert cluster._binaries() == newest
