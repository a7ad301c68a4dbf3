"""How much follows of what is hidden: the least and the most that it can be, by linear programming.

Whoever reads all that is published knows how many people some pieces hold together: pieces of land,
or things that people took part in. No piece holds fewer than nobody, or more households than
residents. Within these a hidden number can be many things, or few [1]_.

References
----------
.. [1] Fischetti, M., and Salazar, J. J. (2001). Solving the cell suppression problem on tabular
   data with linear constraints. Management Science 47, 1008-1027.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Row = dict[int, float]

SLACK = 1e-6


class Secret(NamedTuple):
    """What has to stay uncertain, in one column: how many pieces hold, less how many others do."""

    column: int
    plus: frozenset[int]
    minus: frozenset[int] = frozenset()


class Audit:
    """What follows from what is known.

    Parameters
    ----------
    known
        Pieces of which it is known how many people they hold together.
    worth
        How many people each piece holds, by column; NaN where it isn't known. Each column is at
        most the one before it.
    """

    def __init__(
        self, known: Iterable[frozenset[int]], worth: Mapping[int, tuple[float, ...]]
    ) -> None:
        self._worth = worth
        rows = {frozenset(row) for row in known}
        self._pinned: set[int] = set()
        # What is left of a sum when all but one of its pieces are known is known too. That is most
        # of a map, and what is over is small.
        while alone := {p for row in rows if len(row) == 1 for p in row}:
            self._pinned |= alone
            rows = {row - alone for row in rows} - {frozenset()}
        self._rows = sorted(map(sorted, rows))
        self._columns = len(next(iter(worth.values()), ()))
        self._unknown: dict[tuple[int, int], int] = {}
        for row in self._rows:
            for piece in row:
                for column in range(self._columns):
                    self._unknown.setdefault((piece, column), len(self._unknown))

    def wide(self, secret: Secret, width: float) -> bool:
        """Return whether the least and the most that a secret can be are `width` apart."""
        column = secret.column
        plus = {(p, column) for p in secret.plus - secret.minus - self._pinned}
        minus = {(p, column) for p in secret.minus - secret.plus - self._pinned}
        if any(math.isnan(self._worth[p][c]) for p, c in plus | minus):
            return True
        if not plus and not minus:
            return False
        if not (plus | minus) <= self._unknown.keys():
            # Nothing at all is known of one of its pieces.
            return True
        cost = {self._unknown[one]: 1.0 for one in plus}
        cost |= {self._unknown[one]: -1.0 for one in minus}
        least = self._least(cost)
        most = -self._least({i: -n for i, n in cost.items()})
        return most - least >= width - SLACK

    def _least(self, cost: Row) -> float:
        import numpy as np
        from scipy.optimize import linprog

        goal = np.zeros(len(self._unknown))
        goal[list(cost)] = list(cost.values())
        solved = linprog(goal, **self._given)
        return float(solved.fun) if solved.status == 0 else -math.inf

    @cached_property
    def _given(self) -> dict[str, Any]:
        """Return what is known as equations and inequalities."""
        sums = []
        for row in self._rows:
            for column in range(self._columns):
                value = math.fsum(self._worth[p][column] for p in row)
                if not math.isnan(value):
                    sums.append(({self._unknown[p, column]: 1.0 for p in row}, value))
        order = [
            ({place: 1.0, self._unknown[piece, column - 1]: -1.0}, 0.0)
            for (piece, column), place in self._unknown.items()
            if column and not any(map(math.isnan, self._worth[piece]))
        ]
        return self._table("eq", sums) | self._table("ub", order)

    def _table(self, kind: str, rows: list[tuple[Row, float]]) -> dict[str, Any]:
        from scipy.sparse import csr_array

        if not rows:
            return {}
        places = [(at, i, n) for at, (row, _) in enumerate(rows) for i, n in row.items()]
        line, place, number = zip(*places, strict=True)
        shape = (len(rows), len(self._unknown))
        table = csr_array((number, (line, place)), shape=shape)
        return {f"A_{kind}": table, f"b_{kind}": [value for _, value in rows]}
