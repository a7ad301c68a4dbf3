"""What can be wrong with a geometry, said so that its maker knows what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

__all__ = [
    "N_",
    "Ambiguous",
    "Collapsed",
    "GeometryError",
    "NotFinite",
    "NothingLeft",
    "TooComplex",
    "UnprojectedError",
    "WrongType",
]


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark `message` for translation; it is worded later, where the language is known."""
    return message


class GeometryError(ValueError):
    """A geometry can't be used as it was asked.

    Parameters
    ----------
    template
        English sentence with `{named}` fields; it is also the message id for translation.
    ids
        Index labels or positions of the geometries concerned.
    **fields
        Values for the template: numbers, names or lists of names.
    """

    code = "geometry"

    def __init__(self, template: str, *, ids: Iterable[Hashable] = (), **fields: object) -> None:
        self.template = template
        self.ids = tuple(ids)
        self.fields = fields
        super().__init__(template.format(**fields))


class UnprojectedError(GeometryError):
    """The areas aren't in a CRS that measures in metres."""

    code = "crs"


class WrongType(GeometryError):
    """Only polygons and multipolygons are areas."""

    code = "geometry_type"


class NotFinite(GeometryError):
    """A coordinate is NaN or infinite."""

    code = "non_finite"


class TooComplex(GeometryError):
    """More vertices or crossings than can be worked on within a second."""

    code = "too_complex"


class Ambiguous(GeometryError):
    """A repair would have to guess which land is meant."""

    code = "ambiguous_geometry"


class Collapsed(GeometryError):
    """Nothing with an area is left."""

    code = "zero_area"


class NothingLeft(GeometryError):
    """All the land of a drawing is somebody's; `ids` says whose, the largest piece first."""

    code = "nothing_left"
