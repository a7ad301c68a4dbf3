"""A summary as plain sentences, and a boundary read back side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from boundaries.language import N_, Said
from geo.describing import DIRECTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundaries.language import Language
    from boundaries.live_counts import Count
    from boundaries.streets import Streets
    from boundaries.summary import Edge, Gap, Summary, TakenLand
    from geo.describing import Direction

SIDES: dict[Direction, str] = {
    "north": N_("North"),
    "east": N_("East"),
    "south": N_("South"),
    "west": N_("West"),
}
SIDES_OF_A_LINE: dict[Direction, str] = {
    "north": N_("north side"),
    "east": N_("east side"),
    "south": N_("south side"),
    "west": N_("west side"),
}
NAMELESS = {
    "street": N_("a street"),
    "water": N_("the water"),
    "railway": N_("the railway"),
}
MOST_EDGES = 3
"""On one side; what is shorter than these is left out when it is read back."""
MOST_STREETS = 5
SHORTEST_OWN_M = 10


@dataclass(frozen=True, slots=True)
class SideRead:
    """One side of a boundary in words: a sentence for each line that runs along it."""

    direction: Direction
    sentences: tuple[str, ...]


def sentences(summary: Summary, words: Language) -> list[str]:
    """Return all that a summary says, in the order in which it is shown."""
    said = [
        residents(summary.residents, words),
        words.text(N_("{ha} hectares"), ha=summary.hectares),
        streets(summary.streets, words),
        cut(summary.cut, words),
        *(taken(one, words) for one in summary.taken),
        *(gap(one, words) for one in summary.gaps),
        inside(summary, words),
        follows(summary, words),
        source(summary, words),
    ]
    if not summary.taken:
        said.insert(4, words.text(N_("You take nothing from another area.")))
    return [sentence for sentence in said if sentence]


def residents(count: Count, words: Language) -> str:
    """Return how many people live there, as far as it may be said."""
    if not count.known:
        return words.text(N_("Residents: no data"))
    if count.about is None:
        return words.text(N_("Residents: too small to show"))
    return words.count("About {n} resident", "About {n} residents", count.about)


def people(count: Count, words: Language) -> str:
    """Return how many people live there, after a name: as far as it may be said."""
    if not count.known:
        return words.text(N_("no data"))
    if count.about is None:
        return words.text(N_("too small to show"))
    return words.count("about {n} resident", "about {n} residents", count.about)


def households(count: Count, words: Language) -> str:
    """Return how many homes there are, as far as it may be said."""
    if not count.known:
        return words.text(N_("Households: no data"))
    if count.about is None:
        return words.text(N_("Households: too small to show"))
    return words.count("About {n} household", "About {n} households", count.about)


def streets(found: Streets, words: Language) -> str:
    """Return how many streets lie in it, with the first ones by name; nothing for none."""
    if not found:
        return ""
    return words.count(
        "{n} street: {streets}",
        "{n} streets, such as {streets}",
        len(found),
        streets=named(found, words),
    )


def named(found: Streets, words: Language) -> str:
    """Return the first streets by name, and how many more there are."""
    first = ", ".join(found.first(MOST_STREETS))
    if not (more := found.more(MOST_STREETS)):
        return first
    return words.text(N_("{first} and {n} more"), first=first, n=more)


def cut(count: int, words: Language) -> str:
    """Return how many streets the border cuts in half; nothing for none."""
    if not count:
        return ""
    return words.count(
        "Your line cuts {n} street in half.", "Your line cuts {n} streets in half.", count
    )


def taken(claim: TakenLand, words: Language) -> str:
    """Return what a drawing takes from an area, and which streets."""
    if _is_small(claim.hectares):
        return words.text(
            N_("You take {m2} m² from {area}. That area has a say in this."),
            m2=round(claim.m2),
            area=claim.name,
        )
    if not claim.streets:
        return words.text(
            N_("You take {m2} m² ({ha} hectares) from {area}. That area has a say in this."),
            m2=round(claim.m2),
            ha=claim.hectares,
            area=claim.name,
        )
    return words.text(
        N_("You take {ha} hectares from {area}: {streets}. That area has a say in this."),
        ha=claim.hectares,
        area=claim.name,
        streets=named(claim.streets, words),
    )


def gap(one: Gap, words: Language) -> str:
    """Return how much nobody's land lies between a drawing and an area."""
    if _is_small(one.hectares):
        return words.text(
            N_("Between you and {area} lie {m2} m² of nobody's land."),
            area=one.name,
            m2=round(one.m2),
        )
    return words.text(
        N_("Between you and {area} lie {ha} hectares of nobody's land."),
        area=one.name,
        ha=one.hectares,
    )


def inside(summary: Summary, words: Language) -> str:
    """Return in which area it lies wholly, with what can be done; nothing where it doesn't."""
    if summary.inside is None:
        return ""
    if summary.inside.same:
        return words.text(N_("This is {area} as it stands now."), area=summary.inside.name)
    return words.text(
        N_("This lies wholly in {area}. Join that area, or ask for this part of it."),
        area=summary.inside.name,
    )


def follows(summary: Summary, words: Language) -> str:
    """Return whose border it takes over; nothing for none."""
    if not summary.follows:
        return ""
    border = Said(N_("the boundary of {areas}"), {"areas": list(summary.follows)})
    return words.text(N_("Your line follows {line}."), line=border)


def source(summary: Summary, words: Language) -> str:
    """Return whose figures these are; nothing where there are none."""
    if summary.year is None or summary.source is None:
        return ""
    return words.text(
        N_("Source: {source}, {year}. Rounded to tens."),
        source=summary.source,
        year=str(summary.year),
    )


def sides(edges: Sequence[Edge], words: Language) -> list[SideRead]:
    """Return a boundary read back: north, east, south, west, the longest lines first."""
    read = []
    for direction in DIRECTIONS:
        own = [edge for edge in edges if edge.direction == direction]
        shown = [e for e in own if e.kind is not None or e.metres >= SHORTEST_OWN_M] or own
        said = tuple(dict.fromkeys(side(edge, words) for edge in shown[:MOST_EDGES]))
        if said:
            read.append(SideRead(direction, said))
    return read


def side(edge: Edge, words: Language) -> str:
    """Return one line along a side, and on which side of it the area lies."""
    where = words.template(SIDES[edge.direction])
    if edge.kind is None:
        return words.text(
            N_("{side}: a line of your own, {m} metres"), side=where, m=_tens(edge.metres)
        )
    return words.text(
        N_("{side}: {line}, {which}"),
        side=where,
        line=edge.name or words.template(NAMELESS[edge.kind]),
        which=words.template(SIDES_OF_A_LINE[edge.inner_side]),
    )


def _is_small(hectares: float) -> bool:
    """Return whether it would read as 0 hectares."""
    return round(hectares, 1) < 0.1


def _tens(metres: float) -> int:
    return max(round(metres / 10) * 10, SHORTEST_OWN_M)
