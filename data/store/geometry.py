"""Geometry in a column: WKB in SQLite, the type of PostGIS in PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely
from sqlalchemy import LargeBinary
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, UserDefinedType

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry
    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Dialect
    from sqlalchemy.sql.compiler import SQLCompiler
    from sqlalchemy.types import TypeEngine


class AsWkb(FunctionElement[bytes]):
    """A geometry column as the WKB that SQLite holds: without SRID, the lowest byte first."""

    type: TypeEngine[Any] = LargeBinary()
    name = "as_wkb"
    inherit_cache = True


@compiles(AsWkb)
def _as_it_is(element: AsWkb, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return compiler.process(element.clauses, **options)


@compiles(AsWkb, "postgresql")
def _from_postgis(element: AsWkb, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f"ST_AsBinary({compiler.process(element.clauses, **options)}, 'NDR')"


class _PostGis(UserDefinedType[Any]):
    """The column type of PostGIS. Each municipality has its own SRID, which a trigger sets."""

    cache_ok = True
    # Or PostgreSQL takes what is given in a list of rows for text.
    render_bind_cast = True

    def get_col_spec(self, **_options: object) -> str:
        return "geometry"


class Geometry(TypeDecorator[Any]):
    """A shapely geometry, in the CRS of the row's municipality.

    Only our own code writes it, so reading WKB back is safe; uploaded WKB never comes here.
    """

    impl = LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type of the column in a database."""
        of_database = _PostGis() if dialect.name == "postgresql" else LargeBinary()
        return dialect.type_descriptor(of_database)

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """Read it as WKB."""
        wkb = AsWkb(column)
        wkb.type = self
        return wkb

    def process_bind_param(
        self, value: BaseGeometry | None, dialect: Dialect
    ) -> bytes | str | None:
        """Return what is stored: WKB, in hexadecimal for PostGIS."""
        if value is None:
            return None
        return shapely.to_wkb(value, hex=dialect.name == "postgresql")

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> BaseGeometry | None:
        """Return the geometry that was stored."""
        del dialect
        return None if value is None else shapely.from_wkb(value)
