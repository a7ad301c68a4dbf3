"""Picking blocks without a map: a filter, a list with ticks, and buttons for each side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from boundaries import picking
from boundaries import summary_words as say
from boundaries.language import N_
from boundaries.live_counts import residents_of
from boundaries.pages.announcer import announce
from boundaries.pages.mine_work import ground_of
from boundaries.pages.site import plain
from boundaries.searching import Found, Kind, search
from boundaries.starting import blocks_in
from geo.describing import DIRECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from boundaries.lie import Lie
    from boundaries.pages.mine_work import Ground
    from boundaries.pages.site import Site
    from geo.describing import Direction

    Ids = frozenset[str]
    Which = Callable[[Ids], Ids]

ASKED, SAID, ORDER, SHOWN = "list-asked", "list-said", "list-order", "list-shown"
"""Keys of the session: what was pressed, what is told of it, the list and how much of it."""
FILTER, APART = "list-filter", "list-apart"
STEP = 24
"""So many blocks are listed, and as many more with each press."""
_LOOKS = """<style>
[class*="st-key-list-found-"] label, [class*="st-key-list-block-"] label {
  min-height: 44px; min-width: 44px; align-items: center; }
</style>"""
"""Each tick is as large as a finger."""
SIDE_NAMES: dict[Direction, str] = {
    "north": N_("north"),
    "east": N_("east"),
    "south": N_("south"),
    "west": N_("west"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was pressed: which blocks come in or go, by what name it is told.

    Attributes
    ----------
    steady
        Whether the list stays in its order: else what was ticked would jump away from under
        the one who ticks.
    """

    name: str
    add: bool
    which: Which
    steady: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What was told last, and the how manieth it is."""

    text: str = ""
    turn: int = 0


def pick_from_list(site: Site, picked: Ids) -> Ids:
    """Let blocks be picked without a map, by keyboard and screen reader.

    Parameters
    ----------
    picked
        Ids of the blocks that are in.

    Returns
    -------
    frozenset of str
        What is in after what was just pressed.
    """
    ground = ground_of(site)
    picked &= ground.lie.place_of.keys()
    picked = _after(site, ground.lie, picked)
    st.html(_LOOKS)
    _ = site.words.text
    st.text_input(_("Find your street or postcode"), key=FILTER, live=True, type="search")
    said: Said = st.session_state.get(SAID, Said())
    announce(said.text, said.turn, key="list-announcer")
    _found(site, ground, picked)
    if picked:
        _blocks(site, ground.lie, picked)
        _sides(site, ground.lie)
        _apart(site, ground.lie, picked)
    return picked


def _after(site: Site, lie: Lie, picked: Ids) -> Ids:
    """Return what is picked after what was pressed, and say it."""
    asked: Asked | None = st.session_state.pop(ASKED, None)
    if asked is None:
        return picked
    which = asked.which(picked)
    new = picked | which if asked.add else picked - which
    turn = st.session_state.get(SAID, Said()).turn + 1
    st.session_state[SAID] = Said(_told(site, lie, asked, picked, new), turn)
    order: list[str] = st.session_state.get(ORDER, [])
    if not asked.steady:
        # What was just brought in comes first, each block with its own tick.
        order = [id_ for id_ in sorted(which) if id_ in new]
        st.session_state[SHOWN] = STEP
    seen = set(order)
    more = picking.touching_first(lie, new)[: len(picking.neighbours_of(lie, new)) + len(new)]
    st.session_state[ORDER] = [*order, *(id_ for id_ in more if id_ not in seen)]
    return new


def _told(site: Site, lie: Lie, asked: Asked, old: Ids, new: Ids) -> str:
    words = site.words
    if new == old:
        nothing = {True: N_("There is nothing to add."), False: N_("There is nothing to take off.")}
        return words.text(nothing[asked.add])
    action = words.text({True: N_("added"), False: N_("taken off")}[asked.add])
    people = residents_of(lie, new)
    if people.about is None:
        return words.count(
            "{block} {action}. {n} block.",
            "{block} {action}. {n} blocks.",
            len(new),
            block=asked.name,
            action=action,
        )
    return words.count(
        "{block} {action}. {n} block, about {r} residents.",
        "{block} {action}. {n} blocks, about {r} residents.",
        len(new),
        block=asked.name,
        action=action,
        r=people.about,
    )


def _ticked(key: str, name: str, which: Which, *, steady: bool) -> None:
    st.session_state[ASKED] = Asked(name, bool(st.session_state[key]), which, steady)


def _pressed(name: str, add: bool, which: Which) -> None:  # noqa: FBT001 - an argument of a callback
    st.session_state[ASKED] = Asked(name, add, which)


def _tick(key: str, label: str, name: str, ids: Ids, picked: Ids, *, steady: bool) -> None:
    """Show a box that is ticked when all of some blocks are in."""
    st.session_state[key] = ids <= picked
    st.checkbox(
        _inert(label),
        key=key,
        on_change=_ticked,
        args=(key, name, lambda _picked: ids),
        kwargs={"steady": steady},
    )


def _inert(label: str) -> str:
    """Return a label with those marks of Markdown escaped that do something.

    Not all of them as `plain` does: a screen reader is given a label as it is written, and would
    read each backslash out.
    """
    return re.sub(r"([\\`*_\[\]<>$~:!#|])", r"\\\1", label)


def _found(site: Site, ground: Ground, picked: Ids) -> None:
    """Show the streets, postcodes and areas that somebody types, each with a tick."""
    _ = site.words.text
    text = st.session_state.get(FILTER, "")
    if not text.strip():
        if not picked:
            st.caption(_("Type three letters of a street, a postcode, or an area."))
        return
    rows = [(found, _ids(ground, found)) for found in search(ground.lie, ground.versions, text)]
    rows = [(found, ids) for found, ids in rows if ids]
    if not rows:
        st.text(_('We can\'t find "{text}". Try only the street.', text=text.strip()[:60]))
    ticks = st.container(gap=None)
    for found, ids in rows:
        label = site.words.count(
            "{name}, {n} block", "{name}, {n} blocks", len(ids), name=found.name
        )
        key = f"list-found-{found.kind}-{found.key}"
        with ticks:
            _tick(key, label, found.name, ids, picked, steady=False)


def _ids(ground: Ground, found: Found) -> Ids:
    match found.kind:
        case Kind.STREET:
            return picking.along(ground.lie, found.key)
        case Kind.POSTCODE:
            return picking.of_postcode(ground.lie, found.key)
        case Kind.AREA:
            return blocks_in(ground.lie.blocks, found.place)


def _blocks(site: Site, lie: Lie, picked: Ids) -> None:
    """Show the blocks that are in or touch, each with a tick, and who lives there."""
    _ = site.words.text
    st.subheader(_("Blocks in or beside your area"), anchor=False)
    order = _order(lie, picked)
    shown = st.session_state.get(SHOWN, STEP)
    ticks = st.container(gap=None)
    for block in (lie.blocks[lie.place_of[id_]] for id_ in order[:shown]):
        ids = frozenset({block.id})
        label = f"{block.name}, {say.people(residents_of(lie, ids), site.words)}"
        with ticks:
            _tick(f"list-block-{block.id}", label, block.name, ids, picked, steady=True)
    if len(order) > shown:
        st.button(_("Show more blocks"), key="list-more", on_click=_show_more, args=(shown,))


def _order(lie: Lie, picked: Ids) -> list[str]:
    """Return the blocks of the list: those that touch first, steady while ticks are set."""
    order: list[str] = [id_ for id_ in st.session_state.get(ORDER, []) if id_ in lie.place_of]
    if not order or not picked <= set(order):
        # Picked elsewhere, such as on the map.
        most = len(picking.neighbours_of(lie, picked)) + len(picked)
        order = st.session_state[ORDER] = picking.touching_first(lie, picked)[:most]
    return order


def _show_more(shown: int) -> None:
    st.session_state[SHOWN] = shown + STEP


def _sides(site: Site, lie: Lie) -> None:
    """Show a pair of buttons for each side, and one for all neighbours."""
    _ = site.words.text
    st.subheader(_("Side by side"), anchor=False)
    for side in DIRECTIONS:
        where = site.words.template(SIDE_NAMES[side])
        pair = (
            (True, _("On the {side} side: add", side=where), picking.add_on_side),
            (False, _("On the {side} side: take off", side=where), picking.take_off_side),
        )
        with st.container(horizontal=True):
            for add, label, chosen in pair:
                st.button(
                    label,
                    key=f"list-{side}-{'add' if add else 'off'}",
                    on_click=_pressed,
                    args=(_("The {side} side", side=where), add, _on(lie, chosen, side)),
                )
    st.button(
        _("Add all neighbours"),
        key="list-neighbours",
        on_click=_pressed,
        args=(_("All neighbours"), True, lambda picked: picking.neighbours_of(lie, picked)),
    )


def _on(lie: Lie, chosen: Callable[[Lie, Ids, Direction], Ids], side: Direction) -> Which:
    return lambda picked: chosen(lie, picked, side)


def _apart(site: Site, lie: Lie, picked: Ids) -> None:
    """Ask of blocks that lie loose whether they may."""
    _ = site.words.text
    allowed: set[Ids] = st.session_state.setdefault(APART, set())
    groups = [g for g in picking.loose(lie.blocks, picked) if g not in allowed]
    if not groups:
        return
    group = groups[0]
    names = _names(lie, sorted(group))
    st.warning(plain(_("{block} does not touch your area. May it stay apart?", block=names)))
    with st.container(horizontal=True):
        st.button(_("Yes"), key="list-apart-yes", on_click=allowed.add, args=(group,))
        st.button(
            _("No"), key="list-apart-no", on_click=_pressed, args=(names, False, lambda _p: group)
        )


def _names(lie: Lie, ids: Sequence[str], most: int = 3) -> str:
    shown = ", ".join(lie.blocks[lie.place_of[id_]].name for id_ in ids[:most])
    return shown if len(ids) <= most else f"{shown} …"
