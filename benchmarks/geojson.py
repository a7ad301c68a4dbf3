"""Our GeoJSON writer against geopandas' own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.measure import Row, interleaved
from data.demo.town import build_town
from reports.export.geojson import dumps

if TYPE_CHECKING:
    from collections.abc import Iterator


def rows() -> Iterator[Row]:
    """Yield the row of the example town's blocks, already in WGS84 for both."""
    blocks = build_town().blocks.set_index("id").to_crs("EPSG:4326")
    ours, peer = interleaved(lambda: dumps(blocks), blocks.to_json)
    yield Row("GeoJSON writer, peer gdf.to_json", f"{len(blocks)} blocks", ours, peer, ">= 5 x")
