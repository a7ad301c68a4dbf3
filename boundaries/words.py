"""The words for kinds of changes and for roles, wherever one is told."""

from __future__ import annotations

from boundaries.model import ChangeKind, Role
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
    Role.VISITOR: N_("a visitor"),
    Role.RESIDENT: N_("a resident"),
    Role.COORDINATOR: N_("an area coordinator"),
    Role.POLICY: N_("a policy officer"),
    Role.RESEARCHER: N_("a researcher"),
    Role.ADMIN: N_("an administrator"),
}
