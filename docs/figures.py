"""The example of *figures*: a municipality of four areas, and the tables of the page.

`python -m docs.figures` prints both tables; a test holds the page to them. All of it runs through
the ordinary commands on a store that is thrown away.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import shapely

from boundaries import commands
from boundaries.language import language
from boundaries.model import (
    Block,
    Engagement,
    EngagementKind,
    Occasion,
    Project,
    ProjectKind,
    ProjectStatus,
)
from data.store import create_store
from docs.lives import PLACE, X, Y
from reports.figure_table import hidden
from reports.indicators import DEFINITIONS, PARTS, Shown, stats

if TYPE_CHECKING:
    from boundaries.model import Actor, AreaId
    from data.store import SqlStore
    from reports.indicators import Cell, Stats

DAY = dt.date(2010, 12, 31)
WORDS = language("en")

LIVING = ((0, 60, 30), (1, 40, 20), (2, 600, 250), (3, 400, 200), (4, 1_000, 420), (5, 3, 2))
"""Blocks of 1 ha in a row: place, residents, households."""

AREAS = {"Noord": (0, 2, 2007), "Oost": (2, 3, 2008), "West": (5, 6, 2007)}
"""Where each begins and ends along the row, in 100 m, and its first year; Zuid comes later."""

QUICK, LONG = ProjectKind.QUICK_WIN, ProjectKind.LONG_HAUL
PROJECTS = (
    ("Noord", QUICK, ProjectStatus.CHECKED, 2010),
    ("Noord", QUICK, ProjectStatus.DONE, 2009),
    ("Oost", QUICK, ProjectStatus.DONE, 2010),
    ("Oost", QUICK, ProjectStatus.DONE, 2010),
    ("Oost", QUICK, ProjectStatus.RUNNING, 2010),
    ("Oost", LONG, ProjectStatus.IDEA, 2010),
    ("Zuid", QUICK, ProjectStatus.CHOSEN, 2010),
    ("Zuid", LONG, ProjectStatus.STOPPED, 2010),
)
MONEY = {"Noord": (50_000, 0, 12_500), "Oost": (400_000, 100_000, 100_000),
         "Zuid": (120_001, 0, 60_000)}  # fmt: skip
"""Cents granted, committed, spent."""

MEETING = EngagementKind.MEETING
TOOK_PART = (
    ("Noord", MEETING, 10, 5.0),
    ("Oost", MEETING, 40, 20.0),
    ("Oost", EngagementKind.VOLUNTEERING, 24, 60.0),
    ("Zuid", MEETING, 12, None),
    ("Zuid", EngagementKind.VOTE, 48, None),
)


def example() -> Stats:
    """Return the figures of the example at the end of 2010."""
    with tempfile.TemporaryDirectory() as folder:
        store = create_store(f"sqlite:///{Path(folder) / 'example.sqlite'}", PLACE)
        try:
            with store.read() as parts:
                actor = parts.people.local()
            areas = _land(store, actor)
            _life(store, actor, areas)
            with store.read() as parts:
                return stats(parts, DAY)
        finally:
            store.close()


def _box(start: float, end: float) -> shapely.Polygon:
    return shapely.box(X + 100 * start, Y, X + 100 * end, Y + 100)


def _on(year: int, *, month: int = 1) -> Occasion:
    return Occasion(dt.date(year, month, 1), "voorbeeld")


def _land(store: SqlStore, actor: Actor) -> dict[str, AreaId]:
    blocks = [
        Block(str(n), "blok", _box(n, n + 1), people, homes, 2007, "verzonnen")
        for n, people, homes in LIVING
    ]
    commands.import_blocks(store, actor, blocks, _on(2007))
    areas = {
        name: commands.found(
            store, actor, name=name, geometry=_box(start, end), occasion=_on(year)
        ).areas[0]
        for name, (start, end, year) in AREAS.items()
    }
    commands.grow(store, actor, areas["Oost"], addition=_box(3, 3.5), occasion=_on(2010))
    found = commands.found(
        store, actor, name="Zuid", geometry=_box(3.5, 5), occasion=_on(2010, month=7)
    )
    return areas | {"Zuid": found.areas[0]}


def _life(store: SqlStore, actor: Actor, areas: dict[str, AreaId]) -> None:
    projects = [
        Project(f"P{n}", "project", kind, areas[name], status, dt.date(year, 8, 1))
        for n, (name, kind, status, year) in enumerate(PROJECTS)
    ]
    commands.import_projects(store, actor, projects, _on(2010, month=9))
    for name, (granted, committed, spent) in MONEY.items():
        area, occasion = areas[name], _on(2010, month=9)
        commands.grant(store, actor, commands.Amount(area, granted), occasion)
        commands.spend(store, actor, commands.Amount(area, spent), occasion)
        if committed:
            commands.commit(store, actor, commands.Amount(area, committed), occasion)
    engagement = [
        Engagement(areas[name], dt.date(2010, 10, 1), kind, people, hours)
        for name, kind, people, hours in TOOK_PART
    ]
    commands.import_engagement(store, actor, engagement, _on(2010, month=11))


def definitions() -> str:
    """Return the table of indicators in Markdown."""
    lines = [
        "| id | what | numerator / denominator | unit | when | from |",
        "|---|---|---|---|---|---|",
    ]
    for indicator, one in DEFINITIONS.items():
        over = PARTS[one.numerator].title
        if one.denominator is not None:
            over += f" / {PARTS[one.denominator].title}"
        cells = [
            f"`{indicator.value}`",
            f"**{one.title}** ({one.kind.value}). {one.definition}",
            over,
            one.unit,
            one.years.value,
            "; ".join(source.value for source in one.sources),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def worked(found: Stats) -> str:
    """Return the figures of the example in Markdown: a row per indicator."""
    names = [row.version.name for row in found.rows]
    lines = [f"| | {' | '.join(names)} | all |", "|---|" + "---|" * (len(names) + 1)]
    for indicator, one in DEFINITIONS.items():
        cells = [*(row.cells[indicator] for row in found.rows), found.total[indicator]]
        lines.append(f"| {one.title} | {' | '.join(_text(cell) for cell in cells)} |")
    shares = [
        "–" if row.interpolated is None else WORDS.percent(row.interpolated) for row in found.rows
    ]
    lines.append(f"| Residents that are shared out | {' | '.join(shares)} | |")
    return "\n".join(lines) + "\n"


def _text(cell: Cell) -> str:
    if cell.value is None:
        return hidden(cell.shown, WORDS).lower()
    return ("~ " if cell.shown is Shown.UNSTABLE else "") + WORDS.number(cell.value, 2)


def main() -> None:
    """Print both tables."""
    sys.stdout.write(definitions() + "\n" + worked(example()))


if __name__ == "__main__":
    main()
