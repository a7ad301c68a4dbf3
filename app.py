"""The web app: routes, middleware and navigation. Nothing but `cli` imports it.

Streamlit runs this same file as the script of each visit (`__main__`); imported, it holds the
ASGI application `app`.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response
    from streamlit.navigation.page import Page as StreamlitPage

    from boundaries.given import GivenShape
    from boundaries.language import Language
    from boundaries.pages.site import Poster, Printed, Signing, Site
    from data.settings import Settings
    from data.store import SqlStore

DIST = Path(__file__).parent / "web" / "dist"


@st.cache_resource(show_spinner=False)
def _store(url: str, municipality: str | None) -> SqlStore:
    from data.store import open_store

    return open_store(url, municipality=municipality)


def _site(store: SqlStore, chosen: Settings, to_mine: Callable[[], None]) -> Site:
    from boundaries.language import language
    from boundaries.pages.site import Site
    from data.desk import desk_of
    from data.settings import basemap

    signing = _signing() if chosen.sign_in is not None else None
    with store.read() as parts:
        if signing is None:
            actor = parts.people.local()
        elif signing.subject:
            # At every run: a cookie lasts a month, a role may end today.
            actor = parts.people.known(signing.subject)
        else:
            actor = parts.people.visitor()
        place = parts.areas.municipality()
    if asked := st.query_params.get("taal"):
        st.session_state["language"] = asked
    words = language(st.session_state.get("language"), place)
    manifest = json.loads((DIST / "manifest.json").read_text(encoding="utf-8"))
    return Site(
        store=store,
        words=words,
        actor=actor,
        bundle=f"/assets/{manifest['area_map']}",
        basemap=basemap(place.basemap),
        signing=signing,
        to_mine=to_mine,
        printed=lambda asked: _sheet(store, words, asked),
        poster=lambda asked, size: _poster(store, words, asked, size),
        shapes_of=lambda name, data: _shapes(store, name, data),
        csv=_csv,
        desk=desk_of(store, chosen, actor, words),
    )


def _poster(store: SqlStore, words: Language, asked: Poster, size: str) -> bytes:
    from reports.poster import About, poster
    from reports.sheet import Paper

    with store.read() as parts:
        place = parts.areas.municipality()
        versions, lines = parts.areas.at(asked.day), parts.ground.lines()
    version = asked.version
    about = About(
        version.name,
        place.name,
        asked.day,
        asked.facts,
        asked.sides,
        asked.address,
        place.synthetic,
        place.licence,
    )
    return poster(version.geometry, versions, lines, about, words, paper=Paper[size])


def _csv(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    from reports.export.csv import dumps

    return dumps(columns, rows)


def _shapes(store: SqlStore, name: str, data: bytes) -> list[GivenShape]:
    from data.importing import read_own_shapes

    with store.read() as parts:
        place = parts.areas.municipality()
    return read_own_shapes(name, data, place)


def _sheet(store: SqlStore, words: Language, asked: Printed) -> bytes:
    from reports.sheet import About, Paper, sheet

    with store.read() as parts:
        today = parts.areas.today()
    place = asked.ground.place
    about = About(asked.title, place.name, asked.code, today, place.synthetic)
    versions, lines = asked.ground.versions, asked.ground.lie.lines
    return sheet(asked.place, versions, lines, about, words, paper=Paper[asked.size])


def _signing() -> Signing:
    """Return how one signs in, and who did."""
    from boundaries.pages.site import Signing

    subject = name = ""
    if st.user.is_logged_in:
        told = st.user.to_dict()
        # A number is somebody's only together with who gave it out.
        subject = f"{told.get('iss', '')} {told['sub']}"
        name = str(told.get("name") or "")
    return Signing(st.login, st.logout, subject, name)


def main() -> None:
    """Show the page of the address."""
    from boundaries.pages import frame, turn
    from data.settings import settings

    pages: dict[str, StreamlitPage] = {}
    chosen = settings()
    store = _store(chosen.db, chosen.municipality)
    with turn.in_turn() as let_go, store.moment():
        site = _site(store, chosen, lambda: st.switch_page(pages["mine"]))
        pages.update(_pages(site, pages))
        page = st.navigation(list(pages.values()), position="top")
        if page not in (pages["map"], pages["mine"], pages["proposals"]):
            let_go()
        frame.around(site, page.title, page.run)


def _pages(site: Site, all_pages: Mapping[str, StreamlitPage]) -> dict[str, StreamlitPage]:
    """Return every page by its name, in the order of the menu."""
    from boundaries.access import EXPORTERS, RESEARCHERS, Action, may
    from boundaries.pages import admin, bench, frame, map, money, neighbourhood, partner, proposals  # noqa: A004 - the page is called so
    from reports.assets import load_assets
    from reports.pages import export, figures
    from reports.pages import research as researching

    _ = site.words.text
    exports = site.actor.role in EXPORTERS
    researches = site.actor.role in RESEARCHERS
    brings_together = may(site.actor, Action.SEE_DRAWING)
    administers = may(site.actor, Action.SET_SETTING)

    def map_page() -> None:
        map.page(site, lambda: st.switch_page(all_pages["mine"]))

    def mine_page() -> None:
        neighbourhood.page(site, lambda: st.switch_page(all_pages["map"]))

    def proposals_page() -> None:
        proposals.page(site)

    def money_page() -> None:
        money.page(site)

    def figures_page() -> None:
        figures.page(site, load_assets(DIST))

    def bench_page() -> None:
        (bench.page if brings_together else frame.forbidden)(site)

    def export_page() -> None:
        (export.page if exports else frame.forbidden)(site)

    def admin_page() -> None:
        (admin.page if administers else frame.forbidden)(site)

    def partner_page() -> None:
        partner.page(site)

    # No icons: Streamlit shows them in the tab too, and fetches them from another host for that.
    return {
        "map": st.Page(map_page, title=_("Map"), default=True),
        "mine": st.Page(mine_page, title=_("My neighbourhood"), url_path="mijn-buurt"),
        "proposals": st.Page(proposals_page, title=_("Proposals"), url_path="voorstellen"),
        "money": st.Page(money_page, title=_("Projects and money"), url_path="projecten"),
        "figures": st.Page(figures_page, title=_("Maps and figures"), url_path="cijfers"),
        "bench": st.Page(
            bench_page, title=_("Workbench"), url_path="werkbank", visibility=_seen(brings_together)
        ),
        "export": st.Page(
            export_page, title=_("Export"), url_path="export", visibility=_seen(exports)
        ),
        "research": st.Page(
            lambda: (researching.page if researches else frame.forbidden)(site),
            title=_("Research"),
            url_path="onderzoek",
            visibility=_seen(researches),
        ),
        "admin": st.Page(
            admin_page, title=_("Administration"), url_path="beheer", visibility=_seen(administers)
        ),
        # By its link alone: it stands in no menu.
        "partner": st.Page(
            partner_page, title=_("For partners"), url_path="partner", visibility="hidden"
        ),
    }


def _seen(may: bool) -> Literal["visible", "hidden"]:  # noqa: FBT001 - its only argument
    """Return whether a page stands in the menu."""
    return "visible" if may else "hidden"


def _on_script_error(error: Exception) -> bool:
    """Log a fault for the administrator; the visitor gets a sentence, never a trace."""
    logging.getLogger("smeedkaart").error("A page failed", exc_info=error)
    st.error(words_of_failure(error, st.session_state.get("language")))
    return True


def words_of_failure(error: Exception, language_code: str | None) -> str:
    """Return what a visitor reads of an error: its own sentence, or that something went wrong."""
    from boundaries.errors import Refused
    from boundaries.language import language

    words = language(language_code)
    if isinstance(error, Refused):
        # Such as a disk that is full: the page itself words what a visitor did.
        return words.sentence(error)
    return words.text("Something went wrong. Nothing has changed. Try again.")


async def health(_request: Request) -> Response:
    """Answer 200 when the store answers."""
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import JSONResponse

    from data.settings import settings

    def ask() -> None:
        chosen = settings()
        with _store(chosen.db, chosen.municipality).read() as parts:
            parts.areas.municipality()

    try:
        await run_in_threadpool(ask)
    except Exception:
        logging.getLogger("smeedkaart").exception("The store does not answer")
        return JSONResponse({"status": "failing"}, status_code=503)
    return JSONResponse({"status": "ok"})


def _languages() -> tuple[str, ...]:
    """Return the languages of the municipality; all of ours when the store doesn't answer."""
    from boundaries.errors import Refused
    from boundaries.language import LANGUAGES
    from data.settings import settings

    chosen = settings()
    try:
        with _store(chosen.db, chosen.municipality).read() as parts:
            return parts.areas.municipality().languages
    except Refused:
        return LANGUAGES


def serve(host: str, port: int) -> None:
    """Serve the app until it is stopped."""
    from data.settings import settings
    from data.settings_defaults import LOOPBACK

    sign_in = settings().sign_in

    app.run(
        config={
            "server.address": host,
            "server.port": port,
            "server.headless": True,
            # A page elsewhere that names this machine as its own host stays outside.
            "server.allowedHosts": sorted(LOOPBACK) if host in LOOPBACK else [],
            "server.fileWatcherType": "none",
            "server.maxUploadSize": 20,
            **({} if sign_in is None else {"secrets.files": [str(sign_in)]}),
            "browser.serverAddress": host,
            "browser.gatherUsageStats": False,
            "client.toolbarMode": "minimal",
            "client.showErrorDetails": "none",
            # A full collection after each run costs 0.1 s of CPU with geopandas loaded.
            "runner.postScriptGC": False,
            "theme.base": "light",
            "theme.primaryColor": "#0057b7",
            "theme.textColor": "#1a1a1a",
            "theme.linkColor": "#0057b7",
        }
    )


if __name__ == "__main__":
    main()
else:
    from starlette.middleware import Middleware
    from starlette.routing import Mount, Route
    from starlette.staticfiles import StaticFiles

    from boundaries.pages import lands
    from boundaries.pages.shell import Shell

    app = st.App(
        Path(__file__).resolve(),
        routes=[
            Route("/health", health),
            Route("/lands/{name}", lands.answer),
            Mount("/assets", StaticFiles(directory=DIST), name="assets"),
        ],
        middleware=[Middleware(Shell, _languages)],
        on_script_error=_on_script_error,
    )
