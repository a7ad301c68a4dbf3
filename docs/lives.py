"""The example of *history and money*: two areas that merge, split and come back, with their euros.

`python -m docs.lives` writes the pictures; a test holds the page to the numbers. All of it runs
through the ordinary commands on a store that is thrown away.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import shapely

from boundaries import commands
from boundaries.bookkeeping import money_at
from boundaries.language import language
from boundaries.model import (
    Block,
    Municipality,
    Occasion,
    Project,
    ProjectKind,
    ProjectStatus,
)
from data.store import create_store
from docs.examples import FOLDER

if TYPE_CHECKING:
    from boundaries.model import Actor, AreaId, Balance
    from data.store import SqlStore

PLACE = Municipality("GM0118", "Hoogeveen", "EPSG:28992", (215_000, 515_000, 240_000, 540_000))
X, Y = 228_000.0, 526_000.0
RESIDENTS = (40, 20)

BOXES = {
    "change": (20, 20, "change", "one command: what, when,", "who, why, whose wish"),
    "version": (330, 20, "area version", "name, boundary,", "from one date to another"),
    "area": (640, 20, "area", "GM0118-0003: never changes,", "counts its revisions"),
    "lineage": (330, 150, "lineage", "which version came", "of which"),
    "entry": (20, 280, "entry", "a booking that adds up to 0", "or the database refuses it"),
    "line": (330, 280, "entry line", "cents on one account", "of one area"),
    "account": (640, 280, "account", "available, committed,", "spent: never below 0"),
    "home": (20, 410, "home", "from when on it counts", "for which area"),
    "project": (330, 410, "project, engagement", "what people do;", "statuses with their dates"),
}
ARROWS = (
    ("change", "version", "records, ends"),
    ("version", "area", "is of"),
    ("lineage", "version", "joins two"),
    ("change", "entry", "books"),
    ("entry", "line", "has"),
    ("line", "account", "moves"),
    ("account", "area", "is of"),
    ("home", "project", "houses"),
)
WIDE, HIGH = 220, 84


def numbers() -> dict[str, str]:
    """Return each figure of the page by name, as Dutch readers write it."""
    with tempfile.TemporaryDirectory() as folder:
        store = create_store(f"sqlite:///{Path(folder) / 'example.sqlite'}", PLACE)
        try:
            return _tell(store)
        finally:
            store.close()


def _tell(store: SqlStore) -> dict[str, str]:
    with store.read() as parts:
        actor = parts.people.local()
    west, oost = _begin(store, actor)
    told = _said(store, 2009, {"West": west, "Oost": oost})
    merged = commands.merge(store, actor, [west, oost], name="Samen", occasion=_on(2010))
    told |= _said(store, 2011, {"Samen": merged.areas[0]})
    line = shapely.LineString([(X + 200, Y - 10), (X + 200, Y + 110)])
    split = commands.split(
        store,
        actor,
        merged.areas[0],
        line=line,
        names=("Links", "Rechts"),
        occasion=_on(2012),
    )
    told |= _said(store, 2013, dict(zip(("Links", "Rechts"), split.areas, strict=True)))
    commands.undo(store, actor, split.change)
    return told | {
        f"weer {name}": said
        for name, said in _said(store, 2013, {"Samen": merged.areas[0]}).items()
    }


def _begin(store: SqlStore, actor: Actor) -> tuple[AreaId, AreaId]:
    """Found West (2 ha, 40 residents) and Oost (1 ha, 20), with money and a bench in Oost."""
    lands = (shapely.box(X, Y, X + 200, Y + 100), shapely.box(X + 200, Y, X + 300, Y + 100))
    blocks = [
        Block(str(n), "blok", land, people, None, 2007, "verzonnen")
        for n, (land, people) in enumerate(zip(lands, RESIDENTS, strict=True))
    ]
    commands.import_blocks(store, actor, blocks, _on(2007))
    west, oost = (
        commands.found(store, actor, name=name, geometry=land, occasion=_on(2007)).areas[0]
        for name, land in zip(("West", "Oost"), lands, strict=True)
    )
    bench = Project(
        "P1",
        "Bankje",
        ProjectKind.QUICK_WIN,
        oost,
        ProjectStatus.CHOSEN,
        dt.date(2008, 3, 1),
        shapely.Point(X + 250, Y + 50),
    )
    commands.import_projects(store, actor, [bench], _on(2008))
    commands.grant(store, actor, commands.Amount(west, 100_001), _on(2008))
    commands.grant(store, actor, commands.Amount(oost, 50_000), _on(2008))
    commands.spend(store, actor, commands.Amount(west, 35_000), _on(2009))
    commands.commit(store, actor, commands.Amount(oost, 12_000, "P1"), _on(2009))
    return west, oost


def _on(year: int) -> Occasion:
    return Occasion(dt.date(year, 1, 1), "voorbeeld")


def _said(store: SqlStore, year: int, areas: dict[str, AreaId]) -> dict[str, str]:
    with store.read() as parts:
        books = money_at(parts, dt.date(year, 1, 1))
    told = {name: _row(books.areas[area]) for name, area in areas.items()}
    return told | {f"samen {year}": _row(books.total)}


def _row(held: Balance) -> str:
    """Return a row of the page's tables: granted, left, committed, spent."""
    words = language("nl")
    amounts = (held.granted, held.available, held.committed, held.spent)
    return " | ".join(words.euros(cents) for cents in amounts)


def model() -> str:
    """Return the picture of the model: the same bytes each time."""
    shapes = [_arrow(*arrow) for arrow in ARROWS] + [_box(*box) for box in BOXES.values()]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 880 514" role="img" '
        'font-family="sans-serif" font-size="13">\n'
        "<title>A change records versions of areas, books entries and gives projects a home."
        "</title>\n"
        '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" '
        'markerHeight="8" orient="auto-start-reverse"><path d="M0 0 10 5 0 10z" fill="#333333"/>'
        '</marker></defs>\n<rect width="880" height="514" fill="#ffffff"/>\n'
        + "\n".join(shapes)
        + "\n</svg>\n"
    )


def _box(x: int, y: int, title: str, *lines: str) -> str:
    texts = "".join(
        f'<text x="{x + 12}" y="{y + 48 + 18 * n}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    return (
        f'<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="6" fill="#f2f6fc" '
        f'stroke="#0057b7" stroke-width="2"/>'
        f'<text x="{x + 12}" y="{y + 24}" font-weight="bold">{escape(title)}</text>{texts}'
    )


def _arrow(start: str, end: str, said: str) -> str:
    (x1, y1), (x2, y2) = (
        (BOXES[name][0] + WIDE // 2, BOXES[name][1] + HIGH // 2) for name in (start, end)
    )
    across = y1 == y2
    if across:
        x1, x2 = (x1 + WIDE // 2, x2 - WIDE // 2) if x2 > x1 else (x1 - WIDE // 2, x2 + WIDE // 2)
    else:
        y1, y2 = (y1 + HIGH // 2, y2 - HIGH // 2) if y2 > y1 else (y1 - HIGH // 2, y2 + HIGH // 2)
    # Above a level arrow, beside an upright one.
    where = f'x="{(x1 + x2) // 2}" y="{y1 - 8}" text-anchor="middle"'
    if not across:
        where = f'x="{x1 + 8}" y="{(y1 + y2) // 2}"'
    return (
        f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="#333333" stroke-width="1.5" '
        f'marker-end="url(#tip)"/><text {where} font-size="11" fill="#333333">{escape(said)}</text>'
    )


def main() -> None:
    """Write the picture."""
    (FOLDER / "model.svg").write_text(model(), encoding="utf-8")


if __name__ == "__main__":
    main()
