"""The panel of one area: what it went through, its money and its projects on a day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import streamlit as st

from boundaries import summary_words as say
from boundaries.language import N_
from boundaries.model import Initiator, Precision, ProjectKind
from boundaries.pages.area_poster import poster
from boundaries.pages.area_questions import questions, whom
from boundaries.pages.area_thanks import thanks
from boundaries.pages.lands import kept
from boundaries.pages.mine_parts import link_to_keep
from boundaries.pages.mine_work import ground_of
from boundaries.pages.site import Column, cell, folded, plain, table
from boundaries.participation import Status
from boundaries.summary import sides_of
from boundaries.words import PROJECT_STATUS_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundaries.model import AreaId
    from boundaries.pages.site import Site
    from boundaries.participation import Proposal
    from boundaries.queries import AreaRow
    from boundaries.store import Parts
    from boundaries.through import Named, Story, Told

DAY = dt.timedelta(1)
INITIATORS = {
    Initiator.RESIDENTS: N_("Residents took the initiative."),
    Initiator.COORDINATOR: N_("The area coordinator took the initiative."),
    Initiator.MUNICIPALITY: N_("The municipality took the initiative."),
}
SHOWN_HA = 0.05
"""Less than this gained or lost rounds to nothing."""


def panel(site: Site, story: Story, row: AreaRow | None, day: dt.date) -> None:
    """Tell about an area: how it is on a day, how it grew, its money and its projects.

    Parameters
    ----------
    row
        The area as it stands on the day; None when it doesn't.
    """
    _ = site.words.text
    with st.container(border=True):
        name = story.area.name if row is None else row.version.name
        st.html(f"<h2>{cell(name)}</h2>")
        st.text(_("As of {date}", date=day))
        if row is None:
            st.html(f"<p>{_absent(site, story)}</p>")
        else:
            _facts(site, row)
            _sides(site, row)
            whom(site, row.version.area)
        _changes(site, story)
        if row is not None:
            _money(site, story, day)
            _projects(site, story, day)
            thanks(site, story, day)
        questions(site, story.area.area)
        _to_do(site, story, row, day)


def residents_text(site: Site, row: AreaRow) -> str:
    """Return who lives there in words: a number, hidden, or not known."""
    if row.residents is None:
        return site.words.text("Residents: no data")
    if row.shown_residents is None:
        return site.words.text("Residents: too small to show")
    return site.words.count("{n} resident", "{n} residents", row.residents)


def link(site: Site, area: Named, day: dt.date) -> str:
    """Return a link to an area on a day, as HTML."""
    address = f"?gebied={cell(area.area)}&amp;op={day}&amp;taal={site.words.code}"
    return f'<a target="_self" href="{address}">{cell(area.name)}</a>'


def exactly(site: Site, day: dt.date, precision: Precision) -> str:
    """Return a date as exactly as it is known."""
    match precision:
        case Precision.DAY:
            return site.words.date(day)
        case Precision.MONTH:
            return site.words.month(day)
        case Precision.YEAR:
            return str(day.year)


def _facts(site: Site, row: AreaRow) -> None:
    _ = site.words.text
    st.text(residents_text(site, row))
    st.text(_("{ha} hectares", ha=row.hectares))
    st.text(_("Since {date}", date=site.words.since(row.version)))
    if row.version.resting:
        st.text(_("This area rests: it keeps its land and its money."))


def _sides(site: Site, row: AreaRow) -> None:
    """Read the boundary in words."""
    said = _sides_read(site, row)
    if said:
        heading = cell(site.words.text("The boundary in words"))
        items = "".join(f"<li>{cell(sentence)}</li>" for sentence in said)
        st.html(f"<h3>{heading}</h3><ul>{items}</ul>")


def _sides_read(site: Site, row: AreaRow) -> list[str]:
    ground, version = ground_of(site), row.version
    with site.store.read() as parts:
        edges = kept(
            site,
            parts,
            ("sides", version.logical, version.valid_from),
            lambda: sides_of(version.geometry, ground.lie),
        )
    return [s for side in say.sides(edges, site.words) for s in side.sentences]


def _to_do(site: Site, story: Story, row: AreaRow | None, day: dt.date) -> None:
    """Show what is asked of the area now, how to ask for another boundary, and how to share it."""
    _ = site.words.text
    with site.store.read() as parts:
        today = parts.areas.today()
        about = kept(site, parts, ("about", story.area.area), lambda: _about(parts, story))
    going_on = {Status.SUBMITTED, Status.CONSULTED, Status.WAITING}
    asked = [p for p in about if p.status(today) in going_on]
    lang = site.words.code
    if asked:
        items = "".join(
            f'<li><a target="_self" href="voorstellen?voorstel={p.id}&amp;taal={lang}">'
            f"{cell(p.title)}</a></li>"
            for p in asked
        )
        heading = cell(_("Open proposals"))
        st.html(f"<h3>{heading}</h3><ul>{items}</ul>")
    address = f"?gebied={story.area.area}&op={day}"
    if row is not None:
        wrong = cell(_("Is the boundary wrong? Make a proposal."))
        mine = f"mijn-buurt{cell(address)}&amp;taal={lang}"
        st.html(f'<p><a target="_self" href="{mine}">{wrong}</a></p>')
        facts = [residents_text(site, row), _("{ha} hectares", ha=row.hectares)]
        poster(site, row, day, facts, _sides_read(site, row))
    st.text(_("Share this area"))
    link_to_keep(site, f"/{address}&taal={lang}", _("The address of this area on this date"))


def _about(parts: Parts, story: Story) -> list[Proposal]:
    """Return the proposals that ask something of an area."""
    which = set(parts.participation.proposals_of(story.area.area))
    return [p for p in parts.participation.proposals() if p.id in which] if which else []


def _absent(site: Site, story: Story) -> str:
    """Return why an area doesn't stand, as HTML: not yet, not any more, or undone."""
    _ = site.words.text
    if story.began is None:
        return cell(_("This area was undone: it is as if it had never been."))
    if story.ended is None:
        since = exactly(site, story.began.valid_from, story.began.precision)
        return cell(_("This area was not there yet. It began in {date}.", date=since))
    said = cell(_("This area has not stood since {date}.", date=story.ended))
    if not story.heirs:
        return said
    heirs = _links(site, story.heirs, story.ended)
    became = cell(_("What became of it:"))
    return f"{said} {became} {heirs}."


def _links(site: Site, areas: Iterable[Named], day: dt.date) -> str:
    return ", ".join(link(site, area, day) for area in areas)


def _changes(site: Site, story: Story) -> None:
    own = story.area.area
    items = "".join(f"<li>{_change(site, told, own)}</li>" for told in story.changes)
    heading = cell(site.words.text("How this area grew"))
    st.html(f"<h3>{heading}</h3><ol class=sk-story>{items}</ol>")


def _change(site: Site, told: Told, own: AreaId) -> str:
    """Return one change as HTML: date and kind, and whose it was, then what is known of it."""
    _ = site.words.text
    head = f"{cell(exactly(site, told.on, told.precision))}: {cell(site.words.value(told.kind))}"
    whose = "" if told.area.area == own else f" ({cell(told.area.name)})"
    parts = [
        f"<strong>{head}{whose}</strong><br>",
        cell(told.reason),
        cell(_(INITIATORS[told.initiator])),
    ]
    if told.predecessors:
        parts.append(cell(_("Together with:") if told.went_together else _("Came from:")))
        parts.append(f"{_links(site, told.predecessors, told.on - DAY)}.")
    if told.successors:
        parts.append(cell(_("Went on as:")))
        parts.append(f"{_links(site, told.successors, told.on)}.")
    if told.gained_ha >= SHOWN_HA:
        parts.append(cell(_("Gained {ha} hectares.", ha=told.gained_ha)))
    if told.lost_ha >= SHOWN_HA:
        parts.append(cell(_("Lost {ha} hectares.", ha=told.lost_ha)))
    if told.agreed:
        agreed = [f"{area.name} ({site.words.date(on)})" for area, on in told.agreed]
        parts.append(cell(_("Agreed: {who}.", who=agreed)))
    if told.document:
        parts.append(cell(_("Document: {document}", document=told.document)))
    return " ".join(parts)


def _money(site: Site, story: Story, day: dt.date) -> None:
    _ = site.words.text
    euros, held = site.words.euros, story.balance
    table(
        _("Money up to {date}", date=day),
        [Column(_("Account")), Column(_("Amount"), figures=True)],
        [
            [cell(_("Granted")), cell(euros(held.granted))],
            [cell(_("Committed")), cell(euros(held.committed))],
            [cell(_("Spent")), cell(euros(held.spent))],
            [cell(_("Left")), cell(euros(held.available))],
        ],
    )


def _projects(site: Site, story: Story, day: dt.date) -> None:
    _ = site.words.text
    if not story.projects:
        st.text(_("No projects yet on {date}.", date=day))
        return
    table(
        _("Projects up to {date}", date=day),
        [
            Column(_("Status")),
            *(Column(site.words.kind(kind), figures=True) for kind in ProjectKind),
        ],
        [
            [cell(_(word)), *(cell(story.count(kind, status)) for kind in ProjectKind)]
            for status, word in PROJECT_STATUS_WORDS.items()
        ],
    )
    box = folded(plain(_("All projects in a list")), key="map-projects")
    if box is None:
        return
    with box:
        table(
            _("All projects, the newest first"),
            [
                Column(_("Project")),
                Column(_("Kind")),
                Column(_("Status")),
                Column(_("Since")),
                Column(_("Cost"), figures=True),
            ],
            [
                [
                    cell(project.title),
                    cell(site.words.kind(project.kind)),
                    cell(_(PROJECT_STATUS_WORDS[project.status])),
                    cell(site.words.date(project.status_on)),
                    cell(site.words.euros(story.spent.get(project.id, 0))),
                ]
                for project in sorted(story.projects, key=lambda p: p.status_on, reverse=True)
            ],
        )
