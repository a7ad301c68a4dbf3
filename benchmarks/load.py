"""Many residents at once on one server: how long a rerun takes, and what it costs in memory.

The clients speak Streamlit's own protocol over a websocket, on this machine only and never more
than `MOST`. Each opens a page and looks at another view of it a few times, with pauses in between
as people make them; it is timed from asking to the end of the script.
"""

from __future__ import annotations

import asyncio
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from websockets.asyncio.client import ClientConnection

ROOT = Path(__file__).parents[1]
MOST = 200
VIEWS = 4
PAUSE_S = 8.0
GOAL_MS = 100
PAGES = {
    "": ["", "gebied=GM0118-0025", "gebied=GM0118-0006&op=2015-01-01", "op=2012-01-01"],
    "mijn-buurt": ["", "taal=en", "", "taal=en"],
    "voorstellen": ["", "voorstel=1", "", "voorstel=1"],
}
"""By path, what a visitor looks at there in turn."""


@dataclass
class Seen:
    """What the clients saw, in milliseconds."""

    first: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def rows() -> Iterator[Row]:
    """Yield a row for few and for many visitors; the peer is a visitor who is alone."""
    with tempfile.TemporaryDirectory() as folder:
        db = f"sqlite:///{Path(folder) / 'demo.sqlite'}"
        subprocess.run([sys.executable, "cli.py", "--db", db, "demo"], cwd=ROOT, check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            port = int(listener.getsockname()[1])
        environment = os.environ | {
            "SMEEDKAART_DB": db,
            "SMEEDKAART_BASEMAP": "",
            # Residents aren't signed in: where nobody could be, they'd all be administrators.
            "SMEEDKAART_SIGN_IN": str(_sign_in(Path(folder), port)),
        }
        server = subprocess.Popen(
            [sys.executable, "cli.py", "serve", "--port", str(port)],
            cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait_for(f"http://127.0.0.1:{port}/health")
            alone = asyncio.run(_visit_all(port, 3, 0.5))
            before = _memory_mb(server.pid)
            for visitors in (50, MOST):
                seen = asyncio.run(_visit_all(port, visitors, PAUSE_S))
                yield _row(visitors, seen, alone, before, _memory_mb(server.pid))
        finally:
            server.terminate()
            server.wait(timeout=30)


def _sign_in(folder: Path, port: int) -> Path:
    """Write how one would sign in; nobody does, so the provider needn't be there."""
    path = folder / "sign_in.toml"
    path.write_text(
        f'[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
        f'cookie_secret = "{"x" * 40}"\nclient_id = "smeedkaart"\nclient_secret = "-"\n'
        'server_metadata_url = "http://127.0.0.1:1/.well-known/openid-configuration"\n'
    )
    return path


def _row(visitors: int, seen: Seen, alone: Seen, before: float, after: float) -> Row:
    p95 = _quantile(seen.again, 0.95)
    return Row(
        "a rerun with many visitors, p95",
        f"{visitors} visitors, {len(seen.again)} reruns",
        p95,
        _quantile(alone.again, 0.5),
        f"p95 < {GOAL_MS} ms, no fault",
        seen=(
            f"first view p50 {_quantile(seen.first, 0.5):.0f}, p95 "
            f"{_quantile(seen.first, 0.95):.0f} ms; rerun p50 {_quantile(seen.again, 0.5):.0f}, "
            f"most {max(seen.again):.0f} ms; {len(seen.faults)} faults {seen.faults[:2]}; memory "
            f"{before:.0f} to {after:.0f} MB"
        ),
    )


async def _visit_all(port: int, visitors: int, pause: float) -> Seen:
    seen = Seen()
    paths = list(PAGES)
    visits = (
        # Each in his own time, the same in each run of the benchmark.
        _visit(port, paths[n % len(paths)], pause, seen, random.Random(n))
        for n in range(min(visitors, MOST))
    )
    await asyncio.gather(*visits)
    return seen


async def _visit(port: int, path: str, pause: float, seen: Seen, chance: random.Random) -> None:
    from websockets.asyncio.client import connect

    await asyncio.sleep(chance.random() * pause)
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    origin = f"http://127.0.0.1:{port}"
    try:
        async with connect(
            address, subprotocols=["streamlit"], origin=origin, max_size=None, open_timeout=60
        ) as socket_:
            for number, view in enumerate(PAGES[path] * (VIEWS // len(PAGES[path]))):
                took = await _run(socket_, path, view)
                (seen.again if number else seen.first).append(took)
                await asyncio.sleep(pause * (0.5 + chance.random()))
    except (OSError, ValueError, TimeoutError) as error:
        seen.faults.append(f"{type(error).__name__}: {error}")


async def _run(socket_: ClientConnection, path: str, view: str) -> float:
    """Ask for a view of a page; return how long it took until the script had ended."""
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    asked = BackMsg()
    asked.rerun_script.query_string = view
    asked.rerun_script.page_name = path
    began = time.perf_counter()
    await socket_.send(asked.SerializeToString())
    while True:
        told = ForwardMsg()
        told.ParseFromString(await asyncio.wait_for(socket_.recv(decode=False), 60))
        if told.WhichOneof("type") == "script_finished":
            if told.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                raise ValueError(f"script ended with {told.script_finished}")
            return (time.perf_counter() - began) * 1e3


def _quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(int(share * len(values)), len(values) - 1)] if values else 0.0


def _memory_mb(process: int) -> float:
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _wait_for(url: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"no answer from {url}")
