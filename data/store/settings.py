"""The municipality with its settings in SQL, and what they were."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from boundaries.model import ChangeId, Municipality, OverlapPolicy, OwnWord, WasSet
from data.store import tables as t
from data.store.joining import names

if TYPE_CHECKING:
    from sqlalchemy import Connection

m, s, c = t.municipality, t.setting, t.change


class SqlSettings:
    """The settings of one municipality, in the transaction of `connection`."""

    def __init__(self, connection: Connection, municipality: str) -> None:
        self._connection = connection
        self._code = municipality

    def municipality(self) -> Municipality:
        """Return the municipality and its settings."""
        row = self._connection.execute(select(m).where(m.c.code == self._code)).one()
        words = json.loads(row.words)
        return Municipality(
            code=row.code,
            name=row.name,
            crs=row.crs,
            within=(row.west, row.south, row.east, row.north),
            overlap=OverlapPolicy(row.overlap),
            smallest_ha=row.smallest_ha,
            consultation_days=row.consultation_days,
            k=row.k,
            surface_k=row.surface_k,
            synthetic=row.synthetic,
            quorum=row.quorum,
            threshold=row.threshold,
            languages=tuple(row.languages.split()),
            basemap=row.basemap or "",
            licence=row.licence,
            words=tuple(
                OwnWord(code, word, text)
                for code, own in sorted(words.items())
                for word, text in sorted(own.items())
            ),
        )

    def set_setting(
        self, change: ChangeId, key: str, *, before: str, after: str, place: Municipality
    ) -> None:
        """Write a municipality as a setting makes it, and what the setting was before."""
        self._connection.execute(update(m).where(m.c.code == self._code).values(**values_of(place)))
        self._connection.execute(
            insert(s).values(
                municipality=self._code, key=key, before=before, after=after, recorded_by=change
            )
        )

    def was_set(self) -> list[WasSet]:
        """Return every setting that was ever changed, the oldest change first."""
        rows = self._connection.execute(
            select(s.c.recorded_by, c.c.on_date, s.c.key, s.c.before, s.c.after)
            .join_from(s, c, names(s.c.recorded_by, c))
            .where(s.c.municipality == self._code)
            .order_by(s.c.recorded_by)
        )
        return [WasSet(ChangeId(w[0]), w[1], w[2], w[3], w[4]) for w in rows]


def values_of(place: Municipality) -> dict[str, Any]:
    """Return the settings of a municipality as columns of its row."""
    words: dict[str, dict[str, str]] = {}
    for own in place.words:
        words.setdefault(own.language, {})[own.word] = own.text
    return {
        "overlap": place.overlap.value,
        "smallest_ha": place.smallest_ha,
        "consultation_days": place.consultation_days,
        "k": place.k,
        "surface_k": place.surface_k,
        "quorum": place.quorum,
        "threshold": place.threshold,
        "languages": " ".join(place.languages),
        "basemap": place.basemap or None,
        "licence": place.licence,
        "words": json.dumps(words, ensure_ascii=False, sort_keys=True),
    }
