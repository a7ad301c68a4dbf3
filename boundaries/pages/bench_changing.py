"""What every change of areas asks for: when, why, who agreed; a preview; and then recording it.

Nothing is stored before the last button. What was typed stays, whatever is refused.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

import geo
from boundaries import commands
from boundaries.errors import Conflict, Refused
from boundaries.language import N_
from boundaries.model import Consent, Initiator, Occasion, Precision
from boundaries.pages.bench_conflict import tell_conflict
from boundaries.pages.bench_keeping import wipe
from boundaries.pages.bench_preview import show_preview
from boundaries.pages.choosing import forget
from boundaries.pages.site import FIRST_DAY, plain, refusal
from boundaries.previews import preview
from boundaries.rules import AHEAD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from boundaries.model import AreaId, AreaVersion, Changed, ChangeId
    from boundaries.pages.mine_work import Ground
    from boundaries.pages.site import Site

SEEN, DONE, ASKED, CONFLICT = "bench-seen", "bench-done", "bench-preview", "bench-conflict"
"""Keys of the session: the revisions that the work began with, what was recorded, whether the
preview was asked for, and who was first."""
INITIATORS = {
    Initiator.RESIDENTS: N_("The residents"),
    Initiator.COORDINATOR: N_("The area coordinator"),
    Initiator.MUNICIPALITY: N_("The municipality"),
}
PRECISIONS = {
    Precision.DAY: N_("to the day"),
    Precision.MONTH: N_("to the month"),
    Precision.YEAR: N_("to the year"),
}


@dataclass(frozen=True, slots=True)
class Task:
    """A change that is being prepared.

    Attributes
    ----------
    act
        Carries it out; None as long as something has still to be chosen, which `missing` says.
    areas
        What it changes; at these revisions it was begun.
    parties
        Whose people have to agree before it is recorded.
    button
        What the last button says.
    """

    name: str
    act: Callable[[Occasion, Mapping[AreaId, int]], Changed] | None
    areas: Sequence[AreaVersion]
    parties: Sequence[AreaVersion]
    button: str
    missing: str = ""


def change(site: Site, ground: Ground, task: Task) -> None:
    """Ask when, why and who agreed; show what will happen; record it when that is wanted."""
    _ = site.words.text
    _said(site)
    occasion = _occasion(site, task)
    if task.act is None:
        st.info(plain(task.missing))
        _conflict(site, task)
        return
    revs = _revs(task)
    if st.button(_("See first what will change"), key=f"bench-look-{task.name}"):
        st.session_state[ASKED] = task.name
    if st.session_state.get(ASKED) == task.name:
        _preview(site, ground, task, occasion, revs)
    if st.button(plain(task.button), type="primary", key=f"bench-record-{task.name}"):
        _record(site, task, occasion, revs)
    _conflict(site, task)


def _occasion(site: Site, task: Task) -> Occasion:
    words, name = site.words, task.name
    _ = words.text
    with site.store.read() as parts:
        today = parts.areas.today()
    day, how = st.columns(2)
    on = day.date_input(
        _("From which date"), today, min_value=FIRST_DAY, max_value=today + AHEAD,
        format="DD-MM-YYYY" if words.code == "nl" else "DD/MM/YYYY", key=f"bench-on-{name}",
    )  # fmt: skip
    precision = how.selectbox(
        _("How exactly is the date known"), list(PRECISIONS),
        format_func=lambda p: _(PRECISIONS[p]), key=f"bench-precision-{name}",
    )  # fmt: skip
    who, where = st.columns(2)
    initiator = who.selectbox(
        _("Who asked for it"), list(INITIATORS),
        format_func=lambda i: _(INITIATORS[i]), key=f"bench-by-{name}",
    )  # fmt: skip
    document = where.text_input(_("Document (address or number)"), key=f"bench-document-{name}")
    reason = st.text_area(
        _("Reason. Everyone can read it; name no persons."), key=f"bench-reason-{name}"
    )
    consents = tuple(
        consent for party in task.parties if (consent := _consent(site, party, today)) is not None
    )
    first = on if isinstance(on, dt.date) else today
    if precision is not Precision.DAY:
        first = first.replace(day=1, month=first.month if precision is Precision.MONTH else 1)
    return Occasion(first, reason, initiator, precision, document.strip(), consents)


def _consent(site: Site, party: AreaVersion, today: dt.date) -> Consent | None:
    """Let the coordinator note that the people of an area agreed, when and how."""
    _ = site.words.text
    with st.container(border=True):
        agreed = st.checkbox(
            plain(_("{group} agrees", group=party.name)), key=f"bench-agreed-{party.area}"
        )
        if not agreed:
            return None
        when, how = st.columns(2)
        on = when.date_input(
            _("Agreed on"), today, min_value=FIRST_DAY, max_value=today + AHEAD,
            format="DD-MM-YYYY" if site.words.code == "nl" else "DD/MM/YYYY",
            key=f"bench-agreed-on-{party.area}",
        )  # fmt: skip
        note = how.text_input(_("How (a meeting, a vote)"), key=f"bench-agreed-how-{party.area}")
        day = on if isinstance(on, dt.date) else today
        st.caption(plain(_("{group} agreed on {date}", group=party.name, date=day)))
        return Consent(party.area, day, note.strip())


def _revs(task: Task) -> dict[AreaId, int]:
    """Return at which revisions the work began: those of the moment that an area was chosen."""
    seen: dict[AreaId, int] = st.session_state.setdefault(SEEN, {})
    return {v.area: seen.setdefault(v.area, v.rev) for v in task.areas}


def _preview(
    site: Site, ground: Ground, task: Task, occasion: Occasion, revs: Mapping[AreaId, int]
) -> None:
    _ = site.words.text
    act = task.act
    if act is None:
        return
    if not occasion.reason.strip():
        # What it does can be seen before one knows how to put why.
        occasion = Occasion(occasion.on, "?", occasion.initiator, occasion.precision)
    try:
        told = preview(site.store, ground.lie, occasion.on, lambda: act(occasion, revs))
    except Conflict as error:
        st.session_state[CONFLICT] = error
        return
    except (Refused, geo.GeometryError) as error:
        refusal(site, error)
        return
    with site.store.read() as parts:
        standing = parts.areas.at(occasion.on)
    show_preview(site, ground, told, standing)


def _record(site: Site, task: Task, occasion: Occasion, revs: Mapping[AreaId, int]) -> None:
    _ = site.words.text
    act = task.act
    agreed = {consent.area for consent in occasion.consents}
    missing = [party.name for party in task.parties if party.area not in agreed]
    if missing:
        for group in missing:
            st.error(
                plain(_("{group} has not agreed yet. You can record it after that.", group=group)),
                icon=":material/error:",
            )
        return
    if act is None:
        return
    try:
        done = act(occasion, revs)
    except Conflict as error:
        st.session_state[CONFLICT] = error
        return
    except (Refused, geo.GeometryError) as error:
        refusal(site, error)
        return
    st.session_state[DONE] = done.change
    wipe()
    forget()
    for key in (SEEN, ASKED, CONFLICT):
        st.session_state.pop(key, None)
    st.rerun()


def _said(site: Site) -> None:
    """Say what was recorded, and let it be taken back."""
    _ = site.words.text
    number: ChangeId | None = st.session_state.get(DONE)
    if number is None:
        return
    st.success(plain(_("Recorded. You can undo this.")))
    if st.button(_("Undo this change"), key="bench-undo-last"):
        try:
            commands.undo(site.store, site.actor, number)
        except (Refused, geo.GeometryError) as error:
            refusal(site, error)
            return
        del st.session_state[DONE]
        st.session_state.pop(SEEN, None)
        st.rerun()


def tell_gone(site: Site, gone: Sequence[AreaId]) -> None:
    """Say what became of areas that were chosen and stand no more."""
    for area in gone:
        try:
            with site.store.read() as parts:
                parts.areas.latest(area)
        except Conflict as error:
            st.session_state[CONFLICT] = error


def _conflict(site: Site, task: Task) -> None:
    """Say who was first, if somebody was; the work is kept, and goes on from what there is now."""
    error: Conflict | None = st.session_state.get(CONFLICT)
    if error is None:
        return

    def keep() -> None:
        st.session_state.pop(CONFLICT, None)

    def go_on() -> None:
        keep()
        st.session_state.pop(SEEN, None)
        st.session_state[ASKED] = task.name

    tell_conflict(site, error, st.session_state.get(SEEN, {}), go_on=go_on, keep=keep)
