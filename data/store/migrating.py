"""Bringing the schema up to date with Alembic, guards and all, in one transaction."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config

from data.store import guards

if TYPE_CHECKING:
    from sqlalchemy import Connection

MIGRATIONS = Path(__file__).parent / "migrations"


def configuration() -> Config:
    """Return Alembic's settings; there is no ini file to find."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def upgrade(connection: Connection) -> None:
    """Run what is missing and install the guards again, in the caller's transaction."""
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    guards.install(connection)
