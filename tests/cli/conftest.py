"""The command line as its users run it: arguments in; exit code, stdout and stderr out."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

import cli
from tests.conftest import square


@dataclass
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def run(url, capsys, monkeypatch):
    monkeypatch.setenv("SMEEDKAART_DB", url)

    def call(*arguments: str) -> Result:
        with pytest.raises(SystemExit) as ended:
            cli.main([str(a) for a in arguments])
        out, err = capsys.readouterr()
        return Result(int(ended.value.code or 0), out, err)

    return call


@pytest.fixture
def place(run):
    assert run("init", "--code", "GM0118", "--name", "Hoogeveen").code == 0
    return run


def found(run, name="Krakeel", geometry=square(0, 0).wkt, on="2007-05-07", *more):  # noqa: B008
    return run(
        "found",
        "--name",
        name,
        "--geometry",
        geometry,
        "--on",
        on,
        "--reason",
        "omdat",
        "--json",
        *more,
    )
