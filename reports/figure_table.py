"""The table beside a report map: the same figures, for who can't or won't look at the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.indicators import WORDING, Figure, Indicator, Shown

if TYPE_CHECKING:
    from boundaries.language import Language


def columns(indicator: Indicator, words: Language) -> list[dict[str, Any]]:
    """Return the headings: area, numerator, denominator and the indicator itself."""
    _ = words.text
    numerator, denominator = {
        Indicator.DENSITY: (_("Residents"), _("Hectares")),
        Indicator.PROJECTS: (_("Projects"), _("Residents")),
    }[indicator]
    return [
        {"heading": _("Area"), "figures": False},
        {"heading": numerator, "figures": True},
        {"heading": denominator, "figures": True},
        {"heading": _(WORDING[indicator].title), "figures": True},
    ]


def row(figure: Figure, words: Language) -> dict[str, Any]:
    """Return the row of an area; an uncertain rate is marked with ~, a hidden one is words."""
    hidden = {Shown.MISSING: words.text("No data"), Shown.SMALL: words.text("Too small to show")}
    cells = [{"value": figure.name, "text": figure.name}]
    for value in (figure.numerator, figure.denominator, figure.value):
        if value is None:
            cells.append({"value": "", "text": hidden[figure.shown]})
        else:
            mark = "~ " if figure.shown is Shown.UNSTABLE and value is figure.value else ""
            cells.append({"value": repr(value), "text": mark + words.value(value)})
    return {"area": figure.area, "cells": cells}
