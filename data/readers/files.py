"""A file from outside, as bytes, with its size and kind looked at first."""

from __future__ import annotations

from pathlib import Path

from boundaries.errors import Refused
from boundaries.language import N_

LARGEST_MB = 20
GEOJSON = frozenset({".geojson", ".json"})
KML = frozenset({".kml"})
CSV = frozenset({".csv"})


def load(path: Path, kinds: frozenset[str]) -> bytes:
    """Return the bytes of a file of one of `kinds` (extensions in lower case).

    Raises
    ------
    Refused
        `no_file`, `wrong_type`, `empty` or `too_large`.
    """
    if not path.is_file():
        raise Refused(
            "no_file", N_("There is no file {path}. Check the name."), path=str(path)[-200:]
        )
    check_kind(path.name, path.stat().st_size, kinds)
    data = path.read_bytes()
    check_filled(data)
    return data


def uploaded(name: str, data: bytes, kinds: frozenset[str]) -> bytes:
    """Return the bytes that somebody sent under a name, looked at as those of a file.

    Raises
    ------
    Refused
        `wrong_type`, `empty` or `too_large`.
    """
    check_kind(name, len(data), kinds)
    check_filled(data)
    return data


def check_kind(name: str, size: int, kinds: frozenset[str]) -> None:
    """Refuse a file by what it is called and how many bytes it has, before it is read."""
    if Path(name).suffix.lower() not in kinds:
        raise Refused(
            "wrong_type",
            N_("{path} can't be read here. Give a file that ends in {kinds}."),
            path=name[-100:],
            kinds=sorted(kinds),
        )
    if size > LARGEST_MB * 1_000_000:
        raise Refused(
            "too_large",
            N_("The file is too big. Choose a file up to {mb} MB."),
            mb=LARGEST_MB,
        )


def check_filled(data: bytes) -> None:
    """Refuse a file of nothing but blanks."""
    if not data.strip():
        raise Refused("empty", N_("The file is empty. Choose another one."))


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8, with or without byte order mark.

    Raises
    ------
    Refused
        `encoding`.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(
            "encoding",
            N_("The text of the file can't be read. Save it as UTF-8 and try again."),
        ) from error
