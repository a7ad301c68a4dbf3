"""The ledger: what is refused, what a key does, and what the database itself holds to."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from boundaries import commands
from boundaries.bookkeeping import money_at
from boundaries.dividing import EQUALLY, Divide, largest_remainders, read_divide
from boundaries.errors import Conflict, Refused, Unknown
from boundaries.model import (
    Account,
    Balance,
    ChangeKind,
    Entry,
    Posting,
    Project,
    ProjectKind,
    ProjectStatus,
)
from data.store.engine import make_engine
from tests.conftest import X, Y, area, on, square


@pytest.fixture
def west(store, admin):
    """One area of 2007 with a thousand euros from 2008 on."""
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    commands.grant(store, admin, commands.Amount(area(1), 100_000), on(2008))
    return store


def balance(store, day, number=1) -> Balance:
    with store.read() as parts:
        return money_at(parts, day).areas[area(number)]


def amount(cents: int, **more) -> commands.Amount:
    return commands.Amount(area(1), cents, **more)


def test_what_is_granted_can_be_committed_and_spent(west, admin) -> None:
    commands.commit(west, admin, amount(40_000), on(2009))
    commands.spend(west, admin, amount(50_000), on(2010))
    assert balance(west, dt.date(2010, 1, 1)) == Balance(50_000, 0, 50_000)


def test_granted_is_the_sum_of_the_others_on_every_date(west, admin) -> None:
    commands.commit(west, admin, amount(40_000), on(2009))
    for year, granted in ((2007, 0), (2008, 100_000), (2009, 100_000)):
        assert balance(west, dt.date(year, 12, 31)).granted == granted


def test_more_than_there_is_is_refused_with_both_amounts(west, admin) -> None:
    with pytest.raises(Refused, match=r"€1,000 for this.*€1,000.01 is needed") as refused:
        commands.spend(west, admin, amount(100_001), on(2009))
    assert refused.value.code == "short"


def test_money_is_not_spent_twice_by_dating_it_back(west, admin) -> None:
    commands.spend(west, admin, amount(80_000), on(2010))
    with pytest.raises(Refused, match=r"€200 for this on 2009-01-01|€200 for this on 1/1/2009"):
        commands.spend(west, admin, amount(30_000), on(2009))


def test_nothing_is_booked_before_the_founding(west, admin) -> None:
    with pytest.raises(Refused) as refused:
        commands.grant(west, admin, amount(1), on(2006))
    assert refused.value.code == "not_founded"


def test_a_resting_area_takes_no_bookings_but_release(west, admin) -> None:
    commands.commit(west, admin, amount(5_000), on(2009))
    commands.rest(west, admin, area(1), occasion=on(2010))
    for command in (commands.grant, commands.commit, commands.spend):
        with pytest.raises(Refused) as refused:
            command(west, admin, amount(1_000), on(2011))
        assert refused.value.code == "resting"
    commands.release(west, admin, amount(5_000), on(2011))
    assert balance(west, dt.date(2011, 1, 1)) == Balance(100_000, 0, 0)


def test_what_is_booked_on_the_past_of_an_area_goes_along_with_it(west, admin) -> None:
    commands.found(west, admin, name="Oost", geometry=square(1, 0), occasion=on(2007))
    commands.merge(west, admin, [area(1), area(2)], name="Samen", occasion=on(2010))
    booked = commands.grant(west, admin, amount(5_000), on(2009))
    assert booked.balance == Balance(105_000)
    assert balance(west, dt.date(2009, 6, 1)) == Balance(105_000)
    assert balance(west, dt.date(2010, 1, 1), 3) == Balance(105_000)
    commands.spend(west, admin, commands.Amount(area(3), 105_000), on(2011))
    with pytest.raises(Refused) as refused:
        commands.spend(west, admin, amount(1), on(2009))
    assert refused.value.code == "short"


def test_the_past_of_an_area_that_was_divided_takes_no_bookings(west, admin) -> None:
    line = shapely.LineString([(X + 50, Y - 50), (X + 50, Y + 150)])
    commands.split(west, admin, area(1), line=line, names=("Links", "Rechts"), occasion=on(2010))
    with pytest.raises(Refused, match="divided on") as refused:
        commands.grant(west, admin, amount(5_000), on(2009))
    assert refused.value.code == "divided"


def test_a_key_of_a_booking_that_was_undone_is_not_used_again(west, admin) -> None:
    first = commands.grant(west, admin, amount(5_000, key="k"), on(2009))
    commands.undo(west, admin, first.change)
    with pytest.raises(Refused, match="was undone"):
        commands.grant(west, admin, amount(5_000, key="k"), on(2009))


def test_an_area_that_went_takes_no_bookings_and_says_what_became_of_it(west, admin) -> None:
    commands.found(west, admin, name="Oost", geometry=square(1, 0), occasion=on(2007))
    commands.merge(west, admin, [area(1), area(2)], name="Samen", occasion=on(2010))
    with pytest.raises(Conflict, match=r"merged by an administrator.*GM0118-0003"):
        commands.grant(west, admin, amount(1), on(2011))


def test_the_same_key_books_once_and_answers_as_the_first_time(west, admin) -> None:
    first = commands.grant(west, admin, amount(5_000, key="brief 12"), on(2009))
    commands.grant(west, admin, amount(7_000), on(2009))
    again = commands.grant(west, admin, amount(5_000, key="brief 12"), on(2009))
    assert (again.change, again.balance, again.again) == (first.change, first.balance, True)
    assert balance(west, dt.date(2010, 1, 1)).granted == 112_000


@pytest.mark.parametrize(
    ("cents", "year", "command"),
    [(5_001, 2009, "grant"), (5_000, 2010, "grant"), (5_000, 2009, "spend")],
)
def test_the_same_key_with_other_content_is_refused(west, admin, cents, year, command) -> None:
    commands.grant(west, admin, amount(5_000, key="k"), on(2009))
    with pytest.raises(Refused) as refused:
        getattr(commands, command)(west, admin, amount(cents, key="k"), on(year))
    assert refused.value.code == "key"


@pytest.mark.parametrize("cents", [0, -1, 10**11 + 1])
def test_an_amount_is_above_zero_and_no_slip_of_the_keyboard(west, admin, cents) -> None:
    with pytest.raises(Refused) as refused:
        commands.grant(west, admin, amount(cents), on(2009))
    assert refused.value.code == "amount"


def test_a_project_that_is_not_there_is_refused_by_name(west, admin) -> None:
    with pytest.raises(Unknown, match="P9"):
        commands.commit(west, admin, amount(1, project="P9"), on(2009))


def post(store, admin, *postings: Posting) -> None:
    with store.write() as parts:
        change = parts.areas.record(admin, ChangeKind.GRANT, on(2009))
        parts.money.post(change, Entry(ChangeKind.GRANT, on(2009).on, postings))


def test_the_database_refuses_an_entry_that_does_not_balance(west, admin) -> None:
    before = balance(west, dt.date(2010, 1, 1))
    with pytest.raises(IntegrityError):
        post(west, admin, Posting(area(1), Account.AVAILABLE, 500))
    assert balance(west, dt.date(2010, 1, 1)) == before


def test_the_database_refuses_an_account_below_zero(west, admin) -> None:
    with pytest.raises(IntegrityError):
        post(
            west,
            admin,
            Posting(area(1), Account.AVAILABLE, -100_001),
            Posting(area(1), Account.SPENT, 100_001),
        )


def test_the_database_refuses_to_retire_an_area_that_has_money(west) -> None:
    with pytest.raises(IntegrityError), west.write() as parts:
        parts.areas.retire(area(1), dt.date(2010, 1, 1))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry_line SET cents = 1",
        "DELETE FROM entry_line",
        "DELETE FROM entry",
        "UPDATE entry SET on_date = '2001-01-01'",
        "DELETE FROM account",
    ],
)
def test_the_database_refuses_to_rewrite_the_books(west, url, statement) -> None:
    engine = make_engine(url)
    with (
        pytest.raises(IntegrityError),
        engine.execution_options(write=True).begin() as connection,
    ):
        connection.exec_driver_sql(statement)
    engine.dispose()


weights = st.lists(
    st.fractions(min_value=0, max_value=10, max_denominator=997), min_size=1, max_size=9
).filter(any)


@given(st.integers(0, 10**12), weights)
def test_no_cent_is_lost_or_made_by_dividing(cents, weights) -> None:
    parts = largest_remainders(cents, weights)
    assert sum(parts) == cents
    total = sum(weights)
    assert all(
        abs(part - cents * weight / total) < 1 for part, weight in zip(parts, weights, strict=True)
    )


def test_of_equal_remainders_the_first_gets_the_odd_cent() -> None:
    assert largest_remainders(101, [Fraction(1, 2), Fraction(1, 2)]) == [51, 50]


@pytest.mark.parametrize(
    ("text", "divide"),
    [
        ("residents", Divide()),
        ("equal", EQUALLY),
        ("0.7,0.3", Divide((Fraction(7, 10), Fraction(3, 10)))),
        ("0.999, 0.001", Divide((Fraction(999, 1000), Fraction(1, 1000)))),
    ],
)
def test_a_way_to_divide_is_read_exactly(text, divide) -> None:
    assert read_divide(text) == divide


@pytest.mark.parametrize(
    "text", ["", "0.7", "0.7,0.4", "1,0", "0.5,0.25,0.25", "-0.5,1.5", "nan,nan", "a,b", "1e-1,0.9"]
)
def test_shares_that_do_not_add_up_are_refused(text) -> None:
    with pytest.raises(Refused) as refused:
        read_divide(text)
    assert refused.value.code == "divide"


def test_what_a_project_cost_goes_along_with_a_merger_and_an_undo(store, admin) -> None:
    for number, name in enumerate(["West", "Oost"]):
        commands.found(store, admin, name=name, geometry=square(number, 0), occasion=on(2010))
    commands.grant(store, admin, commands.Amount(area(1), 100_00), on(2011))
    project = Project("p1", "Bank", ProjectKind.QUICK_WIN, area(1), ProjectStatus.IDEA, on(2011).on)
    commands.import_projects(store, admin, [project], on(2011))
    commands.spend(store, admin, commands.Amount(area(1), 30_00, project="p1"), on(2012))
    wrong = commands.spend(store, admin, commands.Amount(area(1), 5_00, project="p1"), on(2012))
    commands.undo(store, admin, wrong.change)
    commands.merge(store, admin, [area(1), area(2)], name="Samen", occasion=on(2013))
    with store.read() as parts:
        assert parts.money.spent_by_project(on(2014).on) == {"p1": 30_00}
        assert parts.money.spent_by_project(on(2011).on) == {}
