"""Servers of the app, forked from a process that has everything imported.

A new interpreter for each test would spend most of its time on the same imports again.
"""

from __future__ import annotations

import multiprocessing
import os
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path

PRELOADED = [
    "app",
    "cli",
    "data.store",
    "geopandas",
    "streamlit.web.bootstrap",
    "boundaries.pages.map",
    "boundaries.pages.neighbourhood",
    "boundaries.pages.proposals",
    "reports.assets",
    "reports.pages.export",
    "reports.pages.figures",
    "reports.sheet",
]
LIMIT_S = 60
TRIES = 5
TAKEN = "is not available"
"""What a server says in its log when its port is somebody else's."""


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def serving(
    db: str, log: Path, environment: Mapping[str, str] | None = None, *, port: int = 0
) -> Iterator[str]:
    """Serve a store until the block ends; yield the address."""
    for tries_left in reversed(range(1 if port else TRIES)):
        chosen = port or free_port()
        base = f"http://127.0.0.1:{chosen}"
        server = _start(["--db", db, "serve", "--port", str(chosen)], dict(environment or {}), log)
        try:
            wait_for(base + "/health", server.is_alive, log)
        except AssertionError:
            _stop(server)
            # Between looking for a port and listening on it another process may take it.
            if TAKEN in log.read_text() and tries_left:
                continue
            raise
        try:
            yield base
        finally:
            _stop(server)
        return


def _start(arguments: list[str], environment: dict[str, str], log: Path) -> BaseProcess:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    server = context.Process(target=_serve, args=(arguments, environment, str(log)))
    server.start()
    return server


def _stop(server: BaseProcess) -> None:
    server.terminate()
    server.join(10)
    if server.is_alive():
        server.kill()
        server.join()


def _serve(arguments: list[str], environment: dict[str, str], log: str) -> None:
    with Path(log).open("ab", buffering=0) as written:
        os.dup2(written.fileno(), 1)
        os.dup2(written.fileno(), 2)
    os.environ.update(environment)
    from cli import main

    main(arguments)


def wait_for(url: str, alive: Callable[[], bool], log: Path | None = None) -> None:
    """Wait until a server answers; fail at once when it stopped."""
    begun = time.monotonic()
    while time.monotonic() - begun < LIMIT_S:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            assert alive(), log.read_text() if log else url
            _wait()
        else:
            return
    raise AssertionError(f"no answer from {url}")


def _wait() -> None:
    """Give the server a twentieth of a second, without a sleep of our own."""
    with socket.socket() as listener:
        listener.settimeout(0.05)
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        try:
            listener.accept()
        except TimeoutError:
            return
