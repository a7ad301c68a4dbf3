"""Where a store lies: its file, the files beside it, and the disk under it."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from boundaries.errors import Refused
from boundaries.language import N_

MOUNTS = Path("/proc/mounts")
"""What is mounted where, on Linux; elsewhere it isn't there, and no disk is refused."""

_NETWORK = frozenset(
    {
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "fuse.ceph",
        "fuse.davfs2",
        "fuse.gcsfuse",
        "fuse.glusterfs",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.sshfs",
        "glusterfs",
        "gpfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb2",
        "smb3",
        "smbfs",
    }
)
"""File systems that several machines may have open at once.

Not 9p and virtiofs: they tie a virtual machine to its own host, where one kernel keeps the locks.
"""


def path_of(url: str) -> Path:
    """Return the file that a URL names.

    Raises
    ------
    Refused
        `db` when it isn't `sqlite:///path`.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    if parsed is None or parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise Refused(
            "db",
            N_(
                "The store is given as sqlite:///path or postgresql://user@host/database; this is "
                "{url}."
            ),
            url=url if parsed is None else parsed.render_as_string(hide_password=True),
        )
    return Path(parsed.database)


def existing_path_of(url: str) -> Path:
    """Return the file that a URL names, on a disk of this machine.

    Raises
    ------
    Refused
        `db`, `network`, or `no_store` when there is no such file.
    """
    path = path_of(url)
    refuse_network(path)
    refuse_missing(path)
    return path


def refuse_missing(path: Path) -> None:
    """Refuse a file that isn't there.

    Raises
    ------
    Refused
        `no_store`.
    """
    if not path.is_file():
        raise Refused(
            "no_store",
            N_("There is no store at {path}. Make one with: smeedkaart init, or smeedkaart demo."),
            path=str(path),
        )


def refuse_network(path: Path) -> None:
    """Refuse a store on a network drive: the write-ahead log needs the memory of one machine.

    Raises
    ------
    Refused
        `network`.
    """
    try:
        mounts = MOUNTS.read_text(errors="surrogateescape")
    except OSError:
        return
    kind = file_system(path, mounts)
    if kind in _NETWORK:
        raise Refused(
            "network",
            N_(
                "{path} lies on a network drive ({kind}), where a store can get damaged. Choose a "
                "disk of this machine, or use PostgreSQL: --db postgresql://..."
            ),
            path=str(path),
            kind=kind,
        )


def file_system(path: Path, mounts: str) -> str:
    """Return the kind of file system under a path, by the table of /proc/mounts ("" unknown)."""
    kind, depth = "", -1
    place = path.resolve()
    for line in mounts.splitlines():
        fields = line.split()
        if not fields[2:]:
            continue
        point = Path(_unescaped(fields[1]))
        # Of two mounts on one point, the later one lies on top.
        if place.is_relative_to(point) and len(point.parts) >= depth:
            kind, depth = fields[2], len(point.parts)
    return kind


def _unescaped(text: str) -> str:
    for octal, character in (("040", " "), ("011", "\t"), ("012", "\n"), ("134", "\\")):
        text = text.replace(f"\\{octal}", character)
    return text


def refuse_existing(path: Path) -> None:
    """Refuse a place that is taken, or in a folder that isn't there.

    Raises
    ------
    Refused
        `exists` or `path`.
    """
    if path.exists():
        raise Refused(
            "exists",
            N_("There is a file at {path} already. Choose another one, or remove it first."),
            path=str(path),
        )
    if not path.parent.is_dir():
        raise Refused(
            "path",
            N_("There is no folder {path}. Make it first, or choose another place."),
            path=str(path.parent),
        )


def damaged(path: Path, detail: object) -> Refused:
    """Return the refusal of a store that SQLite can't read, or that doesn't hold together."""
    return Refused(
        "damaged",
        N_("{path} is damaged ({detail}). Nothing was changed. Use a backup of it."),
        path=str(path),
        detail=str(detail),
    )


def draft_of(path: Path) -> Path:
    """Return where a file is made before it is put in its place."""
    return path.with_name(f".{path.name}.new")


def free_name(path: Path, suffix: str) -> Path:
    """Return `path` with a suffix, and a number where that name is taken."""
    name, number = path.with_name(f"{path.name}.{suffix}"), 1
    while name.exists():
        number += 1
        name = path.with_name(f"{path.name}.{suffix}-{number}")
    return name


def remove(draft: Path) -> None:
    """Remove a draft and what SQLite puts beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        draft.with_name(draft.name + suffix).unlink(missing_ok=True)


def settle(draft: Path, place: Path) -> None:
    """Put a finished draft in its place, over what is there, so that a power cut can't lose it."""
    _sync(draft)
    draft.replace(place)
    if hasattr(os, "O_DIRECTORY"):
        _sync(place.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
