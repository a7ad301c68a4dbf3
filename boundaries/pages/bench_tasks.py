"""The tasks that change areas: what each asks for, and the command that carries it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries import commands
from boundaries.cutting import joined, round_a_part, through, to_the_edge
from boundaries.dividing import read_divide
from boundaries.errors import Refused
from boundaries.pages.bench_changing import Task, change, tell_gone
from boundaries.pages.bench_dividing import divide_money, divide_projects
from boundaries.pages.bench_map import land_on_map, line_on_map
from boundaries.pages.bench_pairs import pairs
from boundaries.pages.choosing import keep_chosen, remember
from boundaries.queries import consider

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import AreaId, AreaVersion, Changed, Occasion
    from boundaries.pages.mine_work import Ground
    from boundaries.pages.site import Site
    from boundaries.participation import Round

    Act = Callable[[Occasion, Mapping[AreaId, int]], Changed]

MERGING = "bench-merging"


def merge(site: Site, ground: Ground, _round: Round | None) -> None:
    """Make one area of two or more."""
    _ = site.words.text
    pairs(site, ground, MERGING)
    by_id = {v.area: v for v in ground.versions}
    order = sorted(by_id, key=lambda a: by_id[a].name)
    tell_gone(site, keep_chosen(MERGING, by_id))
    chosen = st.multiselect(
        _("Which areas become one"), order, format_func=lambda a: by_id[a].name,
        placeholder=_("Choose areas"), key=MERGING,
    )  # fmt: skip
    name = st.text_input(_("Name of the new area"), max_chars=200, key="bench-merge-name")
    apart = st.checkbox(_("They may lie apart"), key="bench-merge-apart")

    def act(occasion: Occasion, revs: Mapping[AreaId, int]) -> Changed:
        return commands.merge(
            site.store, site.actor, chosen, name=name, occasion=occasion, apart=apart, revs=revs
        )

    remember(MERGING, by_id, chosen)
    areas = [by_id[area] for area in chosen]
    many = site.words.count("Merge {n} area", "Merge {n} areas", max(len(areas), 2))
    ready = len(areas) > 1 and name.strip()
    change(site, ground, Task(
        "merge", act if ready else None, areas, areas, many,
        _("Choose two areas or more, and give the new area a name."),
    ))  # fmt: skip


def split(site: Site, ground: Ground, _round: Round | None) -> None:
    """Make two areas of one, along a line."""
    _ = site.words.text
    own = _area(site, ground, "split")
    line = _line(site, ground, own) if own is not None else None
    one, other = st.columns(2)
    names = (
        one.text_input(_("Name of the part left of the line"), key="bench-split-one"),
        other.text_input(_("Name of the part right of the line"), key="bench-split-other"),
    )
    key = divide_money(site, "split")
    moved = {} if own is None else divide_projects(site, "split", own.area, names)
    act: Act | None = None
    if own is not None and line is not None and all(name.strip() for name in names) and key:
        cut, divide, area = line, key, own.area

        def act(occasion: Occasion, revs: Mapping[AreaId, int]) -> Changed:
            return commands.split(
                site.store, site.actor, area, line=cut, names=names, occasion=occasion,
                divide=read_divide(divide), projects=moved, rev=revs.get(area),
            )  # fmt: skip

    button = _("Split {area} in two", area=own.name if own else "…")
    areas = [own] if own is not None else []
    change(site, ground, Task(
        "split", act, areas, areas, button, _("Choose an area and a line, and name both parts."),
    ))  # fmt: skip


def grow(site: Site, ground: Ground, _round: Round | None) -> None:
    """Add nobody's land to an area."""
    _ = site.words.text
    own = _area(site, ground, "grow")
    added = None
    if own is not None:
        st.text(_("Mark the land that is added. It lies beside the area and is nobody's."))
        added = land_on_map(site, ground, "grow", about=own.area)
    act: Act | None = None
    if own is not None and added is not None:
        addition, area = added, own.area

        def act(occasion: Occasion, revs: Mapping[AreaId, int]) -> Changed:
            return commands.grow(
                site.store, site.actor, area, addition=addition, occasion=occasion,
                rev=revs.get(area),
            )  # fmt: skip

    areas = [own] if own is not None else []
    change(site, ground, Task(
        "grow", act, areas, areas, _("Grow {area}", area=own.name if own else "…"),
        _("Choose an area and mark the land that is added."),
    ))  # fmt: skip


def adjust(site: Site, ground: Ground, _round: Round | None) -> None:
    """Give an area another boundary; a shared border moves in both."""
    _ = site.words.text
    own = _area(site, ground, "adjust")
    land = None
    if own is not None:
        st.text(_("Mark the whole new area. It begins with the boundary of now."))
        land = land_on_map(site, ground, "adjust", about=own.area, start=own.geometry)
    partners = _partners(site, ground, own, land) if own is not None and land is not None else []
    act: Act | None = None
    if own is not None and land is not None:
        boundary, area, shared = land, own.area, [v.area for v in partners]

        def act(occasion: Occasion, revs: Mapping[AreaId, int]) -> Changed:
            return commands.adjust(
                site.store, site.actor, area, geometry=boundary, occasion=occasion,
                shared_with=shared, consent=[c.area for c in occasion.consents], revs=revs,
            )  # fmt: skip

    areas = [own, *partners] if own is not None else []
    change(site, ground, Task(
        "adjust", act, areas, areas, _("Adjust {area}", area=own.name if own else "…"),
        _("Choose an area and change its boundary."),
    ))  # fmt: skip


def carve_out(site: Site, ground: Ground, _round: Round | None) -> None:
    """Let a part of an area become one of its own; the rest stays."""
    _ = site.words.text
    own = _area(site, ground, "carve")
    land = None
    if own is not None:
        st.text(_("Mark the part that becomes an area of its own."))
        land = land_on_map(site, ground, "carve", about=own.area)
    name = st.text_input(_("Name of the new area"), max_chars=200, key="bench-carve-name")
    key = divide_money(site, "carve")
    moved = {}
    if own is not None:
        moved = divide_projects(site, "carve", own.area, (name, own.name))
    act: Act | None = None
    if own is not None and land is not None and name.strip() and key:
        part, divide, area = land, key, own.area

        def act(occasion: Occasion, revs: Mapping[AreaId, int]) -> Changed:
            return commands.carve_out(
                site.store, site.actor, area, geometry=part, name=name, occasion=occasion,
                divide=read_divide(divide), projects=moved, rev=revs.get(area),
            )  # fmt: skip

    areas = [own] if own is not None else []
    button = _(
        "Carve {name} out of {area}", name=name.strip() or "…", area=own.name if own else "…"
    )
    change(site, ground, Task(
        "carve", act, areas, areas, button,
        _("Choose an area, mark the part, and name the new area."),
    ))  # fmt: skip


def rest(site: Site, ground: Ground, _round: Round | None) -> None:
    """Put an area to rest, wake it, or dissolve it."""
    _ = site.words.text
    own = _area(site, ground, "rest")
    resting = own is not None and own.resting
    kinds = {"wake": _("Wake it")} if resting else {"rest": _("Put it to rest")}
    kinds["dissolve"] = _("Dissolve it")
    kind = st.radio(
        _("What happens to it"), list(kinds), format_func=kinds.__getitem__, horizontal=True,
        key="bench-rest-kind",
    )  # fmt: skip
    heir = None
    if kind == "dissolve" and own is not None:
        others = [v for v in ground.versions if v.area != own.area]
        heir = st.selectbox(
            _("Its money and projects go to"), sorted(others, key=lambda v: v.name), index=None,
            format_func=lambda v: v.name, placeholder=_("Nobody: nothing is left"),
            key="bench-rest-heir",
        )  # fmt: skip
    act: Act | None = None
    if own is not None:
        area, to = own.area, heir.area if heir is not None else None

        def act(occasion: Occasion, revs: Mapping[AreaId, int]) -> Changed:
            if kind == "dissolve":
                return commands.dissolve(
                    site.store, site.actor, area, occasion=occasion, to=to, revs=revs
                )
            command = commands.rest if kind == "rest" else commands.wake
            return command(site.store, site.actor, area, occasion=occasion, rev=revs.get(area))

    areas = [v for v in (own, heir) if v is not None]
    change(site, ground, Task(
        "rest", act, areas, areas, f"{kinds[kind]}: {own.name}" if own else kinds[kind],
        _("Choose an area."),
    ))  # fmt: skip


def _area(site: Site, ground: Ground, name: str) -> AreaVersion | None:
    """Let an area be chosen; it stands in the address."""
    _ = site.words.text
    by_id = {v.area: v for v in ground.versions}
    order = sorted(by_id, key=lambda a: by_id[a].name)
    key = f"bench-{name}-area"
    if key not in st.session_state:
        asked = st.query_params.get("gebied", "")
        st.session_state[key] = asked if asked in by_id else None
    tell_gone(site, keep_chosen(key, by_id, many=False))
    chosen = st.selectbox(
        _("Which area"), order, format_func=lambda a: by_id[a].name,
        placeholder=_("Choose an area"), key=key, index=None,
    )  # fmt: skip
    remember(key, by_id, [] if chosen is None else [chosen])
    if chosen is not None:
        st.query_params["gebied"] = chosen
    return by_id.get(chosen) if chosen is not None else None


def _line(site: Site, ground: Ground, own: AreaVersion) -> BaseGeometry | None:
    """Let the line be one of the list, drawn from edge to edge, or the edge of a ring."""
    _ = site.words.text
    how = st.radio(
        _("Along which line"), ["list", "line", "map"], horizontal=True, key="bench-split-how",
        format_func={
            "list": _("A street, water or railway"),
            "line": _("Draw a line from edge to edge"),
            "map": _("Draw a ring round one part"),
        }.__getitem__,
    )  # fmt: skip
    if how == "line":
        st.text(_("Draw a line from edge to edge."))
        drawn = line_on_map(site, ground, "split", about=own.area)
        return None if drawn is None else to_the_edge(drawn, own.geometry)
    if how == "map":
        ring = land_on_map(site, ground, "split", about=own.area)
        return None if ring is None else round_a_part(ring, own.geometry)
    named: dict[str, list[BaseGeometry]] = {}
    for n in ground.lie.path_tree.query(own.geometry, predicate="intersects").tolist():
        line = ground.lie.lines[n]
        named.setdefault(line.name, []).append(line.geometry)
    chosen = st.selectbox(
        _("Along which street, water or railway"), sorted(named), index=None,
        placeholder=_("Choose a line"), key="bench-split-line",
    )  # fmt: skip
    if chosen is None:
        return None
    whole = [line.geometry for line in ground.lie.lines if line.name == chosen]
    return through(joined(whole), own.geometry)


def _partners(
    site: Site, ground: Ground, own: AreaVersion, land: BaseGeometry
) -> list[AreaVersion]:
    """Let the coordinator say in which areas the border moves too; at first those that lose."""
    _ = site.words.text
    with site.store.read() as parts:
        today = parts.areas.today()
        try:
            taken = {t.area for t in consider(parts, land, today).taken} - {own.area}
        except Refused:
            taken = set()
    others = {v.area: v for v in ground.versions if v.area != own.area}
    key = f"bench-adjust-with-{own.area}"
    if st.session_state.get(f"{key}-for") != taken:
        st.session_state[f"{key}-for"] = taken
        st.session_state[key] = [a for a in st.session_state.get(key, []) if a in others]
        st.session_state[key] += [a for a in sorted(taken) if a not in st.session_state[key]]
    chosen = st.multiselect(
        _("The border moves in these areas too"), sorted(others, key=lambda a: others[a].name),
        format_func=lambda a: others[a].name, placeholder=_("Choose areas"), key=key,
    )  # fmt: skip
    return [others[a] for a in chosen]
