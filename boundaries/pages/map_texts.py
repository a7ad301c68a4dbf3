"""The words on the map; the script itself holds none.

The keys are those of the copy deck. Placeholders in braces are filled in by the script.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundaries.language import N_

if TYPE_CHECKING:
    from boundaries.language import Language

TEXTS = {
    "map.label": N_("Map"),
    "map.tools": N_("Drawing tools"),
    "map.draw": N_("Draw"),
    "map.points": N_("Corners"),
    "map.pan": N_("Move"),
    "map.undo": N_("Undo"),
    "map.redo": N_("Redo"),
    "map.clear": N_("Clear all"),
    "map.close": N_("Close the shape"),
    "map.point": N_("Remove this point"),
    "map.follow": N_("Follow boundaries"),
    "map.snap": N_("Your line follows {line}."),
    "map.zoom": N_("Zoom in to draw."),
    "map.zoomin": N_("Zoom in"),
    "map.zoomout": N_("Zoom out"),
    "map.fingers": N_("Use two fingers to move the map."),
    "map.notiles": N_("The map background does not load. You can still draw."),
    "sum.area": N_("{ha} hectares"),
    "sr.point": N_("Point {n} placed, {ha} hectares."),
    "sr.undone": N_("Undone: {action}, {ha} hectares."),
    "sr.redone": N_("Redone: {action}, {ha} hectares."),
}


def map_texts(words: Language) -> dict[str, str]:
    """Return the texts of the map by key, in the visitor's language."""
    return {key: words.template(text) for key, text in TEXTS.items()}
