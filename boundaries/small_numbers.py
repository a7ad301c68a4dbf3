"""Small numbers: what is about too few people isn't shown, nor can it be worked out.

All that is ever published of a municipality is settled in one go, in the order of time: the counts
of each day, their totals, and what one day tells next to another. A count about one or more
people, but fewer than k, is hidden. So is a count that differs by fewer than k from one that the
same source gave of the same area before: the difference tells of those few. Where all that is shown
would pin one of these down, the smallest of what is new is hidden too; where that doesn't help, the
total is [1]_. What was shown once isn't hidden later: somebody may have kept it.

References
----------
.. [1] Hundepool, A., et al. (2012). Statistical Disclosure Control. Wiley, chapter 4.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from boundaries.small_audit import Audit, Secret

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set

People = tuple[int | None, ...]
"""How many people something is about, one number per thing that is counted (residents,
households); None where it isn't known."""


@dataclass(frozen=True, slots=True)
class Count:
    """What is published of one owner (an area) for as long as it doesn't change.

    Attributes
    ----------
    owner
        Whose it is: counts of the same owner are compared to each other.
    people
        How many it is.
    pieces
        What it is the sum of: pieces of land, or things that people took part in.
    """

    owner: Hashable
    people: People
    pieces: frozenset[int]


@dataclass(frozen=True, slots=True)
class Scene:
    """What is published of a day, up to the next.

    Attributes
    ----------
    counts
        Places in the list of counts.
    total
        Of all together; None where no total is published.
    pieces
        What the total is the sum of.
    vintage
        Scenes of the same source, such as the blocks of a year, are about the same pieces.
    shared
        People that several of the counts hold, and the total once.
    """

    counts: frozenset[int]
    total: People | None
    pieces: frozenset[int]
    vintage: Hashable = None
    shared: People = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """What is hidden: counts by place, and the totals of scenes by place."""

    counts: frozenset[int]
    totals: frozenset[int]


def few(people: int | None, k: int) -> bool:
    """Return whether a figure is about some people, but fewer than `k`."""
    return people is not None and 0 < people < k


def settle(
    counts: Sequence[Count],
    scenes: Sequence[Scene],
    worth: Mapping[int, tuple[float, ...]],
    k: int,
) -> Settled:
    """Return what to hide of all that is published, by scenes in the order of time.

    Parameters
    ----------
    worth
        How many people each piece holds, unrounded; NaN where it isn't known.
    """
    # Who reads less knows less: where all of a vintage together tells nothing, no day of it does.
    loose: frozenset[Hashable] = frozenset()
    while True:
        settler = _Settler(counts, worth, k, loose)
        totals = settler.all(scenes)
        known = settler.known.items()
        # A total that is hidden in one vintage may let one of another be shown.
        more = {v for v, told in known if v not in loose and not settler.sound(v, told)}
        if not more:
            return Settled(frozenset(settler.hidden), totals)
        loose |= more


def hidden(
    people: Sequence[int | None], total: int | None, k: int, *, rest: int = 0
) -> tuple[frozenset[int], bool]:
    """Return what to hide of the counts of one day, by place, and whether their total is too.

    Parameters
    ----------
    rest
        People in the total that none of the counts holds.
    """
    counts = [Count(place, (n,), frozenset([place])) for place, n in enumerate(people)]
    worth = {place: (float("nan") if n is None else float(n),) for place, n in enumerate(people)}
    pieces = {place for place, n in enumerate(people) if n is not None}
    if rest:
        worth[-1] = (float(rest),)
        pieces.add(-1)
    told = None if total is None else (total,)
    scene = Scene(frozenset(range(len(counts))), told, frozenset(pieces))
    settled = settle(counts, [scene], worth, k)
    return settled.counts, bool(settled.totals)


def _some_few(people: Iterable[int | None], k: int) -> bool:
    return any(few(n, k) for n in people)


def _apart_by_few(one: People, other: People, k: int) -> bool:
    return any(
        a is not None and b is not None and few(abs(a - b), k)
        for a, b in zip(one, other, strict=True)
    )


@dataclass
class _Settler:
    """Goes through the scenes; what it decided stays decided.

    `loose` are the vintages of which not all may be shown that is no few people by itself.
    """

    counts: Sequence[Count]
    worth: Mapping[int, tuple[float, ...]]
    k: int
    loose: Set[Hashable] = frozenset()
    hidden: set[int] = field(default_factory=set)
    telling: set[int] = field(default_factory=set)
    decided: set[int] = field(default_factory=set)
    compared: dict[tuple[Hashable, Hashable], set[People]] = field(default_factory=dict)
    totals: dict[Hashable, set[People]] = field(default_factory=dict)
    known: dict[Hashable, set[frozenset[int]]] = field(default_factory=dict)
    places: dict[Hashable, list[int]] = field(default_factory=dict)
    pieces: dict[Hashable, set[int]] = field(default_factory=dict)

    def all(self, scenes: Sequence[Scene]) -> frozenset[int]:
        """Decide about all scenes; return the places of those of which the total is hidden."""
        # What is shown of a day must not tell of few in a land that an area has only later.
        for scene in scenes:
            places = self.places.setdefault(scene.vintage, [])
            places += sorted(scene.counts.difference(places))
            own = (self.counts[i].pieces for i in scene.counts)
            self.pieces.setdefault(scene.vintage, set()).update(scene.pieces, *own)
        return frozenset(i for i, scene in enumerate(scenes) if not self.settle(scene))

    def settle(self, scene: Scene) -> bool:
        """Decide about the counts of a scene; return whether its total may be shown."""
        new = scene.counts - self.decided
        self.telling |= {i for i in new if self._tells(self.counts[i], scene.vintage)}
        self.hidden |= new & self.telling
        before = set(self.hidden)
        told = scene.total is not None and not self._total_tells(scene, scene.total)
        told = told and self._made_sound(scene, new, {scene.pieces})
        if not told:
            self.hidden = before
            self._made_sound(scene, new, set())
        else:
            self.totals.setdefault(scene.vintage, set()).add(scene.total or ())
        for i in new - self.telling:
            key = scene.vintage, self.counts[i].owner
            self.compared.setdefault(key, set()).add(self.counts[i].people)
        self.decided |= new
        self.known[scene.vintage] = self._known(scene, {scene.pieces} if told else set())
        return told

    def _tells(self, count: Count, vintage: Hashable) -> bool:
        # Of another year some moved in and others out: what that comes to tells of nobody.
        before = self.compared.get((vintage, count.owner), ())
        return _some_few(count.people, self.k) or any(
            _apart_by_few(count.people, people, self.k) for people in before
        )

    def _total_tells(self, scene: Scene, total: People) -> bool:
        """Return whether a total tells of a few by itself, or next to one that was shown."""
        return _some_few((*total, *scene.shared), self.k) or any(
            _apart_by_few(total, other, self.k) for other in self.totals.get(scene.vintage, ())
        )

    def _made_sound(self, scene: Scene, new: frozenset[int], total: set[frozenset[int]]) -> bool:
        """Hide more of what is new until nothing tells of few; return whether that was enough."""
        if scene.vintage not in self.loose:
            return True
        while not self.sound(scene.vintage, self._known(scene, total)):
            spare = [(self._rank(i), i) for i in new - self.hidden]
            if not spare:
                return False
            self.hidden.add(min(spare)[1])
        return True

    def _rank(self, place: int) -> tuple[bool, int]:
        """Return how gladly a count is hidden: the smallest first, those that mask nothing last."""
        people = self.counts[place].people[0] or 0
        return people < self.k, people

    def _known(self, scene: Scene, total: set[frozenset[int]]) -> set[frozenset[int]]:
        """Return of which pieces together it is known how many people they hold."""
        shown = {self.counts[i].pieces for i in scene.counts - self.hidden}
        return self.known.get(scene.vintage, set()) | shown | total

    def sound(self, vintage: Hashable, known: set[frozenset[int]]) -> bool:
        """Return whether all that is known of a vintage leaves what is few uncertain."""
        secrets = set(self._secrets(self.places[vintage], self.pieces[vintage]))
        if not secrets:
            return True
        audit = Audit(known, self.worth)
        return all(audit.wide(secret, self.k) for secret in secrets)

    def _secrets(self, places: Sequence[int], pieces: Set[int]) -> Iterator[Secret]:
        """Give the numbers of few people: pieces, counts, and by how much those of an owner differ.

        A count that tells of few next to one of another vintage has to stay uncertain itself.
        """
        for piece in pieces:
            for column, exact in enumerate(self.worth[piece]):
                if few(None if math.isnan(exact) else round(exact), self.k):
                    yield Secret(column, frozenset([piece]))
        by_owner: dict[Hashable, list[Count]] = {}
        for i in places:
            count = self.counts[i]
            others = by_owner.setdefault(count.owner, [])
            for column, people in enumerate(count.people):
                if i in self.telling or few(people, self.k):
                    yield Secret(column, count.pieces)
                for other in others:
                    if few(_apart(count, other, column), self.k):
                        yield Secret(column, count.pieces, other.pieces)
            others.append(count)


def _apart(one: Count, other: Count, column: int) -> int | None:
    a, b = one.people[column], other.people[column]
    return None if a is None or b is None else abs(a - b)
