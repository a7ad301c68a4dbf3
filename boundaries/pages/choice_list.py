"""A list of things to look at, each with a heading, a line and a button.

One element instead of four for each: those cost a server with many visitors the most.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Of user text only text comes into the page.
_JS = """
export default function ({ data, parentElement, setTriggerValue }) {
  const told = JSON.stringify(data);
  const list = parentElement.querySelector(".choices");
  const press = (id) => () => setTriggerValue("chosen", id);
  list.querySelectorAll("button").forEach((b) => { b.onclick = press(b.dataset.id); });
  if (list.dataset.told === told) return;
  list.dataset.told = told;
  const made = (name, text) => {
    const element = document.createElement(name);
    element.textContent = text;
    return element;
  };
  const article = (item, level) => {
    const box = document.createElement("article");
    const button = made("button", item.button);
    button.type = "button";
    button.dataset.id = item.id;
    button.onclick = press(item.id);
    box.append(made(level, item.title), made("p", item.line), button);
    if (item.others.length) {
      const more = document.createElement("details");
      more.append(made("summary", item.more), ...item.others.map((other) => article(other, "h3")));
      box.append(more);
    }
    return box;
  };
  list.replaceChildren(...data.items.map((item) => article(item, "h2")));
}
"""
_LOOKS = """
.choices { display: grid; gap: 16px; font: inherit; }
article { border: 1px solid #d0d0d0; border-radius: 8px; padding: 16px; overflow-wrap: anywhere; }
h2, h3 { font-size: 1.1rem; margin: 0 0 8px; }
h2, h3, p, summary { color: #1a1a1a; }
p { margin: 0 0 12px; }
button { min-height: 44px; padding: 4px 16px; border: 1px solid #6b7680; border-radius: 8px;
  background: #fff; color: #1a1a1a; font: inherit; cursor: pointer; text-align: left; }
button:hover { border-color: #0057b7; color: #0057b7; }
summary { min-height: 44px; line-height: 44px; cursor: pointer; }
details article { margin-top: 12px; }
:focus-visible { outline: 3px solid #000; box-shadow: 0 0 0 6px #ffd500; }
"""
_list = st.components.v2.component(
    "choice_list", html="<div class=choices></div>", css=_LOOKS, js=_JS
)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to look at; `others` are shown when `more` is opened."""

    id: str
    title: str
    line: str
    button: str
    more: str = ""
    others: tuple[Choice, ...] = ()

    def all_ids(self) -> set[str]:
        """Return its id and those of the others."""
        return {self.id}.union(*(other.all_ids() for other in self.others))

    def as_data(self) -> dict[str, object]:
        """Return it for the browser."""
        return {
            "id": self.id,
            "title": self.title,
            "line": self.line,
            "button": self.button,
            "more": self.more,
            "others": [other.as_data() for other in self.others],
        }


def choice_list(choices: Sequence[Choice], *, key: str, chosen: Callable[[str], None]) -> None:
    """Show the list.

    Parameters
    ----------
    chosen
        Gets the id of what somebody wants to look at; only one that is shown: a browser can send
        anything.
    """
    known = set().union(*(one.all_ids() for one in choices))

    def told() -> None:
        said = (st.session_state.get(key) or {}).get("chosen")
        if isinstance(said, str) and said in known:
            chosen(said)

    _list(key=key, data={"items": [one.as_data() for one in choices]}, on_chosen_change=told)
