"""Roles come from our own table, and count at the next command."""

from __future__ import annotations

import pytest

from boundaries import commands
from boundaries.errors import Forbidden, Refused
from boundaries.model import ChangeKind, Role
from boundaries.participation import Way
from data.store import create_store
from tests.conftest import PLACE, area, on, square

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


def persons(store):
    with store.read() as parts:
        return {one.subject: one for one in parts.people.persons()}


def test_a_role_is_known_with_the_day_on_which_it_was_given(store, admin) -> None:
    commands.give_role(store, admin, ANNA, Role.POLICY)
    with store.read() as parts:
        assert [m.since for m in parts.people.members()] == [parts.areas.today()]


def test_a_role_stands_in_the_log_by_number_alone(store, admin) -> None:
    commands.give_role(store, admin, ANNA, Role.POLICY)
    with store.read() as parts:
        change = parts.areas.changes()[-1]
    number = persons(store)[ANNA].id
    assert (change.kind, change.occasion.reason) == (
        ChangeKind.ROLE, f"{number}: visitor → policy"
    )  # fmt: skip


def test_of_who_is_erased_nothing_is_known(store, admin) -> None:
    commands.give_role(store, admin, ANNA, Role.COORDINATOR)
    number = persons(store)[ANNA].id
    commands.erase_person(store, admin, number)
    assert ANNA not in persons(store)
    assert known(store, ANNA).role is Role.VISITOR


def test_what_was_done_by_who_is_erased_stays_done(store, admin) -> None:
    commands.give_role(store, admin, ANNA, Role.COORDINATOR)
    anna = known(store, ANNA)
    done = commands.found(store, anna, name="Krakeel", geometry=square(0, 0), occasion=on(2007))
    commands.erase_person(store, admin, persons(store)[ANNA].id)
    with store.read() as parts:
        assert parts.areas.change(done.change).role is Role.COORDINATOR
        assert [v.name for v in parts.areas.at(parts.areas.today())] == ["Krakeel"]


def test_who_is_erased_coordinates_no_area(store, admin) -> None:
    commands.found(store, admin, name="Krakeel", geometry=square(0, 0), occasion=on(2007))
    commands.appoint(store, admin, area(1), name="Anna", contact="0528 1", subject=ANNA)
    commands.erase_person(store, admin, persons(store)[ANNA].id)
    with store.read() as parts:
        assert parts.people.coordinators() == {}


def test_the_words_of_who_is_erased_go_and_the_shape_of_the_drawing_stays(store, admin) -> None:
    commands.give_role(store, admin, ANNA, Role.RESIDENT)
    draft = commands.Draft(square(0, 0), name="Bij Anna", reason="Ik woon er.", way=Way.FINGER)
    commands.send_drawing(store, known(store, ANNA), draft)
    commands.erase_person(store, admin, persons(store)[ANNA].id)
    with store.read() as parts:
        (drawing,) = parts.participation.drawings()
    assert (drawing.name, drawing.reason) == ("", "")
    assert drawing.geometry.equals(square(0, 0))


def test_the_last_administrator_is_not_erased(store, admin) -> None:
    commands.give_role(store, admin, ANNA, Role.ADMIN)
    with pytest.raises(Refused) as refused:
        commands.erase_person(store, admin, persons(store)[ANNA].id)
    assert refused.value.code == "last_admin"


def test_nobody_is_erased_twice(store, admin) -> None:
    commands.give_role(store, admin, ANNA, Role.POLICY)
    number = persons(store)[ANNA].id
    commands.erase_person(store, admin, number)
    with pytest.raises(Refused) as refused:
        commands.erase_person(store, admin, number)
    assert refused.value.code == "person"


def test_an_erasure_is_not_undone(store, admin) -> None:
    commands.give_role(store, admin, ANNA, Role.POLICY)
    change = commands.erase_person(store, admin, persons(store)[ANNA].id)
    with pytest.raises(Refused) as refused:
        commands.undo(store, admin, change)
    assert refused.value.code == "not_undoable"


def test_nothing_of_who_is_erased_is_left_in_the_file(tmp_path) -> None:
    path = tmp_path / "areas.sqlite"
    store = create_store(f"sqlite:///{path}", PLACE)
    with store.read() as parts:
        admin = parts.people.local()
    commands.give_role(store, admin, ANNA, Role.POLICY)
    commands.erase_person(store, admin, persons(store)[ANNA].id)
    store.close()
    assert [file.name for file in tmp_path.iterdir() if ANNA.encode() in file.read_bytes()] == []
