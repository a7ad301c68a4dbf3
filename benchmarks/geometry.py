"""The geometry layer against what people would use in its place."""

from __future__ import annotations

import statistics
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Literal

import geopandas as gpd
import numpy as np
import shapely

import geo
from benchmarks import layers
from benchmarks.measure import Row, interleaved, milliseconds
from reports.export.geojson import dumps

if TYPE_CHECKING:
    from collections.abc import Iterator


def rows() -> Iterator[Row]:
    """Yield every row of the layer."""
    yield from merging()
    yield from indexing()
    yield from overlapping()
    yield from fitting()
    yield from transferring()
    yield from simplifying()
    yield from writing()


def merging() -> Iterator[Row]:
    """Merge a whole coverage, and one that doesn't match."""
    for layer in (layers.divisions(), layers.city()):
        areas, name = layer.areas, f"{len(layer.areas):,} {layer.name}"
        raw = areas.to_numpy()
        ours, peer = interleaved(
            partial(geo.merge, areas), partial(shapely.coverage_union_all, raw)
        )
        yield Row("merge, peer raw coverage_union_all", name, ours, peer, ">= 0.91 x")
        frame = gpd.GeoDataFrame({"all": 0}, index=areas.index, geometry=areas)
        ours, peer = interleaved(partial(geo.merge, areas), partial(frame.dissolve, "all"), 3)
        yield Row("merge, peer gdf.dissolve", name, ours, peer, ">= 10 x")
    layer = layers.neighbourhoods()
    areas = layer.areas[layer.areas.is_valid]
    merged = geo.merge(areas, gap=0.1)
    raw = areas.to_numpy()
    ours, peer = interleaved(lambda: geo.merge(areas), lambda: shapely.union_all(raw), 3)
    holes = len(geo.gaps([merged.geometry], max_width=0.1))
    plain = len(geo.gaps([shapely.union_all(raw)], max_width=0.1))
    yield Row(
        "merge of flawed input, peer union_all",
        f"{len(areas):,} {layer.name}",
        ours,
        peer,
        "0 micro-holes",
        f"{holes} micro-holes, union_all {plain}; {merged.area_change:+.2f} m2",
    )


def indexing() -> Iterator[Row]:
    """Check edited areas against the others, ten one after the other as they are drawn."""
    layer = layers.city()
    index = geo.AreaIndex(layer.areas)
    edits = layer.areas.iloc[5_000:5_010].buffer(5)
    raw = layer.areas.to_numpy().copy()
    raw[5_000] = edits.iloc[0]

    def check() -> None:
        for label, edited in edits.items():
            index.replace(label, edited)
            index.conflicts(edited)

    ours, peer = interleaved(check, lambda: shapely.coverage_is_valid(raw), 5)
    name = f"{len(layer.areas):,} {layer.name}"
    yield Row(
        "one edit, peer coverage_is_valid", name, ours / len(edits), peer, ">= 200 x", "mean of 10"
    )


def overlapping() -> Iterator[Row]:
    """Find the overlaps of areas that nearly match."""
    layer = layers.neighbourhoods()
    frame = gpd.GeoDataFrame({"id": range(len(layer.areas))}, geometry=layer.areas.to_numpy())
    ours, peer = interleaved(
        lambda: geo.overlaps(layer.areas),
        lambda: gpd.overlay(frame, frame, how="intersection", keep_geom_type=False),
        3,
    )
    name = f"{len(layer.areas):,} {layer.name}"
    yield Row("overlaps, peer geopandas.overlay", name, ours, peer, ">= 8 x")


def fitting() -> Iterator[Row]:
    """Fit drawings one by one, against cleaning the layer with the drawing in it."""
    existing, drawings = layers.official(), layers.drawings()
    raw = existing.areas.to_numpy()
    for policy in ("existing", "new"):
        ours: list[float] = []
        peer: list[float] = []
        nothing = wrong = 0
        moved = 0.0
        for drawing in drawings.areas:
            covered = shapely.area(shapely.intersection(raw, drawing)) / shapely.area(raw)
            others = gpd.GeoSeries(raw[covered <= 0.5], crs=existing.areas.crs)
            together = np.append(others.to_numpy(), drawing)
            clean = partial(
                shapely.coverage_clean, together, gap_width=60, merge_strategy="min_index"
            )
            peer.append(milliseconds(clean))
            found: list[geo.Fit] = []
            ours.append(milliseconds(partial(_fit, drawing, others, policy, found)))
            if not found:
                nothing += 1
                continue
            areas = np.append(found[0].existing.to_numpy(), found[0].geometry)
            areas = areas[~shapely.is_empty(areas)]
            wrong += not (shapely.coverage_is_valid(areas) and shapely.is_valid(areas).all())
            lost = others.area.sum() - found[0].existing.area.sum()
            moved = max(moved, abs(lost - sum(found[0].taken.values())))
        yield Row(
            f"fit, policy {policy}, peer coverage_clean",
            f"{len(ours)} {drawings.name} in {existing.name}",
            statistics.median(ours),
            statistics.median(peer),
            "p95 < 8 ms, all valid, 0 m2 unasked",
            f"p95 {np.percentile(ours, 95):.1f} ms, {wrong} not valid, {moved:.0e} m2 unasked, "
            f"{nothing} with nothing left",
        )


def _fit(
    drawing: shapely.Geometry,
    others: gpd.GeoSeries,
    policy: Literal["existing", "new"],
    found: list[geo.Fit],
) -> None:
    with suppress(geo.NothingLeft):
        found.append(geo.fit(drawing, others, policy=policy, width=60))


def transferring() -> Iterator[Row]:
    """Carry figures to other areas, against tobler."""
    from tobler.area_weighted import area_interpolate

    divisions, targets = layers.divisions(), layers.neighbourhoods()
    people = np.random.default_rng(layers.SEED).poisson(900, len(divisions.areas)).astype(float)
    source = gpd.GeoDataFrame({"people": people}, geometry=divisions.areas)
    whole = gpd.GeoDataFrame(geometry=targets.areas[targets.areas.is_valid]).reset_index(drop=True)
    for name, target, goal in (
        ("1 area", whole.iloc[[20]].reset_index(drop=True), ">= 4 x"),
        (f"{len(whole)} areas", whole, ">= 1.1 x"),
    ):
        ours = partial(geo.transfer, source, target, extensive=["people"])
        peer = partial(
            area_interpolate, source, target, extensive_variables=["people"], allocate_total=False
        )
        mine = ours()["people"].fillna(0)
        exact = _cut_every_pair(source, target)
        off, wrong = np.abs(mine / exact - 1).max(), np.abs(peer()["people"] / exact - 1).max()
        yield Row(
            "transfer, peer tobler",
            f"{len(source):,} {divisions.name} to {name}",
            *interleaved(ours, peer, 31 if len(target) == 1 else 5),
            goal + ", equal to 1e-9",
            f"{off:.0e} from cutting every pair; the peer {wrong:.0e}",
        )


def _cut_every_pair(source: gpd.GeoDataFrame, target: gpd.GeoDataFrame) -> np.ndarray:
    lands, size = source.geometry.to_numpy(), source.area.to_numpy()
    shares = (shapely.area(shapely.intersection(lands, whole)) / size for whole in target.geometry)
    return np.array([share @ source["people"].to_numpy() for share in shares])


def simplifying() -> Iterator[Row]:
    """Simplify borders, against GEOS' own for coverages at as many vertices."""
    layer = layers.divisions()
    areas = layer.areas
    simple = geo.simplify(areas, tolerance=10)
    count = shapely.get_num_coordinates(simple.to_numpy()).sum()
    raw = areas.to_numpy()
    peer_areas = _with_as_many_vertices(raw, int(count))
    raw_json = len(gpd.GeoDataFrame(geometry=areas).to_crs(4326).to_json().encode())
    share = len(dumps(gpd.GeoDataFrame(geometry=simple).to_crs(4326))) / raw_json
    ours, peer = interleaved(
        lambda: geo.simplify(areas, tolerance=10), lambda: shapely.coverage_simplify(raw, 10), 3
    )
    yield Row(
        "simplify at 10 m, peer coverage_simplify",
        f"{len(areas):,} {layer.name}",
        ours,
        peer,
        "<= 25 % of bytes, <= 10 m, <= half of the peer's",
        f"{share:.0%} of bytes, {_deviation(raw, simple.to_numpy()):.1f} m, "
        f"peer {_deviation(raw, peer_areas):.1f} m; "
        f"{'a coverage' if shapely.coverage_is_valid(simple.to_numpy()) else 'NOT a coverage'}, "
        f"{len(geo.overlaps(simple, min_area=0.01))} overlaps, "
        f"{len(geo.gaps(simple)) - len(geo.gaps(areas))} gaps more",
    )


def _with_as_many_vertices(areas: np.ndarray, count: int) -> np.ndarray:
    """Return what coverage_simplify makes of them at the tolerance that leaves as many vertices."""
    low, high = 0.1, 200.0
    for _ in range(14):
        middle = (low * high) ** 0.5
        found = shapely.coverage_simplify(areas, middle)
        if shapely.get_num_coordinates(found).sum() > count:
            low = middle
        else:
            high = middle
    return found


def _deviation(before: np.ndarray, after: np.ndarray) -> float:
    return float(
        shapely.hausdorff_distance(shapely.boundary(before), shapely.boundary(after)).max()
    )


def writing() -> Iterator[Row]:
    """Write GeoJSON, against geopandas' own writer."""
    layer = layers.divisions()
    frame = gpd.GeoDataFrame({"name": "x"}, index=layer.areas.index, geometry=layer.areas)
    degrees = frame.to_crs(4326)
    ours, peer = interleaved(lambda: dumps(degrees), degrees.to_json, 5)
    share = len(dumps(degrees)) / len(degrees.to_json().encode())
    yield Row(
        "GeoJSON writer, peer gdf.to_json",
        f"{len(frame):,} {layer.name}",
        ours,
        peer,
        ">= 5 x, <= 60 % of bytes",
        f"{share:.0%} of bytes",
    )
