"""A document in a frame that can't reach the page around it.

Streamlit's own frames allow same-origin, so a script in them reads the parent. This one sets
`sandbox` without it: the document gets an origin of its own.
"""

from __future__ import annotations

import streamlit as st

_frame = st.components.v2.component(
    "report_frame",
    html='<div class="frame"></div>',
    css=".frame iframe { width: 100%; border: 1px solid #767676; display: block; }",
    js="""
export default function (component) {
  const holder = component.parentElement.querySelector(".frame");
  let frame = holder.querySelector("iframe");
  if (!frame) {
    frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts allow-downloads");
    frame.setAttribute("referrerpolicy", "no-referrer");
    holder.replaceChildren(frame);
  }
  frame.title = component.data.title;
  frame.style.height = component.data.height + "px";
  if (frame.srcdoc !== component.data.html) frame.srcdoc = component.data.html;
}
""",
)


def sandboxed(document: str, *, title: str, height: int, key: str) -> None:
    """Show an HTML document in a sandboxed frame of `height` pixels."""
    _frame(key=key, data={"html": document, "title": title, "height": height})
