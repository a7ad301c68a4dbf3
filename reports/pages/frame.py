"""A document in a frame that can't reach the page around it.

Streamlit's own frames allow same-origin, so a script in them reads the parent. This one sets
`sandbox` without it: the document gets an origin of its own. It tells the page how high it is,
and which day and place it shows; only numbers and a date are taken from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st


@dataclass(frozen=True, slots=True)
class Link:
    """A button that copies the address of what is seen; `view` is where the map begins."""

    label: str
    copied: str
    view: list[float] = field(default_factory=list)


_frame = st.components.v2.component(
    "report_frame",
    html=(
        '<div class="frame"></div>'
        '<p class="link"><button type="button"></button><span role="status"></span></p>'
    ),
    css="""
.frame iframe { width: 100%; border: 1px solid #767676; display: block; }
.link { margin: 8px 0 0; display: flex; flex-wrap: wrap; gap: 12px; align-items: center; }
.link button { min-height: 44px; padding: 0 16px; border: 1px solid #0057b7; border-radius: 6px;
  background: #fff; color: #0057b7; font: inherit; font-weight: 500; cursor: pointer; }
.link button:focus-visible { outline: 3px solid #000; box-shadow: 0 0 0 6px #ffd500; }
""",
    js="""
export default function ({ data, parentElement }) {
  const holder = parentElement.querySelector(".frame");
  let frame = holder.querySelector("iframe");
  if (!frame) {
    frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts allow-downloads");
    frame.setAttribute("referrerpolicy", "no-referrer");
    holder.replaceChildren(frame);
  }
  frame.title = data.title;
  if (frame.srcdoc !== data.html) {
    frame.style.height = data.height + "px";
    frame.srcdoc = data.html;
  }
  const [button, said] = ["button", "span"].map((name) => parentElement.querySelector(name));
  button.textContent = data.label;
  const seen = holder.seen ??= { day: "", view: [], begun: false };
  const hear = ({ source, data: told }) => {
    if (source !== frame.contentWindow) return;
    if (told?.smeedkaartReady && data.view.length && !seen.begun) {
      // Once: another indicator leaves the map where the visitor has brought it.
      seen.begun = true;
      seen.view = data.view;
    }
    if (told?.smeedkaartReady && seen.view.length)
      source.postMessage({ smeedkaartView: seen.view }, "*");
    const shown = told?.smeedkaartMap;
    if (!shown) return;
    if (shown.height > 200 && shown.height < 6000)
      frame.style.height = Math.ceil(shown.height) + 2 + "px";
    if (/^\\d{4}-\\d\\d-\\d\\d$/.test(shown.day)) seen.day = shown.day;
    if (Array.isArray(shown.view) && shown.view.length === 3 && shown.view.every(Number.isFinite))
      seen.view = shown.view;
  };
  if (holder.hear) window.removeEventListener("message", holder.hear);
  holder.hear = hear;
  window.addEventListener("message", hear);
  button.onclick = async () => {
    const address = new URL(location.href);
    if (seen.day) address.searchParams.set("op", seen.day);
    const [lat, lng, zoom] = seen.view;
    if (zoom !== undefined)
      address.searchParams.set("kijk", [lat.toFixed(5), lng.toFixed(5), zoom.toFixed(2)].join());
    try { await navigator.clipboard.writeText(address.href); }
    catch {
      const field = document.createElement("input");
      field.value = address.href;
      button.after(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      button.focus();
    }
    said.textContent = data.copied;
  };
  return () => window.removeEventListener("message", hear);
}
""",
)


def sandboxed(document: str, *, title: str, height: int, key: str, link: Link) -> None:
    """Show an HTML document in a sandboxed frame, `height` pixels high until it says otherwise."""
    _frame(
        key=key,
        data={
            "html": document,
            "title": title,
            "height": height,
            "label": link.label,
            "copied": link.copied,
            "view": link.view,
        },
    )
