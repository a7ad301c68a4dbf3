"""What a map shows of a municipality, made once for all visitors and fetched by their browsers.

Streets, blocks and areas are the same for everybody, and public. To make them anew at each rerun
took nine tenths of its time, and to send them with each the most of what goes over the line. So
they stand at an address that tells their content: a browser asks for it once.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from weakref import WeakKeyDictionary

import orjson

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from boundaries.pages.site import Site
    from boundaries.store import Parts

PATH = "/lands/"
MOST_PUBLISHED = 64
MOST_KEPT = 128
K = TypeVar("K")
V = TypeVar("V")


class Latest(Generic[K, V]):
    """A dictionary of the values that were used last; for all threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()
        self._asking: dict[K, Lock] = {}

    def once(self, key: K, ask: Callable[[], V]) -> V:
        """Return a value, or ask for it and keep it; who comes meanwhile waits for the first.

        Else many visitors of a page that nobody saw yet would all make the same at once, and each
        would wait as long as all of them take.
        """
        found = self.get(key)
        if found is not None:
            return found
        with self._lock:
            asking = self._asking.setdefault(key, Lock())
        try:
            with asking:
                found = self.get(key)
                if found is None:
                    found = ask()
                    self.keep(key, found)
                return found
        finally:
            with self._lock:
                self._asking.pop(key, None)

    def get(self, key: K) -> V | None:
        """Return a value, or None when it isn't there any more."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def keep(self, key: K, value: V) -> None:
        """Put in a value; what was used longest ago gives way."""
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)


_published: Latest[str, bytes] = Latest(MOST_PUBLISHED)
_addresses: Latest[tuple[str, int], tuple[object, str]] = Latest(MOST_PUBLISHED)
_answers: WeakKeyDictionary[Any, Latest[Hashable, Any]] = WeakKeyDictionary()


def kept(site: Site, parts: Parts, name: Hashable, ask: Callable[[], V]) -> V:
    """Return what was answered before, as long as nothing was recorded since.

    Parameters
    ----------
    name
        Of the question with all that it depends on but the store, such as a date.
    """
    answers = _answers.setdefault(site.store, Latest(MOST_KEPT))
    # In a tuple: None may be the answer.
    found = answers.once((name, parts.areas.last_change()), lambda: (ask(),))
    value: V = found[0]
    return value


def address(kind: str, items: Sequence[object], make: Callable[[], object]) -> str:
    """Return where a browser finds something that a map shows.

    Parameters
    ----------
    items
        What it is made of; it's made anew only for another sequence, not for one that was changed.
    make
        Returns it, for JSON.
    """

    def publish() -> tuple[object, str]:
        data = orjson.dumps(make())
        name = hashlib.sha256(data).hexdigest()[:32] + ".json"
        # Without a time in it: the same land gives the same bytes.
        _published.once(name, lambda: gzip.compress(data, 6, mtime=0))
        return items, PATH + name

    # While it is kept there, no other sequence gets its number.
    return _addresses.once((kind, id(items)), publish)[1]


def answer(request: Request) -> Response:
    """Answer with what a map shows; its name tells its content, so a browser keeps it for good."""
    from starlette.responses import Response

    data = _published.get(request.path_params["name"])
    if data is None:
        return Response(status_code=404)
    headers = {
        "content-encoding": "gzip",
        "cache-control": "public, max-age=31536000, immutable",
    }
    return Response(data, media_type="application/json", headers=headers)
