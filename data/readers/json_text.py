"""JSON from strangers: no deep nesting, no duplicate keys, no NaN."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from boundaries.errors import Refused
from boundaries.language import N_
from data.readers.files import decode

DEEPEST = 32
_OUTSIDE_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"|([\[{])|([\]}])', re.DOTALL)


def parse(data: bytes) -> Any:  # noqa: ANN401 - JSON is anything
    """Return the value of a JSON document.

    Raises
    ------
    Refused
        `encoding`, `wrong_type`, `too_deep`, `not_json`, `duplicate_key` or `non_finite`.
    """
    text = decode(data)
    if not text.lstrip().startswith(("{", "[")):
        raise Refused("wrong_type", N_("This is not a GeoJSON file. Export it as GeoJSON."))
    _check_depth(text)
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_not_finite)
    except (ValueError, RecursionError) as error:
        raise Refused(
            "not_json", N_("The file is damaged: it is not valid JSON. Export it again.")
        ) from error


def _check_depth(text: str) -> None:
    depth = 0
    for match in _OUTSIDE_STRINGS.finditer(text):
        if match.group(1):
            depth += 1
            if depth > DEEPEST:
                raise Refused(
                    "too_deep", N_("The file is nested too deeply to be a map. Export it again.")
                )
        elif match.group(2):
            depth -= 1


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        raise Refused(
            "duplicate_key", N_("The file names a property twice in one place. Export it again.")
        )
    return result


def _not_finite(_name: str) -> NoReturn:
    raise Refused("non_finite", N_("A coordinate is not a number. Export the file again."))
