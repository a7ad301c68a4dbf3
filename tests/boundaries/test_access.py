"""Who may do what, cell by cell."""

from __future__ import annotations

import inspect

import pytest

from boundaries import access, commands
from boundaries.errors import Forbidden
from boundaries.model import Actor, PersonId, Role

WRITERS = {Role.COORDINATOR, Role.ADMIN}
EXPECTED = {
    access.Action.FOUND: WRITERS,
    access.Action.ADJUST: WRITERS,
    access.Action.GROW: WRITERS,
    access.Action.MERGE: WRITERS,
    access.Action.SPLIT: WRITERS,
    access.Action.CARVE_OUT: WRITERS,
    access.Action.RENAME: WRITERS,
    access.Action.REST: WRITERS,
    access.Action.WAKE: WRITERS,
    access.Action.DISSOLVE: WRITERS,
    access.Action.CORRECT: WRITERS,
    access.Action.UNDO: WRITERS,
    access.Action.GRANT: WRITERS,
    access.Action.COMMIT: WRITERS,
    access.Action.RELEASE: WRITERS,
    access.Action.SPEND: WRITERS,
    access.Action.IMPORT_AREAS: {Role.ADMIN},
    access.Action.IMPORT_BLOCKS: {Role.ADMIN},
    access.Action.IMPORT_LINES: {Role.ADMIN},
    access.Action.IMPORT_PROJECTS: {Role.ADMIN},
    access.Action.IMPORT_BUDGETS: {Role.ADMIN},
    access.Action.IMPORT_ENGAGEMENT: {Role.ADMIN},
}


@pytest.mark.parametrize("action", list(access.Action))
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("owner", [None, PersonId(1), PersonId(2)], ids=["nobody", "own", "other"])
def test_each_role_may_do_what_the_table_says(action, role, owner) -> None:
    actor = Actor(PersonId(1), role)
    if role in EXPECTED[action]:
        access.require(actor, action, owner=owner)
    else:
        with pytest.raises(Forbidden):
            access.require(actor, action, owner=owner)


def test_every_action_has_its_row() -> None:
    assert set(access.MAY) == set(access.Action) == set(EXPECTED)


def test_every_command_has_its_row_and_asks_for_it() -> None:
    for name, command in inspect.getmembers(commands, inspect.isfunction):
        assert name in {action.value for action in access.Action}, name
        assert f"access.require(actor, access.Action.{name.upper()})" in inspect.getsource(command)
