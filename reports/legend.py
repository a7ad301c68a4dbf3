"""The legend of a report map: one entry a class, or circles; then the patterns that occur."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from reports.classes import Classes
from reports.colours import palette
from reports.indicators import DEFINITIONS, PARTS, Figure, Indicator, Shown
from reports.views import WIDEST, Circles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundaries.language import Language
    from reports.views import Frame, Panel, Scale

PATTERNS = {Shown.MISSING: "url(#sk-missing)", Shown.SMALL: "url(#sk-small)"}
"""Fills for areas without a figure: never a colour of a class, and never white."""
RING = "ring"
"""In place of a fill: the mark of an uncertain figure."""
PATTERN_CODES = {Shown.MISSING: -1, Shown.SMALL: -2}
"""What stands in the file for a pattern, in place of the number of a class."""
PLAIN = -3
LINE = 16.0
"""From one label of the circles to the next, in pixels."""


def code(figure: Figure, scale: Scale) -> int:
    """Return the number of a figure's class, of its pattern, or `PLAIN`."""
    if figure.value is None:
        return PATTERN_CODES[figure.shown]
    return scale.of(figure.value) if isinstance(scale, Classes) else PLAIN


def legend(panel: Panel, frames: Sequence[Frame], words: Language) -> list[dict[str, Any]]:
    """Return the entries, lowest class first.

    Each has `fill`, `label`, `help`, and `counts`: how many areas on each of `frames`, in words.
    A pattern is there when it occurs on one of them.
    """
    entries = [
        *_classes(panel, frames, words),
        *_signs(panel, frames, words),
        *_marks(frames, words),
    ]
    for entry in entries:
        entry["counts"] = [words.count("{n} area", "{n} areas", n) for n in entry.pop("numbers")]
    return entries


def _classes(panel: Panel, frames: Sequence[Frame], words: Language) -> list[dict[str, Any]]:
    scale = panel.scale
    if not isinstance(scale, Classes):
        return []
    held = [Counter(code(f, scale) for f in frame.figures) for frame in frames]
    return [
        _entry(colour, _bounds(scale, index, words), [counts[index] for counts in held])
        for index, colour in enumerate(palette(panel.indicator).classes[scale.count])
    ]


def _bounds(classes: Classes, index: int, words: Language) -> str:
    low, high = classes.bounds[index], classes.bounds[index + 1]
    if index == classes.count - 1:
        return words.text("{low} and more", low=low)
    if low == float("-inf"):
        return words.text("less than {high}", high=high)
    return words.text("{low} to {high}", low=low, high=high)


def _signs(panel: Panel, frames: Sequence[Frame], words: Language) -> list[dict[str, Any]]:
    """Say how many areas have a circle; apart for more and less where both occur."""
    if not isinstance(panel.scale, Circles):
        return []
    known = [[f.value for f in frame.figures if f.value is not None] for frame in frames]
    colours = palette(panel.indicator)
    if not panel.scale.below:
        label = words.text("With a figure")
        return [_entry(colours.more, label, [len(values) for values in known])]
    return [
        _entry(colours.more, words.text("Grew"), [sum(v > 0 for v in values) for values in known]),
        _entry(
            colours.less, words.text("Shrank"), [sum(v < 0 for v in values) for values in known]
        ),
        _entry("#ffffff", words.text("The same"), [values.count(0) for values in known]),
    ]


def _marks(frames: Sequence[Frame], words: Language) -> list[dict[str, Any]]:
    _ = words.text
    few = _("This is about too few people. We do not show it, so it stays private.")
    marks = (
        (Shown.UNSTABLE, RING, _("Uncertain, small number"), ""),
        (Shown.MISSING, PATTERNS[Shown.MISSING], _("No data"), ""),
        (Shown.SMALL, PATTERNS[Shown.SMALL], _("Too small to show"), few),
    )
    found = []
    for shown, fill, label, help_ in marks:
        numbers = [sum(f.shown is shown for f in frame.figures) for frame in frames]
        if any(numbers):
            found.append(_entry(fill, label, numbers) | {"help": help_})
    return found


def _entry(fill: str, label: str, numbers: Sequence[int]) -> dict[str, Any]:
    return {"fill": fill, "label": label, "numbers": list(numbers), "help": ""}


def nested(panel: Panel, words: Language) -> list[dict[str, Any]]:
    """Return the circles of the legend, largest first: `radius` in pixels, `label`, and heights.

    `middle`, `top` and `at`, where the label goes, are measured from the top of the largest one.
    """
    if not isinstance(panel.scale, Circles):
        return []
    found: list[dict[str, Any]] = []
    bottom = 2 * WIDEST
    for value in panel.scale.steps:
        radius = round(panel.scale.radius(value), 1)
        top = round(bottom - 2 * radius, 1)
        found.append(
            {
                "radius": radius,
                "middle": round(bottom - radius, 1),
                "top": top,
                "at": max(top, found[-1]["at"] + LINE) if found else top,
                "label": written(value, panel.indicator, words),
            }
        )
    return found


def written(value: float, indicator: Indicator, words: Language) -> str:
    """Return a figure of an indicator that is counted: money as euros."""
    one = DEFINITIONS[indicator]
    if PARTS[one.numerator].money and one.denominator is None:
        return words.euros(round(value * one.divisor))
    return words.value(int(value) if value == int(value) else value)
