"""Somebody who takes all that was published, and works out what was hidden.

Blocks and areas are known: who lives in an area is the sum of its blocks. Every figure that is
shown is an equation, and no block has fewer than nobody or more households than people. Linear
programming then says how many a hidden count can be at least and at most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linprog

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Sum = dict[int, float]
"""How often each unknown counts."""


class Attack:
    """Equations and what follows from them."""

    def __init__(self) -> None:
        self.known: list[tuple[Sum, float, float]] = []
        self.below: list[tuple[int, int]] = []
        self.unknowns = 0

    def unknown(self) -> int:
        """Return another unknown, of at least 0."""
        self.unknowns += 1
        return self.unknowns - 1

    def learn(self, what: Mapping[int, float], value: float, slack: float = 0.0) -> None:
        """Take note of a published figure, rounded by at most `slack`."""
        self.known.append((dict(what), value - slack, value + slack))

    def at_most(self, one: int, other: int) -> None:
        """Take note that one unknown is at most another."""
        self.below.append((one, other))

    def bounds(self, what: Mapping[int, float]) -> tuple[float, float]:
        """Return the least and the most that a sum can be."""
        exact = [(s, low) for s, low, high in self.known if low == high]
        upper = [(s, high) for s, low, high in self.known if low < high]
        upper += [
            ({i: -n for i, n in s.items()}, -low) for s, low, high in self.known if low < high
        ]
        upper += [({one: 1.0, other: -1.0}, 0.0) for one, other in self.below]
        found = []
        for sign in (1, -1):
            cost = self._row({i: sign * n for i, n in what.items()})
            solved = linprog(cost, **self._given("eq", exact), **self._given("ub", upper))
            assert solved.status in {0, 3}, solved.message
            found.append(sign * solved.fun if solved.status == 0 else sign * -np.inf)
        return found[0], found[1]

    def _row(self, what: Mapping[int, float]) -> np.ndarray:
        row = np.zeros(self.unknowns)
        for place, times in what.items():
            row[place] += times
        return row

    def _given(self, kind: str, rows: Sequence[tuple[Sum, float]]) -> dict[str, np.ndarray]:
        if not rows:
            return {}
        table = np.array([self._row(what) for what, _ in rows])
        return {f"A_{kind}": table, f"b_{kind}": np.array([value for _, value in rows])}
