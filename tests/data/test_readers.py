"""Files from strangers: read strictly, or refused with a place and a sentence."""

from __future__ import annotations

import json

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from boundaries.errors import Refused
from data.readers import values
from data.readers.boundary import read_boundary
from data.readers.geojson import read_geojson
from data.readers.tables import fields_of, read_csv
from tests.conftest import PLACE

RING = [[6.476, 52.722], [6.48, 52.722], [6.48, 52.725], [6.476, 52.725], [6.476, 52.722]]


def feature(geometry=None, **properties):
    geometry = {"type": "Polygon", "coordinates": [RING]} if geometry is None else geometry
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features, **members):
    return {"type": "FeatureCollection", "features": list(features) or [feature()]} | members


def read(document, kinds=("Polygon", "MultiPolygon")):
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    return read_geojson(data, crs=PLACE.crs, within=PLACE.within, kinds=kinds)


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def test_degrees_become_metres() -> None:
    (one,) = read(collection())
    assert shapely.area(one.geometry) == pytest.approx(90_200, rel=0.01)


def test_a_byte_order_mark_is_fine() -> None:
    assert len(read(b"\xef\xbb\xbf" + json.dumps(collection()).encode())) == 1


def test_the_dutch_grid_is_taken_where_the_file_names_it() -> None:
    ring = [[228_000, 526_000], [228_100, 526_000], [228_100, 526_100], [228_000, 526_000]]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    (one,) = read(collection(feature(polygon(ring)), crs=crs))
    assert one.geometry.area == 5_000


def test_an_open_ring_is_closed_and_said() -> None:
    (one,) = read(collection(feature(polygon(RING[:-1]))))
    assert one.changes == ("A ring was closed.",)


REFUSED = {
    "empty": [collection() | {"features": []}],
    "encoding": [json.dumps(collection()).encode("utf-16")],
    "wrong_type": [b"<OGRVRTDataSource/>", b"name,geom"],
    "not_json": [b'{"type": "FeatureCollection"', b"{} {}"],
    "too_deep": [b"[" * 100_000],
    "duplicate_key": [b'{"type": "FeatureCollection", "type": "FeatureCollection"}'],
    "non_finite": [
        b'{"type": "Polygon", "coordinates": [[[NaN, 1], [1, 1], [2, 2]]]}',
        b'{"type": "Polygon", "coordinates": [[[1e999, 1], [1, 1], [2, 2]]]}',
    ],
    "not_geojson": [{"type": "Topology"}, [1, 2], collection() | {"features": {"a": 1}}],
    "duplicate": [collection(feature() | {"id": 7}, feature() | {"id": 7})],
    "null_geometry": [
        collection({"type": "Feature", "properties": {}, "geometry": None}),
        collection(feature(polygon())),
    ],
    "geometry_type": [collection(feature({"type": "Point", "coordinates": [6.4, 52.7]}))],
    "coords": [
        collection(feature(polygon([["a", 1], [1, 1], [2, 2]]))),
        collection(feature(polygon([[6.4, 52.7], [6.5, 52.7]]))),
        collection(feature(polygon([[1, 2, 3, 4, 5]] * 4))),
    ],
    "crs": [
        collection(feature(polygon([[228_000, 526_000], [228_100, 526_000], [228_100, 526_100]]))),
        collection(crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::9999"}}),
    ],
    "external_reference": [
        collection(crs={"type": "link", "properties": {"href": "http://127.0.0.1/x"}})
    ],
    "axis_order": [collection(feature(polygon([[y, x] for x, y in RING])))],
    "out_of_area": [collection(feature(polygon([[0, 0], [1, 0], [1, 1], [0, 0]])))],
    "too_many_vertices": [
        collection(feature(polygon([[6.47 + i * 1e-7, 52.72] for i in range(20_001)])))
    ],
    "too_many_features": [collection(*[feature(polygon())] * 10_001)],
}


@pytest.mark.parametrize(
    ("code", "document"), [(code, d) for code, documents in REFUSED.items() for d in documents]
)
def test_a_bad_file_is_refused_with_its_code(code, document) -> None:
    with pytest.raises(Refused) as refused:
        read(document)
    assert refused.value.code == code


def test_the_place_in_the_file_is_named() -> None:
    with pytest.raises(Refused) as refused:
        read(collection(feature(), feature(polygon())))
    assert refused.value.place == "feature 2"


@given(st.binary(max_size=200))
def test_no_bytes_at_all_crash_the_reader(data: bytes) -> None:
    try:
        read(data)
    except Refused:
        pass


@given(st.recursive(st.none() | st.floats() | st.text(), lambda s: st.lists(s, max_size=4)))
def test_no_coordinates_crash_the_reader(coordinates) -> None:
    try:
        read(
            json.dumps(
                collection(feature({"type": "Polygon", "coordinates": coordinates}))
            ).encode()
        )
    except Refused:
        pass


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("POLYGON((0 0, 1 1", "wkt"),
        ("POLYGON((0 0, 1 1))", "wkt"),
        ("POINT(228000 526000)", "geometry_type"),
        ("GEOMETRYCOLLECTION(" * 100_000, "geometry_type"),
        ("POLYGON" + "(" * 100_000, "wkt"),
        ("POLYGON((" + "0 0," * 20_003 + "0 0))", "too_many_vertices"),
        ("nowhere.geojson", "no_file"),
    ],
)
def test_a_boundary_that_cannot_be_read_is_refused(text, code) -> None:
    with pytest.raises(Refused) as refused:
        read_boundary(text, PLACE)
    assert refused.value.code == code


def test_wkt_is_in_metres() -> None:
    square = read_boundary(
        "POLYGON((228000 526000, 228100 526000, 228100 526100, 228000 526000))", PLACE
    )
    assert square.area == 5_000


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_table_is_read_by_its_header(delimiter) -> None:
    rows = read_csv(
        delimiter.join(["Code", "Inwoners"]).encode()
        + b"\n"
        + delimiter.join(["a", " 5 "]).encode()
    )
    assert rows[0].cells == {"code": "a", "inwoners": "5"}
    assert rows[0].place == "row 2"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a,b\n", "empty"),
        (b"a,a\n1,2\n", "schema"),
        (b"a,b\n1\n", "schema"),
        (b'a,b\n"1,2\n', "corrupt"),
        (b"a,b\n\xff,2\n", "encoding"),
        (b"a\n" + b"1\n" * 10_001, "too_large"),
        (b",".join(b"c%d" % n for n in range(51)) + b"\n", "too_large"),
        (b"a\n" + b"x" * 100_001 + b"\n", "too_long"),
    ],
)
def test_a_bad_table_is_refused_with_its_code(data, code) -> None:
    with pytest.raises(Refused) as refused:
        read_csv(data)
    assert refused.value.code == code


def test_open_data_columns_are_known_by_name() -> None:
    assert fields_of(["statcode", "statnaam"], {})["name"] == "statnaam"


def test_a_mapping_goes_before_what_we_know() -> None:
    assert fields_of(["naam", "titel"], {"titel": "name"})["name"] == "titel"


def test_a_mapping_to_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match="titel"):
        fields_of(["naam"], {"titel": "name"})


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("2500", 250_000),
        ("2500,50", 250_050),
        ("2500.5", 250_050),
        ("€ 1.000,50", 100_050),
        ("12,500.00", 1_250_000),
        ("0", 0),
    ],
)
def test_an_amount_is_read_exactly(text, amount) -> None:
    assert values.cents(text) == amount


@pytest.mark.parametrize("text", ["1.234", "1,234", "-5", "5.001", "1e3", "", "٣", "2 500"])
def test_an_amount_that_could_mean_two_things_is_refused(text) -> None:
    with pytest.raises(ValueError):
        values.cents(text)


@pytest.mark.parametrize(
    ("value", "number"), [("120", 120), (120.0, 120), ("", None), (None, None), (-99997, None)]
)
def test_a_count_is_whole_and_secret_is_unknown(value, number) -> None:
    assert values.whole_number(value) == number


@pytest.mark.parametrize("value", [-1, 1.5, "twaalf", True, [1], float("nan")])
def test_what_is_no_count_is_refused(value) -> None:
    with pytest.raises(ValueError):
        values.whole_number(value)


@given(st.integers(0, 10**11))
def test_every_amount_of_cents_comes_back(cents: int) -> None:
    assert values.cents(f"{cents // 100},{cents % 100:02d}") == cents
