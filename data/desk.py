"""What an administrator does with files on a page, bound to one store."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from boundaries.given import Desk

if TYPE_CHECKING:
    from boundaries.given import GivenColumns, GivenFile, TakenIn
    from boundaries.language import Language
    from boundaries.model import Actor
    from boundaries.store import Store
    from data.settings import Settings


def desk_of(store: Store, chosen: Settings, actor: Actor, words: Language) -> Desk:
    """Return what can be done with files; the commands behind it look at the actor's role.

    What reads files is imported when somebody does it: most visits don't.
    """

    def reason(given: GivenFile) -> str:
        return words.text("Imported from {file}.", file=given.name[:100])

    def columns(given: GivenFile) -> GivenColumns:
        from data.importing.uploading import columns_of

        return columns_of(store, given)

    def judged(given: GivenFile) -> TakenIn:
        from data.importing.uploading import judge

        return judge(store, actor, given, reason(given))

    def taken_in(given: GivenFile) -> TakenIn:
        from data.importing.uploading import take_in

        return take_in(store, actor, given, reason(given))

    def copy() -> bytes:
        from data.store import backup_store

        with TemporaryDirectory() as folder:
            file = Path(folder) / "copy.sqlite"
            backup_store(chosen.db, file)
            return file.read_bytes()

    def problems() -> list[str]:
        from data.store import verify_store

        return [words.sentence(one) for one in verify_store(chosen.db, chosen.municipality)]

    return Desk(columns, judged, taken_in, copy, problems)
