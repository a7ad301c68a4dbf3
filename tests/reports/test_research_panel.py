"""The panel: a row per area and year, what it counts, and what it keeps to itself."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import astuple

import geopandas as gpd
import pytest

from boundaries import commands
from boundaries.errors import Refused
from boundaries.model import Block, Engagement, EngagementKind
from reports.indicators import Indicator, Shown, stats
from reports.research.codebook import CODEBOOK
from reports.research.files import FORMS, write_panel
from reports.research.panel import panel
from reports.research.rows import COLUMNS
from tests.conftest import area, on, square

# Two areas side by side of 2007; they become one on 1 July 2009:
#
#  | 1 | 2 |  ->  |   3   |


@pytest.fixture
def town(store, admin):
    blocks = [Block(f"B{n}", "b", square(n, 0), 100 + n, None, 2007, "t") for n in range(2)]
    commands.import_blocks(store, admin, blocks, on(2007))
    for n in range(2):
        commands.found(store, admin, name=f"N{n}", geometry=square(n, 0), occasion=on(2007, 4))
    return store


def engaged(store, admin, *rows) -> None:
    found = [
        Engagement(area(a), day, EngagementKind.MEETING, people, None) for a, day, people in rows
    ]
    commands.import_engagement(store, admin, found, on(2010))


def merged(store, admin):
    commands.merge(store, admin, [area(1), area(2)], name="Samen", occasion=on(2009, 7))
    return store


def rows(store):
    with store.read() as parts:
        return {(r.area_id[-1], r.year): r for r in panel(parts).rows}


def written(store, form: str) -> bytes:
    with store.read() as parts:
        return write_panel(parts, form)[0]


def test_there_is_a_row_for_each_area_and_year_that_it_stood(town, admin) -> None:
    found = rows(merged(town, admin))
    assert [year for one, year in found if one == "1"] == [2007, 2008, 2009]
    assert [year for one, year in found if one == "3"] == list(range(2009, 2027))


def test_days_count_from_the_first_to_the_last_day_that_it_stood(town, admin) -> None:
    found = rows(merged(town, admin))
    days = [found[key].valid_days for key in (("1", 2007), ("1", 2008), ("1", 2009), ("3", 2009))]
    assert days == [275, 366, 181, 184]


def test_a_year_that_is_not_over_counts_up_to_today(town) -> None:
    row = rows(town)["1", 2026]
    assert (row.last_day, row.stood_at_end) == (dt.date(2026, 11, 23), True)


def test_an_area_knows_how_it_began_and_who_wanted_it(town, admin) -> None:
    row = rows(merged(town, admin))["3", 2009]
    assert (row.began_by, row.initiator, row.merger) == ("merge", "coordinator", True)
    assert row.predecessors == (area(1), area(2))


def test_land_is_measured_in_the_plane(town) -> None:
    row = rows(town)["1", 2008]
    assert (row.area_km2, row.perimeter_m) == pytest.approx((0.01, 400))
    assert row.density_km2 == pytest.approx(10_000)
    assert row.distance_centre_m == pytest.approx(50)


def test_growing_is_told_in_the_year_that_it_happened(town, admin) -> None:
    commands.grow(town, admin, area(1), addition=square(-1, 0), occasion=on(2011))
    found = rows(town)
    assert [year for (one, year), r in found.items() if one == "1" and r.grew] == [2011]


def test_who_took_part_before_a_merger_is_counted_once(town, admin) -> None:
    engaged(town, admin, (1, dt.date(2009, 2, 1), 40), (2, dt.date(2009, 3, 1), 30))
    found = rows(merged(town, admin))
    assert [found[one, 2009].participants for one in "123"] == [None, None, 70]
    assert [found[one, 2009].counts_moved for one in "123"] == [True, True, False]


def test_what_a_dissolved_area_leaves_to_another_is_counted_there_alone(town, admin) -> None:
    engaged(town, admin, (1, dt.date(2009, 2, 1), 40), (2, dt.date(2009, 3, 1), 30))
    commands.dissolve(town, admin, area(1), to=area(2), occasion=on(2009, 7))
    found = rows(town)
    assert [found[one, 2009].participants for one in "12"] == [None, 70]


def test_what_nobody_inherits_stays_with_the_area_that_was_dissolved(town, admin) -> None:
    engaged(town, admin, (1, dt.date(2009, 2, 1), 40), (2, dt.date(2009, 3, 1), 30))
    commands.dissolve(town, admin, area(1), occasion=on(2009, 7))
    found = rows(town)
    assert [found[one, 2009].participants for one in "12"] == [40, 30]


def test_the_days_of_predecessors_are_in_the_exposure(town, admin) -> None:
    assert rows(merged(town, admin))["3", 2009].engagement_days == 365


def test_money_of_all_rows_is_what_the_books_say(town, admin) -> None:
    commands.grant(town, admin, commands.Amount(area(1), 100_001), on(2008))
    commands.grant(town, admin, commands.Amount(area(2), 7), on(2009, 6))
    found = rows(merged(town, admin))
    assert sum(row.granted_cents or 0 for row in found.values()) == 100_008


def test_few_people_are_not_told_and_the_row_says_so(town, admin) -> None:
    engaged(town, admin, (1, dt.date(2009, 2, 1), 3), (2, dt.date(2009, 3, 1), 40))
    row = rows(town)["1", 2009]
    assert (row.participants, row.participants_shown) == (None, "small")


def test_nothing_is_told_that_the_figures_of_the_day_hide(town, admin) -> None:
    engaged(town, admin, *((1 + n % 2, dt.date(2008 + n, 2, 1), 2 + 3 * n) for n in range(6)))
    pairs = {
        Indicator.RESIDENTS: "residents",
        Indicator.PARTICIPANTS: "participants",
        Indicator.HOURS: "hours",
    }
    with town.read() as parts:
        for row in panel(parts).rows:
            cells = {r.version.area: r.cells for r in stats(parts, row.last_day, year=True).rows}
            for indicator, column in pairs.items():
                cell = cells[row.area_id][indicator]
                hidden = cell.shown in {Shown.SMALL, Shown.MISSING}
                assert getattr(row, column) == (None if hidden else cell.numerator)


def test_the_codebook_explains_each_column_in_both_languages() -> None:
    assert tuple(CODEBOOK) == COLUMNS
    assert all(dutch and english for dutch, english in CODEBOOK.values())


def test_a_store_without_areas_has_an_empty_panel(store) -> None:
    with store.read() as parts:
        assert panel(parts).rows == []


@pytest.mark.parametrize("form", FORMS)
def test_the_same_store_gives_the_same_bytes(town, form) -> None:
    assert written(town, form) == written(town, form)


def test_a_parquet_holds_the_rows_with_their_land(town) -> None:
    table = gpd.read_parquet(io.BytesIO(written(town, ".parquet")))
    assert list(table.columns) == [*COLUMNS, "geometry"]
    assert table.crs == "EPSG:28992"
    assert table.area.iloc[0] == pytest.approx(10_000)


def test_the_zip_holds_data_codebook_seed_versions_and_citation(town) -> None:
    with zipfile.ZipFile(io.BytesIO(written(town, ".zip"))) as archive:
        names, readme = archive.namelist(), archive.read("README.md").decode()
    assert names == ["README.md", "codebook.csv", "panel.csv", "panel.parquet", "SHA256SUMS"]
    assert all(word in readme for word in ("Seed: ", "numpy ", "Zo noem je de bron"))


def test_another_form_is_refused(town) -> None:
    with pytest.raises(Refused, match="zip"):
        written(town, ".gpkg")


def test_no_column_is_of_a_person(town) -> None:
    with town.read() as parts:
        cells = {type(cell) for row in panel(parts).rows for cell in astuple(row)}
    assert cells <= {str, int, float, bool, tuple, dt.date, type(None)}
