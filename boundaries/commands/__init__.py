"""The only writers: each is one function, one transaction, one change."""

from boundaries.commands.areas import adjust, found, rename
from boundaries.commands.growing import grow
from boundaries.commands.imports import (
    NewArea,
    import_areas,
    import_blocks,
    import_lines,
    import_projects,
)

__all__ = [
    "NewArea",
    "adjust",
    "found",
    "grow",
    "import_areas",
    "import_blocks",
    "import_lines",
    "import_projects",
    "rename",
]
