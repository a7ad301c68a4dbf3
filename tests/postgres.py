"""A throw-away cluster of PostgreSQL with PostGIS: no port, no password, gone at the end.

It works as root, who may not run a server: then it runs as `postgres`.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
CONTROLS = sorted(Path("/usr/share/postgresql").glob("*/extension/postgis.control"))
SETTINGS = {
    "listen_addresses": "",
    # Nobody cuts the power of a test, and what it writes is thrown away.
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "64MB",
    "max_connections": "200",
    "jit": "off",
    "autovacuum": "off",
}


@dataclass
class Cluster:
    """A cluster in a folder of its own."""

    folder: Path
    binaries: Path
    settings: dict[str, str]
    as_user: list[str] = field(default_factory=list)
    made: int = 0
    kept: psycopg.Connection | None = None

    @property
    def admin(self) -> str:
        """The database that is always there."""
        return self.url("postgres")

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def start(self) -> None:
        options = " ".join(
            f"-c {name}={value or repr('')}" for name, value in self.settings.items()
        )
        options += f" -c unix_socket_directories={self.folder}"
        log = str(self.folder / "log")
        self._run(
            "pg_ctl", "-D", str(self.folder / "data"), "-w", "-l", log, "-o", options, "start"
        )

    def stop(self, how: str = "immediate") -> None:
        if self.kept is not None:
            self.kept.close()
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", how, "stop")

    def standby(self) -> Cluster:
        """Start a second server that follows this one, and can only be read."""
        folder = new_folder(self.as_user)
        self._run(
            "pg_basebackup", "-h", str(self.folder), "-U", "postgres", "-D", str(folder / "data"),
            "-R", "-X", "stream", "-c", "fast", "--no-sync",
        )  # fmt: skip
        follower = Cluster(folder, self.binaries, self.settings, self.as_user)
        follower.start()
        return follower

    def new(self, template: str = "template1") -> str:
        """Make a database and return its URL."""
        self.made += 1
        name = f"test_{self.made}"
        # Without a disk under it a copy of the files takes half the time of one by the log.
        self.ask(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return self.url(name)

    def fill(self, url: str, template: str) -> None:
        """Make a database anew as a copy of another one, to which nobody is connected."""
        self.ask(f"DROP DATABASE {name_of(url)} WITH (FORCE)")
        self.ask(f"CREATE DATABASE {name_of(url)} TEMPLATE {name_of(template)}")

    def drop(self, url: str) -> None:
        self.ask(f"DROP DATABASE IF EXISTS {name_of(url)} WITH (FORCE)")

    def ask(self, statement: str) -> None:
        """Do something as the administrator, over a connection that is kept."""
        if self.kept is None or self.kept.closed:
            self.kept = psycopg.connect(self.admin, autocommit=True)
        try:
            self.kept.execute(statement)
        except psycopg.OperationalError:
            # A test stopped the server meanwhile.
            self.kept.close()
            self.kept = psycopg.connect(self.admin, autocommit=True)
            self.kept.execute(statement)

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [*self.as_user, str(self.binaries / program), *arguments],
            check=True, cwd=self.folder, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
        )  # fmt: skip


def name_of(url: str) -> str:
    return str(conninfo_to_dict(url)["dbname"])


def new_folder(as_user: list[str], *, in_memory: bool = True) -> Path:
    """Make a folder of the user who runs the server; in memory where there is room."""
    memory = Path("/dev/shm")
    roomy = in_memory and memory.is_dir() and shutil.disk_usage(memory).free > 2**30
    folder = Path(tempfile.mkdtemp(prefix="smeedkaart-pg-", dir=memory if roomy else None))
    if as_user:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
    return folder


def start_cluster(settings: dict[str, str] | None = None, *, in_memory: bool = True) -> Cluster:
    """Make a cluster and start it; in memory it makes a database eight times faster."""
    as_user: list[str] = []
    if os.geteuid() == 0:
        group = pwd.getpwnam("postgres").pw_gid
        as_user = ["setpriv", "--reuid=postgres", f"--regid={group}", "--clear-groups"]
    folder = new_folder(as_user, in_memory=in_memory)
    cluster = Cluster(folder, BINARIES[0], settings or SETTINGS, as_user)
    cluster._run(
        "initdb", "-D", str(folder / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8",
        "--locale=C.UTF-8", "--no-sync",
    )  # fmt: skip
    cluster.start()
    with psycopg.connect(cluster.url("template1"), autocommit=True) as connection:
        connection.execute("CREATE EXTENSION postgis")
        connection.execute("CREATE EXTENSION btree_gist")
    return cluster


def end_cluster(cluster: Cluster) -> None:
    cluster.stop()
    shutil.rmtree(cluster.folder, ignore_errors=True)


def require_postgres() -> None:
    """Skip where PostgreSQL with PostGIS isn't installed; in CI it has to be."""
    if BINARIES and CONTROLS:
        return
    why = "no PostgreSQL with PostGIS here: install postgresql-15-postgis-3"
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)
