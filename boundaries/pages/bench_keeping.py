"""What a coordinator filled in stays on the device until it is recorded.

Who loses the connection, or closes the tablet at the kitchen table, finds it there again. It goes
to no other device, and is gone once the change is recorded or wiped.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Collection

    from boundaries.model import Municipality
    from boundaries.pages.site import Site

_KEEPER = """
export default function ({ data, setStateValue }) {
  try {
    if (data.wipe) localStorage.removeItem(data.name);
    else if (Object.keys(data.draft).length)
      localStorage.setItem(data.name, JSON.stringify(data.draft));
    else if (data.look) {
      const kept = localStorage.getItem(data.name);
      if (kept) setStateValue("kept", JSON.parse(kept));
    }
  } catch { /* A browser that keeps nothing: what is on the page still counts. */ }
}
"""
_keeper = st.components.v2.component("bench_keeper", html="<span hidden></span>", js=_KEEPER)

KEY, WIPE, BEGUN = "bench-keeper", "bench-wipe", "bench-begun"
_KEPT = re.compile(
    r"bench-(?:(?:on|document|reason|agreed|agreed-on|agreed-how)-[\w-]+"
    r"|(?:merge|carve)-name|(?:split|carve)-projects-[01]|split-(?:one|other|line)|merging|[a-z]+-area)"
)
"""Keys of the fields that are kept; never those of buttons and maps."""
_BOX = re.compile(r"bench-agreed-(?!on-|how-).+")
LONGEST = 4_000


def keep(site: Site, place: Municipality, task: str, standing: Collection[str]) -> None:
    """Keep what is filled in for the task, and offer what was kept before.

    Parameters
    ----------
    standing
        Ids of the areas: one that went isn't chosen again.
    """
    _ = site.words.text
    draft = _filled_in()
    kept = (st.session_state.get(KEY) or {}).get("kept")
    if not draft and isinstance(kept, dict) and not st.session_state.get(BEGUN):
        st.info(_("Your work is still on this device."))
        with st.container(horizontal=True):
            st.button(
                _("Go on with it"), key="bench-resume", on_click=_resume, args=(kept, standing)
            )
            st.button(_("Start again"), key="bench-again", on_click=_again)
    elif draft:
        st.session_state[BEGUN] = True
    _keeper(
        key=KEY,
        data={
            "name": f"smeedkaart/{place.code}/werkbank/{task}",
            "draft": draft,
            "look": not draft,
            "wipe": st.session_state.pop(WIPE, False),
        },
        on_kept_change=lambda: None,
    )


def wipe() -> None:
    """Empty the fields, and let what was kept go: it is recorded."""
    for key in [key for key in st.session_state if _KEPT.fullmatch(str(key))]:
        del st.session_state[key]
    st.session_state[WIPE] = True
    st.session_state.pop(BEGUN, None)


def _filled_in() -> dict[str, Any]:
    """Return what is filled in, as JSON can hold it; dates as text."""
    found: dict[str, Any] = {}
    for key, value in st.session_state.items():
        if not _KEPT.fullmatch(str(key)) or not value:
            continue
        if isinstance(value, dt.date):
            # The day it is stands in the field at first, so it is nothing that was filled in.
            if value != dt.datetime.now(dt.UTC).date():
                found[str(key)] = {"day": value.isoformat()}
        elif isinstance(value, str | bool | list):
            found[str(key)] = value
    return found


def _resume(kept: dict[str, Any], standing: Collection[str]) -> None:
    """Fill the fields in again; a browser can hold anything."""
    for key, value in kept.items():
        if not isinstance(key, str) or not _KEPT.fullmatch(key):
            continue
        known = _known(key, value, standing)
        if known is not None:
            st.session_state[key] = known
    st.session_state[BEGUN] = True


def _known(key: str, value: object, standing: Collection[str]) -> object:
    """Return a value as the field takes it, or None where it can't."""
    if _BOX.fullmatch(key):
        return value if isinstance(value, bool) else None
    match value:
        case {"day": str() as day}:
            return _day(day)
        case str() if not key.endswith("-area") or value in standing:
            return value[:LONGEST]
        case list():
            texts = [one for one in value if isinstance(one, str)]
            # Projects are looked up where they are shown.
            return texts if "-projects-" in key else [one for one in texts if one in standing]
        case _:
            return None


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _again() -> None:
    wipe()
    st.session_state[BEGUN] = True
