"""GDAL brings its own SQLite, whose closing drops our locks: it never opens the live store.

Only what reads files that were handed in may use it, and that knows nothing of the store.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    path
    for place in ("cli.py", "app.py", "boundaries", "commandline", "data", "reports")
    for path in ((ROOT / place).rglob("*.py") if (ROOT / place).is_dir() else [ROOT / place])
)
DRIVERS = {"fiona", "pyogrio", "osgeo", "rasterio", "duckdb"}
READERS = {"read_file", "list_layers", "read_dataframe"}
STORE = {"sqlalchemy", "data.store"}


def imported(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def uses_gdal(tree: ast.AST) -> bool:
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    called |= {name.rpartition(".")[2] for name in imported(tree)}
    return bool(READERS & called or {n.partition(".")[0] for n in imported(tree)} & DRIVERS)


def knows_the_store(tree: ast.AST) -> bool:
    names = imported(tree)
    return any(n == known or n.startswith(f"{known}.") for n in names for known in STORE)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_has_both_gdal_and_the_store(path) -> None:
    tree = ast.parse(path.read_text())
    inside = "data/store/" in path.as_posix()
    assert not (uses_gdal(tree) and (inside or knows_the_store(tree)))


@pytest.mark.parametrize(
    "code",
    [
        "import fiona\nfrom data.store import open_store",
        "import geopandas as gpd\nimport sqlalchemy\ngpd.read_file('x')",
        "from geopandas import read_file\nfrom data.store.opening import open_store",
    ],
)
def test_a_module_that_has_both_would_be_found(code) -> None:
    tree = ast.parse(code)
    assert uses_gdal(tree)
    assert knows_the_store(tree)
