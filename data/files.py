"""Writing a file so that it is there whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from boundaries.errors import Refused
from boundaries.language import N_


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` beside `path` and move it there, so that nothing half-written is seen.

    Raises
    ------
    Refused
        `path` when the folder isn't there or can't be written.
    """
    try:
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise Refused(
            "path",
            N_("{path} can't be written. Choose a folder that is there."),
            path=str(path),
        ) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    except OSError as error:
        Path(draft).unlink(missing_ok=True)
        raise Refused(
            "path", N_("{path} can't be written. Is the disk full?"), path=str(path)
        ) from error
