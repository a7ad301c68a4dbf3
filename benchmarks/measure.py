"""Timing two candidates in turn, so that a drift of the machine meets both."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: medians in milliseconds, and what was seen besides."""

    what: str
    data: str
    ours_ms: float
    peer_ms: float
    goal: str
    seen: str = ""


def interleaved(
    ours: Callable[[], object], peer: Callable[[], object], runs: int = 9
) -> tuple[float, float]:
    """Return the median milliseconds of each over `runs` rounds, after one warm-up."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(runs + 1):
        for candidate, kept in zip((ours, peer), times, strict=True):
            taken = milliseconds(candidate)
            if turn:
                kept.append(taken)
    return statistics.median(times[0]), statistics.median(times[1])


def median_ms(candidate: Callable[[], object], runs: int = 9) -> float:
    """Return the median milliseconds over `runs` calls after a warm-up, for want of a peer."""
    candidate()
    return statistics.median(milliseconds(candidate) for _ in range(runs))


def milliseconds(candidate: Callable[[], object]) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    candidate()
    return 1_000 * (time.perf_counter() - start)
