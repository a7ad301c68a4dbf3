"""What a file says of itself: whose it is, of when, and under which licence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from boundaries.settings import LICENCES

if TYPE_CHECKING:
    import datetime as dt

    from boundaries.store import Parts

SYNTHETIC = (
    "Synthetisch voorbeeld: grenzen en cijfers zijn verzonnen. "
    "Synthetic example: boundaries and figures are made up."
)
"""In both languages: a file may be read by somebody who never saw the app."""


@dataclass(frozen=True, slots=True)
class About:
    """A municipality, and the date whose state a file tells; `known` is None for what is known now.

    Nothing here depends on the day on which the file is made.
    """

    code: str
    place: str
    crs: str
    synthetic: bool
    k: int
    day: dt.date
    known: dt.datetime | None = None
    licence: str = "CC BY 4.0"

    @property
    def source(self) -> str:
        """Whose data it is."""
        return f"Gemeente {self.place} ({self.code})"

    @property
    def licence_address(self) -> str:
        """Where the text of the licence is."""
        return LICENCES[self.licence]

    @property
    def cite(self) -> str:
        """How to name it in a text."""
        return (
            f"Gemeente {self.place}, Smeedkaart: zelfgekozen gebieden, "
            f"stand {self.day.isoformat()}. {self.licence}."
        )

    @property
    def description(self) -> str:
        """What it is, in a line."""
        said = f"{self.source}. Stand op / As of {self.day.isoformat()}. {self.licence}."
        return f"{said} {SYNTHETIC}" if self.synthetic else said

    def rows(self) -> list[tuple[str, object]]:
        """Return it as a table of what and which, with its heading, in Dutch and English."""
        told: list[tuple[str, object]] = [
            ("Wat / What", "Welke / Which"),
            ("Bron / Source", self.source),
            ("Stand op / As of", self.day),
            ("Bekend op / As known on", self.known.isoformat() if self.known else None),
            ("Licentie / Licence", f"{self.licence}, {self.licence_address}"),
            ("Zo noem je de bron / How to cite", self.cite),
        ]
        if self.synthetic:
            told.append(("Let op / Note", SYNTHETIC))
        return told


def about(parts: Parts, day: dt.date, known: dt.datetime | None = None) -> About:
    """Return what a file of the areas on `day` says of itself."""
    place = parts.areas.municipality()
    return About(
        place.code,
        place.name,
        place.crs,
        place.synthetic,
        place.k,
        day,
        known,
        place.licence,
    )
