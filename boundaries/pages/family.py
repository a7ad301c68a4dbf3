"""The family tree of an area, or of all: a picture that leads to any date, and a list."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import streamlit as st

from boundaries.family import family_of
from boundaries.family_picture import MARKS, Measure, family_picture
from boundaries.model import Initiator
from boundaries.pages.lands import kept
from boundaries.pages.site import Column, cell, plain, table

if TYPE_CHECKING:
    from boundaries.family import Family
    from boundaries.family_picture import Picture
    from boundaries.model import AreaId, Change
    from boundaries.pages.site import Site

# Names of areas are user text: they enter as text alone.
_DRAW = """
const NS = "http://www.w3.org/2000/svg";
const make = (name, attributes, text) => {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text) element.textContent = text;
  return element;
};
export default function ({ data, parentElement }) {
  const svg = parentElement.querySelector("svg");
  svg.setAttribute("viewBox", `-14 0 ${data.width + 28} ${data.height + 6}`);
  svg.setAttribute("aria-label", data.label);
  svg.replaceChildren();
  for (const shape of data.shapes) {
    let element;
    if (shape.kind === "box")
      element = make("rect", { x: shape.x, y: shape.y, width: shape.width, height: shape.height });
    else if (shape.kind === "line")
      element = make("line", { x1: shape.x, y1: shape.y, x2: shape.x, y2: shape.y + shape.height });
    else element = make("text", { x: shape.x, y: shape.y }, shape.text);
    element.setAttribute("class", `${shape.kind}-${shape.look}`);
    if (!shape.area) { svg.append(element); continue; }
    const address = new URL(data.path, location.href);
    address.searchParams.set("gebied", shape.area);
    address.searchParams.set("op", shape.on);
    address.searchParams.set("taal", data.language);
    const link = make("a", { href: address.href, target: "_self" });
    // A band and its name lead to the same: one of them is enough for who tabs through.
    if (shape.kind === "box") link.setAttribute("tabindex", "-1");
    else link.setAttribute("aria-label", `${shape.text}, ${shape.on}`);
    link.append(make("title", {}, `${shape.text} ${shape.on}`), element);
    svg.append(link);
  }
}
"""
_LOOKS = """
div { overflow-x: auto; }
svg { width: 100%; min-width: 860px; height: auto; font: 13px sans-serif; display: block; }
a { cursor: pointer; }
a:focus-visible { outline: 3px solid #000; }
a:focus-visible rect, a:focus-visible text { stroke: #ffd500; paint-order: stroke;
  stroke-width: 6px; }
.box-awake { fill: #7fb2de; stroke: #0057b7; }
.box-resting { fill: #ffffff; stroke: #333333; stroke-dasharray: 4 3; }
.box-unsure { fill: #ffffff; fill-opacity: .55; pointer-events: none; }
.line-year { stroke: #d0d0d0; }
.text-year { fill: #4a4a4a; font-size: 12px; }
.line-join { stroke: #333333; stroke-width: 2; }
.text-name, .text-name-left { fill: #1a1a1a; stroke: #ffffff; stroke-width: 3;
  paint-order: stroke; }
.text-name-left { text-anchor: end; }
.text-mark { fill: #1a1a1a; text-anchor: middle; font-size: 11px; }
"""
_picture = st.components.v2.component(
    "family_picture",
    html='<div tabindex="0" role="group"><svg role="group"></svg></div>',
    css=_LOOKS,
    js=_DRAW,
)
MOST = 200


def family(site: Site, area: AreaId | None = None) -> None:
    """Show the family of an area, or of all areas."""
    _ = site.words.text
    with site.store.read() as parts:
        today = parts.areas.today()
        found: Family = kept(
            site, parts, ("family", area, today), lambda: family_of(parts, today, area)
        )
    if not found.bands:
        return
    key = f"family-{area or 'all'}"
    labels = {Measure.RESIDENTS: _("Residents"), Measure.HECTARES: _("Hectares")}
    measure = st.radio(
        _("Height of a band"), list(labels), format_func=labels.__getitem__, horizontal=True,
        key=f"{key}-measure",
    )  # fmt: skip
    drawn = family_picture(found, measure, today)
    scale = _(
        "The highest band is {n} {measure}.", n=round(drawn.scale), measure=labels[measure].lower()
    )
    label = _("Family tree of {n} areas. The same stands in the list below.", n=len(found.bands))
    _picture(key=key, data=_data(site, drawn, label))
    marks = _("{r} residents asked, {c} the coordinator, {m} the municipality.",
              r=MARKS[Initiator.RESIDENTS], c=MARKS[Initiator.COORDINATOR],
              m=MARKS[Initiator.MUNICIPALITY])  # fmt: skip
    st.caption(plain(f"{scale} {marks}"))
    if area is None:
        _list(site, found)


def _data(site: Site, drawn: Picture, label: str) -> dict[str, object]:
    return {
        "shapes": [asdict(shape) for shape in drawn.shapes],
        "width": drawn.width,
        "height": drawn.height,
        "label": label,
        "path": "/",
        "language": site.words.code,
    }


def _list(site: Site, found: Family) -> None:
    words = site.words
    _ = words.text
    with st.expander(_("Everything that happened, in a list")):
        table(
            _("Changes, the latest first"),
            [Column(_("Date")), Column(_("What")), Column(_("Areas")), Column(_("Why"))],
            [_row(site, found, change) for change in reversed(found.changes[-MOST:])],
        )


def _row(site: Site, found: Family, change: Change) -> list[str]:
    words, on = site.words, change.occasion.on
    who = dict.fromkeys((*change.predecessors, *change.successors, *change.areas))
    links = ", ".join(
        f'<a target="_self" href="/?gebied={cell(area)}&amp;op={on}&amp;taal={words.code}">'
        f"{cell(found.names.get(area, area))}</a>"
        for area in who
    )
    return [
        cell(words.date(on)),
        cell(words.value(change.kind)),
        links,
        cell(change.occasion.reason),
    ]
