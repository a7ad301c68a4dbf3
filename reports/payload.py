"""What the script of a report map reads: shapes, figures, and words for every frame.

It stands in the document as data, never as a script: names of areas are user text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from markupsafe import Markup

from reports import figure_table
from reports.classes import FEWEST_AREAS, Classes
from reports.colours import palette
from reports.indicators import DEFINITIONS, Shown
from reports.legend import code, legend
from reports.shapes import shapes
from reports.views import Circles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundaries.language import Language
    from reports.indicators import Figure
    from reports.shapes import Shapes
    from reports.views import Panel, View

MOST_NUMBERS = 99
"""Up to this many areas have a number, which stands on the map where the name doesn't fit."""
MOST_ROWS = 500
"""Longer tables are put in place by the script, after the map is drawn."""


def payload(view: View, crs: str, words: Language) -> dict[str, Any]:
    """Return the data of a document, the same for the same view.

    `panels` have, of each frame, a row of an area: its place in `areas`, that of its shape, its
    class or pattern, radius (below 0 for less than nothing), and whether it is uncertain.
    `frames` have the words that change with it.
    """
    figures = [f for panel in view.panels for frame in panel.frames for f in frame.figures]
    ids = sorted({f.area for f in figures})
    places = {area: place for place, area in enumerate(ids)}
    land = shapes((f.geometry for f in figures), crs) if figures else None
    panels = [_panel(panel, places, land, words) for panel in view.panels]
    count = len(view.panels[0].frames)
    return {
        "areas": ids,
        "numbers": len(ids) <= MOST_NUMBERS,
        "shapes": land.rings if land else [],
        "points": land.points if land else [],
        "box": land.box if land else None,
        "panels": panels,
        "frames": [_frame(view, number, words) for number in range(count)],
        "start": view.start,
    }


def _panel(
    panel: Panel, places: dict[str, int], land: Shapes | None, words: Language
) -> dict[str, Any]:
    colours = palette(panel.indicator)
    scale = panel.scale
    return {
        "unit": words.text(DEFINITIONS[panel.indicator].unit),
        "colours": list(colours.classes[scale.count]) if isinstance(scale, Classes) else [],
        "circles": isinstance(scale, Circles),
        "more": colours.more,
        "less": colours.less,
        "frames": [
            [_row(f, panel, places, land, words) for f in frame.figures] if land else []
            for frame in panel.frames
        ],
    }


def _row(
    figure: Figure, panel: Panel, places: dict[str, int], land: Shapes, words: Language
) -> list[Any]:
    radius = 0.0
    if isinstance(panel.scale, Circles) and figure.value:
        radius = round(panel.scale.radius(figure.value), 1) * (1 if figure.value > 0 else -1)
    return [
        places[figure.area],
        land.place(figure.geometry),
        code(figure, panel.scale),
        radius,
        int(figure.shown is Shown.UNSTABLE),
        figure.name,
        figure_table.value_cell(figure, panel.indicator, words)["text"],
    ]


def _frame(view: View, number: int, words: Language) -> dict[str, Any]:
    days = [panel.frames[number].day for panel in view.panels]
    return {
        "day": days[0].isoformat(),
        "label": _label(view, number, words),
        "stamps": [words.text("As of {date}", date=day) for day in days],
        "said": said(view, number, words),
        "counts": [[entry["counts"] for entry in own] for own in legends(view, number, words)],
    }


def _label(view: View, number: int, words: Language) -> str:
    day = view.panels[0].frames[number].day
    return str(day.year) if (day.month, day.day) == (12, 31) else words.date(day)


def said(view: View, number: int, words: Language) -> str:
    """Return in words what a frame shows: how many areas on which date, the highest and lowest.

    Uncertain and hidden figures aren't ranked.
    """
    sentences = []
    for panel in view.panels:
        frame = panel.frames[number]
        sentences.append(
            words.count(
                "{n} area on {date}.", "{n} areas on {date}.", len(frame.figures), date=frame.day
            )
        )
    for panel in view.panels:
        sentences += _extremes(panel, number, words)
    return " ".join(dict.fromkeys(sentences))


def _extremes(panel: Panel, number: int, words: Language) -> list[str]:
    ranked = [f for f in panel.frames[number].figures if f.shown is Shown.VALUE]
    ranked.sort(key=lambda f: (f.value or 0.0, f.area))
    if len(ranked) < FEWEST_AREAS or ranked[0].value == ranked[-1].value:
        return []
    told = [
        f"{f.name} ({figure_table.value_cell(f, panel.indicator, words)['text']})"
        for f in (ranked[-1], ranked[0])
    ]
    title = words.text(DEFINITIONS[panel.indicator].title)
    return [
        words.text(
            "{title}: highest in {highest}, lowest in {lowest}.",
            title=title,
            highest=told[0],
            lowest=told[1],
        )
    ]


def legends(view: View, number: int, words: Language) -> list[list[dict[str, Any]]]:
    """Return the entries of each legend, with its counts in a frame.

    There is one for two dates, else one a map. Which entries there are is the same in every frame.
    """
    if view.two_dates:
        frames = [panel.frames[0] for panel in view.panels]
        return [legend(view.panels[0], frames, words)]
    made = [legend(panel, panel.frames, words) for panel in view.panels]
    return [[entry | {"counts": [entry["counts"][number]]} for entry in own] for own in made]


def tables(view: View, number: int, words: Language) -> list[tuple[list[dict[str, Any]], Any]]:
    """Return the headings and rows of each table in a frame: one for two dates, else one a map."""
    if view.two_dates:
        first = view.panels[0].indicator
        frames = [panel.frames[0] for panel in view.panels]
        return [
            (
                figure_table.compared_columns(frames, words),
                figure_table.compared_rows(first, frames, words),
            )
        ]
    return [
        (
            figure_table.columns(panel.indicator, words),
            [figure_table.row(f, panel.indicator, words) for f in panel.frames[number].figures],
        )
        for panel in view.panels
    ]


def rows_to_come(view: View, words: Language) -> list[list[Any]]:
    """Return the rows of each table in every frame, for the script; none where they all stand."""
    count = len(view.panels[0].frames)
    made = [[rows for _columns, rows in tables(view, n, words)] for n in range(count)]
    longest = max((len(rows) for frame in made for rows in frame), default=0)
    if count == 1 and longest <= MOST_ROWS:
        return []
    return [[_short(rows) for rows in frame] for frame in made]


def _short(rows: Sequence[dict[str, Any]]) -> list[list[Any]]:
    """Return rows: the area, then of each cell its text, and its value if that differs."""
    return [
        [
            row["area"],
            *(
                cell["text"] if cell["text"] == cell["value"] else [cell["text"], cell["value"]]
                for cell in row["cells"]
            ),
        ]
        for row in rows
    ]


def as_data(value: object) -> Markup:
    """Return a value as JSON in which nothing can end the element around it."""
    text = orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)  # noqa: S704 - no mark is left that HTML knows
