"""The spot of a project by its street.

+-------+
|  A----|-----A    Dorpsstraat runs on outside the area
+-------+
"""

from __future__ import annotations

import shapely

from boundaries.lie import Lie
from boundaries.model import Line
from boundaries.spots import spots_in
from tests.conftest import X, Y, square


def line(name: str, kind: str, *points: tuple[float, float]) -> Line:
    return Line(name or "L", name, kind, shapely.LineString([(X + x, Y + y) for x, y in points]))


def spots(*lines: Line) -> dict[str, shapely.Point]:
    return spots_in(Lie((), lines, "EPSG:28992"), square(0, 0))


def test_the_spot_is_in_the_middle_of_what_lies_in_the_area() -> None:
    found = spots(line("Dorpsstraat", "street", (50, 50), (250, 50)))
    assert found == {"Dorpsstraat": shapely.Point(X + 75, Y + 50)}


def test_water_and_streets_without_a_name_are_no_spot() -> None:
    assert spots(line("Vaart", "water", (0, 9), (90, 9)), line("", "street", (0, 5), (90, 5))) == {}


def test_a_street_that_only_touches_the_area_is_no_spot() -> None:
    assert spots(line("Zijweg", "street", (100, 50), (200, 50))) == {}
