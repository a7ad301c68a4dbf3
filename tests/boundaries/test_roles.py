"""Roles come from our own table, and count at the next command."""

from __future__ import annotations

import pytest

from boundaries import commands
from boundaries.errors import Forbidden, Refused
from boundaries.model import Role

ANNA, BRAM = "https://inloggen.example 17", "https://inloggen.example 18"


def known(store, subject):
    with store.read() as parts:
        return parts.people.known(subject)


def test_who_signs_in_without_a_role_is_a_visitor(store) -> None:
    assert known(store, ANNA).role is Role.VISITOR
    assert not known(store, ANNA).known


def test_a_role_counts_from_the_next_look_on(store, admin) -> None:
    commands.give_role(store, admin, ANNA, Role.COORDINATOR)
    assert (known(store, ANNA).role, known(store, ANNA).known) == (Role.COORDINATOR, True)
    commands.give_role(store, admin, ANNA, Role.VISITOR)
    assert known(store, ANNA).role is Role.VISITOR


def test_only_an_administrator_gives_roles(store, admin) -> None:
    commands.give_role(store, admin, ANNA, Role.COORDINATOR)
    with pytest.raises(Forbidden):
        commands.give_role(store, known(store, ANNA), ANNA, Role.ADMIN)


def test_the_last_administrator_stays(store, admin) -> None:
    commands.give_role(store, admin, ANNA, Role.ADMIN)
    with pytest.raises(Refused) as refused:
        commands.give_role(store, known(store, ANNA), ANNA, Role.VISITOR)
    assert refused.value.code == "last_admin"
    commands.give_role(store, admin, BRAM, Role.ADMIN)
    commands.give_role(store, known(store, BRAM), ANNA, Role.VISITOR)


@pytest.mark.parametrize("subject", ["", "anna", " 17", "local", "visitor", "a\x00 b", "x " * 400])
def test_what_no_sign_in_tells_gets_no_role(store, admin, subject) -> None:
    with pytest.raises(Refused) as refused:
        commands.give_role(store, admin, subject, Role.ADMIN)
    assert refused.value.code == "subject"
