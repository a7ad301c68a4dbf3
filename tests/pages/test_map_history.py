"""What the map gets of all versions: each land once, shared corners still shared."""

from __future__ import annotations

import json

from boundaries import commands
from boundaries.pages.map_history import history_of
from tests.conftest import area, on, square

CRS = "EPSG:28992"


def sent(store):
    with store.read() as parts:
        return history_of(parts.areas.through(), CRS)


def test_land_that_stays_the_same_is_sent_once(store, admin) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    commands.rename(store, admin, area(1), name="Vest", occasion=on(2008))
    history = sent(store)
    assert len(history["shapes"]) == 1
    assert [row[:6] for row in history["versions"]] == [
        ["GM0118-0001", "West", 0, "2007-01-01", "2008-01-01", 0],
        ["GM0118-0001", "Vest", 0, "2008-01-01", None, 0],
    ]


def test_neighbours_share_the_corners_of_their_border(store, admin) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    commands.found(store, admin, name="Oost", geometry=square(1, 0), occasion=on(2007))
    one, other = (
        {tuple(point) for ring in shape[0] for point in ring} for shape in sent(store)["shapes"]
    )
    assert len(one & other) == 2


def test_an_area_that_rests_says_so(store, admin) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    commands.rest(store, admin, area(1), occasion=on(2008))
    assert [row[5] for row in sent(store)["versions"]] == [0, 1]


def test_an_empty_store_has_an_empty_history(store) -> None:
    assert json.dumps(sent(store)) == '{"shapes": [], "versions": []}'
