"""The store of the living areas: SQLAlchemy Core on SQLite and on PostgreSQL with PostGIS."""

from data.store.everywhere import Everywhere, areas_everywhere, every_area
from data.store.keeping import Kept, backup_store, restore_store
from data.store.moving import Moved, move_store
from data.store.opening import add_municipality, build_store, create_store, open_store, utc_now
from data.store.sql import SqlStore
from data.store.verifying import Problem, verify_store

__all__ = [
    "Everywhere",
    "Kept",
    "Moved",
    "Problem",
    "SqlStore",
    "add_municipality",
    "areas_everywhere",
    "backup_store",
    "build_store",
    "create_store",
    "every_area",
    "move_store",
    "open_store",
    "restore_store",
    "utc_now",
    "verify_store",
]
