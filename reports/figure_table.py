"""The table beside a report map: the same figures, for who can't or won't look at the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.indicators import DEFINITIONS, PARTS, Shown

if TYPE_CHECKING:
    from boundaries.language import Language
    from reports.indicators import Figure, Indicator, Part


def columns(indicator: Indicator, words: Language) -> list[dict[str, Any]]:
    """Return the headings: area, numerator, denominator where there is one, and the indicator."""
    one = DEFINITIONS[indicator]
    parts = [one.numerator, *([] if one.denominator is None else [one.denominator])]
    titles = [*(PARTS[part].title for part in parts), one.title]
    return [
        {"heading": words.text("Area"), "figures": False},
        *({"heading": words.text(title), "figures": True} for title in titles),
    ]


def row(figure: Figure, indicator: Indicator, words: Language) -> dict[str, Any]:
    """Return the row of an area; an uncertain rate is marked with ~, a hidden one is words."""
    one = DEFINITIONS[indicator]
    told = [(figure.numerator, amount(figure.numerator, one.numerator, words))]
    if one.denominator is not None:
        told.append((figure.denominator, amount(figure.denominator, one.denominator, words)))
    mark = "~ " if figure.shown is Shown.UNSTABLE else ""
    told.append((figure.value, mark + amount(figure.value, None, words)))
    cells = [{"value": figure.name, "text": figure.name}]
    for value, text in told:
        known = value is not None
        cells.append(
            {
                "value": repr(value) if known else "",
                "text": text if known else hidden(figure.shown, words),
            }
        )
    return {"area": figure.area, "cells": cells}


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
