"""The private link to keep: to copy, as a QR code, and as a small page on one's own device.

The link holds a secret. Code and page are made for the one visit and stand in no address that a
server is asked for: the code is an image that carries itself, the page is put together by the
browser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st

from boundaries import qr
from boundaries.pages.mine_parts import LINK, link_to_keep
from boundaries.pages.site import cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundaries.pages.site import Site

_LOOKS = """body { font: 1.1rem/1.5 sans-serif; max-width: 40rem; margin: 2rem auto;
  padding: 0 1rem; color: #1a1a1a; } a { color: #0057b7; overflow-wrap: anywhere; }"""


def keep(site: Site, path: str, name: str, steps: Sequence[str]) -> None:
    """Show the link of a drawing that was sent, with the ways to keep it.

    Parameters
    ----------
    path
        On this site, with the secret.
    name
        What the maker calls the drawing.
    steps
        What happens next, in sentences.
    """
    _ = site.words.text
    code = _code(site, path)
    link_to_keep(site, path, page=_page(site, name, steps, code), file_name=_("my-drawing.html"))
    if code:
        scan = cell(_("Scan it with a phone"))
        st.html(f"<figure>{code}<figcaption>{scan}</figcaption></figure>")


def _code(site: Site, path: str) -> str:
    """Return the QR code of the link; empty where the browser didn't say where it is."""
    here = urlsplit(st.context.url or "")
    if here.scheme not in {"http", "https"} or not here.netloc:
        return ""
    link = f"{here.scheme}://{here.netloc}{path}"
    return qr.picture(link, site.words.text("QR code of your private link"))


def _page(site: Site, name: str, steps: Sequence[str], code: str) -> str:
    """Return a page of its own; the browser puts the whole link where `LINK` stands."""
    _ = site.words.text
    can = cell(_("Keep this link. With it you can change your drawing later."))
    whoever = cell(_("Whoever has this link can change your drawing. Keep it to yourself."))
    now = cell(_("What happens now?"))
    items = "".join(f"<li>{cell(step)}</li>" for step in steps)
    with site.store.read() as parts:
        title = cell(f"{name} – Smeedkaart {parts.areas.municipality().name}")
    return (
        f'<!doctype html><html lang="{site.words.code}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{title}</title><style>{_LOOKS}</style></head>"
        f"<body><main><h1>{cell(name)}</h1><p>{can}</p>"
        f'<p><a href="{LINK}">{LINK}</a></p>{code}<p>{whoever}</p>'
        f"<h2>{now}</h2><ol>{items}</ol></main></body></html>"
    )
