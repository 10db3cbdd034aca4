"""Secrets of a laptop: made once, kept in a file that only its owner reads."""

import base64
import os
import tempfile
from contextlib import suppress
from pathlib import Path


def kept_secret(folder: Path, name: str) -> str:
    """Read a secret from this folder, or make 32 random bytes there (urlsafe base64)."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if not path.exists():
        secret = base64.urlsafe_b64encode(os.urandom(32)).decode()
        handle, draft = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "w") as file:
            file.write(secret)
        with suppress(FileExistsError):
            os.link(draft, path)
        Path(draft).unlink()
    return path.read_text().strip()
