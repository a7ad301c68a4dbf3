"""The store of the living areas: SQLAlchemy Core on SQLite."""

from data.store.keeping import Kept, backup_store, restore_store
from data.store.opening import build_store, create_store, open_store
from data.store.sql import SqlStore
from data.store.verifying import Problem, verify_store

__all__ = [
    "Kept",
    "Problem",
    "SqlStore",
    "backup_store",
    "build_store",
    "create_store",
    "open_store",
    "restore_store",
    "verify_store",
]
