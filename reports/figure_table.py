"""The table beside a report map: the same figures, for who can't or won't look at the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from reports.indicators import DEFINITIONS, PARTS, Shown
from reports.legend import written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundaries.language import Language
    from reports.indicators import Figure, Indicator, Part
    from reports.views import Frame


def columns(indicator: Indicator, words: Language) -> list[dict[str, Any]]:
    """Return the headings: area, numerator and denominator where it has them, the indicator."""
    one = DEFINITIONS[indicator]
    parts = [] if one.denominator is None else [one.numerator, one.denominator]
    titles = [*(PARTS[part].title for part in parts), one.title]
    return [
        {"heading": words.text("Area"), "figures": False},
        *({"heading": words.text(title), "figures": True} for title in titles),
    ]


def row(figure: Figure, indicator: Indicator, words: Language) -> dict[str, Any]:
    """Return the row of an area; an uncertain rate is marked with ~, a hidden one is words.

    Each cell has its `text`, and a `value` to sort by; what is uncertain isn't ranked.
    """
    one = DEFINITIONS[indicator]
    told = []
    if one.denominator is not None:
        told.append((figure.numerator, amount(figure.numerator, one.numerator, words)))
        told.append((figure.denominator, amount(figure.denominator, one.denominator, words)))
    cells = [{"value": figure.name, "text": figure.name}]
    cells += [_cell(figure.shown, value, text, words) for value, text in told]
    return {"area": figure.area, "cells": [*cells, value_cell(figure, indicator, words)]}


def value_cell(figure: Figure, indicator: Indicator, words: Language) -> dict[str, str]:
    """Return the cell of the indicator itself."""
    one = DEFINITIONS[indicator]
    part = one.numerator if one.denominator is None else None
    known = figure.value if part is None else figure.numerator
    text = amount(known, part, words)
    if figure.shown is Shown.UNSTABLE:
        return {"value": "", "text": f"~ {text}"}
    return _cell(figure.shown, figure.value, text, words)


def _cell(shown: Shown, value: float | None, text: str, words: Language) -> dict[str, str]:
    if value is None:
        return {"value": "", "text": hidden(shown, words)}
    return {"value": repr(value), "text": text}


def amount(value: float | None, part: Part | None, words: Language) -> str:
    """Return a number as it is written, or cents as euros where it is of a part in money."""
    if value is None:
        return ""
    if part is not None and PARTS[part].money:
        return words.euros(int(value))
    return words.value(value)


def hidden(shown: Shown, words: Language) -> str:
    """Return in words why there is no number."""
    return words.text("Too small to show") if shown is Shown.SMALL else words.text("No data")


def compared_columns(frames: Sequence[Frame], words: Language) -> list[dict[str, Any]]:
    """Return the headings of two dates: area, the figure on both, and what lies between."""
    return [
        {"heading": words.text("Area"), "figures": False},
        *({"heading": words.date(frame.day), "figures": True} for frame in frames),
        {"heading": words.text("Difference"), "figures": True},
    ]


def compared_rows(
    indicator: Indicator, frames: Sequence[Frame], words: Language
) -> list[dict[str, Any]]:
    """Return a row for each area of one date or the other, by id.

    There is a difference only where the area had the same land on both dates: otherwise it would
    tell of the boundary. It is that of two figures that are both shown.
    """
    first, second = ({f.area: f for f in frame.figures} for frame in frames)
    rows = []
    for area in sorted(first.keys() | second.keys()):
        pair = (first.get(area), second.get(area))
        latest = pair[1] or pair[0]
        if latest is None:
            continue
        cells = [{"value": latest.name, "text": latest.name}]
        cells += [
            {"value": "", "text": "–"} if one is None else value_cell(one, indicator, words)
            for one in pair
        ]
        rows.append({"area": area, "cells": [*cells, _difference(pair, indicator, words)]})
    return rows


def _difference(
    pair: tuple[Figure | None, Figure | None], indicator: Indicator, words: Language
) -> dict[str, str]:
    first, second = pair
    if first is None or second is None or first.value is None or second.value is None:
        return {"value": "", "text": "–"}
    if not shapely.equals(first.geometry, second.geometry):
        return {"value": "", "text": words.text("The boundary changed")}
    change = round(second.value - first.value, 9)
    text = written(change, indicator, words)
    return {"value": repr(change), "text": f"+{text}" if change > 0 else text}
