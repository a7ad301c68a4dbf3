"""The words on the map; the script itself holds none.

The keys are those of the copy deck. Placeholders in braces are filled in by the script.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundaries.language import N_

if TYPE_CHECKING:
    from boundaries.language import Language

TEXTS = {
    "map.label": N_(
        "Map. Arrows move the map, plus and minus zoom, Enter chooses the area in the middle."
    ),
    "map.label.draw": N_(
        "Drawing map. Arrows move the map. Enter places a point in the middle, "
        "Backspace takes the last point away."
    ),
    "map.label.blocks": N_(
        "Map with blocks. Arrows move the map. Enter adds the block in the middle or takes it off."
    ),
    "map.tools": N_("Drawing"),
    "map.add": N_("Add"),
    "map.remove": N_("Take off"),
    "map.draw": N_("Draw"),
    "map.points": N_("Points"),
    "map.pan": N_("Move"),
    "map.undo": N_("Undo"),
    "map.redo": N_("Redo"),
    "map.clear": N_("Clear all"),
    "map.follow": N_("Follow streets"),
    "map.close": N_("Close the shape"),
    "map.end": N_("The line is ready"),
    "map.point": N_("Remove this point"),
    "mine.draft": N_("Your drawing is still on this device."),
    "mine.resume": N_("Go on with my drawing"),
    "mine.again": N_("Start again"),
    "mine.wipe": N_("Wipe my drawing from this device"),
    "map.more": N_("More"),
    "map.contrast": N_("More contrast"),
    "map.place": N_("My place"),
    "map.noplace": N_("We do not know where you are, or you are not here now."),
    "map.without": N_("Do this without a map"),
    "map.nudge": N_("Move this point"),
    "map.nudge.north": N_("To the north"),
    "map.nudge.east": N_("To the east"),
    "map.nudge.south": N_("To the south"),
    "map.nudge.west": N_("To the west"),
    "map.cross": N_("Your line crosses itself. Which part do you mean?"),
    "map.keep": N_("Keep part {part} ({ha} hectares)"),
    "map.keepboth": N_("Keep both parts"),
    "map.keepall": N_("Keep all parts"),
    "err.complex": N_("This shape is too complex. Draw it with fewer points."),
    "map.zoomin": N_("Zoom in"),
    "map.zoomout": N_("Zoom out"),
    "map.zoom": N_("Zoom in to draw."),
    "map.fingers": N_("Use two fingers to move the map."),
    "map.snap": N_("Your line follows {line}."),
    "map.notiles": N_("The map background does not load. You can still draw."),
    "hint.first": N_("Click or tap the map for the first point."),
    "hint.next": N_("Place the next point."),
    "hint.close": N_("Go on, or click the first point."),
    "hint.stroke": N_("Draw a ring around your neighbourhood."),
    "hint.open": N_("Draw on from the end, or close the shape."),
    "hint.line": N_("Draw a line from edge to edge."),
    "hint.line.on": N_("Place the next point, or press: the line is ready."),
    "hint.line.again": N_("Not right? Undo, and draw the line again."),
    "hint.edit": N_("Drag a point, or tap it."),
    "hint.chosen": N_("Tap the new place of this point."),
    "hint.pan": N_("Drag the map to the right place."),
    "hint.add": N_("Tap a block to add it."),
    "hint.remove": N_("Tap a block to take it off."),
    "hint.add.already": N_("{block} is in already. Choose another block."),
    "hint.remove.already": N_("{block} is not in your area."),
    "act.in": N_("added"),
    "act.out": N_("taken off"),
    "act.on": N_("block added"),
    "act.off": N_("block taken off"),
    "act.blocks": N_("blocks changed"),
    "act.closed": N_("shape closed"),
    "act.stroke": N_("line drawn"),
    "act.moved": N_("point moved"),
    "act.added": N_("point added"),
    "act.removed": N_("point removed"),
    "act.kept": N_("part kept"),
    "act.changed": N_("drawing changed"),
    "sum.area": N_("{ha} hectares"),
    "start.play": N_("Play from {year}"),
    "start.pause": N_("Pause"),
    "time.label": N_("Date of the map"),
    "time.now": N_("now"),
    "time.began": N_("New: {names}."),
    "time.ended": N_("Gone: {names}."),
    "time.moved": N_("Other boundary: {names}."),
    "time.renamed": N_("Other name: {names}."),
    "time.rested": N_("Rests from now: {names}."),
    "time.woke": N_("Awake again: {names}."),
    "sr.date": N_("As of {date}: {n} areas. {changes}"),
    "sr.date.one": N_("As of {date}: 1 area. {changes}"),
    "sr.point": N_("Point {n} placed, {ha} hectares."),
    "sr.point.line": N_("Point {n} placed."),
    "sr.block": N_("{block} {action}. {n} blocks, {ha} hectares."),
    "sr.block.one": N_("{block} {action}. 1 block, {ha} hectares."),
    "sr.in": N_("{block}, {ha} hectares, in your area"),
    "sr.out": N_("{block}, {ha} hectares"),
    "sr.undone": N_("Undone: {action}, {ha} hectares."),
    "sr.redone": N_("Redone: {action}, {ha} hectares."),
}


def map_texts(words: Language) -> dict[str, str]:
    """Return the texts of the map by key, in the visitor's language."""
    return {key: words.template(text) for key, text in TEXTS.items()}
