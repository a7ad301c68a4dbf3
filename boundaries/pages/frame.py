"""Header, banner and footer around every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries.pages import connection
from boundaries.pages.site import cell, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from boundaries.pages.site import Signing, Site

_STYLE = """<style>
.block-container { padding-top: 4rem; max-width: 1400px; }
h1 { font-size: 1.75rem !important; padding-top: 0 !important; }
h2 { font-size: 1.3rem !important; }
.sk-header { display: flex; justify-content: space-between; gap: 1rem; align-items: baseline;
  border-bottom: 3px solid #0057b7; padding-bottom: .4rem; }
.sk-header strong { font-size: 1.15rem; }
.sk-header a { display: inline-block; min-height: 44px; line-height: 44px; padding: 0 .5rem; }
.sk-banner { background: #fff4ce; color: #1a1a1a; padding: .5rem .75rem;
  border-left: 5px solid #b8860b; }
.sk-table { border-collapse: collapse; width: 100%; }
.sk-table caption { text-align: left; font-weight: 600; padding: .4rem 0; }
.sk-table th, .sk-table td { padding: .45rem .25rem; border-bottom: 1px solid #d0d0d0;
  text-align: left; }
.sk-table thead th { border-bottom: 2px solid #333; }
.sk-table .figure { text-align: right; font-variant-numeric: tabular-nums; }
.sk-table tbody th { font-weight: 400; }
.sk-table tbody th { overflow-wrap: break-word; min-width: 7rem; max-width: 14rem; }
.sk-table td { white-space: nowrap; }
.sk-story { padding-left: 1.2rem; margin: 0; }
.sk-story li { margin-bottom: .6rem; overflow-wrap: anywhere; }
h3 { font-size: 1.1rem !important; }
.sk-picture { width: 100%; max-width: 820px; height: auto; border: 1px solid #d0d0d0; }
figure { margin: 0; }
figcaption { font-weight: 600; padding: .25rem 0; }
.sk-scroll { overflow-x: auto; }
.sk-footer { border-top: 1px solid #d0d0d0; margin-top: 2rem; padding-top: .75rem; color: #4a4a4a; }
button { min-height: 44px !important; }
:focus-visible { outline: 3px solid #000 !important; box-shadow: 0 0 0 6px #ffd500 !important; }
/* The field in a list is as wide as what is typed: its box shows the focus. */
:is([data-testid="stSelectbox"], [data-testid="stMultiSelect"]) input:focus-visible {
  outline: none !important; box-shadow: none !important; }
:is([data-testid="stSelectbox"], [data-testid="stMultiSelect"]) > div:has(input:focus-visible) {
  outline: 3px solid #000; box-shadow: 0 0 0 6px #ffd500; border-radius: 8px; }
@media (prefers-reduced-motion: reduce) {
  * { animation: none !important; transition: none !important; }
}
</style>"""

# What stands in the address is known when the link is pressed: pages and maps write it as they go.
# The framework's own link past the menu speaks English only.
_SCRIPT = """
export default function ({ data }) {
  watch(data.connection);
  const words = document.querySelector("[data-testid=stSkipToContent]")?.firstChild;
  if (words?.nodeType === Node.TEXT_NODE) words.nodeValue = data.skip;
  const link = document.querySelector("a[data-other]");
  if (!link) return;
  link.onclick = () => {
    const address = new URL(location.href);
    address.searchParams.set("taal", link.dataset.other);
    address.searchParams.delete("sleutel");
    link.href = address.search;
  };
}
"""
_script = st.components.v2.component(
    "frame_script", html="<span hidden></span>", js=connection.WATCH + _SCRIPT
)


def around(site: Site, title: str, run: Callable[[], None]) -> None:
    """Show a page inside the frame.

    Parameters
    ----------
    title
        Of the page, for the browser's tab.
    run
        Shows the page itself.
    """
    _ = site.words.text
    with site.store.read() as parts:
        place = parts.areas.municipality()
    st.set_page_config(page_title=f"{title} – Smeedkaart {place.name}", layout="wide")
    other = {"nl": "en", "en": "nl"}[site.words.code]
    label = {"nl": "English", "en": "Nederlands"}[site.words.code]
    link = (
        f'<a href="?taal={other}" data-other="{other}" lang="{other}" hreflang="{other}" '
        f'target="_self">{label}</a>'
        if other in place.languages
        else ""
    )
    banners = []
    if site.signing is None:
        banners.append(_("This app runs open. Anyone at this device can change everything."))
    if place.synthetic:
        banners.append(_("This is an example. The boundaries and amounts are made up."))
    banner = f'<p class="sk-banner">{cell(" ".join(banners))}</p>' if banners else ""
    st.html(
        f'{_STYLE}<style>{connection.LOOKS}</style><header class="sk-header">'
        f"<strong>Smeedkaart {cell(place.name)}</strong>{link}</header>{banner}"
    )
    if site.signing is not None:
        _sign_in_or_out(site, site.signing)
    run()
    _script(
        key="frame-script",
        data={"skip": _("Skip to the content"), "connection": connection.texts(site.words)},
    )
    tagline = cell(_("Residents set the boundary of their own area."))
    st.html(f'<footer class="sk-footer"><p>Smeedkaart – {tagline}</p></footer>')


def _sign_in_or_out(site: Site, signing: Signing) -> None:
    _ = site.words.text
    with st.container(horizontal=True, horizontal_alignment="right"):
        if not signing.subject:
            st.button(_("Sign in"), key="sign-in", on_click=signing.log_in)
            return
        role = site.words.text("Signed in as {role}", role=site.actor.role)
        st.text(f"{signing.name} – {role}" if signing.name else role)
        st.button(_("Sign out"), key="sign-out", on_click=signing.log_out)


def forbidden(site: Site) -> None:
    """Say in place of a page that it isn't for this role, and how to get one."""
    _ = site.words.text
    st.title(_("Not for your role"))
    st.error(plain(_("Your role may not do this. Ask the administrator.")), icon=":material/lock:")
    if site.signing is not None and site.signing.subject:
        st.text(_("Give the administrator this text: it is how you are known here."))
        st.code(site.signing.subject, language=None)
