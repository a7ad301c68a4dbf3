"""The only writers: each is one function, one transaction, one change."""

from boundaries.commands.appointing import appoint
from boundaries.commands.areas import adjust, found, rename
from boundaries.commands.carrying_out import Decision
from boundaries.commands.correcting import Correction, correct
from boundaries.commands.drawing import (
    Draft,
    Opened,
    Sent,
    change_drawing,
    close_round,
    open_round,
    send_drawing,
    withdraw_drawing,
)
from boundaries.commands.growing import grow
from boundaries.commands.ideas import HandedIn, decline_idea, hand_in_idea, take_up_idea
from boundaries.commands.imports import (
    NewArea,
    NewBudget,
    NewPostcode,
    import_areas,
    import_blocks,
    import_budgets,
    import_engagement,
    import_lines,
    import_postcodes,
    import_projects,
)
from boundaries.commands.merging import merge
from boundaries.commands.money import Amount, commit, grant, release, spend
from boundaries.commands.partners import NewPartner, add_partner, end_partner
from boundaries.commands.projects import (
    Added,
    NewProject,
    add_project,
    engage,
    set_project_status,
    thank,
)
from boundaries.commands.proposing import (
    Ask,
    Proposed,
    decide,
    propose,
    submit,
    withdraw,
)
from boundaries.commands.questions import answer_question, ask_question, hide_question
from boundaries.commands.responding import hide_response, respond
from boundaries.commands.resting import dissolve, rest, wake
from boundaries.commands.roles import erase_person, give_role
from boundaries.commands.settings import Set, set_setting
from boundaries.commands.sorting import group_drawing, set_aside
from boundaries.commands.splitting import carve_out, split
from boundaries.commands.undoing import undo

__all__ = [
    "Added",
    "Amount",
    "Ask",
    "Correction",
    "Decision",
    "Draft",
    "HandedIn",
    "NewArea",
    "NewBudget",
    "NewPartner",
    "NewPostcode",
    "NewProject",
    "Opened",
    "Proposed",
    "Sent",
    "Set",
    "add_partner",
    "add_project",
    "adjust",
    "answer_question",
    "appoint",
    "ask_question",
    "carve_out",
    "change_drawing",
    "close_round",
    "commit",
    "correct",
    "decide",
    "decline_idea",
    "dissolve",
    "end_partner",
    "engage",
    "erase_person",
    "found",
    "give_role",
    "grant",
    "group_drawing",
    "grow",
    "hand_in_idea",
    "hide_question",
    "hide_response",
    "import_areas",
    "import_blocks",
    "import_budgets",
    "import_engagement",
    "import_lines",
    "import_postcodes",
    "import_projects",
    "merge",
    "open_round",
    "propose",
    "release",
    "rename",
    "respond",
    "rest",
    "send_drawing",
    "set_aside",
    "set_project_status",
    "set_setting",
    "spend",
    "split",
    "submit",
    "take_up_idea",
    "thank",
    "undo",
    "wake",
    "withdraw",
    "withdraw_drawing",
]
