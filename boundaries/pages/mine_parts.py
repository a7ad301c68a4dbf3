"""Small parts of Mijn buurt that need a script: a heading that takes the focus, a link to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries.pages.site import cell, refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    import geo
    from boundaries.errors import Refused
    from boundaries.pages.site import Site

# The heading and this script come in one run, but not in one go.
_FOCUS = """
let last = 0;
export default function ({ data }) {
  if (data.turn === last) return;
  last = data.turn;
  let tries = 0;
  const field = () => [...document.querySelectorAll("input")]
    .find((one) => one.getAttribute("aria-label") === data.field);
  const look = () => {
    const found = data.field && tries < 50
      ? field() : document.querySelector(`[data-turn="${data.turn}"]`);
    if (found) {
      found.focus({ preventScroll: true });
      found.scrollIntoView({ block: "nearest" });
    } else if (tries++ < 60) requestAnimationFrame(look);
  };
  if (data.turn > 0) look();
}
"""
_MESSAGE = """
let last = 0;
export default function ({ data }) {
  if (data.turn === last) return;
  last = data.turn;
  let tries = 0;
  const look = () => {
    const box = document.querySelector(data.box);
    if (box) {
      box.tabIndex = -1;
      box.focus();
    } else if (tries++ < 60) requestAnimationFrame(look);
  };
  look();
}
"""
# Not by Streamlit: that would leave the key one step back in the browser's history. The tab keeps
# it, so that a page that is loaded again, as when the language changes, is still one's own.
_KEY = """
export default function ({ data, setStateValue }) {
  const name = `smeedkaart/link/${data.page}`;
  const address = new URL(location.href);
  const given = address.searchParams.get("sleutel");
  if (given) {
    address.searchParams.delete("sleutel");
    history.replaceState(history.state, "", address);
  }
  try {
    if (data.secret) sessionStorage.setItem(name, data.secret);
    else if (data.forget) sessionStorage.removeItem(name);
    else if (!given && sessionStorage.getItem(name))
      setStateValue("kept", sessionStorage.getItem(name));
  } catch { /* A browser that keeps nothing: the link itself still works. */ }
}
"""
_COPY = """
export default function ({ data, parentElement }) {
  const link = new URL(data.path, location.href).href;
  const [field, button, save, said] = ["input", "button", "[data-save]", "span"]
    .map((name) => parentElement.querySelector(name));
  field.value = link;
  field.setAttribute("aria-label", data.label);
  button.textContent = data.copy;
  button.onclick = async () => {
    field.select();
    try { await navigator.clipboard.writeText(link); }
    catch { document.execCommand("copy"); }
    said.textContent = data.copied;
  };
  save.hidden = !data.page;
  save.textContent = data.save;
  save.onclick = () => {
    const inert = link.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
    const page = new Blob([data.page.split(data.mark).join(inert)], { type: "text/html" });
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(page);
    anchor.download = data.file;
    anchor.click();
    URL.revokeObjectURL(anchor.href);
    said.textContent = data.saved;
  };
}
"""
_COPY_LOOKS = """
div { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; font: inherit; }
input { flex: 1 1 240px; min-width: 0; min-height: 44px; box-sizing: border-box; padding: 0 10px;
  border: 1px solid #6b7680; border-radius: 6px; font: inherit; color: #1a1a1a; background: #fff; }
button { min-height: 44px; padding: 0 16px; border: 1px solid #0057b7; border-radius: 6px;
  background: #0057b7; color: #fff; font: inherit; font-weight: 500; cursor: pointer; }
[data-save] { background: #fff; color: #0057b7; }
[hidden] { display: none; }
:focus-visible { outline: 3px solid #000; box-shadow: 0 0 0 6px #ffd500; }
span:empty { display: none; }
"""

LONGEST_KEY = 100
"""Characters of a secret that a tab gives back; ours have 22."""
LINK = "[[link]]"
"""Stands in a page to be saved where the browser puts the whole address."""

REFUSALS = "mine-refused"
"""Key of the session: how many times what was sent was refused."""

_focus = st.components.v2.component("mine_focus", html="<span hidden></span>", js=_FOCUS)
_message = st.components.v2.component("mine_message", html="<span hidden></span>", js=_MESSAGE)
_key = st.components.v2.component("mine_key", html="<span hidden></span>", js=_KEY)
_copy = st.components.v2.component(
    "mine_copy",
    html=(
        '<div><input readonly><button type="button"></button>'
        '<button type="button" data-save hidden></button><span role="status"></span></div>'
    ),
    css=_COPY_LOOKS,
    js=_COPY,
)


def heading(text: str, turn: int, *, level: int = 2) -> None:
    """Show the heading of a step, which can take the focus.

    A screen reader then begins to read at the step, not at the button that is gone.
    """
    # Below what stays on top of the page when it scrolls.
    looks = "scroll-margin-top: 5rem"
    st.html(f'<h{level} tabindex="-1" data-turn="{turn}" style="{looks}">{cell(text)}</h{level}>')


def focus(turn: int, field: str = "") -> None:
    """Move the focus to the heading of a step, once; stands below all else on the page.

    Parameters
    ----------
    field
        Label of the field that gets it in place of the heading.
    """
    _focus(key="mine-focus", data={"turn": turn, "field": field})


def refused(site: Site, error: Refused | geo.GeometryError) -> None:
    """Say why what somebody sent was refused, where his focus goes: he may not see it appear."""
    turn = st.session_state[REFUSALS] = st.session_state.get(REFUSALS, 0) + 1
    with st.container(key=REFUSALS):
        refusal(site, error)
    _message(key="mine-message", data={"turn": turn, "box": f".st-key-{REFUSALS} [role=alert]"})


def hold_the_key(page: str, secret: str, take: Callable[[str], None]) -> None:
    """Take the key of a private link out of the address bar, and let the tab hold it.

    Parameters
    ----------
    page
        Which page the key belongs to.
    secret
        Of the link of this visit; empty where there is none. When there was one before, the tab
        lets go of it; else the tab gives back what it held before the page was loaded.
    take
        Gets what the tab gave back; a browser can send anything.
    """
    key = f"{page}-key-holder"
    had = f"{page}-key-held"
    if secret:
        st.session_state[had] = True

    def given() -> None:
        held = (st.session_state.get(key) or {}).get("kept")
        if isinstance(held, str) and 0 < len(held) <= LONGEST_KEY:
            take(held)

    _key(
        key=key,
        data={
            "page": page,
            "secret": secret,
            "forget": not secret and st.session_state.get(had, False),
        },
        on_kept_change=given,
    )


def live(lines: list[str]) -> None:
    """Show what changes while somebody draws; a screen reader tells it when it has changed."""
    said = "".join(f"<p>{cell(line)}</p>" for line in lines)
    st.html(f'<div role="status" aria-live="polite" class="sk-live">{said}</div>')


def link_to_keep(
    site: Site, path: str, label: str = "", *, page: str = "", file_name: str = ""
) -> None:
    """Show an address on this site with a button that copies it, and one that saves a page.

    Parameters
    ----------
    path
        Such as `/mijn-buurt?sleutel=...`; only the browser knows what comes before it.
    label
        What it is, for who doesn't see what stands above it.
    page, file_name
        HTML that can be saved under a name, with `LINK` where the whole address comes: the
        browser puts it together, so that the address goes through no server.
    """
    _ = site.words.text
    _copy(
        key="mine-copy",
        data={
            "path": path,
            "label": label or _("Keep this link. With it you can change your drawing later."),
            "copy": _("Copy the link"),
            "copied": _("The link is copied."),
            "save": _("Save as a file"),
            "saved": _("The file is saved with your downloads."),
            "page": page,
            "mark": LINK,
            "file": file_name,
        },
    )
