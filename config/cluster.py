"""A PostgreSQL server of a proof's own, that it may stop as if the machine had lost its power."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from pwd import getpwnam
from tempfile import TemporaryDirectory
from typing import Any, Final

from django.db import connections
from django.test import override_settings

USER: Final = "wherewithal"
PLACES: Final = (
    "/usr/lib/postgresql/*/bin",
    "/usr/local/pgsql/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/pgsql-*/bin",
)
"""Where servers are installed that are not on the path, by system."""


class NoServerHere(Exception):
    """PostgreSQL's own programs, initdb and pg_ctl, are not on this machine."""


@dataclass(frozen=True)
class Cluster:
    """One server in a folder, that only this process's socket reaches."""

    binaries: Path
    folder: Path
    settings: Mapping[str, str]

    def make(self) -> None:
        """Make its files, as durable as PostgreSQL makes them by default."""
        data = str(self.folder / "data")
        self._run("initdb", "--pgdata", data, "--username", USER, "--auth", "trust", "--no-locale")

    def start(self) -> None:
        """Start it; after a crash it mends itself first, and this waits for that."""
        told = {"listen_addresses": "''", "unix_socket_directories": f"'{self.folder}'"}
        options = " ".join(
            f"-c {name}={value}" for name, value in {**told, **self.settings}.items()
        )
        log = str(self.folder / "log")
        self._run("pg_ctl", "start", *self._here, "--wait", "--log", log, "--options", options)

    def crash(self) -> None:
        """Stop it at once: nothing is finished, nothing is written down."""
        self._run("pg_ctl", "stop", *self._here, "--mode", "immediate")

    @property
    def _here(self) -> Sequence[str]:
        return ("--pgdata", str(self.folder / "data"), "--silent")

    def _run(self, program: str, *words: str) -> None:
        """
        Run one of PostgreSQL's programs, as another user where we are root.

        :raises CalledProcessError: it failed
        """
        command = [*_as_somebody(), str(self.binaries / program), *words]
        with (self.folder / "said").open("ab") as said:  # a server keeps what it was given open
            subprocess.run(command, check=True, cwd=self.folder, stdout=said, stderr=said)  # noqa: S603


@contextmanager
def own_cluster(**settings: str) -> Iterator[Cluster]:
    """
    A server that nobody else uses, to whose database `postgres` Django is turned meanwhile.

    :param settings: of the server, beside its defaults
    :raises NoServerHere: none is installed
    """
    binaries = _binaries()
    with TemporaryDirectory(prefix="cluster-", dir="/tmp") as name:  # a socket's path must be short
        folder = Path(name)
        if os.getuid() == 0:
            account = getpwnam("postgres")
            os.chown(folder, account.pw_uid, account.pw_gid)
        cluster = Cluster(binaries, folder, settings)
        cluster.make()
        cluster.start()
        try:
            with _turned_to(folder):
                yield cluster
        finally:
            if (folder / "data" / "postmaster.pid").exists():
                cluster.crash()


@contextmanager
def _turned_to(folder: Path) -> Iterator[None]:
    shared: dict[str, Any] = connections.settings["default"]
    before = dict(shared)
    connections.close_all()
    shared.update(NAME="postgres", USER=USER, PASSWORD="", HOST=str(folder), PORT="", OPTIONS={})
    try:
        with override_settings(DATABASE_URL=f"postgres://{USER}@/postgres?host={folder}"):
            yield
    finally:
        connections.close_all()
        shared.update(before)


def _binaries() -> Path:
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else []
    for pattern in PLACES:
        places += sorted(Path("/").glob(pattern.lstrip("/")), key=_version, reverse=True)
    for place in places:
        if (place / "initdb").exists() and (place / "pg_ctl").exists():
            return place
    raise NoServerHere


def _version(place: Path) -> tuple[int, ...]:
    digits = "".join(sign if sign.isdigit() else " " for sign in str(place))
    return tuple(map(int, digits.split()))


def _as_somebody() -> list[str]:
    """PostgreSQL refuses to be run by root."""
    if os.getuid() != 0:
        return []
    account = getpwnam("postgres")
    ids = ["--reuid", str(account.pw_uid), "--regid", str(account.pw_gid)]
    return ["setpriv", *ids, "--clear-groups"]
