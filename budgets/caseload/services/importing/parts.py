"""Files kept in pieces, encrypted, until they have been read."""

import io
from collections.abc import Iterator
from typing import BinaryIO, Final, cast

from budgets.caseload.models import CaseloadImport, ImportPart
from budgets.caseload.values.importing import PartKind
from ledgers.doors import acting_for
from ledgers.values import Viewer
from payments.outside.encryption import seal_bytes, unseal_bytes

PIECE: Final = 1 << 20
"""So many bytes are in clear at once."""


def keep_file(*, of: CaseloadImport, name: str, stream: BinaryIO) -> tuple[int, int]:
    """Keep a file as it is brought; returns how many bytes and lines it has."""
    size = lines = 0
    pieces = iter(lambda: stream.read(PIECE), b"")
    for place, piece in enumerate(pieces):
        add_part(of=of, kind=PartKind.BROUGHT, name=name, place=place, content=piece)
        size, lines = size + len(piece), lines + piece.count(b"\n")
    return size, lines


def add_part(
    *, of: CaseloadImport, kind: PartKind, name: str, place: int, content: bytes
) -> ImportPart:
    """Keep a piece of a file."""
    return ImportPart.objects.create(
        book_id=of.book_id,
        caseload_import=of,
        kind=kind,
        file=name,
        place=place,
        sealed=seal_bytes(content),
    )


def open_file(*, of: CaseloadImport, name: str, viewer: Viewer) -> BinaryIO:
    """Read a file that was brought, a piece at a time."""
    return cast(BinaryIO, io.BufferedReader(_Pieces(of, name, viewer)))


class _Pieces(io.RawIOBase):
    """The bytes of a file, of which one piece is in clear at a time; it goes back to its start."""

    def __init__(self, of: CaseloadImport, name: str, viewer: Viewer) -> None:
        super().__init__()
        self._of, self._name, self._viewer = of, name, viewer
        self._rewind()

    def _rewind(self) -> None:
        self._place, self._at, self._left = 0, 0, b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """
        Go back to the start.

        :raises OSError: it is somewhere else
        """
        if (offset, whence) != (0, io.SEEK_SET):
            raise OSError("It goes back to its start alone.")
        self._rewind()
        return 0

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Give what is left of a piece, or of the next one."""
        if not self._left:
            self._left = self._next()
            self._place += 1
        given = self._left[: len(buffer)]
        buffer[: len(given)] = given
        self._left = self._left[len(given) :]
        self._at += len(given)
        return len(given)

    def _next(self) -> bytes:
        with acting_for(self._viewer, read_only=True):
            return b"".join(
                read_parts(of=self._of, kind=PartKind.BROUGHT, name=self._name, place=self._place)
            )


def read_parts(
    *, of: CaseloadImport, kind: PartKind, name: str, place: int | None = None
) -> Iterator[bytes]:
    """What was kept of a file in clear, in its order; or one piece of it."""
    rows = ImportPart.objects.filter(caseload_import=of, kind=kind, file=name)
    wanted = rows if place is None else rows.filter(place=place)
    for sealed in wanted.order_by("place").values_list("sealed", flat=True).iterator(8):
        yield unseal_bytes(sealed)
