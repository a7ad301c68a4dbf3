"""A line that is shown and told by a screen reader each time it changes."""

from __future__ import annotations

import streamlit as st

# The region stays in the page and only its text changes: one that comes with its text isn't told.
_SCRIPT = """
export default function ({ data, parentElement }) {
  const region = parentElement.querySelector("p");
  if (region.dataset.turn === String(data.turn)) return;
  region.dataset.turn = data.turn;
  region.textContent = "";
  setTimeout(() => { region.textContent = data.said; }, 50);
}
"""
_LOOKS = "p { margin: 0; min-height: 1.5em; font: inherit; color: #1a1a1a; }"

_announcer = st.components.v2.component(
    "announcer", html='<p role="status" aria-live="polite"></p>', css=_LOOKS, js=_SCRIPT
)


def announce(text: str, turn: int, *, key: str) -> None:
    """Show a line of what was just done.

    Parameters
    ----------
    turn
        Another number each time, so that the same words are told again.
    """
    _announcer(key=key, data={"said": text, "turn": turn})
