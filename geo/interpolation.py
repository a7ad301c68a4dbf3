"""Carrying figures from one set of areas to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo.crossings import require_few_crossings
from geo.errors import N_, GeometryError
from geo.inputs import as_series, require_areas, same_crs

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

    from geo.inputs import Areas, Geometries

    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]

FEW_TARGETS = 8
NEGLIGIBLE_SHARE = 1e-9
"""A source without a value spoils a target only when it carries more of it than this."""


def transfer(
    source: gpd.GeoDataFrame,
    target: Areas,
    *,
    extensive: Sequence[str] = (),
    intensive: Sequence[str] = (),
) -> pd.DataFrame:
    """Return figures of `source` carried over to `target` by shared land.

    Areal weighting [1]_: an extensive figure (a count, such as residents) goes to each target
    by the share of the source's whole area that lies in it, so nothing is handed out twice and
    what lies outside all targets is not handed out. An intensive figure (a rate) is the mean
    over the covered land. It assumes that a figure is spread evenly within its source.

    Parameters
    ----------
    source
        Areas in metres with the named columns.
    target
        Areas in the same CRS; bare geometries are taken as metres.
    extensive, intensive
        Columns of `source`.

    Returns
    -------
    pandas.DataFrame
        The columns asked for and `covered` (share of the target, 0 to 1, under sources that
        have a value in every column), under the index of `target`. A figure is NaN where a
        source that carries part of the target has none, and where no source covers it.

    Raises
    ------
    GeometryError
        If `source` is empty or invalid, or the two are in different CRS.
    KeyError
        If a column isn't there.

    References
    ----------
    .. [1] Goodchild, M. F., and Lam, N. S.-N. (1980). Areal interpolation: a variant of the
       traditional spatial problem. Geo-Processing 1, 297-312.
    """
    sources, targets = as_series(source), as_series(target)
    same_crs(sources, targets)
    lands, wholes = sources.to_numpy(), targets.to_numpy()
    if sources.empty:
        raise GeometryError(N_("There are no areas to take figures from. Import building blocks."))
    require_areas(lands, sources.index)
    areas = require_areas(wholes, targets.index)
    i, j = _near(lands, wholes)
    _require_valid(lands, i, sources.index)
    i, j, shared, size = _shared_land(lands, wholes, i, j)
    columns = [*extensive, *intensive]
    values = {c: source[c].to_numpy(dtype=np.float64, na_value=np.nan) for c in columns}
    known = np.logical_and.reduce([np.ones(len(lands), bool), *map(np.isfinite, values.values())])
    result = {}
    for column in columns:
        weight = shared / size if column in extensive else shared
        total = _carried(values[column], weight, i, j, shared / areas[j], len(wholes))
        if column not in extensive:
            total /= _sum(np.where(np.isfinite(values[column][i]), shared, 0.0), j, len(wholes))
        result[column] = total
    result["covered"] = _sum(np.where(known[i], shared, 0.0), j, len(wholes)) / areas
    import pandas as pd

    # From one array, a frame takes half as long as from columns.
    table = np.column_stack(list(result.values()))
    return pd.DataFrame(table, index=targets.index, columns=list(result))


def carry(lands: Geometries, values: Floats, wholes: Geometries) -> Floats:
    """Return one extensive figure carried over, as `transfer` does, on bare arrays.

    For callers that answer in milliseconds: nothing but shapely and NumPy is loaded, and the
    geometries are taken as valid, in metres and in one CRS.
    """
    i, j, shared, size = _shared_land(lands, wholes, *_near(lands, wholes))
    share_of_target = shared / shapely.area(wholes)[j]
    return _carried(values, shared / size, i, j, share_of_target, len(wholes))


def _near(lands: Geometries, wholes: Geometries) -> tuple[Ints, Ints]:
    """Return pairs of source i and target j of which the boxes meet, by target."""
    if len(wholes) > FEW_TARGETS:
        j, i = shapely.STRtree(lands).query(wholes)
        return i, j
    # Planting a tree takes longer than looking at every box a few times.
    left, bottom, right, top = shapely.bounds(lands).T
    x0, y0, x1, y1 = shapely.bounds(wholes).T[:, :, None]
    j, i = np.nonzero((left <= x1) & (right >= x0) & (bottom <= y1) & (top >= y0))
    return i, j


def _require_valid(lands: Geometries, i: Ints, ids: pd.Index[Any]) -> None:
    """Refuse sources that are not valid; those far from every target carry nothing over."""
    near = np.unique(i)
    wrong = near[~shapely.is_valid(lands[near])]
    if len(wrong):
        which = ids[wrong].tolist()
        raise GeometryError(
            N_("Areas with figures are not valid: {which}. Repair them first."),
            ids=which,
            which=which,
        )


def _shared_land(
    lands: Geometries, wholes: Geometries, i: Ints, j: Ints
) -> tuple[Ints, Ints, Floats, Floats]:
    """Return those pairs that share land, with the m2 they share and those of the source.

    Sources that lie wholly inside a target are common and need no cutting.
    """
    shapely.prepare(wholes)
    meet = shapely.intersects(wholes[j], lands[i])
    i, j = i[meet], j[meet]
    require_few_crossings(lands[i], wholes[j])
    size = shapely.area(lands[i])
    shared = size.copy()
    cut = ~shapely.covers(wholes[j], lands[i])
    shared[cut] = shapely.area(shapely.intersection(lands[i[cut]], wholes[j[cut]]))
    keep = shared > 0
    return i[keep], j[keep], shared[keep], size[keep]


def _carried(
    value: Floats, weight: Floats, i: Ints, j: Ints, share_of_target: Floats, count: int
) -> Floats:
    missing = ~np.isfinite(value[i])
    total = _sum(np.where(missing, 0.0, weight * value[i]), j, count)
    reached = _sum(np.where(missing, 0.0, 1.0), j, count) > 0
    spoilt = _sum(np.where(missing & (share_of_target > NEGLIGIBLE_SHARE), 1.0, 0.0), j, count) > 0
    total[~reached | spoilt] = np.nan
    return total


def _sum(what: Floats, j: Ints, count: int) -> Floats:
    return np.bincount(j, weights=what, minlength=count).astype(np.float64)
