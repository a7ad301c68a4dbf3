"""Postcodes as they are written and as they are kept."""

from __future__ import annotations


def plain_postcode(text: str) -> str:
    """Return a postcode as it is kept: `7908AB` for `7908 ab`."""
    return "".join(text.split()).upper()


def shown_postcode(code: str) -> str:
    """Return a postcode as people write it: `7908 AB` for `7908AB`."""
    return f"{code[:4]} {code[4:]}".rstrip()
