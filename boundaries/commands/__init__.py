"""The only writers: each is one function, one transaction, one change."""

from boundaries.commands.areas import adjust, found, rename
from boundaries.commands.correcting import Correction, correct
from boundaries.commands.growing import grow
from boundaries.commands.imports import (
    NewArea,
    NewBudget,
    import_areas,
    import_blocks,
    import_budgets,
    import_engagement,
    import_lines,
    import_projects,
)
from boundaries.commands.merging import merge
from boundaries.commands.money import Amount, commit, grant, release, spend
from boundaries.commands.resting import dissolve, rest, wake
from boundaries.commands.splitting import carve_out, split
from boundaries.commands.undoing import undo

__all__ = [
    "Amount",
    "Correction",
    "NewArea",
    "NewBudget",
    "adjust",
    "carve_out",
    "commit",
    "correct",
    "dissolve",
    "found",
    "grant",
    "grow",
    "import_areas",
    "import_blocks",
    "import_budgets",
    "import_engagement",
    "import_lines",
    "import_projects",
    "merge",
    "release",
    "rename",
    "rest",
    "spend",
    "split",
    "undo",
    "wake",
]
