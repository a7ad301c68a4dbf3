"""Who may do what. The commands ask here; no page decides."""

from __future__ import annotations

from enum import StrEnum

from boundaries.errors import Forbidden
from boundaries.language import N_
from boundaries.model import Actor, Role


class Action(StrEnum):
    """Everything that changes the store."""

    FOUND = "found"
    ADJUST = "adjust"
    GROW = "grow"
    RENAME = "rename"
    IMPORT_AREAS = "import_areas"
    IMPORT_BLOCKS = "import_blocks"
    IMPORT_LINES = "import_lines"
    IMPORT_PROJECTS = "import_projects"


COORDINATORS = frozenset({Role.COORDINATOR, Role.ADMIN})
ADMINISTRATORS = frozenset({Role.ADMIN})

MAY: dict[Action, frozenset[Role]] = {
    Action.FOUND: COORDINATORS,
    Action.ADJUST: COORDINATORS,
    Action.GROW: COORDINATORS,
    Action.RENAME: COORDINATORS,
    Action.IMPORT_AREAS: ADMINISTRATORS,
    Action.IMPORT_BLOCKS: ADMINISTRATORS,
    Action.IMPORT_LINES: ADMINISTRATORS,
    Action.IMPORT_PROJECTS: ADMINISTRATORS,
}


def require(actor: Actor, action: Action) -> None:
    """Refuse when the actor's role may not do this.

    Raises
    ------
    Forbidden
        With code `role`.
    """
    if actor.role not in MAY[action]:
        raise Forbidden("role", N_("Your role may not do this. Ask the administrator."))
