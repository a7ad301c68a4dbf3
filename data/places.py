"""A municipality from what somebody typed."""

from __future__ import annotations

import re

import pyproj

from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import Municipality, OverlapPolicy
from boundaries.rules import checked_name
from geo import GeometryError
from geo.inputs import require_metric


def municipality(
    code: str,
    name: str,
    crs: str,
    within: str | None,
    *,
    overlap: OverlapPolicy = OverlapPolicy.FORBIDDEN,
    smallest_ha: float = 0.1,
) -> Municipality:
    """Return the municipality, its values checked.

    Parameters
    ----------
    crs
        Any projected CRS in metres but Web Mercator.
    within
        `xmin,ymin,xmax,ymax` in metres of `crs`; None takes the area of use of the CRS.

    Raises
    ------
    Refused
        `code`, `name`, `crs`, `within` or `smallest`.
    """
    if not re.fullmatch(r"[A-Za-z0-9]{2,20}", code):
        raise Refused(
            "code",
            N_("A code has 2 to 20 letters and digits, such as GM0118; this is {code}."),
            code=code[:40],
        )
    if not 0 <= smallest_ha <= 10_000:
        raise Refused("smallest", N_("The smallest area is given in hectares, from 0 on."))
    try:
        system = pyproj.CRS.from_user_input(crs)
        require_metric(system)
    except (pyproj.exceptions.CRSError, GeometryError) as error:
        raise Refused(
            "crs",
            N_("{crs} can't be measured in. Give a system in metres, such as EPSG:28992."),
            crs=crs[:80],
        ) from error
    return Municipality(
        code=code,
        name=checked_name(name),
        crs=system.to_string(),
        within=_box(within) if within is not None else _area_of_use(system),
        overlap=overlap,
        smallest_ha=smallest_ha,
    )


def _box(text: str) -> tuple[float, float, float, float]:
    try:
        xmin, ymin, xmax, ymax = (float(part) for part in text.split(","))
    except ValueError:
        xmin = ymin = xmax = ymax = float("nan")
    if not (xmin < xmax and ymin < ymax):
        raise Refused(
            "within",
            N_("{text} is not a box. Write it as xmin,ymin,xmax,ymax in metres."),
            text=text[:80],
        )
    return xmin, ymin, xmax, ymax


def _area_of_use(system: pyproj.CRS) -> tuple[float, float, float, float]:
    use = system.area_of_use
    if use is None:
        raise Refused("within", N_("Say with --within where the municipality lies."))
    transformer = pyproj.Transformer.from_crs("EPSG:4326", system, always_xy=True)
    xmin, ymin, xmax, ymax = transformer.transform_bounds(use.west, use.south, use.east, use.north)
    return float(xmin), float(ymin), float(xmax), float(ymax)
