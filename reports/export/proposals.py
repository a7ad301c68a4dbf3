"""Proposals as a table: what everybody may read of them, and no person.

Drafts are their makers'. Of responses only how many there are is told: their texts, some of which
the coordinator hid, stay on the page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from boundaries.participation import Status
from boundaries.voices import counts
from reports.export.about import SYNTHETIC
from reports.export.columns import typed

if TYPE_CHECKING:
    import datetime as dt

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from boundaries.participation import Proposal
    from boundaries.store import Parts

FORMS = (".geojson", ".gpkg", ".csv", ".xlsx")
FIELDS = (
    "id",
    "asks",
    "title",
    "reason",
    "status",
    "areas",
    "takes_from",
    "submitted_on",
    "opens",
    "closes",
    "in_favour",
    "against",
    "outcome",
    "decided_by",
    "decided_on",
    "decision_reason",
)


def proposal_table(parts: Parts, day: dt.date) -> gpd.GeoDataFrame:
    """Return the proposals that were submitted by `day`, as far as they were then, by number.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns `FIELDS`, lists joined by a space, and in the municipality's metric CRS the land
        that each asks for or, where it asks for none, that of the areas that it is about.
    """
    import geopandas as gpd

    place = parts.areas.municipality()
    known = [_as_of(one, day) for one in parts.participation.proposals()]
    public = sorted((one for one in known if _is_public(one)), key=lambda one: one.id)
    rows = [_record(parts, one, day, place.k) for one in public]
    columns = typed({name: [row[i] for row in rows] for i, name in enumerate(FIELDS)})
    table = gpd.GeoDataFrame(columns, geometry=[_land(parts, one) for one in public], crs=place.crs)
    table.index = [str(one.id) for one in public]
    if place.synthetic:
        table.attrs["note"] = SYNTHETIC
    return table


def records(table: gpd.GeoDataFrame) -> list[tuple[object, ...]]:
    """Return the fields of a `proposal_table`, row by row, without the land; None for missing."""
    plain = table[list(FIELDS)].astype(object)
    found = plain.where(plain.notna(), None)
    return list(found.itertuples(index=False, name=None))


def _as_of(proposal: Proposal, day: dt.date) -> Proposal:
    return replace(proposal, steps=tuple(step for step in proposal.steps if step.on <= day))


def _is_public(proposal: Proposal) -> bool:
    return any(step.status is Status.SUBMITTED for step in proposal.steps)


def _record(parts: Parts, proposal: Proposal, day: dt.date, k: int) -> tuple[object, ...]:
    responses = [one for one in parts.participation.responses(proposal.id) if one.on <= day]
    counted = counts(responses, k)
    last = proposal.last
    submitted = next(s.on for s in proposal.steps if s.status is Status.SUBMITTED)
    decided = last.outcome is not None
    return (
        str(proposal.id),
        proposal.asks.value,
        proposal.title,
        proposal.reason,
        proposal.status(day).value,
        list(proposal.areas),
        list(proposal.losers),
        submitted,
        proposal.opens,
        proposal.closes,
        counted.in_favour,
        counted.against,
        None if last.outcome is None else last.outcome.value,
        last.body if decided else None,
        last.on if decided else None,
        last.reason if decided else None,
    )


def _land(parts: Parts, proposal: Proposal) -> BaseGeometry:
    """Return the land that it asks for, or that of the areas that it is about."""
    asked = proposal.geometry
    if asked is not None and asked.geom_type in {"Polygon", "MultiPolygon"}:
        return asked
    day = proposal.steps[0].on
    standing = {version.area: version.geometry for version in parts.areas.at(day)}
    lands = [standing[area] for area in proposal.areas if area in standing]
    return shapely.union_all(lands) if lands else shapely.Polygon()
