"""Why a command was refused, with what to do next.

The sentence is an English template that is also its message id; `boundaries.language` words
it. Fields stay values (numbers, dates, names), so each language formats them its own way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Refused(Exception):
    """Nothing was changed, because the request breaks a rule or can't be read.

    Parameters
    ----------
    code
        Short name of the rule, the same in every language.
    template
        English sentence with `{named}` fields.
    ids
        Areas, columns or blocks concerned.
    place
        Where in a file, such as "feature 3".
    """

    def __init__(
        self,
        code: str,
        template: str,
        /,
        *,
        ids: Iterable[str] = (),
        place: str | None = None,
        **fields: object,
    ) -> None:
        self.code = code
        self.template = template
        self.ids = tuple(ids)
        self.place = place
        self.fields = fields
        super().__init__(template.format(**fields))


class Conflict(Refused):
    """Somebody was first."""


class Unknown(Refused):
    """What was asked for isn't there."""


class Forbidden(Refused):
    """The role may not do it."""
