"""Pure geometry: shapely in, shapely out, in metres. No files, database, clock or web."""

from geo.agreeing import Agreement, agreement, consensus
from geo.borders import FreeLand, TakenOver, free_land, take_over
from geo.changing import Growth, growth
from geo.coverage import gaps, neighbours, overlaps
from geo.crs import metric_crs, reproject
from geo.describing import Side, describe
from geo.errors import (
    Ambiguous,
    Collapsed,
    GeometryError,
    NotFinite,
    NothingLeft,
    TooComplex,
    UnprojectedError,
    WrongType,
)
from geo.fitting import Fit, fit
from geo.indexing import AreaIndex
from geo.interpolation import carry, transfer
from geo.measures import area_ha, compactness
from geo.merging import Merge, merge
from geo.repairs import Repair, repair
from geo.simplifying import simplify
from geo.splitting import split

__all__ = [
    "Agreement",
    "Ambiguous",
    "AreaIndex",
    "Collapsed",
    "Fit",
    "FreeLand",
    "GeometryError",
    "Growth",
    "Merge",
    "NotFinite",
    "NothingLeft",
    "Repair",
    "Side",
    "TakenOver",
    "TooComplex",
    "UnprojectedError",
    "WrongType",
    "agreement",
    "area_ha",
    "carry",
    "compactness",
    "consensus",
    "describe",
    "fit",
    "free_land",
    "gaps",
    "growth",
    "merge",
    "metric_crs",
    "neighbours",
    "overlaps",
    "repair",
    "reproject",
    "simplify",
    "split",
    "take_over",
    "transfer",
]
