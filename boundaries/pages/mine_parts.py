"""Small parts of Mijn buurt that need a script: a heading that takes the focus, a link to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries.pages.site import cell

if TYPE_CHECKING:
    from boundaries.pages.site import Site

# The heading and this script come in one run, but not in one go.
_FOCUS = """
let last = 0;
export default function ({ data }) {
  if (data.turn === last) return;
  last = data.turn;
  let tries = 0;
  const look = () => {
    const heading = document.querySelector(`[data-turn="${data.turn}"]`);
    if (heading) {
      heading.focus({ preventScroll: true });
      heading.scrollIntoView({ block: "nearest" });
    } else if (tries++ < 60) requestAnimationFrame(look);
  };
  if (data.turn > 0) look();
}
"""
# Not by Streamlit: that would leave the key one step back in the browser's history.
_FORGET = """
export default function () {
  const address = new URL(location.href);
  if (!address.searchParams.has("sleutel")) return;
  address.searchParams.delete("sleutel");
  history.replaceState(history.state, "", address);
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

LINK = "[[link]]"
"""Stands in a page to be saved where the browser puts the whole address."""

_focus = st.components.v2.component("mine_focus", html="<span hidden></span>", js=_FOCUS)
_forget = st.components.v2.component("mine_forget", html="<span hidden></span>", js=_FORGET)
_copy = st.components.v2.component(
    "mine_copy",
    html=(
        '<div><input readonly><button type="button"></button>'
        '<button type="button" data-save hidden></button><span role="status"></span></div>'
    ),
    css=_COPY_LOOKS,
    js=_COPY,
)


def heading(text: str, turn: int) -> None:
    """Show the heading of a step, which can take the focus.

    A screen reader then begins to read at the step, not at the button that is gone.
    """
    # Below what stays on top of the page when it scrolls.
    looks = "scroll-margin-top: 5rem"
    st.html(f'<h2 tabindex="-1" data-turn="{turn}" style="{looks}">{cell(text)}</h2>')


def focus(turn: int) -> None:
    """Move the focus to the heading of a step, once; stands below all else on the page."""
    _focus(key="mine-focus", data={"turn": turn})


def forget_the_key() -> None:
    """Take the key of a private link out of the address bar."""
    _forget(key="mine-forget")


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
