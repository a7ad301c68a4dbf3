"""The store of the living areas: SQLAlchemy Core on SQLite."""

from data.store.opening import build_store, create_store, open_store
from data.store.sql import SqlStore

__all__ = ["SqlStore", "build_store", "create_store", "open_store"]
