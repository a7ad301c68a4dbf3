"""A wire between a browser and a server that can be cut and mended."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tests.browser.serving import free_port


@dataclass
class Wire:
    """Forwards what comes in on `port` to another port of this machine."""

    to: int
    port: int = field(default_factory=free_port)
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    server: asyncio.Server | None = None
    open_ends: set[asyncio.StreamWriter] = field(default_factory=set)

    def mend(self) -> None:
        """Let everything through, from now on."""
        self._do(self._listen())

    def cut(self) -> None:
        """Break what is going on, and let nothing through."""
        self._do(self._break())

    async def _listen(self) -> None:
        self.server = await asyncio.start_server(self._forward, "127.0.0.1", self.port)

    async def _break(self) -> None:
        if self.server is not None:
            self.server.close()
        for end in list(self.open_ends):
            end.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        if others:
            await asyncio.wait(others, timeout=5)

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self.to)
        ends = {writer, back}
        self.open_ends |= ends
        await asyncio.gather(_pour(reader, back), _pour(there, writer))
        self.open_ends -= ends

    def _do(self, task) -> None:
        asyncio.run_coroutine_threadsafe(task, self.loop).result(10)


async def _pour(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
    target.close()


@contextmanager
def wire_to(port: int) -> Iterator[Wire]:
    """Lay a wire to a port until the block ends."""
    wire = Wire(port)
    thread = threading.Thread(target=wire.loop.run_forever, daemon=True)
    thread.start()
    wire.mend()
    try:
        yield wire
    finally:
        wire.cut()
        wire.loop.call_soon_threadsafe(wire.loop.stop)
        thread.join(10)
        wire.loop.close()
