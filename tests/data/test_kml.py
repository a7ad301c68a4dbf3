"""KML from strangers: its polygons and nothing that it points to, or a refusal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundaries.errors import Refused
from data.importing import read_own_shapes
from data.readers.kml import read_kml
from tests.conftest import PLACE

RING = "6.476,52.722 6.48,52.722 6.48,52.725 6.476,52.725 6.476,52.722"
HOLE = "6.477,52.723 6.478,52.723 6.478,52.724 6.477,52.723"
BOW_TIE = "6.476,52.722 6.48,52.725 6.48,52.722 6.476,52.725 6.476,52.722"


def outer(ring: str = RING) -> str:
    return (
        f"<outerBoundaryIs><LinearRing><coordinates>{ring}</coordinates></LinearRing>"
        "</outerBoundaryIs>"
    )


def inner(ring: str = HOLE) -> str:
    return outer(ring).replace("outer", "inner")


def mark(inside: str = f"<Polygon>{outer()}</Polygon>", name: str = "Hofje") -> str:
    return f"<Placemark><name>{name}</name>{inside}</Placemark>"


def kml(inside: str, before: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    place = 'xmlns="http://www.opengis.net/kml/2.2"'
    return f"{before}<kml {place}><Document><name>D</name>{inside}</Document></kml>".encode()


def read(data: bytes):
    return read_kml(data, crs=PLACE.crs, within=PLACE.within, kinds=("Polygon", "MultiPolygon"))


def test_a_placemark_is_a_feature_with_its_name_in_metres() -> None:
    (one,) = read(kml(mark()))
    assert one.properties == {"name": "Hofje"}
    assert one.geometry.area == pytest.approx(90_200, rel=0.01)


def test_heights_are_left_out() -> None:
    (one,) = read(kml(mark(f"<Polygon>{outer(RING.replace(' ', ',0 ') + ',0')}</Polygon>")))
    assert not one.geometry.has_z


@pytest.mark.parametrize("rings", [outer() + inner(), inner() + outer()])
def test_a_hole_is_a_hole_wherever_it_stands(rings) -> None:
    (one,) = read(kml(mark(f"<Polygon>{rings}</Polygon>")))
    assert len(one.geometry.interiors) == 1


def test_several_polygons_of_a_placemark_are_one_shape() -> None:
    far = "6.49,52.722 6.492,52.722 6.492,52.724 6.49,52.722"
    inside = f"<Polygon>{outer()}</Polygon><Polygon>{outer(far)}</Polygon>"
    (one,) = read(kml(mark(f"<MultiGeometry>{inside}</MultiGeometry>")))
    assert len(one.geometry.geoms) == 2


def test_folders_are_looked_into() -> None:
    assert len(read(kml(f"<Folder>{mark()}<Folder>{mark()}</Folder></Folder>"))) == 2


def polygon(inside: str) -> bytes:
    return kml(mark(f"<Polygon>{inside}</Polygon>"))


REFUSED = {
    "wrong_type": [b"PK\x03\x04", b"{}"],
    "not_kml": [b"<html/>"],
    "not_xml": [kml(mark())[:200], b"<kml>&name;</kml>"],
    "encoding": [kml(mark(), '<?xml version="1.0" encoding="UTF-7"?>'), b"<kml>\xff</kml>"],
    "doctype": [
        kml(mark(), "<!DOCTYPE kml>"),
        kml(mark(name="&e;"), '<!DOCTYPE k [<!ENTITY e SYSTEM "file:///etc/hostname">]>'),
    ],
    "external_reference": [
        kml("<NetworkLink><Link><href>http://127.0.0.1/x.kml</href></Link></NetworkLink>")
    ],
    "too_deep": [kml("<Folder>" * 40 + "</Folder>" * 40), kml("<Folder>" * 100_000)],
    "empty": [kml("")],
    "null_geometry": [kml(mark(""))],
    "geometry_type": [
        kml(mark("<Point><coordinates>6.47,52.72</coordinates></Point>")),
        kml(mark(f"<Polygon>{outer()}</Polygon><Point><coordinates>6,52</coordinates></Point>")),
        kml(mark(f"<LinearRing><coordinates>{RING}</coordinates></LinearRing>")),
    ],
    "coords": [
        polygon(outer("")),
        polygon(inner()),
        polygon(outer("6.4;52.7 6.5;52.7 6.5;52.8")),
        polygon(outer(RING.replace("6.48", "6_48"))),
        polygon(outer("6.4 6.5 6.6 6.4")),
    ],
    "non_finite": [polygon(outer(RING.replace("6.48", "nan"))), polygon(outer("1e999,1 " * 4))],
    "ambiguous_geometry": [polygon(outer() + outer(HOLE))],
    "axis_order": [polygon(outer(" ".join(",".join(p.split(",")[::-1]) for p in RING.split())))],
    "out_of_area": [polygon(outer("0,0 1,0 1,1 0,0"))],
    "too_many_vertices": [polygon(outer("6.47,52.72 6.471,52.72 " * 10_001))],
    "too_many_features": [kml("<Placemark/>" * 10_001)],
}


@pytest.mark.parametrize(
    ("code", "data"), [(code, d) for code, files in REFUSED.items() for d in files]
)
def test_bad_kml_is_refused_with_its_code(code, data) -> None:
    with pytest.raises(Refused) as refused:
        read(data)
    assert refused.value.code == code


def test_the_place_in_the_file_is_named() -> None:
    with pytest.raises(Refused) as refused:
        read(kml(mark() + mark("")))
    assert refused.value.place == "feature 2"


@given(st.text(max_size=80))
def test_no_text_at_all_crashes_the_reader(text: str) -> None:
    for data in (text.encode("utf-8", "replace"), kml(text), polygon(outer(text))):
        try:
            read(data)
        except Refused:
            pass


def test_a_shape_of_ones_own_says_what_was_mended_and_how_large_it_was() -> None:
    (one,) = read_own_shapes("mijn.KML", polygon(outer(BOW_TIE)), PLACE)
    assert one.name == "Hofje"
    assert one.changes == ("A ring that crosses itself was split into its parts.",)
    assert one.m2_before < 1_000 < one.m2_after


def test_a_shape_too_small_to_be_an_area_is_refused_where_it_stands() -> None:
    tiny = "6.476,52.722 6.4761,52.722 6.4761,52.7221 6.476,52.722"
    with pytest.raises(Refused) as refused:
        read_own_shapes("a.kml", kml(mark() + mark(f"<Polygon>{outer(tiny)}</Polygon>")), PLACE)
    assert (refused.value.code, refused.value.place) == ("too_small", "feature 2")


def test_a_name_with_hidden_characters_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_own_shapes("a.kml", kml(mark(name="Hof\u202eje")), PLACE)
    assert refused.value.code == "control_chars"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.kmz", b"PK", "wrong_type"),
        ("a.geojson.exe", b"MZ", "wrong_type"),
        ("a.kml", b" \n", "empty"),
        ("a.geojson", b" " * 20_000_001, "too_large"),
    ],
)
def test_a_file_is_first_judged_by_its_name_and_size(name, data, code) -> None:
    with pytest.raises(Refused) as refused:
        read_own_shapes(name, data, PLACE)
    assert refused.value.code == code
