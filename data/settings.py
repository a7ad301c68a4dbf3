"""Settings from the environment, all with the prefix SMEEDKAART_."""

from __future__ import annotations

from functools import cache
from pathlib import Path  # noqa: TC003 - pydantic looks it up
from urllib.parse import urlsplit

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from boundaries.settings import NO_BASEMAP
from data.settings_defaults import DEFAULT_DB


class Settings(BaseSettings):
    """What differs from one installation to the next."""

    model_config = SettingsConfigDict(env_prefix="SMEEDKAART_", frozen=True)

    db: str = Field(default=DEFAULT_DB, description="The store: sqlite:///path.")
    municipality: str | None = Field(
        default=None, description="Code, where the store holds several municipalities."
    )
    sign_in: Path | None = Field(
        default=None,
        description="TOML file whose [auth] names an OpenID Connect provider; absent: open.",
    )
    basemap: str | None = Field(
        default=None,
        description="URL template with {z}, {x} and {y}; empty for none; absent for the grey map.",
    )
    basemap_attribution: str = Field(
        default="", description="Who made the basemap, where `basemap` is set."
    )


@cache
def settings() -> Settings:
    """Return the settings of this process."""
    return Settings()


def basemap(own: str = "") -> dict[str, str] | None:
    """Return the URL template and attribution of the ground map, or None without one.

    Parameters
    ----------
    own
        What the municipality set: an address, `none`, or empty for that of the server.
    """
    if own:
        return None if own == NO_BASEMAP else {"url": own, "attribution": urlsplit(own).netloc}
    chosen = settings().basemap
    if chosen == "":
        return None
    if chosen is not None:
        return {"url": chosen, "attribution": settings().basemap_attribution}
    import xyzservices.providers as xyz

    grey = xyz.nlmaps.grijs
    return {"url": grey.build_url(), "attribution": grey.attribution}
