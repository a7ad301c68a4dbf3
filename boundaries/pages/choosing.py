"""Choosing areas from a list of names, when somebody gives one another name meanwhile.

Streamlit knows what was chosen by the text that stood in the list: it would let go of an area
that is called differently now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from boundaries.model import AreaId, AreaVersion

_NAMES = "names-of-"


def keep_chosen(
    key: str, standing: Mapping[AreaId, AreaVersion], *, many: bool = True
) -> list[AreaId]:
    """Before the list is shown: keep what was chosen and still stands, whatever it is called.

    Returns
    -------
    list of AreaId
        What was chosen and stands no more.
    """
    seen: dict[AreaId, str] = st.session_state.get(_NAMES + key, {})
    still = [area for area in seen if area in standing]
    if any(standing[area].name != seen[area] for area in still) or len(still) < len(seen):
        st.session_state[key] = still if many else next(iter(still), None)
    gone = [area for area in seen if area not in standing]
    for area in gone:
        del seen[area]
    return gone


def forget() -> None:
    """Remember nothing any more of what was chosen: it is recorded."""
    for key in [key for key in st.session_state if str(key).startswith(_NAMES)]:
        del st.session_state[key]


def remember(key: str, standing: Mapping[AreaId, AreaVersion], chosen: Sequence[AreaId]) -> None:
    """After the list was shown: remember what was chosen, and its name."""
    st.session_state[_NAMES + key] = {area: standing[area].name for area in chosen}
