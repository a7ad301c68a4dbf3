"""Asking the database once within a moment: all that is read in it is the same anyway."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")


class Keeping(Protocol):
    """A part that may keep its answers; `kept` is None where what it reads can change."""

    kept: dict[Any, Any] | None


K = TypeVar("K", bound=Keeping)


def once(method: Callable[Concatenate[K, P], R]) -> Callable[Concatenate[K, P], R]:
    """Let a method that returns something unchangeable be asked once in a moment."""

    @wraps(method)
    def asked(self: K, *args: P.args, **named: P.kwargs) -> R:
        if self.kept is None:
            return method(self, *args, **named)
        key = method.__qualname__, *args, *named.items()
        if key not in self.kept:
            self.kept[key] = method(self, *args, **named)
        found: R = self.kept[key]
        return found

    return cast("Callable[Concatenate[K, P], R]", asked)
