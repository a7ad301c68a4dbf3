"""The things residents and coordinators speak of, as plain frozen values.

Geometry is shapely in the municipality's metric CRS. Two times are kept apart: when
something was true (`valid_from`, `valid_to`, half-open) and when we came to know it
(`recorded_at`, always UTC).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, NewType

if TYPE_CHECKING:
    from shapely.geometry import Point
    from shapely.geometry.base import BaseGeometry

AreaId = NewType("AreaId", str)
ChangeId = NewType("ChangeId", int)
PersonId = NewType("PersonId", int)
LinkId = NewType("LinkId", int)

STILL = dt.date(9999, 12, 31)
"""`valid_to` of what still stands; never shown, outside it is None."""


class Role(StrEnum):
    """What somebody is here as."""

    VISITOR = "visitor"
    RESIDENT = "resident"
    COORDINATOR = "coordinator"
    POLICY = "policy"
    RESEARCHER = "researcher"
    ADMIN = "admin"


class Initiator(StrEnum):
    """Whose idea a change was."""

    RESIDENTS = "residents"
    COORDINATOR = "coordinator"
    MUNICIPALITY = "municipality"


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class ChangeKind(StrEnum):
    """What a command did; one change per command."""

    FOUND = "found"
    ADJUST = "adjust"
    GROW = "grow"
    CARVE_OUT = "carve_out"
    MERGE = "merge"
    SPLIT = "split"
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
    BLOCKS = "import_blocks"
    LINES = "import_lines"
    PROJECTS = "import_projects"
    BUDGETS = "import_budgets"
    ENGAGEMENT = "import_engagement"
    POSTCODES = "import_postcodes"
    ROUND_OPEN = "round_open"
    ROUND_CLOSE = "round_close"
    PROPOSE = "propose"
    SUBMIT = "submit"
    DECIDE = "decide"
    WITHDRAW = "withdraw"
    SETTINGS = "settings"
    ROLE = "role"
    ERASE = "erase"


MONEY_KINDS = frozenset(
    {
        ChangeKind.GRANT,
        ChangeKind.COMMIT,
        ChangeKind.RELEASE,
        ChangeKind.SPEND,
        ChangeKind.BUDGETS,
    }
)
"""Changes that book money and leave the areas as they are."""


PROJECT_KINDS = frozenset(
    {
        ChangeKind.ADD_PROJECT,
        ChangeKind.SET_PROJECT_STATUS,
        ChangeKind.ENGAGE,
        ChangeKind.THANK,
    }
)
"""Changes that tell of one project or one time that people took part."""


VOICE_KINDS = frozenset(
    {
        ChangeKind.ROUND_OPEN,
        ChangeKind.ROUND_CLOSE,
        ChangeKind.PROPOSE,
        ChangeKind.SUBMIT,
        ChangeKind.DECIDE,
        ChangeKind.WITHDRAW,
    }
)
"""Changes that record what was asked and decided, and leave areas and money as they are."""


class Account(StrEnum):
    """Where money of an area is; all accounts of an area add up to 0.

    What was granted came from outside, so `grant` is its negative.
    """

    GRANT = "grant"
    AVAILABLE = "available"
    COMMITTED = "committed"
    SPENT = "spent"
    EXTERNAL = "external"


class OverlapPolicy(StrEnum):
    """Whether two areas may claim the same land."""

    FORBIDDEN = "forbidden"
    CONSENT = "consent"
    FREE = "free"


class ProjectKind(StrEnum):
    """Korte klap (done within a year) or lange klap."""

    QUICK_WIN = "quick_win"
    LONG_HAUL = "long_haul"


class ProjectStatus(StrEnum):
    """How far a project is."""

    IDEA = "idea"
    CHECKED = "checked"
    CHOSEN = "chosen"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


OPEN_STATUSES = frozenset(
    {ProjectStatus.IDEA, ProjectStatus.CHECKED, ProjectStatus.CHOSEN, ProjectStatus.RUNNING}
)
"""Projects that still ask for something."""


class EngagementKind(StrEnum):
    """How people took part."""

    MEETING = "meeting"
    VOTE = "vote"
    VOLUNTEERING = "volunteering"
    SURVEY = "survey"


class Owner(NamedTuple):
    """Whose something is: a person's who was signed in, or of who has a private link."""

    person: PersonId | None = None
    link: LinkId | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and as what; an argument of every command.

    Who has a private link acts by it, signed in or not.
    """

    person: PersonId
    role: Role
    link: LinkId | None = None
    known: bool = False
    """Whether somebody signed in; else `person` stands for all who didn't."""

    def owns(self, owner: Owner) -> bool:
        """Return whether something that has an owner is the actor's own."""
        by_person = self.known and owner.person is not None and owner.person == self.person
        return by_person or (owner.link is not None and owner.link == self.link)


class OwnWord(NamedTuple):
    """What a municipality calls a kind of project, an area or areas, in one language."""

    language: str
    word: str
    text: str


@dataclass(frozen=True, slots=True)
class Municipality:
    """The place all areas lie in, and its settings.

    `within` is xmin, ymin, xmax, ymax in metres of `crs`; areas may lie up to 5 km outside.
    """

    code: str
    name: str
    crs: str
    within: tuple[float, float, float, float]
    overlap: OverlapPolicy = OverlapPolicy.FORBIDDEN
    smallest_ha: float = 0.1
    synthetic: bool = False
    consultation_days: int = 28
    k: int = 5
    """Figures about fewer people than this are never shown."""
    surface_k: int = 10
    """Drawings are shown together only from this many on."""
    quorum: int = 0
    """Percentage of those asked who have to respond; it is told, and decides nothing."""
    threshold: int = 50
    """Percentage of the responses that has to be in favour; it is told, and decides nothing."""
    languages: tuple[str, ...] = ("nl", "en")
    """The pages begin in the first."""
    basemap: str = ""
    """URL template of the ground map; empty for the one of the server, `none` for no tiles."""
    words: tuple[OwnWord, ...] = ()
    licence: str = "CC BY 4.0"
    """Under which what is published may be used again: one of `boundaries.settings.LICENCES`."""

    def own_word(self, word: str, language: str) -> str:
        """Return what it calls something in a language; empty where it uses the usual word."""
        own = (w.text for w in self.words if (w.language, w.word) == (language, word))
        return next(own, "")


class WasSet(NamedTuple):
    """A setting that a change gave another value."""

    change: ChangeId
    on: dt.date
    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class AreaVersion:
    """How an area was, or is, from `valid_from` up to but not on `valid_to`."""

    area: AreaId
    rev: int
    name: str
    geometry: BaseGeometry
    valid_from: dt.date
    valid_to: dt.date
    precision: Precision
    logical: int
    resting: bool = False

    @property
    def still(self) -> bool:
        """Whether no end is known."""
        return self.valid_to == STILL


class Spell(NamedTuple):
    """A time in which an area stood, awake or resting, as it is known now."""

    valid_from: dt.date
    valid_to: dt.date
    resting: bool


class Consent(NamedTuple):
    """That the people of an area agreed with a change: when, and how (a meeting, a vote)."""

    area: AreaId
    on: dt.date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Occasion:
    """When, why and at whose wish something changes; who agreed, and where that can be read.

    `document` is an address or the number of a piece, empty where there is none.
    """

    on: dt.date
    reason: str
    initiator: Initiator = Initiator.COORDINATOR
    precision: Precision = Precision.DAY
    document: str = ""
    consents: tuple[Consent, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One recorded command."""

    id: ChangeId
    kind: ChangeKind
    occasion: Occasion
    recorded_at: dt.datetime
    areas: tuple[AreaId, ...] = ()
    predecessors: tuple[AreaId, ...] = ()
    successors: tuple[AreaId, ...] = ()
    role: Role | None = None
    about: ChangeId | None = None
    """The change that this one undoes or corrects."""


@dataclass(frozen=True, slots=True)
class Written:
    """The versions that a change recorded, and those that it made something of the past."""

    recorded: tuple[AreaVersion, ...]
    superseded: tuple[AreaVersion, ...]

    @property
    def began(self) -> frozenset[int]:
        """Logical ids of the versions that the change let begin."""
        return frozenset(v.logical for v in self.recorded) - self.ended

    @property
    def ended(self) -> frozenset[int]:
        """Logical ids of the versions that the change ended or restated."""
        return frozenset(v.logical for v in self.superseded)


@dataclass(frozen=True, slots=True)
class RecordedVersion:
    """A version with the change that recorded it and the one, if any, that superseded it."""

    version: AreaVersion
    recorded_by: ChangeId
    superseded_by: ChangeId | None


@dataclass(frozen=True, slots=True)
class AreaChange:
    """A change as one area went through it: m2 it gained and lost."""

    change: Change
    gained_m2: float
    lost_m2: float


@dataclass(frozen=True, slots=True)
class Changed:
    """What a command did: the areas it touched and those it retired."""

    change: ChangeId
    areas: tuple[AreaId, ...]
    retired: tuple[AreaId, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A building block: the smallest piece of land a resident can pick, with who lives there."""

    id: str
    name: str
    geometry: BaseGeometry
    residents: int | None
    households: int | None
    year: int
    source: str


@dataclass(frozen=True, slots=True)
class Postcode:
    """A postcode and one of the building blocks (id) that it has addresses in."""

    code: str
    block: str


@dataclass(frozen=True, slots=True)
class Line:
    """A reference line (street, water, railway) that a boundary may follow."""

    id: str
    name: str
    kind: str
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True)
class Project:
    """Something an area does, with the status it had from `status_on`.

    `place` is a point in metres of the municipality's CRS.
    """

    id: str
    title: str
    kind: ProjectKind
    area: AreaId
    status: ProjectStatus
    status_on: dt.date
    place: Point | None = None
    partners: str = ""
    amount_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Engagement:
    """People who took part in something, on a day, for an area."""

    area: AreaId
    on: dt.date
    kind: EngagementKind
    participants: int
    hours: float | None = None
    project: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Home:
    """From when on a project (id) or an engagement (number) counts for an area."""

    item: str | int
    area: AreaId
    since: dt.date
    logical: int


@dataclass(frozen=True, slots=True)
class Posting:
    """Cents that an account of an area gets (above 0) or gives (below 0).

    `project` is set on committed money that was promised to one.
    """

    area: AreaId
    account: Account
    cents: int
    project: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A booking: postings that add up to 0, on a date."""

    kind: ChangeKind
    on: dt.date
    postings: tuple[Posting, ...]
    project: str | None = None
    key: str | None = None
    change: ChangeId = ChangeId(0)


@dataclass(frozen=True, slots=True)
class Balance:
    """What an area was granted and what became of it, in cents.

    `granted` counts what its predecessors brought in too, less what it handed on, so it is
    always `available + committed + spent`.
    """

    available: int = 0
    committed: int = 0
    spent: int = 0

    @property
    def granted(self) -> int:
        """What was granted or brought in."""
        return self.available + self.committed + self.spent

    def __add__(self, other: Balance) -> Balance:
        """Return both together."""
        return Balance(
            self.available + other.available,
            self.committed + other.committed,
            self.spent + other.spent,
        )


@dataclass(frozen=True, slots=True)
class Booked:
    """What a money command did, and how the area stands after it."""

    change: ChangeId
    area: AreaId
    balance: Balance
    again: bool = False
    """Whether it had been booked before, under the same key."""
