"""Who may do what. The commands ask here; no page decides."""

from __future__ import annotations

from enum import StrEnum

from boundaries.errors import Forbidden
from boundaries.language import N_
from boundaries.model import Actor, PersonId, Role


class Action(StrEnum):
    """Everything that changes the store."""

    FOUND = "found"
    ADJUST = "adjust"
    GROW = "grow"
    MERGE = "merge"
    SPLIT = "split"
    CARVE_OUT = "carve_out"
    RENAME = "rename"
    REST = "rest"
    WAKE = "wake"
    DISSOLVE = "dissolve"
    CORRECT = "correct"
    UNDO = "undo"
    GRANT = "grant"
    COMMIT = "commit"
    RELEASE = "release"
    SPEND = "spend"
    IMPORT_AREAS = "import_areas"
    IMPORT_BLOCKS = "import_blocks"
    IMPORT_LINES = "import_lines"
    IMPORT_PROJECTS = "import_projects"
    IMPORT_BUDGETS = "import_budgets"
    IMPORT_ENGAGEMENT = "import_engagement"


class Whose(StrEnum):
    """To whom belongs what is acted on: areas and money belong to all, so they are others'."""

    OWN = "own"
    OTHERS = "others"


Row = dict[Role, frozenset[Whose]]
"""What a role that isn't in it may do: nothing."""

ALL = frozenset(Whose)
ADMINISTRATORS: Row = {Role.ADMIN: ALL}
COORDINATORS: Row = {Role.COORDINATOR: ALL, Role.ADMIN: ALL}

MAY: dict[Action, Row] = {
    Action.FOUND: COORDINATORS,
    Action.ADJUST: COORDINATORS,
    Action.GROW: COORDINATORS,
    Action.MERGE: COORDINATORS,
    Action.SPLIT: COORDINATORS,
    Action.CARVE_OUT: COORDINATORS,
    Action.RENAME: COORDINATORS,
    Action.REST: COORDINATORS,
    Action.WAKE: COORDINATORS,
    Action.DISSOLVE: COORDINATORS,
    Action.CORRECT: COORDINATORS,
    Action.UNDO: COORDINATORS,
    Action.GRANT: COORDINATORS,
    Action.COMMIT: COORDINATORS,
    Action.RELEASE: COORDINATORS,
    Action.SPEND: COORDINATORS,
    Action.IMPORT_AREAS: ADMINISTRATORS,
    Action.IMPORT_BLOCKS: ADMINISTRATORS,
    Action.IMPORT_LINES: ADMINISTRATORS,
    Action.IMPORT_PROJECTS: ADMINISTRATORS,
    Action.IMPORT_BUDGETS: ADMINISTRATORS,
    Action.IMPORT_ENGAGEMENT: ADMINISTRATORS,
}


def require(actor: Actor, action: Action, *, owner: PersonId | None = None) -> None:
    """Refuse when the actor's role may not do this.

    Parameters
    ----------
    owner
        Whose it is that is acted on; None where it belongs to nobody in particular.

    Raises
    ------
    Forbidden
        With code `role`.
    """
    whose = Whose.OWN if owner == actor.person else Whose.OTHERS
    if whose not in MAY[action].get(actor.role, frozenset()):
        raise Forbidden("role", N_("Your role may not do this. Ask the administrator."))
