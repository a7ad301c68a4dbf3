"""Pages of residents, one after the other when many come at once.

Python works on one page at a time anyway. Let go all at once, each of ten pages takes as long as
all ten; in turn the first is there after a tenth of that, and the last no later.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE_S = 0.25
"""Who waits longer goes on beside the others: a page that hangs holds nobody up."""
_working = Lock()


@contextmanager
def in_turn() -> Iterator[Callable[[], None]]:
    """Wait for one's turn; the next one goes at the end.

    Yields what lets the next one go earlier, for a page that may take long.
    """
    with ExitStack() as held:
        if _working.acquire(timeout=PATIENCE_S):
            held.callback(_working.release)
        yield held.close
