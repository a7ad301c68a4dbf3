"""The panel as a file: a table, a table with the land, or a zip with all that explains it."""

from __future__ import annotations

import hashlib
import platform
from dataclasses import astuple, fields
from importlib import metadata
from typing import TYPE_CHECKING, Any

from boundaries.errors import Refused
from boundaries.language import N_
from reports.export import csv
from reports.export.about import about
from reports.export.archive import zipped
from reports.research import SEED
from reports.research.codebook import CODEBOOK
from reports.research.panel import panel
from reports.research.rows import COLUMNS, Row

if TYPE_CHECKING:
    import geopandas as gpd

    from boundaries.store import Parts
    from reports.export.about import About
    from reports.research.panel import Panel

FORMS = (".csv", ".parquet", ".zip")
LIBRARIES = ("smeedkaart", "numpy", "scipy", "pandas", "statsmodels", "shapely", "geopandas")


def write_panel(parts: Parts, extension: str, *, plain: bool = False) -> tuple[bytes, int]:
    """Return the panel as the bytes of a file, and how many rows it has.

    Parameters
    ----------
    extension
        One of `FORMS`, in capitals too.
    plain
        Whether CSV has commas and points; in the zip it always has.

    Raises
    ------
    Refused
        `wrong_type` when we don't write files with that extension.
    """
    form = extension.lower()
    if form not in FORMS:
        raise Refused(
            "wrong_type",
            N_("Files that end in {extension} are not made here. Choose: {forms}."),
            extension=extension or "?",
            forms=list(FORMS),
        )
    found, told = panel(parts), about(parts, parts.areas.today())
    return dumps(found, told, form, plain=plain), len(found.rows)


def dumps(found: Panel, told: About, form: str, *, plain: bool = False) -> bytes:
    """Return a panel that was made as the bytes of a file; `form` is one of `FORMS`."""
    from reports.export import parquet

    match form:
        case ".csv":
            return csv.dumps(COLUMNS, [astuple(row) for row in found.rows], plain=plain)
        case ".parquet":
            return parquet.dumps(land_table(found, told.crs), told.description)
        case _:
            return _package(found, told)


def land_table(found: Panel, crs: str) -> gpd.GeoDataFrame:
    """Return the panel as a table with a type for each column, and the land of each row."""
    import geopandas as gpd
    import pandas as pd
    import pyarrow as pa  # type: ignore[import-untyped]

    kinds: dict[str, Any] = {
        "str": "string",
        "tuple[str, ...]": "string",
        "int": "Int64",
        "float": "float64",
        "bool": "boolean",
        "dt.date": pd.ArrowDtype(pa.date32()),
    }
    columns = {}
    for one in fields(Row):
        values = [getattr(row, one.name) for row in found.rows]
        cells = [" ".join(v) if isinstance(v, tuple) else v for v in values]
        columns[one.name] = pd.array(cells, dtype=kinds[str(one.type).removesuffix(" | None")])
    return gpd.GeoDataFrame(pd.DataFrame(columns), geometry=found.lands, crs=crs)


def _package(found: Panel, told: About) -> bytes:
    members = {
        "README.md": _readme(told, len(found.rows)).encode(),
        "codebook.csv": csv.dumps(
            ("column", "nederlands", "english"),
            [(name, *(text.format(k=told.k) for text in CODEBOOK[name])) for name in COLUMNS],
            plain=True,
        ),
        "panel.csv": dumps(found, told, ".csv", plain=True),
        "panel.parquet": dumps(found, told, ".parquet"),
    }
    sums = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in members.items()]
    return zipped({**members, "SHA256SUMS": "".join(sums).encode()})


def _readme(told: About, count: int) -> str:
    """Return whose data it is, how to cite it, and what repeats an analysis of it."""
    rows = [f"* {what}: {which}" for what, which in told.rows()[1:] if which]
    versions = [f"* {name} {version}" for name, version in versions_used().items()]
    lines = [
        f"# Gebieden van {told.place} door de jaren / Areas of {told.place} through the years",
        "",
        f"{count} rijen: een gebied in een jaar. {count} rows: an area in a year.",
        "Elke kolom staat in codebook.csv. Each column is explained in codebook.csv.",
        "In deze bestanden staan geen personen. These files hold no persons.",
        "Een verband is nog geen oorzaak. A link is not a cause.",
        "",
        *rows,
        f"* Coördinaten / Coordinates: {told.crs}",
        f"* Seed: {SEED}",
        "",
        "## Versies / Versions",
        "",
        *versions,
    ]
    return "\n".join(lines) + "\n"


def versions_used() -> dict[str, str]:
    """Return the versions of all that figures come out of; what isn't installed is left out."""
    found = {"Python": platform.python_version()}
    for name in LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found
