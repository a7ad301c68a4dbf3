"""Every text in both languages."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from boundaries.language import language

ROOT = Path(__file__).parents[2]
KEYWORDS = {"N_": None, "_": None, "text": None, "template": None, "count": (1, 2)}


def messages() -> set[str]:
    found = set()
    for folder in ("geo", "boundaries", "data", "reports", "commandline"):
        for _, _, message, *_ in extract_from_dir(ROOT / folder, keywords=KEYWORDS):
            found.add(message[0] if isinstance(message, tuple) else message)
    for _, _, message, *_ in extract_from_dir(
        ROOT,
        method_map=[("*.py", "python")],
        keywords=KEYWORDS,
        directory_filter=lambda folder: Path(folder) == ROOT,
    ):
        found.add(message[0] if isinstance(message, tuple) else message)
    return found


def catalogue():
    with (ROOT / "boundaries/locale/nl.po").open("rb") as file:
        return read_po(file)


def test_every_text_is_there_in_dutch() -> None:
    translated = {
        m.id[0] if isinstance(m.id, tuple) else m.id for m in catalogue() if m.id and m.string
    }
    assert messages() - translated == set()


def test_no_text_is_left_over() -> None:
    kept = {m.id[0] if isinstance(m.id, tuple) else m.id for m in catalogue() if m.id}
    assert kept - messages() == set()


def test_the_fields_are_the_same_in_both_languages() -> None:
    for message in catalogue():
        if isinstance(message.id, str) and message.id:
            fields = re.findall(r"{\w+}", message.id)
            assert sorted(fields) == sorted(re.findall(r"{\w+}", message.string)), message.id


@pytest.mark.parametrize(
    ("code", "value", "written"),
    [
        ("nl", 1240, "1.240"),
        ("nl", 41.23, "41,2"),
        ("nl", 41.0, "41"),
        ("en", 1240, "1,240"),
        ("en", 41.23, "41.2"),
        ("nl", dt.date(2019, 12, 31), "31-12-2019"),
        ("en", dt.date(2019, 12, 31), "31/12/2019"),
        ("nl", ["a", 2], "a, 2"),
    ],
)
def test_values_are_written_as_people_write_them(code, value, written) -> None:
    assert language(code).value(value) == written


def test_an_unknown_language_is_dutch() -> None:
    assert language("fr").code == "nl"


def test_one_is_singular() -> None:
    assert language("nl").count("{n} resident", "{n} residents", 1) == "1 inwoner"
    assert language("en").count("{n} resident", "{n} residents", 2) == "2 residents"
