"""Who may do what, cell by cell."""

from __future__ import annotations

import inspect

import pytest

from boundaries import access, commands
from boundaries.errors import Forbidden
from boundaries.model import Actor, LinkId, Owner, PersonId, Role

EVERYBODY = set(Role)
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
    access.Action.ADD_PROJECT: WRITERS,
    access.Action.SET_PROJECT_STATUS: WRITERS,
    access.Action.ENGAGE: WRITERS,
    access.Action.THANK: WRITERS,
    access.Action.HAND_IN_IDEA: EVERYBODY,
    access.Action.TAKE_UP_IDEA: WRITERS,
    access.Action.DECLINE_IDEA: WRITERS,
    access.Action.IMPORT_AREAS: {Role.ADMIN},
    access.Action.IMPORT_BLOCKS: {Role.ADMIN},
    access.Action.IMPORT_LINES: {Role.ADMIN},
    access.Action.IMPORT_PROJECTS: WRITERS,
    access.Action.IMPORT_BUDGETS: WRITERS,
    access.Action.IMPORT_ENGAGEMENT: WRITERS,
    access.Action.IMPORT_POSTCODES: {Role.ADMIN},
    access.Action.OPEN_ROUND: WRITERS,
    access.Action.CLOSE_ROUND: WRITERS,
    access.Action.SEND_DRAWING: EVERYBODY,
    access.Action.ENTER_PAPER: WRITERS,
    access.Action.SEE_DRAWING: WRITERS,
    access.Action.CHANGE_DRAWING: set(),
    access.Action.WITHDRAW_DRAWING: set(),
    access.Action.GROUP_DRAWING: WRITERS,
    access.Action.SET_ASIDE: WRITERS,
    access.Action.PROPOSE: EVERYBODY,
    access.Action.SUBMIT: WRITERS,
    access.Action.WITHDRAW: set(),
    access.Action.RESPOND: EVERYBODY,
    access.Action.HIDE_RESPONSE: WRITERS,
    access.Action.DECIDE: WRITERS,
    access.Action.GIVE_ROLE: {Role.ADMIN},
    access.Action.ERASE_PERSON: {Role.ADMIN},
    access.Action.SET_SETTING: {Role.ADMIN},
    access.Action.APPOINT: {Role.ADMIN},
    access.Action.ADD_PARTNER: {Role.ADMIN},
    access.Action.END_PARTNER: {Role.ADMIN},
    access.Action.ASK_QUESTION: EVERYBODY,
    access.Action.ANSWER_QUESTION: WRITERS,
    access.Action.HIDE_QUESTION: WRITERS,
}
"""Who may do it with what isn't his own."""
MAKERS = {
    access.Action.SEE_DRAWING,
    access.Action.CHANGE_DRAWING,
    access.Action.WITHDRAW_DRAWING,
    access.Action.SUBMIT,
    access.Action.WITHDRAW,
    access.Action.ANSWER_QUESTION,
}
"""What everybody may do with his own."""
OWNERS = {
    "nobody": None,
    "own": Owner(PersonId(1)),
    "own_link": Owner(None, LinkId(7)),
    "other": Owner(PersonId(2)),
    "other_link": Owner(None, LinkId(8)),
}


@pytest.mark.parametrize("action", list(access.Action))
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("whose", list(OWNERS))
def test_each_role_may_do_what_the_table_says(action, role, whose) -> None:
    actor = Actor(PersonId(1), role, LinkId(7), known=True)
    owner = OWNERS[whose]
    own = whose.startswith("own")
    if role in EXPECTED[action] or (own and action in MAKERS):
        access.require(actor, action, owner=owner)
    else:
        with pytest.raises(Forbidden):
            access.require(actor, action, owner=owner)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_owns_what_all_who_did_not_sign_in_made(role) -> None:
    with pytest.raises(Forbidden):
        access.require(Actor(PersonId(1), role), access.Action.WITHDRAW, owner=Owner(PersonId(1)))


def test_every_action_has_its_row() -> None:
    assert set(access.MAY) == set(access.Action) == set(EXPECTED)


def test_every_command_has_its_row_and_asks_for_it() -> None:
    for name, command in inspect.getmembers(commands, inspect.isfunction):
        assert name in {action.value for action in access.Action}, name
        assert f"access.require(actor, access.Action.{name.upper()}" in inspect.getsource(command)
