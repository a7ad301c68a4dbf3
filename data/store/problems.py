"""What is wrong with a store, in a sentence that every language words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a short name of its kind, and a template with its fields.

    `Language.sentence` words it, as it does a refusal.
    """

    code: str
    template: str
    fields: dict[str, object]

    def __str__(self) -> str:
        """Return it in English."""
        return self.template.format(**self.fields)


def problem(code: str, template: str, **fields: Any) -> Problem:  # noqa: ANN401
    """Return a problem; numbers of changes and rows are given as text, amounts as `Euros`."""
    return Problem(code, template, fields)
