"""QR codes: an address that a phone takes over from a screen or from paper."""

from __future__ import annotations

import html

import segno

QUIET = 4
"""White modules around the code; readers need them."""


def modules(text: str) -> list[list[bool]]:
    """Return the dark modules of the code of a text, row by row, without the quiet zone."""
    code = segno.make(text, error="m", micro=False, boost_error=False)
    return [[bool(module) for module in row] for row in code.matrix]


def picture(text: str, description: str) -> str:
    """Return the code as an HTML image that carries itself: nothing is fetched or kept for it.

    Parameters
    ----------
    text
        What a phone reads.
    description
        For who doesn't see it.
    """
    code = segno.make(text, error="m", micro=False, boost_error=False)
    source = html.escape(code.svg_data_uri(border=QUIET, scale=1, light="#ffffff"), quote=True)
    said = html.escape(description, quote=True)
    return f'<img width="180" height="180" alt="{said}" src="{source}">'
