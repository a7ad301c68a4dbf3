"""The words for kinds of changes and for roles, wherever one is told."""

from __future__ import annotations

from boundaries.model import ChangeKind, ProjectKind, ProjectStatus, Role
from boundaries.participation import Asks, Outcome, Status, Way
from geo.errors import N_

WORDS: dict[ChangeKind | Role, str] = {
    ChangeKind.FOUND: N_("founded"),
    ChangeKind.ADJUST: N_("boundary adjusted"),
    ChangeKind.GROW: N_("grown"),
    ChangeKind.CARVE_OUT: N_("carved out"),
    ChangeKind.MERGE: N_("merged"),
    ChangeKind.SPLIT: N_("split"),
    ChangeKind.RENAME: N_("renamed"),
    ChangeKind.REST: N_("put to rest"),
    ChangeKind.WAKE: N_("woken"),
    ChangeKind.DISSOLVE: N_("dissolved"),
    ChangeKind.CORRECT: N_("corrected"),
    ChangeKind.UNDO: N_("undone"),
    ChangeKind.GRANT: N_("granted"),
    ChangeKind.COMMIT: N_("committed"),
    ChangeKind.RELEASE: N_("released"),
    ChangeKind.SPEND: N_("spent"),
    ChangeKind.ADD_PROJECT: N_("project added"),
    ChangeKind.SET_PROJECT_STATUS: N_("status of a project"),
    ChangeKind.ENGAGE: N_("engagement recorded"),
    ChangeKind.THANK: N_("thanks written"),
    ChangeKind.BLOCKS: N_("building blocks imported"),
    ChangeKind.LINES: N_("lines imported"),
    ChangeKind.PROJECTS: N_("projects imported"),
    ChangeKind.BUDGETS: N_("budgets imported"),
    ChangeKind.ENGAGEMENT: N_("engagement imported"),
    ChangeKind.POSTCODES: N_("postcodes imported"),
    ChangeKind.ROUND_OPEN: N_("round opened"),
    ChangeKind.ROUND_CLOSE: N_("round closed"),
    ChangeKind.PROPOSE: N_("proposed"),
    ChangeKind.SUBMIT: N_("proposal submitted"),
    ChangeKind.DECIDE: N_("decided"),
    ChangeKind.WITHDRAW: N_("proposal withdrawn"),
    ChangeKind.SETTINGS: N_("setting changed"),
    ChangeKind.ROLE: N_("role given"),
    ChangeKind.ERASE: N_("person erased"),
    Role.VISITOR: N_("a visitor"),
    Role.RESIDENT: N_("a resident"),
    Role.COORDINATOR: N_("an area coordinator"),
    Role.POLICY: N_("a policy officer"),
    Role.RESEARCHER: N_("a researcher"),
    Role.ADMIN: N_("an administrator"),
}

STATUS_WORDS: dict[Status, str] = {
    Status.DRAFT: N_("Draft"),
    Status.SUBMITTED: N_("Submitted"),
    Status.CONSULTED: N_("Open for responses"),
    Status.WAITING: N_("Waiting for a decision"),
    Status.DECIDED: N_("Decided"),
    Status.WITHDRAWN: N_("Withdrawn"),
}
OUTCOME_WORDS: dict[Outcome, str] = {
    Outcome.AS_ASKED: N_("Yes, as asked"),
    Outcome.SMALLER: N_("Yes, but smaller"),
    Outcome.CHANGED: N_("Yes, but changed"),
    Outcome.REFUSED: N_("No"),
}
PROJECT_KIND_WORDS: dict[ProjectKind, str] = {
    ProjectKind.QUICK_WIN: N_("Quick win"),
    ProjectKind.LONG_HAUL: N_("Long haul"),
}
OWN_WORDS: dict[str, str] = {
    **{kind.value: word for kind, word in PROJECT_KIND_WORDS.items()},
    "area": N_("Area"),
    "areas": N_("Areas"),
}
"""What a municipality may call otherwise, with the usual word."""
PROJECT_STATUS_WORDS: dict[ProjectStatus, str] = {
    ProjectStatus.IDEA: N_("Idea"),
    ProjectStatus.CHECKED: N_("Checked"),
    ProjectStatus.CHOSEN: N_("Chosen"),
    ProjectStatus.RUNNING: N_("Running"),
    ProjectStatus.DONE: N_("Done"),
    ProjectStatus.STOPPED: N_("Stopped"),
}
WAY_WORDS: dict[Way, str] = {
    Way.BLOCKS: N_("blocks tapped"),
    Way.FINGER: N_("drawn"),
    Way.LIST: N_("from a list"),
    Way.ADJUST: N_("an area adjusted"),
    Way.PAPER: N_("on paper"),
    Way.FILE: N_("a file"),
}
ASKS_WORDS: dict[Asks, str] = {
    Asks.NEW: N_("A new area"),
    Asks.ADJUST: N_("Another boundary"),
    Asks.MERGE: N_("Areas become one"),
    Asks.SPLIT: N_("An area in two"),
    Asks.REST: N_("An area rests"),
}
