"""Files in one file: the same members give the same bytes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can tell: members carry no time of their own."""
READABLE = 0o644 << 16


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return members, by name, as the bytes of a zip, in the order in which they are given."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, BEGINNING)
            entry.create_system, entry.external_attr = 3, READABLE
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, 6)
    return written.getvalue()
