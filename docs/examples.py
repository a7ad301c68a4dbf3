"""The examples of *how areas live*: made by the code, drawn, and with their numbers.

`python -m docs.examples` writes the pictures; a test holds both them and the page to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely
from shapely import LineString, Polygon, box

import geo
from docs.drawing import Panel, Shape, picture

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shapely.geometry.base import BaseGeometry


FOLDER = Path(__file__).parent / "pictures"
RD = "EPSG:28992"


@dataclass(frozen=True, slots=True)
class Example:
    """One operation: its picture, and the numbers that the page must give."""

    name: str
    title: str
    panels: Sequence[Panel]
    numbers: Sequence[str]

    def svg(self) -> str:
        """Return the picture."""
        return picture(self.title, self.panels)


def _hectares(area: BaseGeometry) -> str:
    return f"{geo.area_ha(area):.2f} ha"


def repair() -> Example:
    """Mend a stroke that crosses itself."""
    drawing = Polygon([(0, 0), (200, 150), (200, 0), (0, 150)])
    mended = geo.repair(drawing)
    parts = shapely.get_parts(mended.geometry)
    return Example(
        "repair",
        "A stroke that crosses itself in the middle becomes two areas that touch in a point.",
        [
            Panel("drawn", [Shape(drawing, "own")]),
            Panel("repaired", [Shape(part, "own", _hectares(part)) for part in parts]),
        ],
        [_hectares(mended.geometry), f"{drawing.buffer(0).area / 1e4:.2f} ha"],
    )


def describe() -> Example:
    """Say a boundary in words."""
    area = Polygon([(0, 0), (300, 0), (300, 180), (0, 200)])
    lines = gpd.GeoDataFrame(
        {"name": ["Dorpsstraat", "Grote Vaart"], "kind": ["street", "water"]},
        geometry=[LineString([(-70, 213), (330, 184)]), LineString([(-8, -20), (-8, 230)])],
        crs=RD,
    )
    sides = geo.describe(gpd.GeoSeries([area], crs=RD), lines)
    most = {side.direction: side for side in reversed(sides)}
    return Example(
        "describe",
        "An area between a street in the north and a canal in the west, open to the other sides.",
        [
            Panel(
                "an area and the lines near it",
                [
                    Shape(lines.geometry[0], "street", "Dorpsstraat"),
                    Shape(lines.geometry[1], "water", "Grote Vaart"),
                    Shape(area, "own"),
                ],
            )
        ],
        [f"{way}: {most[way].name or 'open field'}, {most[way].share:.0%}" for way in most],
    )


def _drawing_beside() -> tuple[Polygon, gpd.GeoSeries]:
    standing = gpd.GeoSeries({"Krakeel": box(0, 0, 200, 300)}, crs=RD)
    return Polygon([(185, 20), (420, 0), (430, 290), (215, 280), (190, 150)]), standing


def fit() -> Example:
    """Fit a drawing some metres off beside an area that stands."""
    drawing, standing = _drawing_beside()
    kept = geo.fit(drawing, standing)
    taken = geo.fit(drawing, standing, policy="new")
    return Example(
        "fit",
        "A drawing that overlaps its neighbour in one place and leaves a gap in another, "
        "fitted to it under either policy.",
        [
            Panel("drawn", [Shape(standing.iloc[0], "standing", "Krakeel"), Shape(drawing, "own")]),
            Panel(
                "existing: the neighbour keeps its land",
                [
                    Shape(standing.iloc[0], "standing", "Krakeel"),
                    Shape(kept.geometry, "own", _hectares(kept.geometry)),
                ],
            ),
            Panel(
                "new: the drawing takes what it covers",
                [
                    Shape(taken.existing.iloc[0], "standing", "Krakeel"),
                    Shape(taken.geometry, "own", _hectares(taken.geometry)),
                    Shape(drawing.intersection(standing.iloc[0]), "taken"),
                ],
            ),
        ],
        [
            _hectares(drawing),
            _hectares(kept.geometry),
            f"{kept.filled:.0f} m² of gap",
            f"{taken.taken['Krakeel']:.0f} m² of Krakeel",
        ],
    )


def _five_drawings() -> list[Polygon]:
    chance = np.random.default_rng(5)
    middle = box(80, 80, 320, 260).exterior.segmentize(70)
    points = np.array(middle.coords)[:-1]
    return [Polygon(points + chance.normal(0, 22, points.shape)) for _ in range(5)]


def consensus() -> Example:
    """Find what five drawings of one neighbourhood have in common."""
    drawings = _five_drawings()
    half = geo.consensus(drawings)
    return Example(
        "consensus",
        "Five outlines that differ by some tens of metres, and the land in at least three of them.",
        [
            Panel("five drawings", [Shape(one, "outline") for one in drawings]),
            Panel("in at least half", [Shape(half, "own", _hectares(half))]),
        ],
        [_hectares(half)],
    )


def agreement() -> Example:
    """Show the same five at every level."""
    agreed = geo.agreement(_five_drawings())
    styles = ["level1", "level2", "level3", "level4", "level4"]
    shapes = [
        Shape(land, style) for land, style in zip(agreed.levels.geometry, styles, strict=True)
    ]
    return Example(
        "agreement",
        "The land in at least one, two, three and four of five drawings, darker where more agree; "
        "and the land that at least three quarters share within a fringe of a quarter.",
        [
            Panel("in 1, 2, 3, and 4 or 5 drawings", shapes),
            Panel(
                "core and fringe",
                [
                    Shape(agreed.fringe, "level1"),
                    Shape(agreed.core, "level3", f"core {geo.area_ha(agreed.core):.2f} ha"),
                ],
            ),
        ],
        [
            f"core {geo.area_ha(agreed.core):.2f} ha",
            f"fringe {geo.area_ha(agreed.fringe):.2f} ha",
            f"Jaccard index is {agreed.jaccard:.2f}",
        ],
    )


def growth() -> Example:
    """Measure an area of which the boundary moved."""
    before, after = box(0, 0, 300, 200), Polygon([(0, 30), (420, 0), (420, 200), (0, 200)])
    change = geo.growth(before, after)
    return Example(
        "growth",
        "An area that gained land in the east and gave up a wedge in the south.",
        [
            Panel(
                "before and after",
                [
                    Shape(after, "own"),
                    Shape(after.difference(before), "free", "gained"),
                    Shape(before.difference(after), "taken"),
                    Shape(before, "before"),
                ],
            )
        ],
        [
            f"gained {change.gained:.0f} m²",
            f"lost {change.lost:.0f} m²",
            f"kept {change.kept:.0f} m²",
        ],
    )


def merge() -> Example:
    """Merge two areas with a slit between them."""
    left = box(0, 0, 200, 200)
    right = Polygon([(200, 0), (400, 0), (400, 200), (200, 200), (200, 150), (203, 100), (200, 50)])
    exact, closed = geo.merge([left, right]), geo.merge([left, right], gap=5)
    return Example(
        "merge",
        "Two areas whose common boundary differs by three metres in the middle, before the merge "
        "and as one area.",
        [
            Panel("two areas", [Shape(left, "standing"), Shape(right, "other")]),
            Panel(
                "merged, slits up to 5 m closed",
                [Shape(closed.geometry, "own", f"{geo.area_ha(closed.geometry):.3f} ha")],
            ),
        ],
        [f"{exact.area_change:.0f} m²", f"{closed.area_change:.0f} m²"],
    )


def split() -> Example:
    """Cut an area by a line."""
    area = gpd.GeoSeries([box(0, 0, 400, 200)], crs=RD)
    line = LineString([(150, -20), (180, 90), (260, 220)])
    parts = geo.split(area, line)
    return Example(
        "split",
        "An area of eight hectares cut in two by a line with a bend.",
        [
            Panel("the area and the line", [Shape(area.iloc[0], "standing"), Shape(line, "cut")]),
            Panel(
                "its parts",
                [
                    Shape(part, style, _hectares(part))
                    for part, style in zip(parts, ("own", "standing"), strict=True)
                ],
            ),
        ],
        [_hectares(part) for part in parts],
    )


def transfer() -> Example:
    """Carry the residents of blocks over to areas."""
    blocks = gpd.GeoDataFrame(
        {"residents": [120.0, 80.0, np.nan]},
        geometry=[box(0, 0, 150, 200), box(150, 0, 300, 200), box(300, 0, 420, 200)],
        crs=RD,
    )
    whole, half = box(0, 0, 225, 200), box(225, 0, 380, 200)
    target = gpd.GeoSeries({"west": whole, "east": half}, crs=RD)
    carried = geo.transfer(blocks, target, extensive=["residents"])
    return Example(
        "transfer",
        "Three blocks, of which the third has no figure, under two areas; the western one gets "
        "all residents of the first block and half of those of the second.",
        [
            Panel(
                "blocks with residents",
                [
                    Shape(shape, "other", words)
                    for shape, words in zip(
                        blocks.geometry, ("120", "80", "no figure"), strict=True
                    )
                ],
            ),
            Panel(
                "areas",
                [
                    *(Shape(shape, "before") for shape in blocks.geometry),
                    Shape(whole, "own", f"{carried.residents['west']:.0f}"),
                    Shape(half, "standing", "unknown"),
                ],
            ),
        ],
        [
            f"{carried.residents['west']:.0f} residents",
            f"covered {carried.covered['east']:.3f}",
        ],
    )


def overlaps() -> Example:
    """Find where areas don't match."""
    areas = gpd.GeoSeries(
        {
            "A": Polygon([(0, 0), (200, 0), (216, 90), (200, 200), (0, 200)]),
            "B": box(200, 0, 400, 200),
            "C": Polygon(
                [(0, 200), (60, 200), (130, 212), (200, 200), (400, 200), (400, 300), (0, 300)]
            ),
        },
        crs=RD,
    )
    shared, between = geo.overlaps(areas), geo.gaps(areas)
    pairs = geo.neighbours(areas)
    return Example(
        "overlaps",
        "Three areas: two overlap along their common boundary, and the third leaves a gap.",
        [
            Panel("three areas", [Shape(area, "other", name) for name, area in areas.items()]),
            Panel(
                "overlap and gap",
                [
                    *(Shape(area, "before") for area in areas),
                    *(Shape(one, "taken") for one in shared.geometry),
                    *(Shape(one, "free") for one in between.geometry),
                ],
            ),
        ],
        [
            f"{shared.area.sum():.0f} m² of overlap",
            f"{between.area.sum():.0f} m² of gaps",
            f"{len(pairs)} pairs of neighbours",
        ],
    )


def _winding() -> gpd.GeoSeries:
    """Return two areas along a brook with a vertex every metre."""
    y = np.arange(0.0, 201.0)
    x = 200 + 18 * np.sin(y / 23) + 3 * np.sin(y / 3)
    brook = np.column_stack([x, y])
    left = Polygon([*brook, (0, 200), (0, 0)])
    right = Polygon([*brook[::-1], (400, 0), (400, 200)])
    return gpd.GeoSeries({"left": left, "right": right}, crs=RD)


def simplify() -> Example:
    """Simplify a boundary with more detail than its map can show."""
    areas = _winding()
    simple = geo.simplify(areas, tolerance=5)
    off = shapely.hausdorff_distance(areas.iloc[0], simple.iloc[0])
    before, after = (int(shapely.get_num_coordinates(one.iloc[0])) for one in (areas, simple))
    return Example(
        "simplify",
        "Two areas along a winding brook, before and after: the boundary has fewer corners, and "
        "still belongs to both.",
        [
            Panel("as imported", [Shape(one, "standing") for one in areas]),
            Panel("to 5 m", [Shape(one, "own") for one in simple]),
        ],
        [f"{before} vertices", f"{after} vertices", f"{off:.1f} m off"],
    )


def compactness() -> Example:
    """Compare three shapes of the same size."""
    square = box(0, 0, 100, 100)
    strip = box(140, 0, 170, 1000 / 3)
    hook = Polygon([(220, 0), (320, 0), (320, 40), (260, 40), (260, 190), (220, 190)])
    values = geo.compactness([square, strip, hook])
    shapes = (square, strip, hook)
    return Example(
        "compactness",
        "A square, a long strip and a hook, with the compactness of each.",
        [
            Panel(
                "one hectare each",
                [
                    Shape(shape, "standing", f"{value:.2f}")
                    for shape, value in zip(shapes, values, strict=True)
                ],
            )
        ],
        [f"{value:.2f}" for value in values],
    )


EXAMPLES: tuple[Callable[[], Example], ...] = (
    repair,
    describe,
    fit,
    consensus,
    agreement,
    growth,
    merge,
    split,
    transfer,
    overlaps,
    simplify,
    compactness,
)


def main() -> None:
    """Write every picture."""
    FOLDER.mkdir(exist_ok=True)
    for example in (make() for make in EXAMPLES):
        (FOLDER / f"{example.name}.svg").write_text(example.svg(), encoding="utf-8")


if __name__ == "__main__":
    main()
