"""Areas beside CBS neighbourhoods and districts: by residents, both ways, and no few people."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from boundaries import commands
from boundaries.errors import Refused
from boundaries.model import Block
from reports.crosswalk import Level, crosswalk, unit_of
from reports.export import write_crosswalk
from tests.conftest import on, square

DAY = dt.date(2010, 1, 1)


# Blocks of 100 by 100 m in a row, of three neighbourhoods in two districts:
#
#  |BU01180501 |BU01180501 |BU01180502 |BU01180601 |
#  |------- West ------|------- Oost --------|      (half of the second each)


def lay(store, admin, *people: int, codes=("501-1", "501-2", "502-1", "601-1")) -> None:
    blocks = [
        Block(f"BU01180{code}", f"Centrum {n}", square(n, 0), count, None, 2007, "t")
        for n, (count, code) in enumerate(zip(people, codes, strict=False))
    ]
    commands.import_blocks(store, admin, blocks, on(2007))


@pytest.fixture
def town(store, admin):
    lay(store, admin, 100, 200, 300, 400)
    commands.found(store, admin, name="West", geometry=square(0, 0, 1.5), occasion=on(2007))
    commands.found(store, admin, name="Oost", geometry=square(1.5, 0, 2.0), occasion=on(2007))
    return store


def rows(store, level=Level.NEIGHBOURHOOD):
    with store.read() as parts:
        return [row for row in crosswalk(parts, DAY) if row.level is level]


def test_residents_are_shared_out_by_land(town) -> None:
    assert [(r.area_name, r.unit, r.residents) for r in rows(town)] == [
        ("West", "BU01180501", 200),
        ("Oost", "BU01180501", 100),
        ("Oost", "BU01180502", 300),
        ("Oost", "BU01180601", 200),
    ]


def test_it_tells_the_share_of_either(town) -> None:
    shares = [(r.of_area, r.of_unit) for r in rows(town)]
    assert shares[0] == pytest.approx((1.0, 2 / 3))
    assert shares[3] == pytest.approx((1 / 3, 1 / 2))


def test_a_district_is_the_sum_of_its_neighbourhoods(town) -> None:
    assert [(r.area_name, r.unit, r.residents) for r in rows(town, Level.DISTRICT)] == [
        ("West", "WK011805", 200),
        ("Oost", "WK011805", 400),
        ("Oost", "WK011806", 200),
    ]


def test_few_people_are_hidden_and_so_is_what_would_tell_of_them(store, admin) -> None:
    lay(store, admin, 100, 6, 300, 400)
    commands.found(store, admin, name="West", geometry=square(0, 0, 1.5), occasion=on(2007))
    commands.found(store, admin, name="Oost", geometry=square(1.5, 0, 2.5), occasion=on(2007))
    told = {(r.area_name, r.unit[-3:]): r.residents for r in rows(store)}
    # Half of 6 is 3; what is published of Oost less its other neighbourhoods would be 3 too, and so
    # would what CBS publishes of 501 less those in West.
    assert told["Oost", "501"] is None
    assert told["West", "501"] is None
    assert None in {told["Oost", "502"], told["Oost", "601"]}


@pytest.mark.parametrize(
    ("block", "neighbourhood", "district"),
    [
        ("BU01180503", "BU01180503", "WK011805"),
        ("BU01180503-007", "BU01180503", "WK011805"),
        ("WK011805", None, "WK011805"),
        ("HB0503-007", "HB0503", "HB05"),
        ("B1", None, None),
        ("blok 7", None, None),
    ],
)
def test_a_block_tells_by_its_code_where_it_lies(block, neighbourhood, district) -> None:
    assert [unit_of(block, level) for level in Level] == [neighbourhood, district]


def test_blocks_without_codes_are_refused_with_what_to_do(store, admin) -> None:
    commands.import_blocks(
        store, admin, [Block("B1", "b", square(0, 0), 60, None, 2007, "t")], on(2007)
    )
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    with pytest.raises(Refused, match="BU01180503"):
        rows(store)


def test_the_file_has_a_sheet_of_each_way(town) -> None:
    with town.read() as parts:
        data, count = write_crosswalk(parts, ".xlsx", DAY)
        again, _ = write_crosswalk(parts, ".xlsx", DAY)
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["gebied - cbs", "cbs - gebied", "Over"]
    assert (count, data) == (7, again)


def test_the_table_as_csv_has_a_row_of_each_pair(town) -> None:
    with town.read() as parts:
        text = write_crosswalk(parts, ".csv", DAY, plain=True)[0].decode()
    assert text.splitlines()[1] == "GM0118-0001,West,buurt,BU01180501,Centrum,200,100.0,66.67"


def test_other_forms_are_refused(town) -> None:
    with town.read() as parts, pytest.raises(Refused):
        write_crosswalk(parts, ".geojson", DAY)


def test_of_the_example_every_area_is_told_whole(demo_store) -> None:
    from data.store import open_store

    store = open_store(f"sqlite:///{demo_store}")
    with store.read() as parts:
        found = crosswalk(parts, dt.date(2024, 12, 31))
    store.close()
    shares: dict[str, float] = {}
    for row in found:
        if row.level is Level.NEIGHBOURHOOD:
            shares[row.area] = shares.get(row.area, 0.0) + (row.of_area or 0.0)
    assert list(shares.values()) == pytest.approx([1.0] * len(shares), abs=0.001)
