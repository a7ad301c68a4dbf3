"""Geometry in a column: WKB in SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely
from sqlalchemy import LargeBinary
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry
    from sqlalchemy.engine import Dialect


class Geometry(TypeDecorator[Any]):
    """A shapely geometry as WKB, in the CRS of the row's municipality.

    Only our own code writes it, so reading WKB back is safe; uploaded WKB never comes here.
    """

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: BaseGeometry | None, dialect: Dialect) -> bytes | None:
        """Return the WKB that is stored."""
        del dialect
        return None if value is None else shapely.to_wkb(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> BaseGeometry | None:
        """Return the geometry that was stored."""
        del dialect
        return None if value is None else shapely.from_wkb(value)
