"""Every class of a map can be told from the next one, by everybody who looks."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from reports.colours import (
    AMBER,
    BLUE_GREEN,
    EDGE,
    EDGE_UNDER,
    GROWTH,
    MONEY,
    PATTERN,
    PEOPLE,
    PURPLE_ORANGE,
    palette,
)
from reports.indicators import Indicator

RAMPS = {"blue-green": BLUE_GREEN, "amber": AMBER, "purple-orange": PURPLE_ORANGE}
# Machado, Oliveira and Fernandes (2009), severity 1.0.
SIGHTS = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE_POINT = np.array([0.95047, 1.0, 1.08883])


def linear(colour: str) -> np.ndarray:
    part = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(np.dot([0.2126, 0.7152, 0.0722], linear(colour)))


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def seen(colour: str, sight: np.ndarray) -> np.ndarray:
    """L*a*b* of a colour as somebody sees it."""
    ratio = TO_XYZ @ np.clip(sight @ linear(colour), 0, 1) / WHITE_POINT
    f = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def ciede2000(one: np.ndarray, other: np.ndarray) -> float:
    """Sharma, Wu and Dalal (2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean_c = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    g = 0.5 * (1 - np.sqrt(mean_c**7 / (mean_c**7 + 25**7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    d_h = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2))
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    mean_h = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    t = (
        1
        - 0.17 * np.cos(np.radians(mean_h - 30))
        + 0.24 * np.cos(np.radians(2 * mean_h))
        + 0.32 * np.cos(np.radians(3 * mean_h + 6))
        - 0.20 * np.cos(np.radians(4 * mean_h - 63))
    )
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / np.sqrt(20 + (mean_l - 50) ** 2)
    s_c, s_h = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    r_t = -2 * np.sqrt(mean_c**7 / (mean_c**7 + 25**7))
    r_t *= np.sin(np.radians(60 * np.exp(-(((mean_h - 275) / 25) ** 2))))
    light, chroma, hue = (l2 - l1) / s_l, (c2 - c1) / s_c, d_h / s_h
    return float(np.sqrt(light**2 + chroma**2 + hue**2 + r_t * chroma * hue))


def closest(colours: tuple[str, ...], sight: np.ndarray) -> float:
    return min(
        ciede2000(seen(one, sight), seen(other, sight))
        for one, other in itertools.pairwise(colours)
    )


def test_the_measure_is_that_of_the_published_examples() -> None:
    assert ciede2000(
        np.array([50, 2.6772, -79.7751]), np.array([50, 0, -82.7485])
    ) == pytest.approx(2.0425, abs=1e-4)
    assert ciede2000(
        np.array([22.7233, 20.0904, -46.6940]), np.array([23.0331, 14.9730, -42.5619])
    ) == pytest.approx(2.0373, abs=1e-4)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("count", [3, 4, 5])
@pytest.mark.parametrize("ramp", RAMPS)
def test_classes_side_by_side_differ_for_every_sight(ramp, count, sight) -> None:
    assert closest(RAMPS[ramp][count], SIGHTS[sight]) >= 10


@pytest.mark.parametrize("count", [3, 4, 5])
@pytest.mark.parametrize("ramp", [BLUE_GREEN, AMBER])
def test_classes_get_darker_so_that_grey_paper_tells_them_apart(ramp, count) -> None:
    lights = [seen(colour, SIGHTS["normal"])[0] for colour in ramp[count]]
    assert min(a - b for a, b in itertools.pairwise(lights)) >= 9


@pytest.mark.parametrize("ramp", RAMPS)
def test_each_class_stands_out_from_one_of_its_two_edges(ramp) -> None:
    for colour in {c for colours in RAMPS[ramp].values() for c in colours}:
        assert max(contrast(colour, EDGE), contrast(colour, EDGE_UNDER)) >= 3.6, colour


def test_the_middle_of_growth_is_neutral() -> None:
    _lightness, a, b = seen(PURPLE_ORANGE[5][2], SIGHTS["normal"])
    assert np.hypot(a, b) < 1


def test_patterns_can_be_seen_on_white() -> None:
    assert contrast(PATTERN, "#ffffff") >= 5


@pytest.mark.parametrize(
    ("indicator", "kind"),
    [
        (Indicator.DENSITY, PEOPLE),
        (Indicator.TAKE_UP, MONEY),
        (Indicator.SPENT_EACH, MONEY),
        (Indicator.GROWN_M2, GROWTH),
    ],
)
def test_colours_say_what_a_map_is_about(indicator, kind) -> None:
    assert palette(indicator) is kind
