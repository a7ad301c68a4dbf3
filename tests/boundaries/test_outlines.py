"""Pictures of land: plain SVG in which user text is inert."""

from __future__ import annotations

import shapely

from boundaries.outlines import Layer, Style, box_around, image, picture
from tests.conftest import square

BOX = box_around([square(0, 0)])


def test_a_name_in_a_picture_is_inert() -> None:
    drawn = picture([Layer(square(0, 0), Style.OWN, "<script>x</script>")], BOX, '"><b>')
    assert "<script>" not in drawn
    assert "<b>" not in drawn
    assert "<b>" not in image(drawn, '"><b>')


def test_north_is_up() -> None:
    # +---+---+
    # |   | B |
    # +---+---+
    # | A |   |
    # +---+---+
    layers = [Layer(square(0, 0), Style.OWN, "A"), Layer(square(1, 1), Style.OWN, "B")]
    drawn = picture(layers, box_around([layer.geometry for layer in layers]), "")
    places = {
        name: (float(rest.split('"')[1]), float(rest.split('"')[3]))
        for rest, name in (
            (part.partition(">")[0], part.partition(">")[2][0])
            for part in drawn.split("<text ")[1:]
        )
    }
    assert places["A"][0] < places["B"][0]
    assert places["A"][1] > places["B"][1]


def test_what_lies_outside_is_left_out() -> None:
    far = Layer(square(90, 90), Style.STANDING, "Ver weg")
    assert "Ver weg" not in picture([far], BOX, "")


def test_a_line_is_drawn_open_and_land_closed() -> None:
    line = shapely.LineString([square(0, 0).bounds[:2], square(0, 0).bounds[2:]])
    drawn = picture([Layer(line, Style.STREET)], BOX, "")
    assert 'Z"' not in drawn
    assert 'Z"' in picture([Layer(square(0, 0), Style.OWN)], BOX, "")


def test_points_of_each_kind_have_a_mark_of_their_own_form() -> None:
    drawn = [
        picture([Layer(square(0, 0).centroid, style)], BOX, "").rpartition(' d="')[2].split('"')[0]
        for style in (Style.QUICK_WIN, Style.LONG_HAUL)
    ]
    assert "a6 6" in drawn[0]
    assert "l8 8" in drawn[1]


def test_of_names_that_would_lie_over_each_other_the_largest_land_keeps_its_own() -> None:
    layers = [
        Layer(square(0, 0, 0.2, 0.2), Style.STANDING, "Een lang klein gebied"),
        Layer(square(0, 0, 1, 0.2), Style.STANDING, "Een lang groot gebied"),
        Layer(square(0, 5, 5, 5), Style.STANDING, "Elders"),
    ]
    drawn = picture(layers, box_around([layer.geometry for layer in layers]), "")
    assert "groot gebied" in drawn
    assert "klein gebied" not in drawn
    assert "Elders" in drawn
