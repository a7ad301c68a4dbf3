"""Who may do what. The commands ask here; no page decides."""

from __future__ import annotations

from enum import StrEnum

from boundaries.errors import Forbidden
from boundaries.language import N_
from boundaries.model import Actor, Owner, Role


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
    ADD_PROJECT = "add_project"
    SET_PROJECT_STATUS = "set_project_status"
    ENGAGE = "engage"
    THANK = "thank"
    HAND_IN_IDEA = "hand_in_idea"
    TAKE_UP_IDEA = "take_up_idea"
    DECLINE_IDEA = "decline_idea"
    IMPORT_AREAS = "import_areas"
    IMPORT_BLOCKS = "import_blocks"
    IMPORT_LINES = "import_lines"
    IMPORT_PROJECTS = "import_projects"
    IMPORT_BUDGETS = "import_budgets"
    IMPORT_ENGAGEMENT = "import_engagement"
    IMPORT_POSTCODES = "import_postcodes"
    OPEN_ROUND = "open_round"
    CLOSE_ROUND = "close_round"
    SEND_DRAWING = "send_drawing"
    ENTER_PAPER = "enter_paper"
    SEE_DRAWING = "see_drawing"
    CHANGE_DRAWING = "change_drawing"
    WITHDRAW_DRAWING = "withdraw_drawing"
    GROUP_DRAWING = "group_drawing"
    SET_ASIDE = "set_aside"
    PROPOSE = "propose"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RESPOND = "respond"
    HIDE_RESPONSE = "hide_response"
    DECIDE = "decide"
    GIVE_ROLE = "give_role"
    ERASE_PERSON = "erase_person"
    SET_SETTING = "set_setting"
    APPOINT = "appoint"
    ADD_PARTNER = "add_partner"
    END_PARTNER = "end_partner"
    ASK_QUESTION = "ask_question"
    ANSWER_QUESTION = "answer_question"
    HIDE_QUESTION = "hide_question"


class Whose(StrEnum):
    """To whom belongs what is acted on: areas and money belong to all, so they are others'."""

    OWN = "own"
    OTHERS = "others"


Row = dict[Role, frozenset[Whose]]
"""What a role that isn't in it may do: nothing."""

ALL = frozenset(Whose)
ADMINISTRATORS: Row = {Role.ADMIN: ALL}
EVERYBODY: Row = dict.fromkeys(Role, ALL)
THE_MAKER: Row = dict.fromkeys(Role, frozenset({Whose.OWN}))
THE_MAKER_OR_COORDINATORS: Row = THE_MAKER | {Role.COORDINATOR: ALL, Role.ADMIN: ALL}
COORDINATORS: Row = {Role.COORDINATOR: ALL, Role.ADMIN: ALL}

EXPORTERS = frozenset({Role.COORDINATOR, Role.POLICY, Role.RESEARCHER, Role.ADMIN})
"""Who makes files; what is in them is public."""

RESEARCHERS = frozenset({Role.POLICY, Role.RESEARCHER, Role.ADMIN})
"""Who asks what the figures tell of scale; what it stands on is public."""

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
    Action.ADD_PROJECT: COORDINATORS,
    Action.SET_PROJECT_STATUS: COORDINATORS,
    Action.ENGAGE: COORDINATORS,
    Action.THANK: COORDINATORS,
    Action.HAND_IN_IDEA: EVERYBODY,
    Action.TAKE_UP_IDEA: COORDINATORS,
    Action.DECLINE_IDEA: COORDINATORS,
    Action.IMPORT_AREAS: ADMINISTRATORS,
    Action.IMPORT_BLOCKS: ADMINISTRATORS,
    Action.IMPORT_LINES: ADMINISTRATORS,
    Action.IMPORT_PROJECTS: COORDINATORS,
    Action.IMPORT_BUDGETS: COORDINATORS,
    Action.IMPORT_ENGAGEMENT: COORDINATORS,
    Action.IMPORT_POSTCODES: ADMINISTRATORS,
    Action.OPEN_ROUND: COORDINATORS,
    Action.CLOSE_ROUND: COORDINATORS,
    # Whoever lives here may say so, with or without an account.
    Action.SEND_DRAWING: EVERYBODY,
    Action.ENTER_PAPER: COORDINATORS,
    Action.SEE_DRAWING: THE_MAKER_OR_COORDINATORS,
    # Not even an administrator puts words in somebody's mouth.
    Action.CHANGE_DRAWING: THE_MAKER,
    Action.WITHDRAW_DRAWING: THE_MAKER,
    Action.GROUP_DRAWING: COORDINATORS,
    Action.SET_ASIDE: COORDINATORS,
    Action.PROPOSE: EVERYBODY,
    Action.SUBMIT: THE_MAKER_OR_COORDINATORS,
    Action.WITHDRAW: THE_MAKER,
    Action.RESPOND: EVERYBODY,
    Action.HIDE_RESPONSE: COORDINATORS,
    Action.DECIDE: COORDINATORS,
    Action.GIVE_ROLE: ADMINISTRATORS,
    Action.ERASE_PERSON: ADMINISTRATORS,
    Action.SET_SETTING: ADMINISTRATORS,
    Action.APPOINT: ADMINISTRATORS,
    Action.ADD_PARTNER: ADMINISTRATORS,
    Action.END_PARTNER: ADMINISTRATORS,
    Action.ASK_QUESTION: EVERYBODY,
    # By its link, the partner that was asked.
    Action.ANSWER_QUESTION: THE_MAKER_OR_COORDINATORS,
    Action.HIDE_QUESTION: COORDINATORS,
}


def may(actor: Actor, action: Action, *, owner: Owner | None = None) -> bool:
    """Return whether the actor's role may do this; pages leave out what it may not.

    Parameters
    ----------
    owner
        Whose it is that is acted on; None where it belongs to nobody in particular.
    """
    whose = Whose.OWN if owner is not None and actor.owns(owner) else Whose.OTHERS
    return whose in MAY[action].get(actor.role, frozenset())


def require(actor: Actor, action: Action, *, owner: Owner | None = None) -> None:
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
    if not may(actor, action, owner=owner):
        raise Forbidden("role", N_("Your role may not do this. Ask the administrator."))
