"""The figures of the example store, counted again by other code: pandas over plain SQL rows."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from types import SimpleNamespace

import geopandas as gpd
import pandas as pd
import pytest

from boundaries.bookkeeping import money_at
from data.store import open_store
from reports.indicators import DEFINITIONS, Indicator, Part, Shown, stats

DAYS = [dt.date(2008, 6, 30), dt.date(2013, 12, 31), dt.date(2024, 12, 31)]
MONEY = {Indicator.GRANTED: "grant", Indicator.COMMITTED: "committed", Indicator.SPENT: "spent",
         Indicator.LEFT: "available"}  # fmt: skip
STATUSES = (Indicator.IDEA, Indicator.CHECKED, Indicator.CHOSEN, Indicator.RUNNING,
            Indicator.DONE, Indicator.STOPPED)  # fmt: skip


@pytest.fixture(scope="module", params=DAYS, ids=str)
def both(request, demo_store):
    """The figures of the program beside the rows of the store that they are about."""
    day = request.param
    store = open_store(f"sqlite:///{demo_store}")
    with store.read() as parts:
        found, books = stats(parts, day), money_at(parts, day)
    store.close()
    with closing(sqlite3.connect(f"file:{demo_store}?mode=ro", uri=True)) as plain:
        yield SimpleNamespace(found=found, books=books, day=str(day), sql=_asker(plain, str(day)))


def _asker(plain, day):
    def ask(query: str) -> pd.DataFrame:
        return pd.read_sql_query(query, plain, params={"day": day, "year": day[:4]})

    return ask


def same(both, indicator, counted: pd.Series, *, exact=True) -> None:
    """Hold every figure that is shown to what was counted; nothing counted is 0."""
    seen = 0
    for row in both.found.rows:
        cell = row.cells[indicator]
        if cell.shown is Shown.SMALL or cell.shown is Shown.MISSING:
            continue
        expected = counted.get(row.version.area, 0)
        assert cell.numerator == (expected if exact else pytest.approx(expected, rel=1e-9))
        seen += 1
    assert seen


def standing(both) -> gpd.GeoDataFrame:
    rows = both.sql(
        "SELECT area, geometry FROM area_version WHERE superseded_by IS NULL"
        " AND valid_from <= :day AND valid_to > :day"
    )
    return gpd.GeoDataFrame(
        {"area": rows["area"]},
        geometry=gpd.GeoSeries.from_wkb(rows["geometry"]),
        crs="EPSG:28992",
    )


def blocks(both) -> gpd.GeoDataFrame:
    rows = both.sql(
        "SELECT id, residents, households, geometry FROM block WHERE year = coalesce("
        "(SELECT max(year) FROM block WHERE year <= :year), (SELECT min(year) FROM block))"
    )
    land = gpd.GeoSeries.from_wkb(rows.pop("geometry"))
    whole = gpd.GeoDataFrame(rows, geometry=land, crs="EPSG:28992")
    return whole.assign(m2=whole.area)


def housed(both, item: str) -> pd.DataFrame:
    """Return which area each project or engagement counts for."""
    homes = both.sql(
        f"SELECT id, {item}, area, from_date FROM home"
        f" WHERE superseded_by IS NULL AND {item} IS NOT NULL AND from_date <= :day"
    )
    return homes.sort_values(["from_date", "id"]).groupby(item).tail(1)[[item, "area"]]


def projects(both) -> pd.DataFrame:
    reached = both.sql(
        "SELECT project, on_date, status FROM project_status"
        " WHERE superseded_by IS NULL AND on_date <= :day"
    )
    last = reached.sort_values("on_date").groupby("project").tail(1)
    kinds = both.sql("SELECT id AS project, kind FROM project WHERE superseded_by IS NULL")
    found = last.merge(kinds, on="project").merge(housed(both, "project"), on="project")
    return found[found["on_date"].str[:4] == both.day[:4]]


def engagement(both) -> pd.DataFrame:
    rows = both.sql(
        "SELECT id AS engagement, kind, participants, hours FROM engagement"
        " WHERE on_date <= :day AND substr(on_date, 1, 4) = :year"
    )
    return rows.merge(housed(both, "engagement"), on="engagement")


def test_the_same_areas_stand(both) -> None:
    assert [r.version.area for r in both.found.rows] == sorted(standing(both)["area"])


def test_hectares_are_those_of_the_shapes(both) -> None:
    areas = standing(both).set_index("area")
    same(both, Indicator.HECTARES, areas.area / 10_000, exact=False)
    assert both.found.total[Indicator.HECTARES].value == pytest.approx(
        areas.union_all().area / 10_000
    )


@pytest.mark.parametrize("indicator", [Indicator.RESIDENTS, Indicator.HOUSEHOLDS])
def test_people_are_those_of_an_overlay_of_blocks(both, indicator) -> None:
    what = DEFINITIONS[indicator].numerator.value
    pieces = blocks(both).overlay(standing(both), how="intersection", keep_geom_type=True)
    pieces["people"] = pieces[what] * pieces.area / pieces["m2"]
    same(both, indicator, pieces.groupby("area")["people"].sum().round().astype(int))


def test_the_share_that_was_shared_out_is_that_of_the_cut_blocks(both) -> None:
    pieces = blocks(both).overlay(standing(both), how="intersection", keep_geom_type=True)
    pieces["people"] = pieces["residents"] * pieces.area / pieces["m2"]
    cut = pieces[pieces.area < (1 - 1e-6) * pieces["m2"]]
    share = cut.groupby("area")["people"].sum() / pieces.groupby("area")["people"].sum()
    for row in both.found.rows:
        if row.interpolated is not None:
            expected = share.get(row.version.area)
            assert row.interpolated == pytest.approx(0 if pd.isna(expected) else expected, abs=1e-6)


@pytest.mark.parametrize("indicator", MONEY)
def test_money_is_the_sum_of_the_lines_of_the_books(both, indicator) -> None:
    lines = both.sql(
        "SELECT l.area, l.kind, l.cents FROM entry_line l JOIN entry e ON e.id = l.entry"
        " WHERE e.on_date <= :day"
    )
    sign = -1 if indicator is Indicator.GRANTED else 1
    kinds = [MONEY[indicator], *(["external"] if indicator is Indicator.GRANTED else [])]
    cents = sign * lines[lines["kind"].isin(kinds)].groupby("area")["cents"].sum()
    same(both, indicator, cents)
    assert both.found.total[indicator].numerator == cents.sum()


def test_the_total_of_money_is_that_of_the_books_to_the_cent(both) -> None:
    total = both.books.total
    for indicator in MONEY:
        part = DEFINITIONS[indicator].numerator
        assert both.found.total[indicator].numerator == getattr(total, part.value)


@pytest.mark.parametrize("indicator", [Indicator.QUICK_WINS, Indicator.LONG_HAULS])
def test_projects_count_by_kind(both, indicator) -> None:
    rows = projects(both)
    kind = DEFINITIONS[indicator].numerator.value
    same(both, indicator, rows[rows["kind"] == kind].groupby("area").size())


@pytest.mark.parametrize("indicator", STATUSES)
def test_projects_count_by_status(both, indicator) -> None:
    rows = projects(both)
    status = DEFINITIONS[indicator].numerator.value
    same(both, indicator, rows[rows["status"] == status].groupby("area").size())


def test_all_projects_of_the_year_are_in_the_total(both) -> None:
    assert both.found.total[Indicator.ALL_PROJECTS].value == len(projects(both))


def test_who_took_part_is_the_sum_of_what_was_recorded(both) -> None:
    rows = engagement(both)
    same(both, Indicator.PARTICIPANTS, rows.groupby("area")["participants"].sum())
    same(both, Indicator.HOURS, rows.groupby("area")["hours"].sum(), exact=False)
    meetings = rows[rows["kind"] == "meeting"].groupby("area").size()
    same(both, Indicator.MEETINGS, meetings)


@pytest.mark.parametrize("indicator", [i for i in Indicator if DEFINITIONS[i].denominator])
def test_a_rate_is_its_numerator_over_its_denominator(both, indicator) -> None:
    one = DEFINITIONS[indicator]
    for cells in [*(row.cells for row in both.found.rows), both.found.total]:
        cell = cells[indicator]
        if cell.value is not None:
            rate = cell.numerator / cell.denominator
            assert cell.value == pytest.approx(rate * one.factor / one.divisor)


def test_no_count_of_one_to_four_people_is_shown(both) -> None:
    people = {Part.RESIDENTS, Part.HOUSEHOLDS, Part.PARTICIPANTS}
    for indicator, one in DEFINITIONS.items():
        for row in both.found.rows:
            shown = (row.cells[indicator].numerator, row.cells[indicator].denominator)
            for part, number in zip((one.numerator, one.denominator), shown, strict=True):
                assert part not in people or number is None or number == 0 or number >= 5
