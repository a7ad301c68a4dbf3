"""From a file to what the import commands take, with what was mended and what did not match."""

from data.importing.areas import read_areas
from data.importing.blocks import read_blocks
from data.importing.budgets import read_budgets
from data.importing.drawings import read_drawings
from data.importing.engagement import read_engagement
from data.importing.lines import read_lines
from data.importing.own_shapes import read_own_shapes
from data.importing.postcodes import read_postcodes
from data.importing.projects import read_projects

__all__ = [
    "read_areas",
    "read_blocks",
    "read_budgets",
    "read_drawings",
    "read_engagement",
    "read_lines",
    "read_own_shapes",
    "read_postcodes",
    "read_projects",
]
