"""The scripts and styles that a self-contained map carries inside itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Assets:
    """Texts to put inside the document; it then asks no other place for anything."""

    leaflet_js: str
    leaflet_css: str
    report_js: str


@cache
def load_assets(folder: Path) -> Assets:
    """Read the built assets of `folder` (`web/dist`)."""

    def read(name: str) -> str:
        # A script inside HTML ends at the first closing tag, wherever that stands.
        return (folder / name).read_text(encoding="utf-8").replace("</script", "<\\/script")

    return Assets(read("leaflet.js"), read("leaflet.css"), read("report_map.js"))
