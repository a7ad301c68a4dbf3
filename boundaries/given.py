"""What came in by a file, with what was mended, before anybody went on with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class GivenShape:
    """One shape of a file.

    Attributes
    ----------
    name
        What the file calls it; user text, empty where it says nothing.
    geometry
        Valid polygon or multipolygon in metres of the municipality's CRS.
    changes
        Sentences in English (message ids): what was mended; empty where the land is as it was.
    m2_before, m2_after
        How large it was, as GEOS measures a shape that may cross itself, and is.
    """

    name: str
    geometry: BaseGeometry
    changes: tuple[str, ...]
    m2_before: float
    m2_after: float


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file that an administrator gives to be taken in.

    Attributes
    ----------
    name
        What it is called; its extension says how it is read.
    kind
        One of `KINDS`.
    columns
        Which column of the file holds a field of ours, where that isn't plain by its name.
    on
        Since when what is in it holds.
    """

    name: str
    kind: str
    data: bytes
    columns: tuple[tuple[str, str], ...] = ()
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class GivenColumns:
    """The columns of a file, and in which of them each of our fields is found by its name."""

    names: tuple[str, ...]
    found: dict[str, str]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What a file held, and what was mended.

    Attributes
    ----------
    n
        How many areas, blocks, lines or rows.
    changes
        Sentences in English (message ids), also those that leave the land as it was.
    repaired
        Whether land was mended.
    before, after
        Land in metres, as it stood in the file and as it is taken in; empty for a table.
    m2_before, m2_after
        How large all of it was and is.
    """

    n: int
    changes: tuple[str, ...] = ()
    repaired: bool = False
    before: tuple[BaseGeometry, ...] = ()
    after: tuple[BaseGeometry, ...] = ()
    m2_before: float = 0.0
    m2_after: float = 0.0


@dataclass(frozen=True, slots=True)
class Desk:
    """What an administrator does with files; `data` does it, which pages don't know.

    Attributes
    ----------
    columns
        Gives the columns of a file.
    judge
        Says what taking it in would do, without doing it.
    take_in
        Takes it in.
    copy
        Makes a copy of the whole store, as the bytes of a file.
    look_over
        Gives what is wrong with the store, in sentences; nothing when it is sound.
    """

    columns: Callable[[GivenFile], GivenColumns]
    judge: Callable[[GivenFile], TakenIn]
    take_in: Callable[[GivenFile], TakenIn]
    copy: Callable[[], bytes]
    look_over: Callable[[], list[str]]


KINDS: dict[str, tuple[str, ...]] = {
    "areas": ("name",),
    "blocks": ("id", "name", "residents", "households", "year"),
    "lines": ("name", "kind"),
    "postcodes": ("code", "block"),
    "projects": ("project_id", "title", "kind", "area", "status", "date"),
    "budgets": ("project_id", "name", "area", "amount_eur", "year"),
    "engagement": ("date", "area", "kind", "participants", "hours"),
}
"""What can be taken in, with the fields that are asked of it."""
