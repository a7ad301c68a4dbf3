"""Pure geometry: shapely in, shapely out, in metres. No files, database, clock or web."""

from geo.borders import FreeLand, TakenOver, free_land, take_over
from geo.coverage import overlaps
from geo.crs import metric_crs, reproject
from geo.errors import (
    Ambiguous,
    Collapsed,
    GeometryError,
    NotFinite,
    TooComplex,
    UnprojectedError,
    WrongType,
)
from geo.interpolation import carry, transfer
from geo.measures import area_ha
from geo.repairs import Repair, repair

__all__ = [
    "Ambiguous",
    "Collapsed",
    "FreeLand",
    "GeometryError",
    "NotFinite",
    "Repair",
    "TakenOver",
    "TooComplex",
    "UnprojectedError",
    "WrongType",
    "area_ha",
    "carry",
    "free_land",
    "metric_crs",
    "overlaps",
    "repair",
    "reproject",
    "take_over",
    "transfer",
]
