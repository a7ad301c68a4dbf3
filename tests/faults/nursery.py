"""Processes that can be killed: forked from one that has everything imported.

pytest itself has threads and can't be forked; a new interpreter for each of hundreds of processes
would take a second each.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).parents[2]
LIMIT_S = 600
"""After which a process that says nothing counts as stuck."""


class Talk:
    """One end of a line between two processes: JSON, a line each."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        self._lines = end.makefile("r", encoding="utf-8")

    def say(self, what: Any) -> None:
        self._end.sendall(json.dumps(what).encode() + b"\n")

    def hear(self) -> Any:
        """Return what was said next, or None when the other one is gone."""
        try:
            line = self._lines.readline()
        except ConnectionResetError:
            return None
        # Half a line is what somebody was killed in.
        return json.loads(line) if line.endswith("\n") else None

    def close(self) -> None:
        self._lines.close()
        self._end.close()


class Child:
    """A process of the nursery, seen from the test."""

    def __init__(self, pid: int, talk: Talk) -> None:
        self.pid = pid
        self._talk = talk

    def say(self, what: Any) -> None:
        self._talk.say(what)

    def hear(self) -> Any:
        """Return what it says next, or None when it is gone; its own failure is raised here."""
        said = self._talk.hear()
        if isinstance(said, dict) and "failed" in said:
            raise AssertionError(said["failed"])
        return said

    def rest(self) -> list[Any]:
        """Return all that it still says until it is gone."""
        said = []
        while (line := self.hear()) is not None:
            said.append(line)
        return said

    def kill(self) -> None:
        """Kill it as `kill -9` does."""
        os.kill(self.pid, signal.SIGKILL)

    def close(self) -> None:
        self._talk.close()


class Nursery:
    """A process with everything imported, that forks."""

    def __init__(self) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-W", "error", "-m", "tests.faults.nursery"]
        self._process = subprocess.Popen(
            [*command, str(theirs.fileno())],
            cwd=ROOT,
            pass_fds=[theirs.fileno()],
            # Whose threads would be lost in a fork.
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        )
        theirs.close()
        self._control.settimeout(LIMIT_S)
        self._children: list[Child] = []

    def prepare(self, url: str) -> None:
        """Let the nursery itself write to a store, and let go of it again."""
        self._control.send(json.dumps(["prepare", url]).encode())
        assert self._control.recv(32) == b"prepared"

    def child(self, work: str, *arguments: Any) -> Child:
        """Fork a process that does one of `tests.faults.work`."""
        ours, theirs = socket.socketpair()
        ours.settimeout(LIMIT_S)
        with theirs:
            request = json.dumps([work, arguments]).encode()
            socket.send_fds(self._control, [request], [theirs.fileno()])
        self._children.append(Child(int(self._control.recv(32)), Talk(ours)))
        return self._children[-1]

    def send_home(self) -> None:
        """Let go of all children: who waits for a word finds that nobody is left, and ends."""
        while self._children:
            self._children.pop().close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.send_home()
        self._control.close()
        self._process.wait(LIMIT_S)


def _serve(control: socket.socket) -> None:
    # Nobody waits for the children; the kernel buries them.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        request, handles, _, _ = socket.recv_fds(control, 65_536, 1)
        if not request:
            return
        if not handles:
            importlib.import_module("tests.faults.work").prepare(json.loads(request)[1])
            # A child that looked for garbage among all this would copy it first.
            gc.collect()
            gc.freeze()
            control.send(b"prepared")
            continue
        pid = os.fork()
        if pid == 0:
            control.close()
            _work(socket.socket(fileno=handles[0]), *json.loads(request))
        os.close(handles[0])
        control.send(str(pid).encode())


def _work(end: socket.socket, work: str, arguments: list[Any]) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    talk = Talk(end)
    try:
        getattr(importlib.import_module("tests.faults.work"), work)(talk, *arguments)
    except (BrokenPipeError, ConnectionResetError):
        pass
    except BaseException:
        talk.say({"failed": traceback.format_exc()})
    finally:
        os._exit(0)


if __name__ == "__main__":
    importlib.import_module("tests.faults.work")
    with socket.socket(fileno=int(sys.argv[1])) as asked:
        _serve(asked)
