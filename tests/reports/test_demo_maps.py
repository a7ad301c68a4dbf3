"""The maps of the example municipality say the same figures as before.

`demo_maps.json` holds them. Where figures are meant to change, write it anew with
`python -m tests.reports.test_demo_maps STORE.sqlite`, read the difference, and commit it.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from boundaries.language import language
from data.store import open_store
from reports.classes import Classes
from reports.indicators import Indicator, figures
from reports.payload import payload
from reports.views import Circles, Frame, one_map

pytestmark = pytest.mark.sqlite
GOLDEN = Path(__file__).parent / "golden" / "demo_maps.json"
DAYS = (dt.date(2012, 12, 31), dt.date(2019, 12, 31))
SHOWN = (Indicator.PROJECTS, Indicator.TAKE_UP, Indicator.RESIDENTS, Indicator.GRANTED)
WORDS = language("nl")


def told(path: Path) -> dict[str, Any]:
    """Return of each indicator its bounds, and the figure of each area as the map says it."""
    store = open_store(f"sqlite:///{path}")
    found = {}
    with store.read() as parts:
        crs = parts.areas.municipality().crs
        for indicator in SHOWN:
            view = one_map(indicator, [Frame(day, figures(parts, indicator, day)) for day in DAYS])
            made = payload(view, crs, WORDS)
            found[indicator.value] = {
                "scale": _scale(view.panels[0].scale),
                "counts": [frame["counts"] for frame in made["frames"]],
                "areas": [
                    {f"{made['areas'][row[0]]} {row[5]}": [row[2], row[3], row[6]] for row in rows}
                    for rows in made["panels"][0]["frames"]
                ],
            }
    store.close()
    return found


def _scale(scale: Any) -> list[float]:
    if isinstance(scale, Classes):
        return list(scale.bounds[:-1])
    return list(scale.steps) if isinstance(scale, Circles) else []


@pytest.fixture(scope="module")
def now(demo_store: Path) -> dict[str, Any]:
    return told(demo_store)


@pytest.mark.parametrize("indicator", [one.value for one in SHOWN])
def test_the_demo_has_the_figures_it_had(now, indicator) -> None:
    assert now[indicator] == json.loads(GOLDEN.read_text(encoding="utf-8"))[indicator]


def test_no_area_of_the_demo_has_a_class_without_a_colour(now) -> None:
    bounds = now[Indicator.PROJECTS.value]["scale"]
    codes = {row[0] for day in now[Indicator.PROJECTS.value]["areas"] for row in day.values()}
    assert codes <= set(range(-2, len(bounds)))


if __name__ == "__main__":
    text = json.dumps(told(Path(sys.argv[1])), indent=1, ensure_ascii=False)
    GOLDEN.write_text(text + "\n", encoding="utf-8")
