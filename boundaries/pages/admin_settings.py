"""Settings: each with what it does and what it was, and changing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries import commands, settings
from boundaries.errors import Refused
from boundaries.language import N_, language
from boundaries.model import OverlapPolicy
from boundaries.pages.site import Column, cell, plain, refusal, table

if TYPE_CHECKING:
    from boundaries.commands import Set
    from boundaries.model import Municipality, WasSet
    from boundaries.pages.site import Site

DONE = "admin-setting-done"
"""Key of the session: what was set just now."""
OVERLAPS = {
    OverlapPolicy.FORBIDDEN.value: N_("not allowed"),
    OverlapPolicy.CONSENT.value: N_("allowed when both agree"),
    OverlapPolicy.FREE.value: N_("allowed"),
}
LANGUAGES = {"nl": "Nederlands", "en": "English"}
CHOICES: dict[str, list[str]] = {
    "overlap": list(OVERLAPS),
    "languages": ["nl en", "en nl", "nl", "en"],
}
"""Settings of which the values are few enough to choose from."""


def page(site: Site) -> None:
    """Let a setting be changed, and show all of them."""
    _ = site.words.text
    if done := st.session_state.pop(DONE, None):
        _say(site, done)
    with site.store.read() as parts:
        place, was = parts.areas.municipality(), parts.areas.was_set()
    _change(site, place)
    _all(site, place, {one.key: one for one in was})


def _change(site: Site, place: Municipality) -> None:
    _ = site.words.text
    st.subheader(_("Change a setting"))
    key = st.selectbox(
        _("Which setting"), settings.names(), format_func=lambda k: label(site, k),
        key="admin-setting-key",
    )  # fmt: skip
    setting = settings.setting_of(key)
    with st.form(f"admin-setting-{key}", border=False):
        st.text(_(setting.effect))
        now = setting.written(place)
        if key in CHOICES:
            options = CHOICES[key]
            value = st.radio(
                _("It becomes"), options, format_func=lambda v: shown(site, key, v),
                index=options.index(now) if now in options else 0,
                key=f"admin-setting-value-{key}",
            )  # fmt: skip
        else:
            value = st.text_input(
                _("It becomes"), now, max_chars=settings.LONGEST_ADDRESS,
                key=f"admin-setting-value-{key}",
            )  # fmt: skip
            st.caption(plain(_(setting.allowed)))
        if not st.form_submit_button(_("Change this setting"), type="primary"):
            return
    try:
        st.session_state[DONE] = commands.set_setting(site.store, site.actor, key, value or "")
    except Refused as error:
        refusal(site, error)
        return
    st.rerun()


def label(site: Site, key: str) -> str:
    """Return what a setting is called."""
    name = site.words.text(settings.setting_of(key).label)
    if key.startswith("words."):
        code = key.split(".")[1]
        usual = language(code).text(settings.setting_of(key).label)
        return site.words.text(
            "Own word for “{word}” ({language})", word=usual, language=LANGUAGES[code]
        )
    return name


def shown(site: Site, key: str, value: str) -> str:
    """Return the value of a setting in words."""
    if key == "overlap":
        return site.words.text(OVERLAPS[value])
    if key == "languages":
        return ", ".join(LANGUAGES[code] for code in value.split())
    if key == "basemap" and not value:
        return site.words.text("that of the server")
    if key == "smallest_ha":
        return site.words.number(float(value), 4)
    return value or "–"


def _all(site: Site, place: Municipality, was: dict[str, WasSet]) -> None:
    _ = site.words.text
    columns = [Column(_("Setting")), Column(_("Now")), Column(_("Was"))]

    def row(key: str, name: str) -> list[str]:
        now = shown(site, key, settings.setting_of(key).written(place))
        last = was.get(key)
        if last is None:
            return [name, cell(now), cell("–")]
        before = _("{value}, until {date}", value=shown(site, key, last.before), date=last.on)
        return [name, cell(now), cell(before)]

    rows = [
        row(key, f"<strong>{cell(label(site, key))}</strong><br>{cell(_(one.effect))}")
        for key, one in settings.SETTINGS.items()
    ]
    table(_("All settings"), columns, rows)
    own = [key for key in settings.names() if key not in settings.SETTINGS]
    table(_("Own words"), columns, [row(key, cell(label(site, key))) for key in own])


def _say(site: Site, done: Set) -> None:
    _ = site.words.text
    said = _(
        "{setting} was {before} and is {after} from now on.",
        setting=label(site, done.key),
        before=shown(site, done.key, done.before),
        after=shown(site, done.key, done.after),
    )
    st.success(plain(said), icon=":material/check_circle:")
    if done.overlapping:
        pairs = [" + ".join(pair) for pair in done.overlapping]
        st.warning(plain(_(settings.OVERLAPPING, pairs=pairs)), icon=":material/warning:")
